import { join } from 'node:path';
import { playwrightCounts, vitestCounts } from './reports.ts';
import { NONE, type Outcome, runStep, type Step, summary } from './step.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const reports = makeTemporaryFolder('night-tests-');
const UNIT = join(reports, 'unit.json');
const E2E = join(reports, 'e2e.json');

const READY: Step[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'format', command: ['oxfmt', '--check'] },
];
const PAGES: Step = { name: 'build', command: ['scripts/build.ts'] };
const BROWSER: Step = { name: 'browser', command: ['scripts/find-a-browser.ts'] };
const UNITS: Step = {
  name: 'unit tests',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`],
  counts: () => vitestCounts(UNIT),
};
const NIGHTS: Step = {
  name: 'end-to-end tests',
  command: ['scripts/e2e.ts', '--reporter=line,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: E2E },
  counts: () => playwrightCounts(E2E),
};

async function oneByOne(steps: Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await runStep(step));
  return outcomes;
}

/** Two lanes for two cores; the browsers come last and have the machine to themselves. */
async function run(): Promise<Outcome[]> {
  const lanes = await Promise.all([oneByOne([...READY, PAGES, BROWSER]), oneByOne([UNITS])]);
  const first = lanes.flat();
  const blocked = first.find(({ name, ok }) => !ok && (name === PAGES.name || name === BROWSER.name));
  if (blocked === undefined) return [...first, await runStep(NIGHTS)];
  console.log(`NOT RUN ${NIGHTS.name}: "${blocked.name}" failed`);
  return [...first, { ...blocked, name: NIGHTS.name, counts: NONE }];
}

const outcomes = await run();
removeFolder(reports);
if (outcomes.some(({ ok }) => !ok)) process.exitCode = 1;
console.log(summary(outcomes.map(({ counts }) => counts)));
