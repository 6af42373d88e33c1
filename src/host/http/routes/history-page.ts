/**
 * Pages of a game's challenges, newest first. Of several hosts, each gives ids out of a block of its own: the log, not the id, tells which
 * of two challenges is the older one.
 */
import type { ChallengeState, GameState } from '../../../game/state.ts';

type ListedGame = Pick<GameState, 'challenges' | 'challengeOrder'>;

export interface HistoryPageQuery {
  /** The last challenge of the page before; undefined: the first page. */
  readonly before: number | undefined;
  readonly limit: number;
  readonly matches: (challenge: ChallengeState) => boolean;
}

export interface HistoryPage {
  readonly items: readonly ChallengeState[];
  /** The `before` of the next page; null: nothing older matches. */
  readonly next: number | null;
}

/** Each challenge is on one page, however their ids are ordered, and whatever is asked for between two pages. */
export function historyPage(
  { challenges, challengeOrder }: ListedGame,
  { before, limit, matches }: HistoryPageQuery,
): HistoryPage {
  const items: ChallengeState[] = [];
  for (let at = placeOf({ challenges, challengeOrder }, before) - 1; at >= 0; at -= 1) {
    const challenge = challenges.get(challengeOrder.get(at) ?? 0);
    if (challenge === undefined || !matches(challenge)) continue;
    if (items.length === limit) return { items, next: items.at(-1)?.id ?? null };
    items.push(challenge);
  }
  return { items, next: null };
}

/** How many challenges are older. */
function placeOf({ challenges, challengeOrder }: ListedGame, before: number | undefined): number {
  if (before === undefined) return challengeOrder.size;
  if (challenges.has(before)) return challengeOrder.lastIndexOf(before);
  // Of no challenge of this game, as clients asked for "up to this id": all with a lower one are among those that follow.
  return challengeOrder.findLastIndex((id) => id < before) + 1;
}

/** All challenges, the newest request first. */
export function newestFirst({ challengeOrder, challenges }: ListedGame): readonly ChallengeState[] {
  return challengeOrder
    .toArray()
    .toReversed()
    .flatMap((id) => challenges.get(id) ?? []);
}
