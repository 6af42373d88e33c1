import { expect, it } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { createDeskFormat } from './desk-format.ts';

const { t } = englishWords();

it.each([
  ['en-GB', '2026-11-24', '24 November 2026'],
  ['en-US', '2026-11-24', 'November 24, 2026'],
  ['fr', '2026-11-01', '1er novembre 2026'],
  ['fr', '2026-11-21', '21 novembre 2026'],
])('in %s, the day of %s is "%s"', (language, day, said) => {
  expect(createDeskFormat(t, language).day(`${day}T12:00:00Z`)).toBe(said);
});
