/** `npm run languages -- add nl.json --store postgres://…`: the languages of all hosts that share a database, for whoever runs them. */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readLanguageFile } from '../host/languages/language-file.ts';
import { readSource } from '../host/languages/language-folder.ts';
import { mistakeLine } from '../host/languages/language-mistakes.ts';
import { putLanguages } from '../host/languages/put-languages.ts';
import type { StoredLanguages } from '../host/languages/stored-languages.ts';
import { parseStore, UsageError } from '../host/start/command-line.ts';
import { ENGLISH_WORDS } from '../host/start/terminal-words.ts';
import { StorageError } from '../host/storage/event-store.ts';
import { openLanguagesAt } from '../host/storage/postgres/open-added-languages.ts';
import { runAtOnce } from '../host/time/time-slices.ts';
import type { Catalogue } from '../protocol/catalogue-faults.ts';

const NOT_READY =
  'This database is not of the version of this program. Start a host of the same version on it first, which migrates it.';
const NO_STORE = 'Say which database: --store postgres://user@host:5432/database, or TRADING_GAME_STORE.';

interface Change {
  readonly stored: StoredLanguages;
  readonly path: string;
  readonly english: Catalogue;
  readonly say: (line: string) => void;
}

/** Each returns whether it was done. */
const CHANGES: ReadonlyMap<string, (change: Change) => Promise<boolean>> = new Map([
  ['add', add],
  ['remove', remove],
  ['list', list],
]);

export const isStoredTask = (task: string): boolean => CHANGES.has(task);

/**
 * Does the task that the arguments begin with.
 * @returns whether it was done
 */
export async function changeStoredLanguages(
  args: readonly string[],
  english: Catalogue,
  say: (line: string) => void,
): Promise<boolean> {
  const { values, positionals } = readArguments(args);
  const [task = '', path = ''] = positionals;
  const change = CHANGES.get(task);
  if (change === undefined) return false;
  if (values.store === '') {
    say(NO_STORE);
    return false;
  }
  try {
    const { stored, close } = await openLanguagesAt(parseStore(values.store));
    try {
      if (stored !== null) return await change({ stored, path, english, say });
      say(NOT_READY);
      return false;
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof StorageError)) throw error;
    say(error.message);
    return false;
  }
}

function readArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: true,
    options: { store: { type: 'string', default: process.env['TRADING_GAME_STORE'] ?? '' } },
  });
}

async function add({ stored, path, english, say }: Change): Promise<boolean> {
  const file = basename(path);
  const contents = readSource(path);
  const { language, missing, mistakes } =
    contents instanceof Uint8Array
      ? runAtOnce(readLanguageFile(file, contents, english))
      : { language: null, missing: [], mistakes: [contents] };
  for (const each of mistakes) say(mistakeLine(file, each, ENGLISH_WORDS));
  if (language === null || !(contents instanceof Uint8Array)) return false;
  const { tag } = language;
  const { refused } = await putLanguages({ stored, english }, [{ file, contents, tag }], 'all');
  for (const { report } of refused)
    for (const each of report.mistakes) say(mistakeLine(file, each, ENGLISH_WORDS));
  if (refused.length > 0) return false;
  say(
    `${language.name} (${language.tag}) is there, on every host within seconds. Texts that it lacks: ${missing.length}.`,
  );
  return true;
}

async function remove({ stored, path, say }: Change): Promise<boolean> {
  const file = basename(path);
  const isRemoved = await stored.remove(file);
  say(isRemoved ? `${file} is removed, on every host within seconds.` : `There is no ${file}.`);
  return isRemoved;
}

async function list({ stored, say }: Change): Promise<boolean> {
  for (const { file } of (await stored.read()).files) say(file);
  return true;
}
