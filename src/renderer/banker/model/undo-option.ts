/** Which items of the activity feed can be undone, and how. */
import type { Challenge, Player, Team } from '../../../protocol/entity-schemas.ts';
import { endedForGood } from './ended-for-good.ts';
import type { FeedItem } from './feed-items.ts';

const UNDOABLE: ReadonlySet<FeedItem['kind']> = new Set(['assigned', 'completed', 'cancelled', 'expired']);

/**
 * By undoing the challenge's last step, restoring a player, unfolding a team, moving a player back, switching a school back, or not at
 * all.
 */
export type UndoOption = 'undo' | 'restore' | 'unfold' | 'move_back' | 'switch_back' | null;

/** What is known of the game now. */
export interface KnownNow {
  readonly challenge: (id: number) => Challenge | undefined;
  readonly player: (id: number) => Player | undefined;
  readonly team: (teamNumber: number) => Team | undefined;
  /** Newest first. */
  readonly items: readonly FeedItem[];
}

/**
 * Only what an item tells can be undone, and nothing that came after: the last step of a challenge, while no newer version is known; the
 * last move of a player, while they are still there; the last switch of a school, while no other one has been built. A challenge that
 * ended with the game, its player or a merge stays ended; a merged seat stays merged.
 */
export function undoOption(item: FeedItem, now: KnownNow): UndoOption {
  const { challenge, player, team } = item;
  if (team !== null) return undoOfTeam(item, team, now);
  if (player !== null) return undoOfPlayer(item, player, now);
  if (challenge === null || !UNDOABLE.has(item.kind)) return null;
  const known = now.challenge(challenge.id);
  if (known !== undefined && known.version > challenge.version) return null;
  return endedForGood(challenge) ? null : 'undo';
}

function undoOfTeam(item: FeedItem, team: Team, { team: teamNow, items }: KnownNow): UndoOption {
  const known = teamNow(team.team_number);
  if (item.kind === 'team_folded')
    return team.folded_at !== null && known?.folded_at === team.folded_at ? 'unfold' : null;
  if (!isSchool(item) || known === undefined) return null;
  const last = items.find((each) => isSchool(each) && each.team?.team_number === team.team_number);
  const isAsTold =
    known.has_school === team.has_school && (known.tally.school ?? 0) === (team.tally.school ?? 0);
  return isAsTold && last?.key === item.key ? 'switch_back' : null;
}

function undoOfPlayer(item: FeedItem, player: Player, now: KnownNow): UndoOption {
  const { player_id: id, merged_into: mergedInto = null } = player;
  const known = now.player(id);
  if (item.kind === 'removed') return mergedInto === null && known?.removed === true ? 'restore' : null;
  if (item.kind !== 'moved' || item.teamBefore === null) return null;
  const last = now.items.find(({ kind, player: moved }) => kind === 'moved' && moved?.player_id === id);
  const isThere = known?.removed === false && known.team_number === player.team_number;
  const isOpen = now.team(item.teamBefore)?.folded_at === null;
  return isThere && isOpen && last?.key === item.key ? 'move_back' : null;
}

const isSchool = ({ kind }: FeedItem): boolean => kind === 'school_built' || kind === 'school_gone';
