import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { announceRunningHost, findRunningHost } from './running-host.ts';

const RUNNING = { port: 4747, secret: 'c4'.repeat(32) };
/** Of version 1, as this program wrote it first. */
const FROZEN = `{"version":1,"port":4747,"secret":"${RUNNING.secret}"}\n`;
const isUnix = process.platform !== 'win32';

let folder: ReturnType<typeof temporaryFolder>;
let reported: string[];
const report = (message: string) => reported.push(message);
const file = () => join(folder.path, 'running.json');
beforeEach(() => {
  folder = temporaryFolder();
  reported = [];
});
afterEach(() => folder.dispose());

describe('the file that says where a host runs', () => {
  it('is read by a second start, is for its owner alone, and goes with the host', () => {
    const remove = announceRunningHost(folder.path, RUNNING, report);
    expect(findRunningHost(folder.path)).toMatchObject(RUNNING);
    expect(isUnix ? statSync(file()).mode & 0o777 : 0o600).toBe(0o600);
    remove();
    expect(findRunningHost(folder.path)).toBeNull();
    expect(reported).toEqual([]);
  });

  it('replaces what a killed host left behind', () => {
    announceRunningHost(folder.path, { ...RUNNING, port: 1 }, report);
    announceRunningHost(folder.path, RUNNING, report);
    expect(findRunningHost(folder.path)).toMatchObject(RUNNING);
  });

  it('leads to the host of a folder that was moved, and from a copy of the folder nowhere', () => {
    const data = join(folder.path, 'data');
    const [copy, moved] = [`${data}-copy`, `${data}-moved`];
    mkdirSync(data);
    announceRunningHost(data, RUNNING, report);
    cpSync(data, copy, { recursive: true });
    expect(findRunningHost(copy)).toBeNull();
    renameSync(data, moved);
    expect(findRunningHost(moved)).toMatchObject(RUNNING);
  });

  it('is read as the first hosts wrote it, without their folder', () => {
    writeFileSync(file(), FROZEN);
    expect(findRunningHost(folder.path)).toMatchObject(RUNNING);
  });

  it('is no reason not to start where it cannot be written', () => {
    mkdirSync(join(file(), 'in the way'), { recursive: true });
    announceRunningHost(folder.path, RUNNING, report)();
    expect(reported).toHaveLength(2);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"version":1,'],
    ['another version', FROZEN.replace('1', '2')],
    ['no port', FROZEN.replace('4747', '0')],
    ['a short secret', FROZEN.replace(RUNNING.secret, 'c4')],
    ['a list', '[]'],
  ])('leads nowhere with %s in it', (_, text) => {
    writeFileSync(file(), text);
    expect(findRunningHost(folder.path)).toBeNull();
  });

  it.skipIf(!isUnix)(
    `leads nowhere as a pipe or a folder${isUnix ? '' : ' (not run: no pipes here)'}`,
    () => {
      execFileSync('sh', ['-c', 'mkfifo "$0"', file()]);
      expect(findRunningHost(folder.path)).toBeNull();
      rmSync(file());
      mkdirSync(file());
      expect(findRunningHost(folder.path)).toBeNull();
    },
  );
});
