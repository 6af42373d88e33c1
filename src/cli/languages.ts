/**
 * `npm run languages -- lacks nl.json`: what a language lacks compared with English, for whoever writes one; and the languages of hosts that
 * share a database (`stored-languages.ts`).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type LanguageFile, readLanguageFile } from '../host/languages/language-file.ts';
import { mistakeLine } from '../host/languages/language-mistakes.ts';
import { BUILT_IN } from '../host/languages/language-tag.ts';
import { holdingProcess } from '../host/start/hold-process.ts';
import { EXIT } from '../host/start/start-error.ts';
import { ENGLISH_WORDS } from '../host/start/terminal-words.ts';
import { openTerminal } from '../host/start/terminal.ts';
import { readFile } from '../host/storage/folders/read-file.ts';
import { runAtOnce } from '../host/time/time-slices.ts';
import { type Catalogue, catalogueFaults, isCatalogue, textsOf } from '../protocol/catalogue-faults.ts';
import { runStoredTask, isStoredTask } from './stored-languages.ts';

/** The pages' own, and those that the host says, too. */
const LOCALES = join(import.meta.dirname, '../renderer/shared/locales');
const GAME_WORDS = join(import.meta.dirname, '../game/words');
const USAGE = `Usage: npm run languages -- lacks de          what a language that is built in lacks
       npm run languages -- lacks nl.json     what a file lacks, and what is wrong in it
       npm run languages -- bring-in nl.json  makes a folder of catalogues from a file without gaps
       npm run languages -- add nl.json --store postgres://...     adds it on all hosts of a database, or replaces it there
       npm run languages -- remove nl.json --store postgres://...  removes it there
       npm run languages -- list --store postgres://...            the files that are there`;

const terminal = openTerminal(process, () => undefined);
const { writeMessage, writeOutput } = terminal;
const args = process.argv.slice(2);
const [task = '', what = ''] = args;
const run = new Map([
  ['lacks', lacks],
  ['bring-in', bringIn],
]).get(task);
if (isStoredTask(task)) {
  const options = { english: builtIn('en'), usage: USAGE, terminal };
  process.exitCode = await holdingProcess(() => runStoredTask(args, options));
} else if (run === undefined || what === '') {
  writeMessage(USAGE);
  process.exitCode = EXIT.usage;
} else process.exitCode = run(what) ? 0 : 1;

/** @returns whether it lacks nothing */
function lacks(language: string): boolean {
  const lines = BUILT_IN.includes(language) ? gapsOfBuiltIn(language) : linesOfFile(language);
  for (const line of lines) writeOutput(line);
  writeOutput(lines.length === 0 ? 'Everything is there.' : `${lines.length} to do.`);
  return lines.length === 0;
}

function gapsOfBuiltIn(language: string): string[] {
  return catalogueFaults(builtIn('en'), builtIn(language), language).map((fault) => {
    const end = fault.kind === 'missing_plural' ? `_${fault.plural}` : '';
    return `${fault.kind}: ${fault.key}${end}`;
  });
}

function linesOfFile(path: string): string[] {
  const english = builtIn('en');
  const { mistakes, missing } = read(path);
  const texts = new Map(textsOf(english));
  const inEnglish = (key: string) => texts.get(key) ?? texts.get(key.replace(/_[a-z]+$/, '_other'));
  return [
    ...mistakes.map((each) => mistakeLine(basename(path), each, ENGLISH_WORDS)),
    ...missing.map((key) => `missing: ${key}: ${JSON.stringify(inEnglish(key))}`),
  ];
}

/** @returns whether it did */
function bringIn(path: string): boolean {
  const { language, texts, mistakes, missing } = read(path);
  if (language === null || mistakes.length + missing.length > 0) {
    writeMessage(`This file has gaps or mistakes. First see: npm run languages -- lacks ${path}`);
    return false;
  }
  const folders = [LOCALES, GAME_WORDS].map((folder) => join(folder, language.tag));
  for (const folder of folders) mkdirSync(folder);
  const [own = '', ofGame = ''] = folders;
  for (const [namespace, catalogue] of Object.entries(texts)) {
    const folder = namespace === 'catalogue' ? ofGame : own;
    writeFileSync(join(folder, `${namespace}.json`), `${JSON.stringify(catalogue, null, 2)}\n`);
  }
  writeOutput(
    `The catalogues are in ${folders.join(' and ')}. CONTRIBUTING.md says what else a language needs.`,
  );
  return true;
}

function read(path: string): LanguageFile {
  return runAtOnce(readLanguageFile(basename(path), readFile(path), builtIn('en')));
}

function builtIn(language: string): Catalogue {
  const folders = [LOCALES, GAME_WORDS].map((folder) => join(folder, language));
  return Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(folder).map((file) => [basename(file, '.json'), catalogueIn(join(folder, file))] as const),
    ),
  );
}

function catalogueIn(path: string): Catalogue {
  const texts: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isCatalogue(texts)) throw new Error(`${path} is no catalogue of texts.`);
  return texts;
}
