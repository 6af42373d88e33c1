/** Which exercise to offer a player first, and why. */
import type { MuscleGroup, Need } from './enums.ts';
import { presetOf } from './exercises.ts';
import { suitabilityOf, unmetNeeds, type DoneSomehow } from './variants.ts';

export interface OfferedExercise {
  /** Unique in the list. */
  readonly key: string;
  /** In the catalogue; null for one of the banker's own, of which no more is known than its traits. */
  readonly type: string | null;
  readonly traits?: ExerciseTraits | undefined;
}

/** What is known of one of the banker's own: whom it suits is unknown without `meets` and `ways`. */
export interface ExerciseTraits extends Omit<DoneSomehow, 'type'> {
  /** What it mainly works; null: nobody said. */
  readonly muscles: MuscleGroup | null;
}

export interface SuggestionFor {
  /** Keys of what the player was given, the newest first. */
  readonly had: readonly string[];
  readonly needs: readonly Need[];
  /** Keys of what teammates are at. */
  readonly busy: readonly string[];
  /** The player's own: where in the list somebody new begins. */
  readonly seed: number;
  /** What the banker reads beside the player already, of those offered: it stays, unless too many in one act were to do the same. */
  readonly shown?: SuggestedExercise | undefined;
}

/** What has been given in the same act. */
interface Shares {
  /** Keys, once for each who got it. */
  readonly given: readonly string[];
  /** How many may get the same one. */
  readonly most: number;
}

const ALONE: Shares = { given: [], most: Number.POSITIVE_INFINITY };

/**
 * `suits`: it meets what the player asked for as it is. `never`: the player hasn't had it yet. `other_muscles`: than the last one.
 * `rested`: longest ago.
 */
export type SuggestionReason = 'suits' | 'never' | 'other_muscles' | 'rested';

export interface SuggestedExercise {
  readonly key: string;
  readonly reason: SuggestionReason;
}

/**
 * What this player has had least often. Of those, what meets the needs as it is; what fewest teammates are at; for other muscles than last
 * time; longest ago. New players start at different places in the list, so that a whole class doesn't do push-ups at once. For somebody
 * with needs, what meets them in no way comes last, and so does what nobody knows about.
 * @param offered in the banker's order
 */
export function suggestExercise(
  offered: readonly OfferedExercise[],
  player: SuggestionFor,
): SuggestedExercise | null {
  return suggestBeside(offered, player, ALONE);
}

/**
 * One for each of several players who are given theirs in one act, the first first: as alone, but spread, so that no exercise goes to more
 * of them than its share. What somebody asked for comes before that.
 * @param offered in the banker's order
 * @param others keys of what the others in the same act have already, once for each of them
 */
export function suggestForEach(
  offered: readonly OfferedExercise[],
  players: readonly SuggestionFor[],
  others: readonly string[] = [],
): readonly (SuggestedExercise | null)[] {
  const given = [...others];
  const most = Math.ceil((others.length + players.length) / offered.length);
  return players.map((player) => {
    const { shown, needs } = player;
    const mayStay = shown !== undefined && (needs.length > 0 || countOf(given, shown.key) < most);
    const suggested = mayStay ? shown : suggestBeside(offered, player, { given, most });
    if (suggested !== null) given.push(suggested.key);
    return suggested;
  });
}

function suggestBeside(
  offered: readonly OfferedExercise[],
  { had, needs, busy, seed }: SuggestionFor,
  { given, most }: Shares,
): SuggestedExercise | null {
  const last = offered.find(({ key }) => key === had[0]);
  const count = offered.length;
  const ranked = offered.map((exercise, index) => {
    const { key, type, traits } = exercise;
    const ago = had.indexOf(key);
    const suitability = suitabilityOf({ type, ...traits }, needs);
    return {
      key,
      suitability,
      unmet: unmetNeeds({ type, ...traits }, needs).length,
      isGivenOut: needs.length === 0 && countOf(given, key) >= most,
      times: countOf(had, key),
      isUnsuited: suitability === 'unknown' || suitability === 'unmet',
      neighbours: countOf(busy, key) + countOf(given, key),
      sameMuscles: last !== undefined && worksSame(exercise, last),
      ago: ago === -1 ? had.length : ago,
      turn: (((index - seed) % count) + count) % count,
    };
  });
  const [best] = ranked.toSorted(
    (one, other) =>
      Number(one.isUnsuited) - Number(other.isUnsuited) ||
      Number(one.isGivenOut) - Number(other.isGivenOut) ||
      one.times - other.times ||
      one.unmet - other.unmet ||
      one.neighbours - other.neighbours ||
      Number(one.sameMuscles) - Number(other.sameMuscles) ||
      other.ago - one.ago ||
      one.turn - other.turn,
  );
  if (best === undefined) return null;
  const { key } = best;
  if (needs.length > 0 && best.suitability === 'as_it_is') return { key, reason: 'suits' };
  if (best.times === 0) return { key, reason: 'never' };
  return { key, reason: best.sameMuscles ? 'rested' : 'other_muscles' };
}

function countOf(keys: readonly string[], key: string): number {
  return keys.filter((each) => each === key).length;
}

function worksSame(one: OfferedExercise, other: OfferedExercise): boolean {
  const [muscles, others] = [musclesOf(one), musclesOf(other)];
  return one.key === other.key || (muscles !== null && muscles === others);
}

function musclesOf({ type, traits }: OfferedExercise): MuscleGroup | null {
  return traits?.muscles ?? presetOf(type)?.muscles ?? null;
}
