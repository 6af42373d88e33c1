/**
 * Applies one event to what a seat sees. Pure. The invariant: after each event, the state equals a snapshot taken at that
 * moment, except for its clock readings (play clock, seconds left).
 */
import { isOpen } from '../game/open-challenges.ts';
import type { Challenge, Player, Snapshot, Team } from '../protocol/entity-schemas.ts';
import type { EventFrame } from '../protocol/frames.ts';
import { compareByRequest } from './compare-by-request.ts';
import type { GameView } from './game-view.ts';

/** How many ended challenges are kept; the history has the rest. */
const MAX_ENDED = 50;

/** The part of the view that comes from the game. */
export type ClientState = Pick<GameView, 'message' | 'teams' | 'challenges' | 'ended' | 'players'> & {
  readonly [Name in 'game' | 'me']: NonNullable<GameView[Name]>;
};

/** The state that a snapshot shows. Ended challenges are kept unless they are open again. */
export function stateFromSnapshot(snapshot: Snapshot, ended: readonly Challenge[] = []): ClientState {
  const { game, message, me, teams, challenges, players } = snapshot;
  const open = new Set(challenges.map(({ id }) => id));
  return {
    game,
    message,
    me,
    teams: teams.toSorted((a, b) => a.team_number - b.team_number),
    challenges: challenges.toSorted(newestRequestFirst),
    ended: ended.filter(({ id }) => !open.has(id)),
    players: visiblePlayers(players, me),
  };
}

export function applyEvent(state: ClientState, frame: EventFrame): ClientState {
  switch (frame.event_type) {
    case 'challenge_request':
    case 'challenge_assigned':
    case 'challenge_completed':
    case 'challenge_cancelled':
    case 'challenge_expired':
    case 'challenge_updated':
    case 'challenge_undone':
      return withChallenge(state, frame.data);
    case 'player_joined':
    case 'player_updated':
    case 'player_removed':
      return withPlayer(state, frame.data);
    case 'team_updated':
      return withTeam(state, frame.data);
    case 'game_updated':
      return { ...state, game: frame.data };
    case 'message_updated':
      return { ...state, message: frame.data };
    default:
      return frame satisfies never;
  }
}

/**
 * Whether the seat needs a new snapshot to know what it may see: a player's team, and whether the player is in the game,
 * decide which players it sees. Bankers and boards see all teams.
 */
export function needsSnapshot(before: Player, after: Player): boolean {
  if (after.role !== 'player') return false;
  return before.team_number !== after.team_number || before.removed !== after.removed;
}

/** Files the challenge under its status. A version lower than the current one changes nothing. */
export function withChallenge(state: ClientState, challenge: Challenge): ClientState {
  const isSame = ({ id }: Challenge) => id === challenge.id;
  const held = state.challenges.find(isSame) ?? state.ended.find(isSame);
  if (held !== undefined && held.version > challenge.version) return state;
  const challenges = state.challenges.filter((other) => !isSame(other));
  const ended = state.ended.filter((other) => !isSame(other));
  if (isOpen(challenge.status)) {
    return {
      ...state,
      challenges: [...challenges, challenge].toSorted(newestRequestFirst),
      ended: sameIfNoneRemoved(state.ended, ended),
    };
  }
  const nowEnded = [...ended, challenge].toSorted(newestEndFirst).slice(0, MAX_ENDED);
  return { ...state, challenges: sameIfNoneRemoved(state.challenges, challenges), ended: nowEnded };
}

/** Returns the same list if nothing was removed, so that React sees no change. */
function sameIfNoneRemoved<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  return before.length === after.length ? before : after;
}

function withPlayer(state: ClientState, player: Player): ClientState {
  const me = player.player_id === state.me.player_id ? player : state.me;
  const others = state.players.filter(({ player_id: id }) => id !== player.player_id);
  return {
    ...state,
    me,
    players: visiblePlayers([...others, player], me),
    challenges: withPlayerName(state.challenges, player),
    ended: withPlayerName(state.ended, player),
  };
}

/** A challenge shows its player's current name. */
function withPlayerName(challenges: readonly Challenge[], player: Player): readonly Challenge[] {
  const { player_id: id, player_name: name } = player;
  const isStale = (challenge: Challenge) => challenge.player_id === id && challenge.player_name !== name;
  if (!challenges.some(isStale)) return challenges;
  return challenges.map((challenge) =>
    isStale(challenge) ? { ...challenge, player_name: name } : challenge,
  );
}

/** Bankers see everybody, boards everybody who is in the game; players see themselves and, while in the game, the teammates who are in it too. */
function visiblePlayers(players: readonly Player[], me: Player): readonly Player[] {
  const others = players.filter((player) => player.player_id !== me.player_id && canSee(me, player));
  const self = me.role === 'player' || players.length > others.length ? [me] : [];
  return [...others, ...self].toSorted((a, b) => a.player_id - b.player_id);
}

function canSee(me: Player, player: Player): boolean {
  if (me.role === 'banker') return true;
  if (me.role === 'board') return !player.removed;
  if (me.removed || me.team_number === null) return false;
  return player.role === 'player' && !player.removed && player.team_number === me.team_number;
}

/** One that is new counts. */
function withTeam(state: ClientState, team: Team): ClientState {
  const others = state.teams.filter(({ team_number: number }) => number !== team.team_number);
  const teams = [...others, team].toSorted((a, b) => a.team_number - b.team_number);
  const { game } = state;
  return {
    ...state,
    teams,
    game: game.team_count < teams.length ? { ...game, team_count: teams.length } : game,
  };
}

function newestRequestFirst(one: Challenge, other: Challenge): number {
  return compareByRequest(other, one);
}

function newestEndFirst(one: Challenge, other: Challenge): number {
  return compareText(other.ended_at ?? '', one.ended_at ?? '') || newestRequestFirst(one, other);
}

/** The wire's instants all have the same length and zone, so they sort as text. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
