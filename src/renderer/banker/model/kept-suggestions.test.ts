import { describe, expect, it } from 'vitest';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { DEFAULT_EXERCISES, type ExerciseOption } from './exercise-options.ts';
import { KeptSuggestions } from './kept-suggestions.ts';
import type { SuggestionSubject } from './suggest.ts';

const OFFERED = DEFAULT_EXERCISES.filter(({ used }) => used);
const had = (id: number, type: string) =>
  aChallenge({ id, challenge_type: type, status: 'completed', player_id: 1 });
const subject = (about: Partial<SuggestionSubject> = {}): SuggestionSubject => ({
  playerId: 1,
  needs: [],
  had: [],
  busy: [],
  ...about,
});
const row = (challengeId: number, about: Partial<SuggestionSubject> = {}) => ({
  challengeId,
  subject: subject(about),
});
/** All teammates are at what was suggested: alone, it would be another one now. */
const taken = ({ type }: ExerciseOption) => ({ busy: [had(90, type), had(91, type)] });

/** What a row shows first. */
function first(kept: KeptSuggestions, challengeId = 1): ExerciseOption {
  const suggestion = kept.suggest(OFFERED, row(challengeId));
  if (suggestion === null) throw new Error('Nothing is offered.');
  return suggestion.exercise;
}

describe('what a waiting row shows', () => {
  it('stays as it was first shown, whatever others are given meanwhile', () => {
    const kept = new KeptSuggestions();
    const shown = kept.suggest(OFFERED, row(1));
    const others = taken(first(kept));
    expect(kept.suggest(OFFERED, row(1, others))).toBe(shown);
    expect(new KeptSuggestions().suggest(OFFERED, row(1, others))).not.toEqual(shown);
  });

  it('is what suits as soon as the player says what does', () => {
    const kept = new KeptSuggestions();
    first(kept);
    expect(kept.suggest(OFFERED, row(1, { needs: ['quiet', 'no_floor'] }))?.reason).toBe('suits');
  });

  it('is another one once the player has had that, and stays as that is undone', () => {
    const kept = new KeptSuggestions();
    const { type } = first(kept);
    const second = kept.suggest(OFFERED, row(1, { had: [had(7, type)] }));
    expect(second?.exercise.type).not.toBe(type);
    expect(kept.suggest(OFFERED, row(1))).toBe(second);
  });

  it('is another one once the banker offers that no longer, and follows its amounts while she does', () => {
    const kept = new KeptSuggestions();
    const shown = first(kept);
    const harder = OFFERED.map((each) => ({ ...each, target: each.target + 5 }));
    expect(kept.suggest(harder, row(1))?.exercise).toEqual({ ...shown, target: shown.target + 5 });
    const fewer = OFFERED.filter(({ type }) => type !== shown.type);
    expect(fewer).toContain(kept.suggest(fewer, row(1))?.exercise);
  });
});

describe('what ticked rows show', () => {
  const together = (kept: KeptSuggestions, ...rows: readonly ReturnType<typeof row>[]) =>
    rows.map(({ challengeId }) => kept.suggestTogether(OFFERED, rows).get(challengeId));

  it('is what each showed before, as far as not all do the same', () => {
    const kept = new KeptSuggestions();
    const shown = kept.suggest(OFFERED, row(1));
    const others = taken(first(kept));
    expect(together(kept, row(1, others))).toEqual([shown]);
    // Somebody else whose row shows the same gets another one.
    expect(kept.suggest(OFFERED, row(2))).toEqual(shown);
    const [one, two] = together(kept, row(1, others), row(2));
    expect(one).toEqual(shown);
    expect(two?.exercise).not.toBe(shown?.exercise);
  });

  it('changes neither by whom else is ticked, unticked or given something', () => {
    const kept = new KeptSuggestions();
    const [, two] = together(kept, row(1), row(2));
    // Who waited longer would have chosen first.
    expect(together(kept, row(3, { playerId: 3 }), row(1), row(2))[2]).toEqual(two);
    expect(together(kept, row(2, two === undefined ? {} : taken(two.exercise)))).toEqual([two]);
  });

  it('is given anew to whoever is ticked again', () => {
    const kept = new KeptSuggestions();
    const shown = kept.suggest(OFFERED, row(2));
    expect(together(kept, row(1), row(2))[1]).not.toEqual(shown);
    together(kept, row(1));
    expect(together(kept, row(2))).toEqual([shown]);
  });
});
