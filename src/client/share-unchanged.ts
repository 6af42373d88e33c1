/** A snapshot brings everything anew; what is the same as before stays the same object, so that React leaves it alone. */
import type { World } from './apply-event.ts';
import type { GameView } from './game-view.ts';

export function unchangedKept(before: GameView, after: World): World {
  return {
    game: same(before.game, after.game),
    me: same(before.me, after.me),
    teams: listOf(before.teams, after.teams, ({ team_number: number }) => number),
    challenges: listOf(before.challenges, after.challenges, ({ id }) => id),
    ended: listOf(before.ended, after.ended, ({ id }) => id),
    players: listOf(before.players, after.players, ({ player_id: id }) => id),
  };
}

function listOf<T>(before: readonly T[], after: readonly T[], idOf: (item: T) => number): readonly T[] {
  const known = new Map(before.map((item) => [idOf(item), item]));
  const items = after.map((item) => same(known.get(idOf(item)) ?? null, item));
  const allTheSame = items.length === before.length && items.every((item, index) => item === before[index]);
  return allTheSame ? before : items;
}

/** The one from before where both say the same: the host always writes the fields of a thing in the same order. */
export function same<T>(before: T | null, after: T): T {
  return before !== null && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
