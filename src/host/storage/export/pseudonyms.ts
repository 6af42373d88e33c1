/** Replaces everything in a game that people typed or that is about a person. */
import { isCatalogueWording } from '../../../game/catalogue-words.ts';
import { CUSTOM_EXERCISE, isExerciseType } from '../../../game/catalogue.ts';
import type { GameEvent, LoggedEvent } from '../../../game/events.ts';
import type { FieldContent } from '../../../game/field-definitions.ts';
import { mapFields, fieldEntriesOf, type FieldEntry } from '../../../game/map-fields.ts';
import type { Role } from '../../../game/state.ts';

const ROLE_NAMES: Readonly<Record<Role, string>> = { player: 'Player', banker: 'Banker', board: 'Board' };

/** Returns a field's replacement; undefined leaves the field out. */
type Pseudonymise = (entry: FieldEntry, subject: Subject) => unknown;

/** Who and what the event is about. */
interface Subject {
  /** The pseudonym of the first participant in the event; undefined if they never joined. */
  readonly name: string | undefined;
  /** The first team in the event. */
  readonly team: unknown;
}

const unchanged: Pseudonymise = ({ value }) => value;

const PSEUDONYMISERS: Readonly<Record<FieldContent, Pseudonymise>> = {
  plain: unchanged,
  private: ({ field }) => field.legacyDefault,
  elsewhere: () => undefined,
  game_name: () => 'Game',
  participant_name: (_place, { name }) => name,
  team_name: (_place, { team }) => `Team ${String(team)}`,
  exercise_type: ({ value }) => (isExerciseType(String(value)) ? value : CUSTOM_EXERCISE),
  exercise_words: plainWords,
  // What the banker's own words are replaced by says no more.
  exercise_wording: ({ owner }) => isExerciseType(String(owner['type'])),
  exercise_ways: ({ field }) => field.legacyDefault,
  message: () => 'Message',
  game_id: unchanged,
  game_code: unchanged,
  team_number: unchanged,
  participant_id: unchanged,
  new_participant_id: unchanged,
  challenge_id: unchanged,
  new_challenge_id: unchanged,
};

/** Returns a function to apply to each event in order. The same person keeps the same pseudonym. */
export const createPseudonyms = () => pseudonymsBy(PSEUDONYMISERS);

/** The same for a game that stays where it is: what it says of other games of this host stays, too. */
export const createPseudonymsInPlace = () => pseudonymsBy({ ...PSEUDONYMISERS, elsewhere: unchanged });

function pseudonymsBy(
  pseudonymisers: Readonly<Record<FieldContent, Pseudonymise>>,
): (logged: LoggedEvent) => LoggedEvent {
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
    const first = (...contents: FieldContent[]) =>
      entries.find(({ field }) => contents.includes(field.content))?.value;
    const name = names.get(first('participant_id', 'new_participant_id'));
    const subject: Subject = { name, team: first('team_number') };
    return mapFields(event, (entry) => pseudonymisers[entry.field.content](entry, subject));
  };

  return (logged) => ({ ...logged, event: pseudonymised(logged.event) });
}

/** An exercise description written by the banker may name someone. */
function plainWords({ value, owner }: FieldEntry): unknown {
  const type = String(owner['type']);
  if (!isExerciseType(type)) return 'Exercise';
  const target = Number(owner['target']);
  const isPlain = isCatalogueWording({ type, target, description: String(value) });
  return isPlain ? value : `${target} ${type.replaceAll('_', ' ')}`;
}
