/** Stand-ins for everything in a game that people typed or that says something about one of them. */
import { CUSTOM_EXERCISE, EXERCISE_PRESETS } from '../../../game/catalogue.ts';
import type { GameEvent, LoggedEvent } from '../../../game/events.ts';
import type { FieldContent } from '../../../game/field-definitions.ts';
import { mapFields, fieldEntriesOf, type FieldEntry } from '../../../game/map-fields.ts';
import type { Role } from '../../../game/state.ts';

const CALLED: Readonly<Record<Role, string>> = { player: 'Player', banker: 'Banker', board: 'Board' };

/** What stands in the place of a field; undefined: it is left out. */
type StandIn = (place: FieldEntry, about: About) => unknown;

/** Whom and what the event is about. */
interface About {
  /** The stand-in for the first participant the event speaks of; undefined: nobody who joined. */
  readonly name: string | undefined;
  /** The first team it speaks of. */
  readonly team: unknown;
}

const kept: StandIn = ({ value }) => value;

const STAND_INS: Readonly<Record<FieldContent, StandIn>> = {
  plain: kept,
  private: ({ field }) => field.legacyDefault,
  game_name: () => 'Game',
  participant_name: (_place, { name }) => name,
  team_name: (_place, { team }) => `Team ${String(team)}`,
  exercise_type: ({ value }) => presetOf(value)?.type ?? CUSTOM_EXERCISE,
  exercise_words: plainWords,
  game_id: kept,
  game_code: kept,
  team_number: kept,
  participant_id: kept,
  new_participant_id: kept,
  challenge_id: kept,
  new_challenge_id: kept,
};

/** Replaces the words of one event after the other: the same person keeps the same stand-in. */
export function createPseudonyms(): (logged: LoggedEvent) => LoggedEvent {
  const names = new Map<unknown, string>();
  const counts = new Map<Role, number>();

  const meet = (event: GameEvent) => {
    if (event.type !== 'participant_joined') return;
    const count = (counts.get(event.role) ?? 0) + 1;
    counts.set(event.role, count);
    names.set(event.id, `${CALLED[event.role]} ${count}`);
  };

  const hidden = (event: GameEvent): GameEvent => {
    meet(event);
    const places = fieldEntriesOf(event);
    const first = (...holds: FieldContent[]) =>
      places.find(({ field }) => holds.includes(field.content))?.value;
    const name = names.get(first('participant_id', 'new_participant_id'));
    const about: About = { name, team: first('team_number') };
    return mapFields(event, (place) => STAND_INS[place.field.content](place, about));
  };

  return (logged) => ({ ...logged, event: hidden(logged.event) });
}

/** An exercise that the banker worded may name somebody. */
function plainWords({ value, owner }: FieldEntry): unknown {
  const preset = presetOf(owner['type']);
  if (preset === undefined) return 'Exercise';
  const { type, description } = preset;
  return value === description ? value : `${String(owner['target'])} ${type.replaceAll('_', ' ')}`;
}

function presetOf(type: unknown) {
  return EXERCISE_PRESETS.find((preset) => preset.type === type);
}
