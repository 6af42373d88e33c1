import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runAtOnce } from '../../time/time-slices.ts';
import { logged } from '../events.fixtures.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { readGameExport } from './read-game-export.ts';

const frozen = (name: string) =>
  runAtOnce(readGameExport(readFileSync(join(import.meta.dirname, '..', 'frozen', `${name}.jsonl`))));

/** Earlier versions spelt "10 Burpees" anew, which says no more than the catalogue. */
const spelt = (events: unknown): unknown =>
  JSON.parse(
    JSON.stringify(events).replaceAll(/(?<="description":")\d+ \w+/g, (words) => words.toLowerCase()),
  );

it('every kind of event is pseudonymised as in earlier versions', () => {
  expect(spelt(frozen('export-1').map(createPseudonyms()))).toEqual(spelt(frozen('export-1-pseudonyms')));
});

it('someone who never joined has no pseudonym, so the name is left out', () => {
  const [hidden] = [
    logged(1, { type: 'participant_changed', id: 9, change: { name: 'Anna', blocked: true } }),
  ].map(createPseudonyms());
  expect(hidden?.event).toEqual({ type: 'participant_changed', id: 9, change: { blocked: true } });
});

it.each([
  ['push_ups', '20 Push-ups', 'push_ups', '20 Push-ups'],
  ['push_ups', 'Push-ups for Anna', 'push_ups', '20 push ups'],
  ['custom', 'Anna hops', 'custom', 'Exercise'],
  ['anna', 'Anna hops', 'custom', 'Exercise'],
])('an exercise of type %s, described as "%s"', (type, description, plainType, plainWords) => {
  const exercise = { type, description, target: 20, fromCatalogue: false };
  const [hidden] = [logged(1, { type: 'challenge_assigned', id: 1, exercise, durationSeconds: 60 })].map(
    createPseudonyms(),
  );
  expect(hidden?.event).toMatchObject({ exercise: { type: plainType, description: plainWords, target: 20 } });
});

it('what is known of whom an exercise suits is left out, with the words of its ways', () => {
  const ways = [{ variant: 'seated' as const, meets: ['seated' as const], how: 'Anna sits' }];
  const exercise = { type: 'custom', description: 'Anna hops', target: 20, fromCatalogue: false };
  const own = { ...exercise, variant: 'seated' as const, meets: ['quiet' as const], ways };
  const [hidden] = [logged(1, { type: 'challenge_assigned', id: 1, exercise: own, durationSeconds: 60 })].map(
    createPseudonyms(),
  );
  expect(hidden?.event).toMatchObject({
    exercise: { type: 'custom', description: 'Exercise', target: 20, fromCatalogue: false },
  });
  expect(JSON.stringify(hidden)).not.toMatch(/Anna|seated|quiet|ways|meets/);
});
