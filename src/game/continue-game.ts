/** "Play again with these people": the first events of a game that takes over people, teams and settings of an earlier one. */
import type { GameEvent } from './events.ts';
import { newTeam } from './evolve-team.ts';
import { ownedBy } from './game-owner.ts';
import { inJoiningOrder } from './joining-order.ts';
import type { GameState, Participant, TeamState } from './state.ts';
import { GAME_NAME_LIMIT, isWithinLimit } from './text-limits.ts';

export interface ContinuedGame {
  readonly gameId: number;
  readonly code: string;
  /** New ids, one for each of `comingAlong`, in its order. */
  readonly participantIds: readonly number[];
}

/** Everybody who plays again, oldest seat first: not those who were removed or merged into another seat. */
export function comingAlong(state: GameState): readonly Participant[] {
  return inJoiningOrder(state).filter(({ removed }) => !removed);
}

/**
 * The first events of the next game, to be logged all or none. Nothing is built in it, no end is planned, and nothing is said.
 * Throws if the ids are not as many as the people.
 */
export function continuationEvents(
  state: GameState,
  { gameId, code, participantIds }: ContinuedGame,
): readonly GameEvent[] {
  const people = comingAlong(state);
  if (people.length !== participantIds.length) throw new Error('everybody who comes along needs a new id');
  const { ownerId, teamCount, settings } = state;
  const continues = { gameId: state.gameId, code: state.code };
  const name = nextGameName(state);
  return [
    // Nobody could join a locked game, so it is locked once everybody is in it.
    {
      type: 'game_created',
      gameId,
      code,
      name,
      teamCount,
      settings: { ...settings, locked: false },
      continues,
      ...ownedBy(ownerId),
    },
    ...[...state.teams.values()].flatMap(teamEvents),
    ...people.flatMap((seat, index) => seatEvents(seat, participantIds[index] ?? 0)),
    ...[...state.teams.values()].flatMap(foldEvents),
    ...(settings.locked ? [{ type: 'game_changed', settings: { locked: true } } as const] : []),
  ];
}

function teamEvents({ number, name, colour, shape }: TeamState): readonly GameEvent[] {
  const fresh = newTeam(number);
  const isUnchanged = name === fresh.name && colour === fresh.colour && shape === fresh.shape;
  return isUnchanged ? [] : [{ type: 'team_changed', number, change: { name, colour, shape } }];
}

/** A folded team, in which nobody is, stays folded: numbers and letters of the others stay theirs. */
function foldEvents({ number, foldedAt }: TeamState): readonly GameEvent[] {
  return foldedAt === null ? [] : [{ type: 'team_folded', number }];
}

function seatEvents(seat: Participant, id: number): readonly GameEvent[] {
  const { role, name, teamNumber, approved, withoutPhone, extraTimeFactor, blocked, needs } = seat;
  const { generation, pinGeneration } = seat;
  const keepsPin = seat.continues !== null && pinGeneration === 0;
  const continues = {
    id: seat.id,
    generation,
    pinId: keepsPin ? seat.continues.pinId : seat.id,
    pinGeneration: keepsPin ? seat.continues.pinGeneration : pinGeneration,
  };
  const change = {
    ...(extraTimeFactor !== 1 && { extraTimeFactor }),
    ...(needs.length > 0 && { needs: [...needs] }),
    ...(blocked && { blocked }),
  };
  return [
    { type: 'participant_joined', id, role, name, teamNumber, approved, withoutPhone, continues },
    ...(Object.keys(change).length > 0 ? [{ type: 'participant_changed', id, change } as const] : []),
  ];
}

const NUMBERED = /^(?<stem>.+) (?<number>[1-9]\d{0,2})$/u;

/** "Summer camp", "Summer camp 2", "Summer camp 3". Only a number that this made counts up: "Troop 12" becomes "Troop 12 2". */
function nextGameName({ name, continues }: GameState): string {
  const { stem = name, number = '1' } = (continues === null ? null : NUMBERED.exec(name)?.groups) ?? {};
  const next = `${stem} ${Number(number) + 1}`;
  return isWithinLimit(next, GAME_NAME_LIMIT) ? next : name;
}
