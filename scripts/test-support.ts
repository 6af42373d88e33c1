/**
 * How the names of tests and of what only they use end: `.test` itself, `.harness` runs parts, `.fixtures` are data, `.fake`
 * is a small object handed in.
 */
const SUFFIXES = ['test', 'harness', 'fixtures', 'fake'];

/** Tests and test support by name, as glob patterns. */
export const TEST_FILES: readonly string[] = SUFFIXES.flatMap((suffix) => [
  `*.${suffix}.ts`,
  `*.${suffix}.tsx`,
]);

/** The same as the source of a regular expression, for a path or an import. */
export const TEST_PATH = `\\.(?:${SUFFIXES.join('|')})\\.tsx?$`;

const pattern = new RegExp(TEST_PATH);

/** Whether a file is a test or test support: neither the product nor what is built of it contains it. */
export const isTestFile = (path: string): boolean => pattern.test(path);
