/** Who may have how many open challenges (docs/protocol.md, "Locks"). */
import type { Rejection } from './commands.ts';
import { openChallenges } from './open-challenges.ts';
import type { ChallengeState, GameState } from './state.ts';

/**
 * What keeps this player from asking for a challenge now: `no_team`, `team_locked` or `player_limit` with the oldest
 * challenge that holds the lock, or null. Game status and removal are not its business.
 */
export function lockRejection(state: GameState, playerId: number): Rejection | null {
  const team = state.teams.get(state.participants.get(playerId)?.teamNumber ?? 0);
  if (team === undefined) return { code: 'no_team' };
  return rejectionOf(state, { playerId, teamNumber: team.number, hasSchool: team.hasSchool });
}

/**
 * The same for a challenge that already ended and would be open again. It keeps the team it was asked for in.
 * Taking back the school takes its privilege along, so the lock is that of a team without one.
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
  const lock = findLock(openChallenges(state), query, state.settings.maxActivePerPlayer);
  return lock === null ? null : { code: lock.code, holderId: lock.holder.id };
}

/** What the locks look at in an open challenge. */
type LockCandidate = Pick<ChallengeState, 'playerId' | 'teamNumber'>;

type ChallengeLock<Candidate> =
  | { readonly code: 'team_locked'; readonly holder: Candidate }
  /** `limit`: as many are allowed at once. */
  | { readonly code: 'player_limit'; readonly holder: Candidate; readonly limit: number };

/**
 * The rule itself, for the host by its state and for phones by what they were told: a team without a school has one open
 * challenge, a player of a team with one as many as are allowed.
 * @param open open challenges, the one asked for first first.
 * @param maxActivePerPlayer as the game's settings have it.
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
