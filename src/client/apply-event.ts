/**
 * What a seat sees, moved on by one event. Pure. The rule that everything here obeys: after each event the world equals
 * what a snapshot taken at that moment would give, but for the moment's own readings (play clock, seconds left).
 */
import { isOpen } from '../game/open-challenges.ts';
import type { Challenge, Player, Snapshot, Team } from '../protocol/entity-schemas.ts';
import type { EventFrame } from '../protocol/frames.ts';
import { byRequest } from './compare-by-request.ts';
import type { GameView } from './game-view.ts';

/** How many ended challenges are kept at hand; the rest is the history's. */
const KEPT_ENDED = 50;

/** The part of the view that comes from the game. */
export type World = Pick<GameView, 'teams' | 'challenges' | 'ended' | 'players'> & {
  readonly [Name in 'game' | 'me']: NonNullable<GameView[Name]>;
};

/** The world as a snapshot shows it; what ended before stays at hand unless it runs again. */
export function worldOf(snapshot: Snapshot, ended: readonly Challenge[] = []): World {
  const { game, me, teams, challenges, players } = snapshot;
  const open = new Set(challenges.map(({ id }) => id));
  return {
    game,
    me,
    teams: teams.toSorted((one, other) => one.team_number - other.team_number),
    challenges: challenges.toSorted(newestRequestFirst),
    ended: ended.filter(({ id }) => !open.has(id)),
    players: visiblePlayers(players, me),
  };
}

export function applyEvent(world: World, frame: EventFrame): World {
  switch (frame.event_type) {
    case 'challenge_request':
    case 'challenge_assigned':
    case 'challenge_completed':
    case 'challenge_cancelled':
    case 'challenge_expired':
    case 'challenge_updated':
    case 'challenge_undone':
      return withChallenge(world, frame.data);
    case 'player_joined':
    case 'player_updated':
    case 'player_removed':
      return withPlayer(world, frame.data);
    case 'team_updated':
      return { ...world, teams: withTeam(world.teams, frame.data) };
    case 'game_updated':
      return { ...world, game: frame.data };
    default:
      return frame satisfies never;
  }
}

/**
 * Whether only a snapshot can tell what the seat sees now: its team, or whether it is in the game at all, decides whom a
 * player sees. Bankers and boards see everybody.
 */
export function needsSnapshot(before: Player, after: Player): boolean {
  if (after.role !== 'player') return false;
  return before.team_number !== after.team_number || before.removed !== after.removed;
}

/** The challenge where it belongs by its status; a lower version than the one held changes nothing. */
export function withChallenge(world: World, challenge: Challenge): World {
  const same = ({ id }: Challenge) => id === challenge.id;
  const held = world.challenges.find(same) ?? world.ended.find(same);
  if (held !== undefined && held.version > challenge.version) return world;
  const challenges = world.challenges.filter((other) => !same(other));
  const ended = world.ended.filter((other) => !same(other));
  if (isOpen(challenge.status)) {
    return {
      ...world,
      challenges: [...challenges, challenge].toSorted(newestRequestFirst),
      ended: kept(world.ended, ended),
    };
  }
  const nowEnded = [...ended, challenge].toSorted(newestEndFirst).slice(0, KEPT_ENDED);
  return { ...world, challenges: kept(world.challenges, challenges), ended: nowEnded };
}

/** The list as it was when nothing left it, so that React sees that nothing changed. */
function kept<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  return before.length === after.length ? before : after;
}

function withPlayer(world: World, player: Player): World {
  const me = player.player_id === world.me.player_id ? player : world.me;
  const others = world.players.filter(({ player_id: id }) => id !== player.player_id);
  return {
    ...world,
    me,
    players: visiblePlayers([...others, player], me),
    challenges: renamed(world.challenges, player),
    ended: renamed(world.ended, player),
  };
}

/** A challenge shows its player's name of today. */
function renamed(challenges: readonly Challenge[], player: Player): readonly Challenge[] {
  const { player_id: id, player_name: name } = player;
  const stale = (challenge: Challenge) => challenge.player_id === id && challenge.player_name !== name;
  if (!challenges.some(stale)) return challenges;
  return challenges.map((challenge) => (stale(challenge) ? { ...challenge, player_name: name } : challenge));
}

/** Bankers and boards see everybody; a player sees itself and, while in the game, those of its team who are too. */
function visiblePlayers(players: readonly Player[], me: Player): readonly Player[] {
  const others = players.filter((player) => player.player_id !== me.player_id && sees(me, player));
  const itself = me.role === 'player' || players.length > others.length ? [me] : [];
  return [...others, ...itself].toSorted((one, other) => one.player_id - other.player_id);
}

function sees(me: Player, player: Player): boolean {
  if (me.role !== 'player') return true;
  if (me.removed || me.team_number === null) return false;
  return player.role === 'player' && !player.removed && player.team_number === me.team_number;
}

function withTeam(teams: readonly Team[], team: Team): readonly Team[] {
  const others = teams.filter(({ team_number: number }) => number !== team.team_number);
  return [...others, team].toSorted((one, other) => one.team_number - other.team_number);
}

function newestRequestFirst(one: Challenge, other: Challenge): number {
  return byRequest(other, one);
}

function newestEndFirst(one: Challenge, other: Challenge): number {
  return compare(other.ended_at ?? '', one.ended_at ?? '') || other.id - one.id;
}

/** The wire's instants all have the same length and zone, so they sort as text. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
