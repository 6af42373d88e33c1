/** What this desk offers to whom. What the banker reads is what she gives: others' doings change nothing about it. */
import type { ExerciseOption } from './exercise-options.ts';
import {
  asOffered,
  ownGrounds,
  restsOnSame,
  suggest,
  suggestEach,
  type OwnGrounds,
  type Suggestion,
  type SuggestionSubject,
} from './suggest.ts';

/** Far more than ever wait at a time; the oldest are forgotten first. */
const MOST_KEPT = 2_000;

interface Kept {
  readonly suggestion: Suggestion;
  readonly grounds: OwnGrounds;
}

interface OfferedRow {
  readonly challengeId: number;
  readonly subject: SuggestionSubject;
}

/**
 * A row's suggestion stays as it was first shown, until the player's own needs or exercises change, or it is no longer offered. It
 * is the same object as long as it stays.
 */
export class KeptSuggestions {
  readonly #alone = new Map<number, Kept>();
  #together: ReadonlyMap<number, Kept> = new Map();

  /** @param exercises the enabled ones, in the banker's order. */
  suggest(exercises: readonly ExerciseOption[], { challengeId, subject }: OfferedRow): Suggestion | null {
    const kept =
      stillOffered(this.#alone.get(challengeId), subject, exercises) ?? suggestNow(exercises, subject);
    if (kept === null) return null;
    this.#alone.set(challengeId, kept);
    for (const id of this.#alone.keys()) {
      if (this.#alone.size <= MOST_KEPT) break;
      this.#alone.delete(id);
    }
    return kept.suggestion;
  }

  /**
   * For rows that are given theirs together, by challenge: spread over them. Who joins changes nothing for those who were there, and keeps
   * what the row showed if not too many have that.
   * @param rows who is first to choose, first
   */
  suggestTogether(
    exercises: readonly ExerciseOption[],
    rows: readonly OfferedRow[],
  ): ReadonlyMap<number, Suggestion> {
    const together = new Map<number, Kept>();
    for (const { challengeId, subject } of rows) {
      const kept = stillOffered(this.#together.get(challengeId), subject, exercises);
      if (kept !== null) together.set(challengeId, kept);
    }
    const others = [...together.values()].map(({ suggestion }) => suggestion);
    const joining = rows.filter(({ challengeId }) => !together.has(challengeId));
    const subjects = joining.map((row) => ({ ...row.subject, shown: this.suggest(exercises, row) }));
    for (const [index, suggestion] of suggestEach(exercises, subjects, others).entries()) {
      const row = joining[index];
      if (row !== undefined && suggestion !== null)
        together.set(row.challengeId, { suggestion, grounds: ownGrounds(row.subject) });
    }
    this.#together = together;
    return new Map([...together].map(([id, { suggestion }]) => [id, suggestion]));
  }
}

function suggestNow(exercises: readonly ExerciseOption[], subject: SuggestionSubject): Kept | null {
  const suggestion = suggest(exercises, subject);
  return suggestion === null ? null : { suggestion, grounds: ownGrounds(subject) };
}

/** As the list has it now. */
function stillOffered(
  kept: Kept | undefined,
  subject: SuggestionSubject,
  exercises: readonly ExerciseOption[],
): Kept | null {
  if (kept === undefined || !restsOnSame(kept.grounds, ownGrounds(subject))) return null;
  const suggestion = asOffered(exercises, kept.suggestion);
  return suggestion === null ? null : { suggestion, grounds: kept.grounds };
}
