/** Joining, changing, removing, bringing back and merging participants. */
import type { Actor, Moment, SeatCommand } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import { NEEDS, type Need } from './enums.ts';
import type { GameEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { replacementEvents } from './fold-team.ts';
import { uniqueName, withoutName } from './name-index.ts';
import { cancellationEvents, openChallenges, openChallengesOf } from './open-challenges.ts';
import { isOpenToPlayers } from './own-seat.ts';
import type { GameState, Participant } from './state.ts';
import { playerCount, smallestTeam } from './team-sizes.ts';
import { PLAYER_NAME_LIMIT } from './text-limits.ts';
import { variantKept } from './variants.ts';
import { withVariant } from './worded-exercise.ts';

type CommandOf<Type extends SeatCommand['type']> = Extract<SeatCommand, { type: Type }>;

export function decideSeat(state: GameState, command: SeatCommand, actor: Actor, moment: Moment): Decision {
  switch (command.type) {
    case 'join':
      return join(state, command);
    case 'join_several':
      return joinSeveral(state, command, actor, moment);
    case 'remove_participants':
      return removeMany(state, command);
    case 'restore_participants':
      return restoreMany(state, command);
    case 'move_participants':
      return moveMany(state, command);
    default:
      return decideForSeat(state, command, actor);
  }
}

type CommandForSeat = Exclude<
  SeatCommand,
  | CommandOf<'join'>
  | CommandOf<'join_several'>
  | CommandOf<'remove_participants'>
  | CommandOf<'restore_participants'>
  | CommandOf<'move_participants'>
>;

function decideForSeat(state: GameState, command: CommandForSeat, actor: Actor): Decision {
  const seat = state.participants.get(command.id);
  if (seat === undefined) return rejected('not_found', { missing: 'player' });
  switch (command.type) {
    case 'change_participant':
      // What was meant for one name is not for another that nobody has looked at.
      if (isRenamed(seat, command.expectedName)) return rejected('name_changed');
      if (isInOtherTeam(seat, command)) return rejected('team_changed');
      return actor.role === 'player' ? changeOwn(state, seat, command) : change(state, seat, command);
    case 'remove_participant':
      return remove(state, seat, command.seenSeq);
    case 'restore_participant':
      return restore(state, seat, command.removedAt);
    case 'merge_participants':
      return merge(state, seat, command);
    case 'move_seat':
      return move(seat, command);
    default:
      return command satisfies never;
  }
}

function join(state: GameState, command: CommandOf<'join'>): Decision {
  const { id, role, withoutPhone } = command;
  const name = uniqueName(command.name, state.names, PLAYER_NAME_LIMIT);
  if (role !== 'player') {
    const seat = { id, role, name, teamNumber: null, approved: true, withoutPhone: false };
    return accepted({ type: 'participant_joined', ...seat });
  }
  if (!teamExists(state, command.teamNumber)) return rejected('not_found', { missing: 'team' });
  if (state.status === 'completed') return rejected('game_over');
  if (state.settings.locked) return rejected('room_locked');
  if (playerCount(state) >= state.settings.maxPlayers) return rejected('game_full');
  const teamNumber = teamForNewcomer(state, command);
  if (isFolded(state, teamNumber)) return rejected('team_folded');
  const approved = withoutPhone || !state.settings.approveNames;
  return accepted({ type: 'participant_joined', id, role, name, teamNumber, approved, withoutPhone });
}

/** Each of them joins the game that those before have joined: names are numbered, and teams filled, among them too. */
function joinSeveral(
  state: GameState,
  { players, teamNumber }: CommandOf<'join_several'>,
  actor: Actor,
  { at, playMs }: Moment,
): Decision {
  const events: GameEvent[] = [];
  let reached = state;
  for (const { id, name } of players) {
    const decision = join(reached, {
      type: 'join',
      id,
      role: 'player',
      name,
      teamNumber,
      withoutPhone: true,
    });
    if ('rejection' in decision) return decision;
    for (const event of decision.events) {
      reached = evolve(reached, { seq: reached.seq + 1, at, playMs, by: actor.id, event });
      events.push(event);
    }
  }
  return accepted(...events);
}

function move(seat: Participant, { keepsPin, generation }: CommandOf<'move_seat'>): Decision {
  if (generation !== undefined && generation !== seat.generation) return rejected('not_found');
  if (seat.removed) return rejected('removed');
  return accepted({ type: 'seat_moved', id: seat.id, withMerged: true, keepsPin });
}

/** Where the game assigns teams, only a banker who adds a player without a phone may choose one. */
function teamForNewcomer(state: GameState, { teamNumber, withoutPhone }: CommandOf<'join'>): number | null {
  if (state.settings.joinTeams === 'choose') return teamNumber;
  return withoutPhone && teamNumber !== null ? teamNumber : smallestTeam(state);
}

function change(state: GameState, seat: Participant, command: CommandOf<'change_participant'>): Decision {
  const { id } = seat;
  const { name, teamNumber, extraTimeFactor } = command.change;
  const needs = command.change.needs && needsMeant(seat, command.change.needs, command.expectedNeeds);
  if (teamNumber !== undefined && !teamExists(state, teamNumber))
    return rejected('not_found', { missing: 'team' });
  if (typeof teamNumber === 'number' && seat.role !== 'player')
    return rejected('not_found', { missing: 'player' });
  if (teamNumber !== seat.teamNumber && isFolded(state, teamNumber)) return rejected('team_folded');
  const nameChange =
    name === undefined
      ? {}
      : { name: uniqueName(name, withoutName(state.names, id, seat.name), PLAYER_NAME_LIMIT) };
  return accepted(
    {
      type: 'participant_changed',
      id,
      change: { ...command.change, ...nameChange, ...(needs !== undefined && { needs }) },
    },
    ...extraTimeEvents(state, seat, extraTimeFactor ?? seat.extraTimeFactor),
    ...needsEvents(state, seat, needs ?? seat.needs),
  );
}

/**
 * Players may correct their own name and team until the game starts, and later as far as the banker allows it; whoever has no team may
 * choose one at any time (docs/protocol.md, "Rights"). Where names need approval, a new one needs it again. Nobody leaves a team by
 * themselves while a challenge of theirs is open: it would keep that team locked.
 */
function changeOwn(state: GameState, seat: Participant, command: CommandOf<'change_participant'>): Decision {
  const { name, teamNumber, needs } = command.change;
  if (seat.removed) return rejected('removed');
  const { status, settings } = state;
  if (name !== undefined && !isOpenToPlayers(status, settings.ownNameInPlay)) return rejected('game_status');
  if (needs !== undefined && !settings.ownNeeds) return rejected('game_status');
  if (teamNumber !== undefined && seat.teamNumber !== null) {
    if (!isOpenToPlayers(status, settings.ownTeamInPlay)) return rejected('game_status');
    const [open] = openChallengesOf(state, seat.id);
    if (open !== undefined && teamNumber !== seat.teamNumber)
      return rejected('challenge_open', { challengeId: open.id });
  }
  const needsApproval = name !== undefined && name !== seat.name && state.settings.approveNames;
  const own = {
    ...(name !== undefined && { name }),
    ...(teamNumber !== undefined && { teamNumber }),
    ...(needs !== undefined && { needs }),
    ...(needsApproval && { approved: false }),
  };
  return change(state, seat, { ...command, change: own });
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

/** Each once, always in the same order. */
function inOrder(needs: readonly Need[]): Need[] {
  return NEEDS.filter((need) => needs.includes(need));
}

/** Two who tick at the same time, the player and the banker, undo nothing of each other's. @param seen the needs that were changed */
function needsMeant({ needs: now }: Participant, wanted: readonly Need[], seen = now): Need[] {
  return inOrder(
    NEEDS.filter((need) => (wanted.includes(need) === seen.includes(need) ? now : wanted).includes(need)),
  );
}

/** What the player is at is done otherwise from now on, unless it suits as it is; what is said to be done is left alone. */
function needsEvents(state: GameState, seat: Participant, needs: readonly Need[]): readonly GameEvent[] {
  if (needs.join() === seat.needs.join()) return [];
  return openChallengesOf(state, seat.id).flatMap(({ id, exercise, claimedAt }) => {
    if (exercise === null || claimedAt !== null) return [];
    const suiting = withVariant(exercise, variantKept(exercise, exercise.variant ?? null, needs));
    if (suiting.variant === exercise.variant) return [];
    return [{ type: 'challenge_changed', id, exercise: suiting, extendSeconds: 0 }];
  });
}

function remove(state: GameState, seat: Participant, seenSeq: number | undefined): Decision {
  if (seat.removed) return rejected('removed');
  // Whoever brought them back meanwhile has decided otherwise.
  if (seenSeq !== undefined && seat.restoredSeq > seenSeq) return rejected('changed_meanwhile');
  if (isLastBanker(state, seat)) return rejected('game_status');
  return accepted(
    { type: 'participant_removed', id: seat.id },
    ...cancellationEvents(openChallengesOf(state, seat.id), 'removed'),
  );
}

/** @param removedAt rejects `undo_not_last` if the seat has another removal by now, or none. */
function restore(state: GameState, seat: Participant, removedAt: number | undefined): Decision {
  if (seat.mergedInto !== null) return rejected('removed');
  if (removedAt !== undefined && removedAt !== seat.removedAt) return rejected('undo_not_last');
  return seat.removed ? accepted(...restorationEvents(state, [seat])) : accepted();
}

function restorationEvents(state: GameState, returning: readonly Participant[]): readonly GameEvent[] {
  return [
    ...returning.map(({ id }) => ({ type: 'participant_restored', id }) as const),
    ...replacementEvents(
      state,
      returning.filter(({ role }) => role === 'player'),
    ),
  ];
}

function removeMany(state: GameState, { ids }: CommandOf<'remove_participants'>): Decision {
  if (ids.length === 0) return rejected('not_found', { missing: 'source' });
  const leaving = new Set(ids.filter((id) => isPlayerInGame(state.participants.get(id))));
  const open = openChallenges(state).filter(({ playerId }) => leaving.has(playerId));
  return accepted(
    ...[...leaving].map((id) => ({ type: 'participant_removed', id }) as const),
    ...cancellationEvents(open, 'removed'),
  );
}

function restoreMany(state: GameState, { ids, removedAt }: CommandOf<'restore_participants'>): Decision {
  const returning = [...new Set(ids)].flatMap((id) => {
    const seat = state.participants.get(id);
    return seat?.removedAt === removedAt ? [seat] : [];
  });
  return accepted(...restorationEvents(state, returning));
}

/** Rejects `not_found` if a team is not there. Nobody comes into a folded one. */
function moveMany(state: GameState, { moves }: CommandOf<'move_participants'>): Decision {
  if (!moves.every(({ to }) => teamExists(state, to))) return rejected('not_found', { missing: 'team' });
  return accepted(
    ...moves.flatMap(({ id, from, to }): readonly GameEvent[] => {
      const seat = state.participants.get(id);
      const isThere = isPlayerInGame(seat) && seat?.teamNumber === from && from !== to;
      if (!isThere || isFolded(state, to)) return [];
      return [{ type: 'participant_changed', id, change: { teamNumber: to } }];
    }),
  );
}

/** Where the player is in the team that is wanted, nobody has put them anywhere else. */
function isInOtherTeam({ teamNumber }: Participant, command: CommandOf<'change_participant'>): boolean {
  const { expectedTeam: meant } = command;
  return meant !== undefined && ![meant, command.change.teamNumber].includes(teamNumber);
}

/** @param meant the name that the seat had on the screen; undefined: nothing is compared. */
function isRenamed({ name }: Participant, meant: string | undefined): boolean {
  return meant !== undefined && meant !== name;
}

function isPlayerInGame(seat: Participant | undefined): boolean {
  return seat?.role === 'player' && !seat.removed;
}

/** The newcomer turns out to have a seat already. The event for that seat makes every screen update it. */
function merge(state: GameState, newcomer: Participant, command: CommandOf<'merge_participants'>): Decision {
  const { id, into, expectedName, expectedIntoName } = command;
  const target = state.participants.get(into);
  if (target === undefined || target === newcomer) return rejected('not_found', { missing: 'other_player' });
  if (target.role !== 'player' || newcomer.role !== 'player')
    return rejected('not_found', { missing: 'other_player' });
  if (target.removed || newcomer.removed) return rejected('removed');
  // A seat that is somebody else's by now is not given away with what was theirs.
  if (isRenamed(newcomer, expectedName) || isRenamed(target, expectedIntoName))
    return rejected('name_changed');
  const teamNumber = target.teamNumber ?? newcomer.teamNumber;
  // Whoever has said it on the new phone need not say it again.
  const needs = [...newcomer.needs];
  const isNeedy = target.needs.length === 0 && needs.length > 0;
  return accepted(
    { type: 'participant_merged', id, into },
    { type: 'participant_changed', id: into, change: { teamNumber, ...(isNeedy && { needs }) } },
    ...(isNeedy ? needsEvents(state, target, needs) : []),
    ...cancellationEvents(openChallengesOf(state, id), 'merged'),
  );
}

function teamExists(state: GameState, teamNumber: number | null): boolean {
  return teamNumber === null || state.teams.has(teamNumber);
}

function isFolded(state: GameState, teamNumber: number | null | undefined): boolean {
  return (state.teams.get(teamNumber ?? 0)?.foldedAt ?? null) !== null;
}

function isLastBanker(state: GameState, seat: Participant): boolean {
  if (seat.role !== 'banker') return false;
  return !state.participants.some(({ id, role, removed }) => role === 'banker' && !removed && id !== seat.id);
}
