import { expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../../protocol/problem-codes.ts';
import { ENGLISH } from '../../shared/locales/english.harness.ts';

it('phones have words for whatever a player can be refused with', () => {
  const wordless = PROBLEM_CODES.filter((code) => !Object.hasOwn(ENGLISH.shared.problems, code));
  expect(wordless).toEqual([
    'end_time',
    'name_changed',
    'changed_meanwhile',
    'team_not_folded',
    'fold_destination',
    'team_limit',
    'last_team',
    'no_clock',
    'redo_not_last',
  ]);
});
