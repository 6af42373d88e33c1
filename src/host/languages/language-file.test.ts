import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_MISTAKES } from '../../protocol/language-codes.ts';
import { runAtOnce } from '../time/time-slices.ts';
import { LANGUAGE_FORMAT, LANGUAGE_VERSION, readLanguageFile } from './language-file.ts';
import { BUILT_IN } from './language-tag.ts';

const ENGLISH = {
  player: {
    title: 'Play',
    greeting: 'Hello {{name}}',
    rich: 'Press <b>here</b>, $t(shared:farm)',
    phones_one: '{{number}} phone',
    phones_other: '{{number}} phones',
  },
  shared: { farm: 'Farm' },
};

const file = (texts: unknown, more: object = {}) =>
  JSON.stringify({ format: LANGUAGE_FORMAT, version: LANGUAGE_VERSION, texts, ...more }, null, 1);
const read = (text: string | Uint8Array, name = 'nl.json') =>
  runAtOnce(readLanguageFile(name, typeof text === 'string' ? Buffer.from(text) : text, ENGLISH));
const codesOf = (text: string | Uint8Array, name?: string) =>
  read(text, name).mistakes.map(({ code }) => code);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('the file of a language', () => {
  it('may lack texts, which are then said in English, key by key', () => {
    const { language, texts, missing, mistakes } = read(file({ player: { title: 'Speel' } }));
    expect(language).toEqual({ tag: 'nl', name: 'Nederlands' });
    expect(texts).toEqual({ ...ENGLISH, player: { ...ENGLISH.player, title: 'Speel' } });
    expect(missing).toEqual([
      'player.greeting',
      'player.rich',
      'player.phones_one',
      'player.phones_other',
      'shared.farm',
    ]);
    expect(mistakes).toEqual([]);
  });

  it('of version 1 is read for ever', () => {
    const frozen = readFileSync(join(import.meta.dirname, 'frozen/version-1.nl.json'));
    const english = {
      player: { title: 'Play' },
      shared: {
        buildings: { farm: 'Farm', mine: 'Mine' },
        exercises: { push_ups_one: '{{number}} push-up', push_ups_other: '{{number}} push-ups' },
      },
    };
    expect(runAtOnce(readLanguageFile('nl.json', frozen, english))).toEqual({
      language: { tag: 'nl', name: 'Nederlands' },
      texts: {
        player: { title: 'Handelsspel' },
        shared: {
          buildings: { farm: 'Boerderij', mine: 'Mine' },
          exercises: {
            push_ups_one: '{{number}} opdrukoefening',
            push_ups_other: '{{number}} opdrukoefeningen',
          },
        },
      },
      missing: ['shared.buildings.mine'],
      mistakes: [],
    });
  });

  it.each([
    ['nl.json', 'nl', 'Nederlands'],
    ['NL.JSON', 'nl', 'Nederlands'],
    ['pt-br.json', 'pt-BR', 'Português (Brasil)'],
    ['it.json', 'it', 'Italiano'],
    ['uk.json', 'uk', 'Українська'],
    ['he.json', 'he', 'עברית'],
    ['zh-Hant.json', 'zh-Hant', '繁體中文'],
  ])('called %s is for %s, called %s', (name, tag, ownName) => {
    expect(read(file({}), name).language).toEqual({ tag, name: ownName });
  });

  it('may name its language, and has to where nobody knows it', () => {
    expect(read(file({}, { name: ' Plattdüütsch ' }), 'nds.json').language?.name).toBe('Plattdüütsch');
    expect(read(file({}), 'qxx.json').language).toBeNull();
    expect(read(file({}, { name: 'Unsere' }), 'qxx.json').language?.name).toBe('Unsere');
    for (const name of ['', ' ', 'x'.repeat(61), 7, 'a\u202eb']) {
      expect(read(file({}, { name })).mistakes).toMatchObject([{ code: 'bad_name', key: 'name' }]);
      expect(read(file({}, { name })).language?.name).toBe('Nederlands');
    }
  });

  it.each(['dutch', 'n', 'nl_NL', '..', 'nl-u-nu-arab', 'con ', '<b>', 'x-nl', '__proto__', 'nl-', '', '🙂'])(
    'makes no language by the name "%s.json"',
    (name) => {
      expect(codesOf(file({}), `${name}.json`)).toEqual(['not_a_language']);
    },
  );

  it.each(['en', 'de', 'fr-CA', 'es', 'ar-EG'])('is left out where %s is built in', (name) => {
    expect(codesOf(file({}), `${name}.json`)).toEqual(['built_in']);
  });

  it.each([
    [Buffer.from([0xff, 0xfe, 0x7b, 0]), 'not_utf8'],
    ['{"format"', 'not_json'],
    ['[]', 'wrong_shape'],
    ['null', 'wrong_shape'],
    ['{"player": {}}', 'wrong_shape'],
    [file([]), 'wrong_shape'],
    [file({}, { version: 0 }), 'wrong_shape'],
    [file({}, { version: '1' }), 'wrong_shape'],
    [file({}, { version: 2 }), 'newer_version'],
  ])('is refused whole where it is %s', (text, code) => {
    expect(read(text)).toMatchObject({ language: null, texts: {}, mistakes: [{ code }] });
  });

  it('is left out for each language that the pages bring along', () => {
    const locales = join(import.meta.dirname, '../../renderer/shared/locales');
    const folders = readdirSync(locales, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual([...BUILT_IN].toSorted());
  });

  it('may begin with a byte order mark', () => {
    expect(read(`\ufeff${file({})}`).language?.tag).toBe('nl');
  });

  it.each([
    ['unknown', 'player.titel', { player: { titel: 'Speel' } }],
    ['unknown', 'pleyer.title', { pleyer: { title: 'Speel' } }],
    ['unknown', 'player.title.x', { player: { title: { x: 'Speel' } } }],
    ['empty', 'player.title', { player: { title: ' ' } }],
    ['not_text', 'player.title', { player: { title: 7 } }],
    ['not_text', 'player.title', { player: { title: ['Speel'] } }],
    ['placeholders_lost', 'player.greeting', { player: { greeting: 'Hallo' } }],
    ['placeholders_extra', 'player.title', { player: { title: 'Speel {{naam}}' } }],
    ['placeholders_extra', 'player.title', { player: { title: '<img src=x onerror=alert(1)>' } }],
    ['placeholders_extra', 'player.title', { player: { title: '<ScRipt>' } }],
    ['placeholders_extra', 'player.title', { player: { title: '<!-- x' } }],
    ['placeholders_extra', 'player.title', { player: { title: '$t(player:title)' } }],
    ['too_long', 'player.title', { player: { title: 'x'.repeat(1_001) } }],
    ['hidden_characters', 'player.title', { player: { title: 'a\u202eb' } }],
  ])('says "%s" of %s, and where', (code, key, texts) => {
    const text = file(texts);
    const part = `"${key.split('.').at(-1)}"`;
    expect(read(text).mistakes).toMatchObject([{ code, key, line: lineOf(text, part) }]);
    expect(read(text).texts).toEqual(ENGLISH);
  });

  it('needs every plural form of its language once it has one', () => {
    const text = file({ player: { phones_one: '{{number}} telefon', phones_other: '{{number}} telefonu' } });
    const { mistakes, texts } = read(text, 'pl.json');
    expect(mistakes).toMatchObject(
      ['few', 'many'].map((plural) => ({
        code: 'missing_plural',
        key: 'player.phones',
        params: { plural },
        line: lineOf(text, '"phones_other"'),
      })),
    );
    expect(texts).toMatchObject({
      player: {
        phones_one: '{{number}} telefon',
        phones_few: '{{number}} telefonu',
        phones_many: '{{number}} telefonu',
      },
    });
  });

  it('says which keys are there twice, and which do not belong there', () => {
    const text =
      '{"format": "trading-game-night-language",\n"version": 1,\n"author": "me",\n"texts": {"player": {\n"title": "A",\n"title": "B"}}}';
    expect(read(text).mistakes).toMatchObject([
      { code: 'unknown', key: 'author', line: 3 },
      { code: 'twice', key: 'player.title', line: 6 },
    ]);
    expect(read(text).texts).toMatchObject({ player: { title: 'B' } });
  });

  it('whatever is in it, gives texts like the English ones, none with other placeholders', () => {
    const keys = fc.constantFrom(
      'player',
      'shared',
      'title',
      'greeting',
      'phones_one',
      'phones_few',
      '__proto__',
      'farm',
    );
    const texts = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('x', '{{name}}', '<b>', '$t(a)', '', '{{number}}'),
        fc.jsonValue(),
        fc.dictionary(keys, tie('any')),
      ),
      root: fc.dictionary(keys, tie('any')),
    })).root;
    // A "<" alone begins nothing: browsers take for a tag only what has a letter, "/", "!" or "?" after it.
    const shape = (value: unknown): unknown =>
      typeof value === 'string'
        ? (value.match(/\{\{.*?\}\}|<[/!?a-z][^>]*>?|\$t\(.*?\)/gi) ?? []).toSorted()
        : Object.fromEntries(Object.entries(value ?? {}).map(([key, each]) => [key, shape(each)]));
    fc.assert(
      fc.property(texts, (own) => {
        const { language, texts: spoken } = read(file(own));
        // Far too many texts, or far too deep ones: the file is refused as a whole.
        fc.pre(language !== null);
        const { player, ...others } = spoken as typeof ENGLISH;
        // One phone may be said without its digit.
        expect(shape({ ...others, player: { ...player, phones_one: '{{number}}' } })).toEqual(
          shape({ ...ENGLISH, player: { ...ENGLISH.player, phones_one: '{{number}}' } }),
        );
      }),
    );
  });

  it('has a sentence for each mistake, with what to do', () => {
    expect(LANGUAGE_MISTAKES.length).toBeGreaterThan(20);
    for (const { detail } of read(file({ player: { greeting: '' }, x: 'y' })).mistakes)
      expect(detail).toMatch(/\. .*\.$/);
  });
});
