import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_LIBRARY_EXERCISES } from '../../game/limits.ts';
import { runAtOnce } from '../time/time-slices.ts';
import { readContents, writeContents } from './library-contents.ts';
import { readLibraryBytes, readLibraryFile, writeLibraryFile } from './library-file.ts';

const FROZEN = readFileSync(join(import.meta.dirname, '../storage/frozen/library-1.jsonl'), 'utf8');
const read = (text: string) => runAtOnce(readLibraryFile(text));
const HEAD = '{"format":"trading-game-night-library","version":1}';
const exercise = (name: string, more: object = {}) =>
  JSON.stringify({ exercise: { name, target: 10, ...more } });
const file = (...lines: readonly string[]) => [HEAD, ...lines].join('\n');
const [TEMPLATE = ''] = FROZEN.split('\n').filter((line) => line.startsWith('{"template"'));
const mistakesIn = (text: string) =>
  read(text).mistakes.map(({ code, line, field }) => `${line} ${code} ${field ?? ''}`.trim());

describe('the file of a library', () => {
  it('is read in many steps also where all of it is in one line, so that others have their turn', () => {
    const more = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]));
    expect([...readLibraryFile(file(exercise('Claps', more)))].length).toBeGreaterThan(5_000);
  });

  it('of version 1 opens for ever, and is written as it was', () => {
    const { exercises, templates, mistakes } = read(FROZEN);
    expect(mistakes).toEqual([]);
    expect(exercises).toMatchObject([
      {
        name: 'Kniebeugen für „Zoë“ 🦒',
        target: 20,
        easier: 10,
        harder: 30,
        unit: 'repetitions',
        duration_seconds: 90,
        muscles: 'legs',
        meets: ['quiet', 'no_floor'],
        ways: [{ variant: 'seated', meets: ['seated', 'low_impact'], how: 'Beine im Sitzen strecken' }],
        suggested: false,
      },
      { name: 'الوقوف على ساق واحدة', unit: 'seconds', muscles: null, suggested: true },
    ]);
    expect(templates).toMatchObject([
      {
        name: 'Summer camp',
        teams: [{ name: 'Foxes' }, { name: null }],
        settings: { language: 'de', exercise_tier: 'easier' },
        exercises: [
          { type: 'push_ups', name: null, used: false },
          { name: 'Claps', used: true },
        ],
      },
    ]);
    const numbered = <Item extends object>(items: readonly Item[]) =>
      items.map((item, index) => ({ ...item, id: index + 1 }));
    const contents = { last_id: 2, exercises: numbered(exercises), templates: numbered(templates) };
    expect(writeLibraryFile(contents)).toBe(FROZEN);
    expect(readContents(writeContents(contents))).toEqual(contents);
  });

  it('may leave out whatever is usual, and end its lines as Windows does', () => {
    const { exercises, mistakes } = read(`\uFEFF${file(exercise('Claps'), '')}`.replaceAll('\n', '\r\n'));
    expect(mistakes).toEqual([]);
    expect(exercises).toEqual([
      {
        name: 'Claps',
        target: 10,
        easier: 10,
        harder: 10,
        unit: 'repetitions',
        duration_seconds: null,
        muscles: null,
        meets: [],
        ways: [],
        suggested: true,
      },
    ]);
  });

  it.each([
    ['is empty', '', ['1 not_a_library']],
    ['is a game', '{"format":"trading-game-night","version":3}', ['1 not_a_library']],
    ['is of a newer version', HEAD.replace('1', '2'), ['1 newer_version']],
    [
      'has mistakes in several lines',
      file(
        '{',
        exercise(''),
        exercise('A', { target: 0 }),
        '{"song":1}',
        exercise('B', { ways: [{}] }),
        '[]',
        '7',
      ),
      [
        '2 not_json',
        '3 field_invalid name',
        '4 field_invalid target',
        '5 kind_unknown',
        '6 field_invalid ways.0.variant',
        '7 kind_unknown',
        '8 kind_unknown',
      ],
    ],
    [
      'says what this program does not know',
      [
        HEAD.replace('}', ',"made_by":"Zoë"}'),
        exercise('A', { music: 'loud', colour: 'red' }),
        exercise('B', { ways: [{ variant: 'seated', meets: ['seated'], how: 'Sit', song: 'Hey' }] }),
        '{"exercise":{"name":"C","target":10},"template":{"name":"Camp"}}',
        TEMPLATE.replace('"settings":{', '"settings":{"volume":11,').replace('"shape":', '"size":3,"shape":'),
      ].join('\n'),
      [
        '1 field_unknown made_by',
        '2 field_unknown music',
        '2 field_unknown colour',
        '3 field_unknown ways.0.song',
        '4 field_unknown template',
        '5 field_unknown teams.0.size',
        '5 field_unknown settings.volume',
      ],
    ],
    [
      'says something twice, so that only the last of it would count',
      file(
        '{"exercise":{"name":"A","target":10,"target":90}}',
        '{"exercise":{"name":"B","target":1},"exercise":{"name":"C","target":2}}',
        '{"exercise":{"name":"D","target":1,"ways":[{"variant":"seated","meets":["seated"],"how":"Sit","how":"Lie"}]}}',
      ),
      ['2 field_twice target', '3 field_twice exercise', '4 field_twice ways.how'],
    ],
    ['has a field whose name never ends', file(exercise('A', { ['a'.repeat(400)]: 1 })), ['2 not_json']],
    [
      'has a field with a long name',
      file(exercise('A', { ['a'.repeat(200)]: 1 })),
      [`2 field_unknown ${'a'.repeat(110)}…`],
    ],
    ['has a name that nobody can read', file(exercise('…')), ['2 text_invalid name']],
    ['has a name that is too long', file(exercise('a'.repeat(101))), ['2 text_invalid name']],
    ['has a name twice', file(exercise('Claps'), exercise(' CLAPS')), ['3 name_twice name']],
    ['lacks a field', file('{"exercise":{"name":"A"}}'), ['2 field_invalid target']],
    [
      'has too many',
      file(...Array.from({ length: MAX_LIBRARY_EXERCISES + 1 }, (_, index) => exercise(`A ${index}`))),
      [`${MAX_LIBRARY_EXERCISES + 2} too_many_exercises`],
    ],
  ])('that %s is refused by its lines', (_, text, mistakes) => {
    expect(mistakesIn(text)).toEqual(mistakes);
  });

  it.each([
    ['is as long as an exercise may be', '', []],
    ['goes on and on', ' '.repeat(300_000), ['2 line_too_long']],
  ])('with a line that %s is read, or not looked at', (_, padding, mistakes) => {
    expect(mistakesIn(file(exercise('Claps').replace('{', `{${padding}`)))).toEqual(mistakes);
  });

  it.each([
    ['Latin-1', Buffer.from(file(exercise('Claps'), exercise('Kniebeugen für Zoë'), '{'), 'latin1'), 3],
    ['UTF-16', Buffer.from(`\uFEFF${file(exercise('Claps'))}`, 'utf16le'), 1],
    ['UTF-8 that ends within a letter', Buffer.from(file('', exercise('Claps'), 'ü')).subarray(0, -1), 4],
  ])('in %s is refused as such, with the first line that shows it', (_, bytes, line) => {
    const { exercises, mistakes } = runAtOnce(readLibraryBytes(bytes));
    expect(exercises).toEqual([]);
    const detail = `Line ${line}: The file is not UTF-8. Save it as UTF-8.`;
    expect(mistakes).toEqual([{ code: 'not_utf8', line, field: null, detail }]);
  });

  it('lets others have their turn after each line, also a blank one, and lists a hundred mistakes at most', () => {
    const turns = (text: string) => [...readLibraryFile(text)].length;
    expect(turns(file(...Array.from({ length: 1_000 }, () => '')))).toBeGreaterThanOrEqual(1_000);
    const bad = file(...Array.from({ length: 1_000 }, () => '{}'));
    expect(turns(bad)).toBeGreaterThanOrEqual(1_000);
    const { mistakes, more } = read(bad);
    expect([mistakes.length, more]).toEqual([100, 900]);
  });

  it('says in each mistake what to do', () => {
    for (const { detail, line } of read(file('{', '{"exercise":{"name":"A"}}', exercise('…'))).mistakes)
      expect(detail).toMatch(new RegExp(`^Line ${line}: .*[A-Z].*\\.$`));
  });
});

describe('a stored library', () => {
  it('that is damaged or newer is refused', () => {
    expect(() => readContents('{"version":1}')).toThrow('damaged');
    expect(() => readContents('{')).toThrow('damaged');
    expect(() => readContents('{"version":2}')).toThrow('update this program');
  });
});
