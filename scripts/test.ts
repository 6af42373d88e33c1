import { join } from 'node:path';
import { withMemoryFolder } from './memory-folder.ts';
import { FOR_MANY_TESTS, OWN_POSTGRES, startOwnPostgres } from './own-postgres.ts';
import { NO_COUNTS, type TaskResult, runTask, type Task, summary } from './task.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { playwrightCounts, vitestCounts } from './test-counts.ts';

Object.assign(process.env, withMemoryFolder(process.env));
const reports = makeTemporaryFolder('night-tests-');
const UNIT_REPORT = join(reports, 'unit.json');
const E2E_REPORT = join(reports, 'e2e.json');

const CHECKS: Task[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'format', command: ['oxfmt', '--check'] },
];
const PAGES: Task = { name: 'build', command: ['scripts/build-pages.ts'] };
/** Before anything else: no test installs anything, and what is not there is not tested. */
const SET_UP: Task = { name: 'set-up', command: ['scripts/set-up-machine.ts'] };
const UNIT_TESTS: Task = {
  name: 'unit tests',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
  counts: () => vitestCounts(UNIT_REPORT),
};
const E2E_TESTS: Task = {
  name: 'end-to-end tests',
  command: ['scripts/e2e.ts', '--reporter=line,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: E2E_REPORT },
  counts: () => playwrightCounts(E2E_REPORT),
};

async function runInSequence(steps: Task[]): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  for (const step of steps) results.push(await runTask(step));
  return results;
}

async function setUp(): Promise<TaskResult> {
  const result = await runTask(SET_UP);
  if (result.ok) process.stdout.write(result.output);
  return result;
}

/** With a server that writes nothing to the disk, unless one is named or none can be started. */
async function runUnitTests(): Promise<TaskResult> {
  const isNamed = process.env['TEST_POSTGRES_URL'] !== undefined;
  const server = isNamed || OWN_POSTGRES.path === null ? null : await startOwnPostgres(FOR_MANY_TESTS);
  try {
    return await runTask({
      ...UNIT_TESTS,
      ...(server !== null && { env: { TEST_POSTGRES_URL: server.url } }),
    });
  } finally {
    await server?.dispose();
  }
}

/** Two lanes for two cores; the browser tests come last and have the machine to themselves. */
async function run(): Promise<TaskResult[]> {
  const ready = await setUp();
  const lanes = await Promise.all([runInSequence([...CHECKS, PAGES]), runUnitTests()]);
  const first = [ready, ...lanes.flat()];
  const blocked = first.find(({ name, ok }) => !ok && (name === PAGES.name || name === SET_UP.name));
  if (blocked === undefined) return [...first, await runTask(E2E_TESTS)];
  console.log(`NOT RUN ${E2E_TESTS.name}: "${blocked.name}" failed`);
  return [...first, { ...blocked, name: E2E_TESTS.name, counts: NO_COUNTS }];
}

const results = await run();
removeFolder(reports);
if (results.some(({ ok }) => !ok)) process.exitCode = 1;
console.log(summary(results.map(({ counts }) => counts)));
