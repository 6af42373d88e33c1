/** A safeguard, switched off by replacing text that occurs once in its file, and the tests that must notice. */
export interface Mutation {
  name: string;
  file: string;
  from: string;
  to: string;
  tests: string[];
}
