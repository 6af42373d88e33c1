/** Stand-ins for everything in a game that people typed or that says something about one of them. */
import { CUSTOM_EXERCISE, EXERCISE_PRESETS } from '../../../game/catalogue.ts';
import type { GameEvent, LoggedEvent } from '../../../game/events.ts';
import type { FieldContent } from '../../../game/field-definitions.ts';
import { mapFields, fieldEntriesOf, type FieldEntry } from '../../../game/map-fields.ts';
import type { Role } from '../../../game/state.ts';

const ROLE_NAMES: Readonly<Record<Role, string>> = { player: 'Player', banker: 'Banker', board: 'Board' };

/** What stands in the place of a field; undefined: it is left out. */
type Pseudonymise = (entry: FieldEntry, subject: Subject) => unknown;

/** Whom and what the event is about. */
interface Subject {
  /** The stand-in for the first participant the event speaks of; undefined: nobody who joined. */
  readonly name: string | undefined;
  /** The first team it speaks of. */
  readonly team: unknown;
}

const unchanged: Pseudonymise = ({ value }) => value;

const PSEUDONYMISERS: Readonly<Record<FieldContent, Pseudonymise>> = {
  plain: unchanged,
  private: ({ field }) => field.legacyDefault,
  game_name: () => 'Game',
  participant_name: (_place, { name }) => name,
  team_name: (_place, { team }) => `Team ${String(team)}`,
  exercise_type: ({ value }) => presetOf(value)?.type ?? CUSTOM_EXERCISE,
  exercise_words: plainWords,
  game_id: unchanged,
  game_code: unchanged,
  team_number: unchanged,
  participant_id: unchanged,
  new_participant_id: unchanged,
  challenge_id: unchanged,
  new_challenge_id: unchanged,
};

/** Replaces the words of one event after the other: the same person keeps the same stand-in. */
export function createPseudonyms(): (logged: LoggedEvent) => LoggedEvent {
  const names = new Map<unknown, string>();
  const counts = new Map<Role, number>();

  const assignName = (event: GameEvent) => {
    if (event.type !== 'participant_joined') return;
    const count = (counts.get(event.role) ?? 0) + 1;
    counts.set(event.role, count);
    names.set(event.id, `${ROLE_NAMES[event.role]} ${count}`);
  };

  const pseudonymised = (event: GameEvent): GameEvent => {
    assignName(event);
    const entries = fieldEntriesOf(event);
    const first = (...holds: FieldContent[]) =>
      entries.find(({ field }) => holds.includes(field.content))?.value;
    const name = names.get(first('participant_id', 'new_participant_id'));
    const subject: Subject = { name, team: first('team_number') };
    return mapFields(event, (entry) => PSEUDONYMISERS[entry.field.content](entry, subject));
  };

  return (logged) => ({ ...logged, event: pseudonymised(logged.event) });
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
