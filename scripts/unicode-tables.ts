/**
 * Writes the tables of the rules that come from the Unicode Character Database: which characters look alike, and between which
 * letters joiners are allowed. FOLDER holds three files of one version: `confusables.txt`
 * (https://www.unicode.org/Public/security/), `DerivedJoiningType.txt` and `DerivedCombiningClass.txt`
 * (https://www.unicode.org/Public/UCD/).
 *
 *     npm run unicode-tables -- FOLDER
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrExit } from './run-or-exit.ts';

const GAME = join(import.meta.dirname, '../src/game');
/** The combining class of the signs that join two letters of an Indic script. */
const VIRAMA_CLASS = '9';
const LINE_LENGTH = 120;

const LICENCE = `/*!
 * Made by \`npm run unicode-tables\` from data files of Unicode {version}. Don't edit by hand.
 *
 * Copyright © 1991-2022 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in
 * https://www.unicode.org/copyright.html.
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data files and any associated
 * documentation (the "Data Files") or Unicode software and any associated documentation (the "Software") to deal in the Data
 * Files or Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
 * distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom the Data Files or Software are
 * furnished to do so, provided that either (a) this copyright and permission notice appear with all copies of the Data Files or
 * Software, or (b) this copyright and permission notice appear in associated Documentation.
 *
 * THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED
 * TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD PARTY RIGHTS. IN NO EVENT
 * SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR
 * CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
 * CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA FILES
 * OR SOFTWARE.
 *
 * Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise to promote
 * the sale, use or other dealings in these Data Files or Software without prior written authorization of the copyright holder.
 */`;

interface Row {
  readonly first: number;
  readonly last: number;
  readonly value: string;
}

/** The rows of a file of the database: `0041..005A ; value # comment`. */
function rowsOf(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const [code = '', value = ''] = (line.split('#', 1)[0] ?? '').split(';').map((part) => part.trim());
    if (!/^[0-9A-F]/.test(code)) return [];
    const [first = '', last = first] = code.split('..');
    return [{ first: Number.parseInt(first, 16), last: Number.parseInt(last, 16), value }];
  });
}

/** The inside of a character class with the code points of these rows. */
function characterClass(rows: readonly Row[]): string {
  const sorted = rows.toSorted((one, other) => one.first - other.first);
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of sorted) {
    const before = merged.at(-1);
    if (before !== undefined && before.last + 1 >= first) before.last = Math.max(before.last, last);
    else merged.push({ first, last });
  }
  const escaped = (code: number) => String.raw`\u{${code.toString(16).toUpperCase()}}`;
  return merged
    .map(({ first, last }) => (first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`))
    .join('');
}

/**
 * Groups of what characters look like, a colon, and their code points; all in hexadecimal. Characters that NFKC or NFD replaces
 * are left out: they are gone before the table is asked.
 */
function confusableGroups(text: string): string[] {
  const byPrototype = new Map<string, string[]>();
  for (const { first, value } of rowsOf(text)) {
    const character = String.fromCodePoint(first);
    if (character.normalize('NFKC') !== character || character.normalize('NFD') !== character) continue;
    const prototype = value.split(' ').map((code) => Number.parseInt(code, 16).toString(16));
    const key = prototype.join('+');
    byPrototype.set(key, [...(byPrototype.get(key) ?? []), first.toString(16)]);
  }
  return [...byPrototype].map(([prototype, codes]) => `${prototype}:${codes.join(' ')}`);
}

/** As many groups in a line as fit; a long one has a line of its own. */
function linesOf(groups: readonly string[]): string[] {
  const lines = [''];
  for (const group of groups) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = group;
    else if (line.length + group.length < LINE_LENGTH) lines[lines.length - 1] = `${line},${group}`;
    else lines.push(group);
  }
  return lines;
}

function confusablesModule(text: string, licence: string): string {
  return `${licence}

/**
 * What looks like what (UTS #39, \`confusables.txt\`), in groups of a prototype, a colon and the characters that look like it, all
 * in hexadecimal.
 */
export const CONFUSABLES = \`
${linesOf(confusableGroups(text)).join('\n')}
\`;
`;
}

function joiningModule(
  joiningTypes: readonly Row[],
  combiningClasses: readonly Row[],
  licence: string,
): string {
  const joining = (...types: readonly string[]) =>
    characterClass(joiningTypes.filter(({ value }) => types.includes(value)));
  const viramas = characterClass(combiningClasses.filter(({ value }) => value === VIRAMA_CLASS));
  const constant = (comment: string, name: string, characters: string) =>
    `/** ${comment} */\nexport const ${name} =\n  String.raw\`${characters}\`;\n`;
  return [
    `${licence}\n\n/** Insides of character classes for regular expressions. */\n`,
    constant(
      'Letters of cursive scripts that join to the next letter.',
      'JOINING_TO_NEXT',
      joining('D', 'L'),
    ),
    constant('Letters that join to the one before.', 'JOINING_TO_PREVIOUS', joining('D', 'R')),
    constant('Signs that join two letters of an Indic script.', 'VIRAMAS', viramas),
  ].join('\n');
}

function writeTables(folder: string | undefined): void {
  if (folder === undefined)
    throw new Error('Say in which folder the files are: npm run unicode-tables -- FOLDER');
  const source = (name: string) => readFileSync(join(folder, name), 'utf8');
  const confusables = source('confusables.txt');
  const version = /^# Version: (\S+)/m.exec(confusables)?.[1] ?? 'an unknown version';
  const licence = LICENCE.replace('{version}', version);
  writeFileSync(join(GAME, 'confusables-table.ts'), confusablesModule(confusables, licence));
  const rows = ['DerivedJoiningType.txt', 'DerivedCombiningClass.txt'].map((name) => rowsOf(source(name)));
  writeFileSync(join(GAME, 'joining-letters.ts'), joiningModule(rows[0] ?? [], rows[1] ?? [], licence));
}

await runOrExit(() => writeTables(process.argv[2]));
