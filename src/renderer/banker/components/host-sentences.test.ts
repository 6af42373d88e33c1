/** Whatever a host says in codes, the desk says in every language: each code with its parameters, and no English left in it. */
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../../game/enums.ts';
import { RUNG_STATES, RUNGS, SYSTEMS, UNREAD_REASONS } from '../../../protocol/doctor-codes.ts';
import {
  CAUSE_EXAMPLES,
  REASON_EXAMPLES,
  WARNING_EXAMPLES,
} from '../../../protocol/host-sentences.fixtures.ts';
import { ERROR_KINDS } from '../../../protocol/host-warnings.ts';
import { PROBLEM_CODES } from '../../../protocol/problem-codes.ts';
import { allWords } from '../../shared/locales/all-words.harness.ts';
import { PSEUDO_LOCALE } from '../../shared/locales/language.ts';
import { causeText } from '../doctor/cause-text.ts';
import { rungText } from '../doctor/rung-text.ts';
import { createDeskFormat } from './desk-format.ts';
import { problemText } from './problem-text.ts';
import { warningText } from './warning-list.tsx';

const REFUSALS: ['refusals', 'banker'] = ['refusals', 'banker'];
const NOW = Date.UTC(2026, 10, 26, 20, 15);

/** All sentences, each under what it is about. */
function sentencesIn(language: string): ReadonlyMap<string, string | null> {
  const words = allWords(language);
  const format = createDeskFormat(words.t, language);
  const banker = words.getFixedT(null, 'banker');
  const doctor = words.getFixedT(null, 'doctor');
  const refusals = words.getFixedT(null, REFUSALS);
  const warning = (code: string, params: object) =>
    [
      `warning ${code} ${JSON.stringify(params)}`,
      warningText(banker, format, { code, params: { ...params } }),
    ] as const;
  const problem = (about: Parameters<typeof problemText>[2]) =>
    [`problem ${JSON.stringify(about)}`, problemText(refusals, format, about)] as const;
  const causes = SYSTEMS.flatMap((system) =>
    Object.entries(CAUSE_EXAMPLES).flatMap(([code, params]) => {
      const text = causeText(doctor, format, { code, params: { ...params } }, system);
      return Object.entries(text ?? { title: null, fix: null })
        .filter(([part, said]) => part !== 'detail' || said !== null)
        .map(([part, said]) => [`cause ${code} ${system} ${part}`, said] as const);
    }),
  );
  const rungs = RUNGS.flatMap((rung) =>
    RUNG_STATES.flatMap((state) =>
      [null, NOW - 90_000].map(
        (at) =>
          [
            `rung ${rung} ${state} ${at}`,
            rungText(doctor, format, { rung, state, at }, { port: 4747, address: '10.0.0.2' }, NOW, null),
          ] as const,
      ),
    ),
  );
  return new Map([
    ...Object.entries(WARNING_EXAMPLES).map(([code, params]) => warning(code, params)),
    ...ERROR_KINDS.map((error) => warning('no_backup', { error })),
    ...SYSTEMS.map((system) => warning('sleep_allowed', { system })),
    warning('games_recovered', { ...WARNING_EXAMPLES.games_recovered, kept_in: null, complete: [] }),
    warning('games_recovered', {
      ...WARNING_EXAMPLES.games_recovered,
      backup_at: NOW,
      from_backup: ['BBB333'],
    }),
    warning('games_recovered', {
      ...WARNING_EXAMPLES.games_recovered,
      incomplete: ['BBB333', 'CCC444'],
      missing: ['BBB333'],
      missing_steps: ['191'],
    }),
    warning('games_recovered', {
      ...WARNING_EXAMPLES.games_recovered,
      lost: ['BBB333'],
      others: 'lost',
      library: 'incomplete',
      settings: 'lost',
    }),
    warning('games_imported', { ...WARNING_EXAMPLES.games_imported, imported: 3, refused: 2 }),
    ...REASON_EXAMPLES.map(problem),
    problem({
      code: 'bad_request',
      reason: 'text_too_long',
      params: { field: 'name', characters_over: 0, bytes_over: 9 },
    }),
    ...ERROR_KINDS.map((error) => problem({ code: 'storage', reason: 'not_saved', params: { error } })),
    ...PROBLEM_CODES.map((code) => problem({ code })),
    ...causes,
    ...rungs,
    ...UNREAD_REASONS.map(
      (reason) => [`unread ${reason}`, doctor(`unread_reason.${reason}`, { program: 'netsh' })] as const,
    ),
  ]);
}

const ENGLISH = sentencesIn('en');
const isolatedIn = (text: string | null) => [...new Set(text?.match(/\u2068[^\u2069]*\u2069/g))].toSorted();
const bare = (isolated: string) => isolated.slice(1, -1);
/** Without names and addresses, which stay as they are. */
const ownWords = (text: string | null) => text?.replaceAll(/\u2068[^\u2069]*\u2069/g, ' ') ?? '';

describe.each(LANGUAGE_TAGS)('in "%s"', (language) => {
  const sentences = sentencesIn(language);

  it('every code has words, without a gap', () => {
    const gaps = [...sentences].filter(
      ([, text]) =>
        text === null ||
        text.trim() === '' ||
        /\{\{|\}\}|\$t\(|\b[a-z]+[._][a-z_.]+\b(?<!host\.key|night\.exe|node\.exe)/.test(ownWords(text)),
    );
    expect(gaps).toEqual([]);
  });

  it('every code shows the same names and addresses as in English', () => {
    for (const [about, text] of sentences) {
      const english = ENGLISH.get(about) ?? '';
      const names = isolatedIn(english);
      // Arabic also isolates what English says in its own direction.
      const own = isolatedIn(text).filter((name) => names.includes(name) || !english.includes(bare(name)));
      expect([about, own]).toEqual([about, names]);
    }
  });

  it('no code is left in English', () => {
    const same = [...sentences]
      .filter(([about, text]) => text === ENGLISH.get(about))
      .map(([about]) => about);
    expect(same).toEqual(language === 'en' ? [...ENGLISH.keys()] : []);
  });
});

it('no word comes from anywhere but the catalogues', () => {
  const outside = [...sentencesIn(PSEUDO_LOCALE)].filter(([, text]) =>
    /\p{L}{2}/u.test(outsideBrackets(ownWords(text))),
  );
  expect(outside).toEqual([]);
});

/** Words within words are in brackets of their own. */
function outsideBrackets(text: string): string {
  const rest = text.replaceAll(/\[[^[\]]*\]/g, '');
  return rest === text ? rest : outsideBrackets(rest);
}
