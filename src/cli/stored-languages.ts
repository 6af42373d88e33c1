/** `npm run languages -- add nl.json --store postgres://…`: the languages of all hosts that share a database, for whoever runs them. */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readLanguageFile } from '../host/languages/language-file.ts';
import { readSource } from '../host/languages/language-folder.ts';
import { mistakeLine } from '../host/languages/language-mistakes.ts';
import { putLanguages } from '../host/languages/put-languages.ts';
import type { StoredLanguages } from '../host/languages/stored-languages.ts';
import { parseStore, UsageError, whyNotUnderstood } from '../host/start/command-line.ts';
import { EXIT } from '../host/start/start-error.ts';
import { ENGLISH_WORDS } from '../host/start/terminal-words.ts';
import type { Terminal } from '../host/start/terminal.ts';
import { StorageError } from '../host/storage/event-store.ts';
import { openLanguagesAt } from '../host/storage/postgres/open-added-languages.ts';
import { runAtOnce } from '../host/time/time-slices.ts';
import type { Catalogue } from '../protocol/catalogue-faults.ts';
import type { LanguageMistake } from '../protocol/languages.ts';

const DONE = 0;
const NOT_DONE = 1;
const NOT_READY =
  'This database is not of the version of this program yet. Start a host of this version on it first, which migrates it.';
const NEWER = 'This database is of a newer version of this program. Update this program.';
const NO_STORE = 'Say which database: --store postgres://user@host:5432/database, or TRADING_GAME_STORE.';

interface Change {
  readonly stored: StoredLanguages;
  readonly path: string;
  readonly english: Catalogue;
  readonly terminal: Terminal;
}

interface Task {
  /** Whether the path of a file belongs to it. */
  readonly takesFile: boolean;
  /** Returns whether it was done. */
  readonly change: (change: Change) => Promise<boolean>;
}

const TASKS: ReadonlyMap<string, Task> = new Map([
  ['add', { takesFile: true, change: add }],
  ['remove', { takesFile: true, change: remove }],
  ['list', { takesFile: false, change: list }],
]);

export const isStoredTask = (task: string): boolean => TASKS.has(task);

interface StoredTaskOptions {
  readonly english: Catalogue;
  /** What the command line may be. */
  readonly usage: string;
  readonly terminal: Terminal;
}

/**
 * Does the task that the arguments begin with.
 * @returns the exit code
 */
export async function runStoredTask(
  args: readonly string[],
  { english, usage, terminal }: StoredTaskOptions,
): Promise<number> {
  const { writeMessage } = terminal;
  try {
    const { change, path, store } = readArguments(args, usage);
    const { stored, isNewer, close } = await openLanguagesAt(store);
    try {
      if (stored !== null) return (await change({ stored, path, english, terminal })) ? DONE : NOT_DONE;
      writeMessage(isNewer ? NEWER : NOT_READY);
      return isNewer ? EXIT.newerDatabase : NOT_DONE;
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof UsageError || error instanceof WrongArguments) {
      writeMessage(error.message);
      return EXIT.usage;
    }
    if (!(error instanceof StorageError)) throw error;
    writeMessage(error.message);
    return NOT_DONE;
  }
}

/** The message says what is wrong with them, or what they may be. */
class WrongArguments extends Error {
  override readonly name = 'WrongArguments';
}

/** Throws `WrongArguments` or `UsageError`. */
function readArguments(args: readonly string[], usage: string) {
  const { values, positionals } = parse(args, usage);
  const [name = '', path = ''] = positionals;
  const task = TASKS.get(name);
  if (task === undefined || positionals.length !== (task.takesFile ? 2 : 1)) throw new WrongArguments(usage);
  if (values.store === '') throw new WrongArguments(NO_STORE);
  return { change: task.change, path, store: parseStore(values.store) };
}

function parse(args: readonly string[], usage: string) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      strict: true,
      options: { store: { type: 'string', default: process.env['TRADING_GAME_STORE'] ?? '' } },
    });
  } catch (error) {
    throw new WrongArguments(`${whyNotUnderstood(error)}.\n${usage}`, { cause: error });
  }
}

async function add({ stored, path, english, terminal }: Change): Promise<boolean> {
  const file = basename(path);
  const warn = (mistakes: readonly LanguageMistake[]) => {
    for (const each of mistakes) terminal.writeMessage(mistakeLine(file, each, ENGLISH_WORDS));
  };
  const contents = readSource(path);
  if (!(contents instanceof Uint8Array)) {
    warn([contents]);
    return false;
  }
  const { language, missing, mistakes } = runAtOnce(readLanguageFile(file, contents, english));
  warn(mistakes);
  if (language === null) return false;
  const { tag, name } = language;
  const { refused } = await putLanguages({ stored, english }, [{ file, contents, tag }], 'all');
  for (const { report } of refused) warn(report.mistakes);
  if (refused.length > 0) return false;
  terminal.writeOutput(
    `${name} (${tag}) is there, on every host within seconds. Texts that it lacks: ${missing.length}.`,
  );
  return true;
}

async function remove({ stored, path, terminal }: Change): Promise<boolean> {
  const file = basename(path);
  const isRemoved = await stored.remove(file);
  if (isRemoved) terminal.writeOutput(`${file} is removed, on every host within seconds.`);
  else terminal.writeMessage(`There is no ${file}.`);
  return isRemoved;
}

async function list({ stored, terminal }: Change): Promise<boolean> {
  for (const { file } of (await stored.read()).files) terminal.writeOutput(file);
  return true;
}
