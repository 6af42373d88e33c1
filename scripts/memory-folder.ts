import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from './temporary-folder.ts';

/** On Linux: a file system in memory. */
const MEMORY = '/dev/shm';
/** What the tests keep at a time, many times over, in bytes. Containers often have only 64 MB there. */
const ROOM = 2 * 1024 ** 3;
const PREFIX = 'night-tests-';
/** A server that a test starts may run as another user: it has to find its own folder in here. */
const FOR_ALL_TO_PASS = 0o755;

/** Whether a process is there, though it may be another user's. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Something may still be mounted in it, or be busy: the tests run all the same. */
function removeOrSay(folder: string): void {
  try {
    removeFolder(folder);
  } catch (error) {
    console.error(`${folder} of tests could not be removed: ${String(error)}`);
  }
}

/** Runs that were killed could not remove theirs. */
function removeLeftovers(memory: string): void {
  for (const name of readdirSync(memory)) {
    const pid = new RegExp(`^${PREFIX}(?<pid>\\d+)-`).exec(name)?.groups?.['pid'];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(memory, name);
    if (lstatSync(folder).uid === process.getuid?.()) removeOrSay(folder);
  }
}

function hasRoom(memory: string, room: number): boolean {
  if (!existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= room;
}

/**
 * The environment in which temporary folders are in memory until this process ends, unless it names a place for them, or there is no
 * memory for them: tests write each step of a game to the disk, and most of their time went by waiting for it.
 * @param room how much has to be free, in bytes
 */
export function withMemoryFolder(
  env: NodeJS.ProcessEnv,
  memory: string = MEMORY,
  room: number = ROOM,
): NodeJS.ProcessEnv {
  if (env['TMPDIR'] !== undefined || !hasRoom(memory, room)) return env;
  removeLeftovers(memory);
  const folder = mkdtempSync(join(memory, `${PREFIX}${process.pid}-`));
  chmodSync(folder, FOR_ALL_TO_PASS);
  process.once('exit', () => removeOrSay(folder));
  return { ...env, TMPDIR: folder };
}
