/**
 * The suffixes of tests and the files only they use: `.test` for the tests themselves, `.harness` for code that runs parts
 * of the program, `.fixtures` for data, `.fake` for small objects passed in.
 */
const SUFFIXES = ['test', 'harness', 'fixtures', 'fake'];

/** Glob patterns for the names of tests and test support files. */
export const TEST_FILES: readonly string[] = SUFFIXES.flatMap((suffix) => [
  `*.${suffix}.ts`,
  `*.${suffix}.tsx`,
]);

/** The same, as the source of a regular expression for a path or an import. */
export const TEST_PATH = `\\.(?:${SUFFIXES.join('|')})\\.tsx?$`;

const pattern = new RegExp(TEST_PATH);

/** Whether a file is a test or test support, and so not part of the product or its builds. */
export const isTestFile = (path: string): boolean => pattern.test(path);
