/** Options sent to a baseline server at start; sizes in bytes, equal to the host's. */
export interface BaselineOptions {
  kind: 'F0' | 'F1';
  folder: string;
  welcomeBytes: number;
  eventBytes: number;
  answerBytes: number;
}
