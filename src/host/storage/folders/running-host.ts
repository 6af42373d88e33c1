/**
 * Where the host that uses a data folder can be reached, in a file beside the games: a second start finds the first one by it, and the
 * secret in it shows that whoever asks may read the folder. It is of no use once that host has ended.
 */
import { renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { codeOf } from './error-code.ts';
import { readFileIfThere } from './read-file.ts';
import { removeFile } from './remove-file.ts';

const FILE = 'running.json';
const OWNER_ONLY = 0o600;
/** Far more than is ever in it. */
const MAX_BYTES = 65_536;
const VERSION = 1;

const RunningHost = Type.Object({
  version: Type.Literal(VERSION),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  secret: Type.String({ minLength: 32 }),
  /** Which folder the host uses: a copy of it holds a copy of this file. Missing in files of the first hosts that wrote one. */
  folder: Type.Optional(Type.String()),
});
export type RunningHost = Pick<Static<typeof RunningHost>, 'port' | 'secret'>;

/**
 * Lets a second start find this host, until the returned function is called. Where the file cannot be written, that start only says
 * that the folder is in use.
 */
export function announceRunningHost(
  folder: string,
  { port, secret }: RunningHost,
  report: (message: string, error: unknown) => void,
): () => void {
  const path = join(folder, FILE);
  const aside = `${path}.new`;
  try {
    removeFile(aside);
    writeFileSync(
      aside,
      `${JSON.stringify({ version: VERSION, port, secret, folder: identityOf(folder) })}\n`,
      {
        mode: OWNER_ONLY,
        flag: 'wx',
      },
    );
    renameSync(aside, path);
  } catch (error) {
    removeIfPossible(aside, report);
    report('a second start will not find this host', error);
  }
  return () => {
    if (isOwn(path, secret)) removeIfPossible(path, report);
  };
}

/** Whether the file is still the one with this secret: another host may have taken the folder over. What cannot be read is nobody else's. */
function isOwn(path: string, secret: string): boolean {
  const found = readAt(path);
  return found === null || found.secret === secret;
}

function removeIfPossible(path: string, report: (message: string, error: unknown) => void): void {
  try {
    removeFile(path);
  } catch (error) {
    report('the file that says where this host runs could not be removed', error);
  }
}

/** Null: there is none, none that this version can ask, or it uses another folder, of which this one is a copy. */
export function findRunningHost(folder: string): RunningHost | null {
  try {
    const value = readAt(join(folder, FILE));
    return value === null || value.folder === undefined || value.folder === identityOf(folder) ? value : null;
  } catch (error) {
    if (codeOf(error) !== '') return null;
    throw error;
  }
}

/** Null: there is none that this version can read. */
function readAt(path: string): Static<typeof RunningHost> | null {
  try {
    const file = readFileIfThere(path, MAX_BYTES);
    const value: unknown = file === null ? null : JSON.parse(file.toString('utf8'));
    return Check(RunningHost, value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) !== '') return null;
    throw error;
  }
}

/** What a folder keeps when it is moved, and no copy of it has. */
function identityOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}
