import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../game/enums.ts';
import type { Warning } from '../../protocol/host-warnings.ts';
import { terminalWords } from '../start/terminal-words.ts';
import { warningText } from './warning-texts.ts';

const PAGES = join(import.meta.dirname, '../../renderer/shared/locales');
const OWN = join(import.meta.dirname, '../start/locales');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const wordsIn = (tag: string) => terminalWords({ LANG: `${tag}.UTF-8` });

const AT = Date.UTC(2026, 10, 24, 18, 40);
const WARNINGS: readonly Warning[] = [
  { code: 'port_taken', params: { wanted: 4747, port: 4748 } },
  { code: 'no_phone_network', params: { cards: ['tun0', 'wwan0'] } },
  { code: 'name_refused', params: { name: 'night.local', error: 'EACCES' } },
  { code: 'lid_sleeps', params: {} },
  { code: 'log_not_kept', params: { folder: '/logs', error: 'disk_full' } },
  { code: 'no_backup', params: { error: 'no_permission' } },
  { code: 'games_not_opened', params: { games: ['ABC234', 'DEF567'] } },
  { code: 'games_newer', params: { games: ['ABC234', 'DEF567'] } },
  { code: 'games_rescued', params: { kept_in: '/aside' } },
  { code: 'games_imported', params: { folder: '/old', imported: 1, refused: 2, kept_as: '/old.kept' } },
  { code: 'games_imported_twice', params: { folder: '/old', imported: 3, refused: 0, error: 'locked' } },
  { code: 'clock_wrong', params: { says: 0 } },
  { code: 'sleep_allowed', params: { system: 'linux' } },
  { code: 'laptop_slept', params: { from: AT, until: AT + 240_000 } },
  {
    code: 'many_joins',
    params: { game_code: 'ABC234', source: '10.0.0.0/24', since: AT, joined: 40, addresses: 2 },
  },
  { code: 'pin_guesses', params: { game_code: 'ABC234', player_ids: ['1'] } },
  {
    code: 'games_recovered',
    params: {
      kept_in: '/aside',
      backup_at: AT,
      from_backup: ['ABC234'],
      incomplete: [],
      complete: ['DEF567', 'GHJ789'],
      lost: ['KMN234'],
      missing: [],
      missing_steps: [],
      others: 'possible',
      library: 'backup',
      settings: null,
    },
  },
  {
    code: 'games_recovered',
    params: {
      kept_in: null,
      backup_at: null,
      from_backup: [],
      incomplete: [],
      complete: [],
      lost: [],
      missing: [],
      missing_steps: [],
      others: 'lost',
      library: 'lost',
      settings: 'lost',
    },
  },
  {
    code: 'games_recovered',
    params: {
      kept_in: '/aside',
      backup_at: null,
      from_backup: [],
      incomplete: ['DEF567'],
      complete: [],
      lost: ['KMN234', 'PQR567'],
      missing: ['DEF567'],
      missing_steps: ['191'],
      others: null,
      library: 'incomplete',
      settings: null,
    },
  },
];

describe.each(LANGUAGE_TAGS)('in "%s" the terminal', (tag) => {
  it('warns in the words of the desk', () => {
    const { host_warning: ofDesk } = read(join(PAGES, tag, 'banker.json'));
    expect(read(join(OWN, `${tag}.json`))['host_warning']).toEqual(ofDesk);
  });

  it.each(WARNINGS)('words $code, with nothing left open', (warning) => {
    const text = warningText(warning, wordsIn(tag));
    expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
    expect(text).toMatch(/[.؟!]$/);
    expect(text === warningText(warning, wordsIn('en'))).toBe(tag === 'en');
  });
});

it.each([
  [
    'en',
    /slept for 4 minutes/,
    /Games DEF567 and GHJ789 are complete/,
    /exercises and templates were restored from the last backup/,
  ],
  [
    'de',
    /4 Minuten geschlafen/,
    /DEF567 und GHJ789 sind vollständig/,
    /Übungen und Vorlagen sind auf dem Stand/,
  ],
])('in "%s" lists and times are as the language writes them', (tag, slept, complete, exercises) => {
  const textOf = (code: Warning['code']) => {
    const warning = WARNINGS.find((each) => each.code === code);
    return warning === undefined ? '' : warningText(warning, wordsIn(tag));
  };
  expect(textOf('laptop_slept')).toMatch(slept);
  expect(textOf('games_recovered')).toMatch(complete);
  expect(textOf('games_recovered')).toMatch(exercises);
});
