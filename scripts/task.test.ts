import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runTask, summary } from './task.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { playwrightCounts, vitestCounts } from './test-counts.ts';

const folder = makeTemporaryFolder('steps-');
afterAll(() => removeFolder(folder));

function report(name: string, content: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the counts', () => {
  test("are Vitest's passed, failed and skipped", () => {
    const file = report('unit.json', {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
    });
    expect(vitestCounts(file)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  test("are Playwright's, where passing on a retry is passing", () => {
    const file = report('e2e.json', { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } });
    expect(playwrightCounts(file)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  test('are zero if no report was written', () => {
    const none = { passed: 0, failed: 0, skipped: 0 };
    expect([vitestCounts(join(folder, 'no.json')), playwrightCounts(join(folder, 'no.json'))]).toEqual([
      none,
      none,
    ]);
  });

  test('add up to one line', () => {
    expect(
      summary([
        { passed: 2, failed: 0, skipped: 0 },
        { passed: 3, failed: 1, skipped: 0 },
      ]),
    ).toBe('5 passed, 1 failed');
    expect(summary([{ passed: 2, failed: 0, skipped: 4 }])).toBe('2 passed, 0 failed, 4 skipped');
  });
});

describe('a task', () => {
  const printed: string[] = [];
  beforeEach(() => {
    printed.length = 0;
    vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  });

  /** A program of ours, in a folder with a space in its name. */
  function program(code: string): string {
    mkdirSync(join(folder, 'a space é'), { recursive: true });
    const file = join(folder, 'a space é', 'program.ts');
    writeFileSync(file, code);
    return file;
  }

  test('that succeeds prints one line, without its output', async () => {
    const result = await runTask({ name: 'fine', command: [program('console.log("chatter")')] });
    expect(result).toMatchObject({ ok: true, counts: { failed: 0 } });
    expect(printed.join('\n')).toMatch(/^ok +fine +\d+\.\d s$/);
  });

  test('gets its arguments unchanged, whatever they contain', async () => {
    const args = ['--outputFile.json=C:\\a b\\é.json', 'a "b" c', '%PATH%', '$HOME', '&', '^'];
    const command = [program('console.log(JSON.stringify(process.argv.slice(2)))'), ...args];
    expect(JSON.parse((await runTask({ name: 'words', command })).output)).toEqual(args);
  });

  test('that fails shows its output and counts as a failure', async () => {
    const result = await runTask({
      name: 'bad',
      command: [program('console.error("why"); process.exit(3)')],
    });
    expect(result).toMatchObject({ ok: false, counts: { failed: 1 } });
    expect(printed.join('\n')).toMatch(/FAILED +bad[^]*why/);
  });

  test('that exits with an error although every test passed counts as a failure', async () => {
    const counts = () => ({ passed: 7, failed: 0, skipped: 0 });
    const result = await runTask({ name: 'bad', command: [program('process.exit(1)')], counts });
    expect(result.counts).toEqual({ passed: 7, failed: 1, skipped: 0 });
  });

  test('runs a program in node_modules', async () => {
    expect((await runTask({ name: 'types', command: ['tsc', '--version'] })).output).toMatch(/^Version \d/);
  });

  test('whose program does not exist is a failure, not a crash', async () => {
    const result = await runTask({ name: 'gone', command: ['no-such-program'] });
    expect(result.ok).toBe(false);
    expect(result.output).toContain('no-such-program');
  });
});
