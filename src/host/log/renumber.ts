/** A night that was played elsewhere gets ids of this host: nobody's token opens a seat of it. */
import type { LoggedEvent } from '../../game/events.ts';
import type { FieldContent } from '../../game/field-definitions.ts';
import { mapFields } from '../../game/map-fields.ts';
import { ImportError } from './import-error.ts';

export interface NewIds {
  readonly gameId: number;
  readonly code: string;
  readonly participant: () => number;
  readonly challenge: () => number;
}

type Renumber = Readonly<Record<FieldContent, (value: unknown) => unknown>>;

/** The same night under ids of this host. Throws `ImportError` when it speaks of an id before it says whose that is. */
export function renumbered(events: readonly LoggedEvent[], ids: NewIds): LoggedEvent[] {
  const seats = new Map<unknown, number>([[0, 0]]);
  const challenges = new Map<unknown, number>();
  const renumber = renumberBy(ids, seats, challenges);
  return events.map((logged) => {
    const event = mapFields(logged.event, ({ field, value }) => renumber[field.content](value));
    return { ...logged, event, by: newId(seats, logged.by) };
  });
}

function renumberBy(ids: NewIds, seats: Map<unknown, number>, challenges: Map<unknown, number>): Renumber {
  const kept = (value: unknown) => value;
  const given = (to: Map<unknown, number>, next: () => number) => (value: unknown) => {
    to.set(value, next());
    return newId(to, value);
  };
  return {
    plain: kept,
    private: kept,
    game_name: kept,
    participant_name: kept,
    team_name: kept,
    exercise_type: kept,
    exercise_words: kept,
    team_number: kept,
    game_id: () => ids.gameId,
    game_code: () => ids.code,
    participant_id: (value) => newId(seats, value),
    new_participant_id: given(seats, ids.participant),
    challenge_id: (value) => newId(challenges, value),
    new_challenge_id: given(challenges, ids.challenge),
  };
}

function newId(ids: ReadonlyMap<unknown, number>, id: unknown): number {
  const found = ids.get(id);
  if (found === undefined)
    throw new ImportError(
      `The file speaks of ${String(id)} before it says who or what that is. Export the game again.`,
    );
  return found;
}
