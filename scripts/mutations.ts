import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { binScript } from './bin-script.ts';
import { MUTATIONS } from './mutations/all-mutations.ts';
import type { Mutation } from './mutations/mutation.ts';
import type { Counts } from './task.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { vitestCounts } from './test-counts.ts';

/*
 * Switches off one safeguard at a time in a copy of the sources and runs the tests that should notice.
 * `npm run mutations`: all of them; `npm run mutations -- fsync owner`: those whose names contain one of the words.
 */
const ROOT = join(import.meta.dirname, '..');
const TWO_MINUTES = 120_000;

function makeCopy(): string {
  const copy = makeTemporaryFolder('night-mutations-');
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  if (listed.status !== 0)
    throw new Error('The files of this checkout cannot be listed: git ls-files failed.');
  for (const file of listed.stdout.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** Runs test files in the copy; returns their counts, or null if they never finished. */
function run(copy: string, tests: readonly string[]): Counts | null {
  const report = join(copy, 'mutation-report.json');
  rmSync(report, { force: true });
  const args = [binScript(copy, 'vitest'), 'run', ...tests, '--reporter=json', `--outputFile.json=${report}`];
  const child = spawnSync(process.execPath, [...args, '--mode', 'long'], {
    cwd: copy,
    // Every test of them, each no longer than usual.
    env: { ...process.env, LONGER_FAULTS: '1' },
    stdio: 'ignore',
    timeout: TWO_MINUTES,
  });
  const counts = vitestCounts(report);
  return child.signal === null && counts.passed + counts.failed > 0 ? counts : null;
}

/** Switches one safeguard off in the copy while `action` runs. */
function withMutation<T>(copy: string, { name, file, from, to }: Mutation, action: () => T): T {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2)
    throw new Error(`"${name}": its text no longer occurs exactly once in ${file}. Correct the list.`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  try {
    return action();
  } finally {
    writeFileSync(path, source);
  }
}

/** Whether the tests notice a mutation, in words too. */
function verdict(copy: string, mutation: Mutation): { readonly isNoticed: boolean; readonly words: string } {
  const before = run(copy, mutation.tests);
  if (before === null || before.failed > 0)
    return { isNoticed: false, words: 'the tests fail even without the mutation' };
  const after = withMutation(copy, mutation, () => run(copy, mutation.tests));
  // Tests that hang have noticed too.
  if (after === null) return { isNoticed: true, words: 'noticed: the tests never finished' };
  if (after.failed === 0) return { isNoticed: false, words: 'NOT NOTICED: every test still passes' };
  return { isNoticed: true, words: `noticed: ${after.failed} of ${before.passed} tests fail` };
}

function main(filters: readonly string[]): void {
  const chosen = MUTATIONS.filter(
    ({ name }) => filters.length === 0 || filters.some((word) => name.includes(word)),
  );
  if (chosen.length === 0) throw new Error(`There is no such mutation. There are: ${names()}.`);
  const copy = makeCopy();
  try {
    for (const mutation of chosen) {
      const { isNoticed, words: said } = verdict(copy, mutation);
      if (!isNoticed) process.exitCode = 1;
      console.log(`${isNoticed ? 'ok    ' : 'FAILED'}  ${mutation.name.padEnd(34)} ${said}`);
    }
  } finally {
    removeFolder(copy);
  }
}

const names = () => MUTATIONS.map(({ name }) => name).join(', ');

main(process.argv.slice(2));
