/** Gives an imported game ids of this host, so that no existing token is valid for its seats. */
import type { LoggedEvent } from '../../../game/events.ts';
import type { FieldContent } from '../../../game/field-definitions.ts';
import { ownedBy } from '../../../game/game-owner.ts';
import { mapFields, fieldEntriesOf } from '../../../game/map-fields.ts';
import type { Interruptible } from '../../time/time-slices.ts';
import { ImportError } from './import-error.ts';

export interface NewIds {
  readonly gameId: number;
  /** Who takes the game in; absent: the host's owner. */
  readonly ownerId?: number | undefined;
  readonly code: string;
  /** As many as `countNewIds` returns, in the order in which to use them. */
  readonly participants: readonly number[];
  readonly challenges: readonly number[];
}

type FieldRenumberers = Readonly<Record<FieldContent, (value: unknown) => unknown>>;

/** How many new ids these events need. */
export function* countNewIds(
  events: readonly LoggedEvent[],
): Interruptible<{ participants: number; challenges: number }> {
  let [participants, challenges] = [0, 0];
  for (const { event } of events) {
    for (const { field } of fieldEntriesOf(event)) {
      if (field.content === 'new_participant_id') participants += 1;
      if (field.content === 'new_challenge_id') challenges += 1;
    }
    yield;
  }
  return { participants, challenges };
}

/** The same events with ids of this host. Throws `ImportError` if an id is used before it is introduced. */
export function* renumber(events: readonly LoggedEvent[], ids: NewIds): Interruptible<LoggedEvent[]> {
  const seats = new Map<unknown, number>([[0, 0]]);
  const challenges = new Map<unknown, number>();
  const renumberField = fieldRenumberers(ids, seats, challenges);
  const renumbered: LoggedEvent[] = [];
  for (const logged of events) {
    const event = mapFields(logged.event, ({ field, value }) => renumberField[field.content](value));
    const owned = event.type === 'game_created' ? { ...event, ...ownedBy(ids.ownerId) } : event;
    renumbered.push({ ...logged, event: owned, by: newId(seats, logged.by) });
    yield;
  }
  return renumbered;
}

function fieldRenumberers(
  ids: NewIds,
  seats: Map<unknown, number>,
  challenges: Map<unknown, number>,
): FieldRenumberers {
  const unchanged = (value: unknown) => value;
  const assignFrom = (to: Map<unknown, number>, fresh: Iterable<number>) => {
    const left = fresh[Symbol.iterator]();
    return (value: unknown) => {
      const next = left.next();
      if (next.done === true) throw new Error('more ids are needed than were counted');
      to.set(value, next.value);
      return next.value;
    };
  };
  return {
    plain: unchanged,
    private: unchanged,
    elsewhere: () => undefined,
    game_name: unchanged,
    participant_name: unchanged,
    team_name: unchanged,
    exercise_type: unchanged,
    exercise_words: unchanged,
    exercise_wording: unchanged,
    exercise_ways: unchanged,
    message: unchanged,
    team_number: unchanged,
    game_id: () => ids.gameId,
    game_code: () => ids.code,
    participant_id: (value) => newId(seats, value),
    new_participant_id: assignFrom(seats, ids.participants),
    challenge_id: (value) => newId(challenges, value),
    new_challenge_id: assignFrom(challenges, ids.challenges),
  };
}

function newId(ids: ReadonlyMap<unknown, number>, id: unknown): number {
  const found = ids.get(id);
  if (found === undefined)
    throw new ImportError(
      'file_impossible',
      `The file mentions ${String(id)} before it says who or what that is. Export the game again.`,
    );
  return found;
}
