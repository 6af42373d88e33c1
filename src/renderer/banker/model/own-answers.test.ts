import { expect, it } from 'vitest';
import type { Problem } from '../../../protocol/problems.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { AWAITED_MS, createOwnAnswers } from './own-answers.ts';

const shown = aChallenge({ id: 7, version: 1 });
const given = { ...shown, version: 2 };
const refusal = (told: Partial<Problem>): Problem => ({
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  detail: '',
  code: 'challenge_status',
  ...told,
});

it('waits for a challenge to be shown as the answer left it, and no longer than a while', () => {
  let ms = 0;
  const answers = createOwnAnswers(() => ms);
  expect(answers.isAwaited(shown)).toBe(false);
  answers.heard([given]);
  expect(answers.isAwaited(shown)).toBe(true);
  expect(answers.isAwaited(given)).toBe(false);
  expect(answers.isAwaited({ ...shown, id: 8 })).toBe(false);
  // An answer that was overtaken by a later one.
  answers.heard([shown]);
  ms = AWAITED_MS - 1;
  expect(answers.isAwaited(shown)).toBe(true);
  ms = AWAITED_MS;
  expect(answers.isAwaited(shown)).toBe(false);
});

it('knows a refusal that tells of nothing but its own step a moment ago', () => {
  let ms = 0;
  const answers = createOwnAnswers(() => ms);
  answers.heard([given]);
  expect(answers.isOwnDoing(refusal({ challenge: given }))).toBe(true);
  expect(answers.isOwnDoing(refusal({ challenge: { ...given, version: 3 } }))).toBe(false);
  expect(answers.isOwnDoing(refusal({ challenge: given, code: 'team_locked' }))).toBe(false);
  expect(answers.isOwnDoing(refusal({}))).toBe(false);
  ms = 60_000;
  expect(answers.isOwnDoing(refusal({ challenge: given }))).toBe(false);
});
