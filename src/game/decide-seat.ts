/** Joining, changing, removing, bringing back and merging participants. */
import type { SeatCommand } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { cancellationEvents, openChallenges } from './open-challenges.ts';
import type { ChallengeState, GameState, Participant } from './state.ts';
import { smallestTeam } from './team-sizes.ts';
import { PLAYER_NAME_LIMIT } from './text-limits.ts';
import { takenKeys, uniqueName } from './unique-name.ts';

type CommandOf<Type extends SeatCommand['type']> = Extract<SeatCommand, { type: Type }>;

export function decideSeat(state: GameState, command: SeatCommand): Decision {
  if (command.type === 'join') return join(state, command);
  const seat = state.participants.get(command.id);
  if (seat === undefined) return rejected('not_found');
  switch (command.type) {
    case 'change_participant':
      return change(state, seat, command);
    case 'remove_participant':
      return remove(state, seat);
    case 'restore_participant':
      return restore(seat);
    case 'merge_participants':
      return merge(state, seat, command.into);
    case 'move_seat':
      return seat.removed ? rejected('removed') : accepted({ type: 'seat_moved', id: seat.id });
    default:
      return command satisfies never;
  }
}

function join(state: GameState, command: CommandOf<'join'>): Decision {
  const { id, role, withoutPhone } = command;
  const name = uniqueName(command.name, takenNames(state, null), PLAYER_NAME_LIMIT);
  if (role !== 'player') {
    const seat = { id, role, name, teamNumber: null, approved: true, withoutPhone: false };
    return accepted({ type: 'participant_joined', ...seat });
  }
  if (!teamExists(state, command.teamNumber)) return rejected('not_found');
  if (state.status === 'completed') return rejected('game_over');
  if (state.settings.locked) return rejected('room_locked');
  const teamNumber = teamForNewcomer(state, command);
  const approved = withoutPhone || !state.settings.approveNames;
  return accepted({ type: 'participant_joined', id, role, name, teamNumber, approved, withoutPhone });
}

/** Where the game assigns teams, only a banker who adds a player without a phone may choose one. */
function teamForNewcomer(state: GameState, { teamNumber, withoutPhone }: CommandOf<'join'>): number | null {
  if (state.settings.joinTeams === 'choose') return teamNumber;
  return withoutPhone && teamNumber !== null ? teamNumber : smallestTeam(state);
}

function change(state: GameState, seat: Participant, command: CommandOf<'change_participant'>): Decision {
  const { id } = seat;
  const { name, teamNumber, extraTimeFactor } = command.change;
  if (teamNumber !== undefined && !teamExists(state, teamNumber)) return rejected('not_found');
  if (typeof teamNumber === 'number' && seat.role !== 'player') return rejected('not_found');
  const nameChange =
    name === undefined ? {} : { name: uniqueName(name, takenNames(state, id), PLAYER_NAME_LIMIT) };
  return accepted(
    { type: 'participant_changed', id, change: { ...command.change, ...nameChange } },
    ...extraTimeEvents(state, seat, extraTimeFactor ?? seat.extraTimeFactor),
  );
}

/** A higher factor extends challenges that are already running; a lower one takes no time away. */
function extraTimeEvents(state: GameState, seat: Participant, factor: number): readonly GameEvent[] {
  const ratio = factor / seat.extraTimeFactor;
  if (ratio <= 1) return [];
  return openChallengesOf(state, seat.id).flatMap(({ id, exercise, durationSeconds }) => {
    if (exercise === null || durationSeconds === null) return [];
    const extendSeconds = Math.round(durationSeconds * ratio) - durationSeconds;
    return [{ type: 'challenge_changed', id, exercise, extendSeconds }];
  });
}

function remove(state: GameState, seat: Participant): Decision {
  if (seat.removed) return rejected('removed');
  if (isLastBanker(state, seat)) return rejected('game_status');
  return accepted(
    { type: 'participant_removed', id: seat.id },
    ...cancellationEvents(openChallengesOf(state, seat.id), 'removed'),
  );
}

function restore(seat: Participant): Decision {
  if (seat.mergedInto !== null) return rejected('removed');
  return seat.removed ? accepted({ type: 'participant_restored', id: seat.id }) : accepted();
}

/** The newcomer turns out to have a seat already. The event for that seat makes every screen update it. */
function merge(state: GameState, newcomer: Participant, into: number): Decision {
  const { id } = newcomer;
  const target = state.participants.get(into);
  if (target === undefined || target === newcomer) return rejected('not_found');
  if (target.role !== 'player' || newcomer.role !== 'player') return rejected('not_found');
  if (target.removed || newcomer.removed) return rejected('removed');
  return accepted(
    { type: 'participant_merged', id, into },
    {
      type: 'participant_changed',
      id: into,
      change: { teamNumber: target.teamNumber ?? newcomer.teamNumber },
    },
    ...cancellationEvents(openChallengesOf(state, id), 'merged'),
  );
}

function openChallengesOf(state: GameState, playerId: number): readonly ChallengeState[] {
  return openChallenges(state).filter((challenge) => challenge.playerId === playerId);
}

function teamExists(state: GameState, teamNumber: number | null): boolean {
  return teamNumber === null || state.teams.has(teamNumber);
}

function isLastBanker(state: GameState, seat: Participant): boolean {
  if (seat.role !== 'banker') return false;
  return !state.participants.some(({ id, role, removed }) => role === 'banker' && !removed && id !== seat.id);
}

/** Names of everyone who ever joined, so that a restored player's name is still unique. */
function takenNames(state: GameState, exceptId: number | null): ReadonlySet<string> {
  const others = state.participants.valueSeq().filter(({ id }) => id !== exceptId);
  return takenKeys(others.map(({ name }) => name));
}
