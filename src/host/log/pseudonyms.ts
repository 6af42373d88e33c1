/** Stand-ins for everything in a game that people typed or that says something about one of them. */
import { CUSTOM_EXERCISE, EXERCISES } from '../../game/catalogue.ts';
import type { GameEvent, LoggedEvent } from '../../game/events.ts';
import type { Exercise, Role } from '../../game/state.ts';

const CALLED: Readonly<Record<Role, string>> = { player: 'Player', banker: 'Banker', board: 'Board' };
const GAME_NAME = 'Game';

/** Replaces the words of one event after the other: the same person keeps the same stand-in. */
export function createPseudonyms(): (logged: LoggedEvent) => LoggedEvent {
  const names = new Map<number, string>();
  const counts = new Map<Role, number>();

  const nameFor = (id: number, role: Role): string => {
    const number = (counts.get(role) ?? 0) + 1;
    counts.set(role, number);
    const name = `${CALLED[role]} ${number}`;
    names.set(id, name);
    return name;
  };

  const hidden = (event: GameEvent): GameEvent => {
    switch (event.type) {
      case 'game_created':
        return { ...event, name: GAME_NAME };
      case 'game_changed':
        return event.name === undefined ? event : { ...event, name: GAME_NAME };
      case 'participant_joined':
        return { ...event, name: nameFor(event.id, event.role) };
      case 'participant_changed': {
        // Extra time tells of a body: it stays at home.
        const { name, extraTimeFactor: _private, ...change } = event.change;
        const known = names.get(event.id);
        return {
          ...event,
          change: name === undefined || known === undefined ? change : { ...change, name: known },
        };
      }
      case 'team_changed': {
        const { name, ...change } = event.change;
        return {
          ...event,
          change: name === undefined ? change : { ...change, name: `Team ${event.number}` },
        };
      }
      case 'challenge_assigned':
      case 'challenge_changed':
        return { ...event, exercise: plain(event.exercise) };
      default:
        return event;
    }
  };

  return (logged) => ({ ...logged, event: hidden(logged.event) });
}

/** An exercise that the banker worded may name somebody. */
function plain(exercise: Exercise): Exercise {
  const preset = EXERCISES.find(({ type }) => type === exercise.type);
  if (preset === undefined) return { ...exercise, type: CUSTOM_EXERCISE, description: 'Exercise' };
  return preset.description === exercise.description
    ? exercise
    : { ...exercise, description: `${exercise.target} ${preset.type.replaceAll('_', ' ')}` };
}
