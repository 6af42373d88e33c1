/** Who may have how many open challenges (docs/protocol.md, "Locks"). */
import type { Rejection } from './commands.ts';
import { openChallengesOf, openChallengesOfTeam } from './open-challenges.ts';
import type { ChallengeState, GameState } from './state.ts';

/**
 * What keeps this player from requesting a challenge now: `no_team`, `team_locked` or `player_limit` with the oldest
 * challenge that holds the lock, or null. Does not look at game status or removal.
 */
export function lockRejection(state: GameState, playerId: number): Rejection | null {
  const team = state.teams.get(state.participants.get(playerId)?.teamNumber ?? 0);
  if (team === undefined) return { code: 'no_team' };
  return rejectionOf(state, { playerId, teamNumber: team.number, hasSchool: team.hasSchool });
}

/**
 * The same for reopening a challenge that ended. It stays with the team it was requested for. Undoing the completion that
 * built the school also removes the school's privilege, so the lock is then that of a team without one.
 */
export function reopeningLockRejection(state: GameState, challenge: ChallengeState): Rejection | null {
  const { playerId, teamNumber } = challenge;
  const keepsSchool = challenge.lastStep?.builtSchool !== true;
  const hasSchool = keepsSchool && state.teams.get(teamNumber)?.hasSchool === true;
  return rejectionOf(state, { playerId, teamNumber, hasSchool });
}

interface LockQuery {
  readonly playerId: number;
  readonly teamNumber: number | null;
  readonly hasSchool: boolean;
}

function rejectionOf(state: GameState, query: LockQuery): Rejection | null {
  const { playerId, teamNumber, hasSchool } = query;
  const ofTeam = hasSchool || teamNumber === null ? [] : openChallengesOfTeam(state, teamNumber);
  const candidates = ofTeam.length > 0 ? ofTeam : openChallengesOf(state, playerId);
  const lock = findLock(candidates, query, state.settings.maxActivePerPlayer);
  return lock === null ? null : { code: lock.code, holderId: lock.holder.id };
}

/** The fields of an open challenge that locks depend on. */
type LockCandidate = Pick<ChallengeState, 'playerId' | 'teamNumber'>;

type ChallengeLock<Candidate> =
  | { readonly code: 'team_locked'; readonly holder: Candidate }
  /** `limit`: how many are allowed at once. */
  | { readonly code: 'player_limit'; readonly holder: Candidate; readonly limit: number };

/**
 * The rule itself, shared by host and phones: a team without a school has one open challenge; with a school, each player
 * has as many as allowed.
 * @param open open challenges, oldest request first.
 * @param maxActivePerPlayer from the game's settings.
 */
export function findLock<Candidate extends LockCandidate>(
  open: readonly Candidate[],
  { playerId, teamNumber, hasSchool }: LockQuery,
  maxActivePerPlayer: number,
): ChallengeLock<Candidate> | null {
  const teamHolder = hasSchool ? undefined : open.find((challenge) => challenge.teamNumber === teamNumber);
  if (teamHolder !== undefined) return { code: 'team_locked', holder: teamHolder };

  const own = open.filter((challenge) => challenge.playerId === playerId);
  const limit = hasSchool ? maxActivePerPlayer : 1;
  const [oldest] = own;
  return oldest !== undefined && own.length >= limit ? { code: 'player_limit', holder: oldest, limit } : null;
}
