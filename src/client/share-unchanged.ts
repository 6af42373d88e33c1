/** Structural sharing: what a new snapshot leaves unchanged stays the same object, so that React doesn't render it again. */
import type { ClientState } from './apply-event.ts';
import type { GameView } from './game-view.ts';

export function shareUnchanged(before: GameView, after: ClientState): ClientState {
  return {
    game: reuseIfEqual(before.game, after.game),
    message: reuseIfEqual(before.message, after.message),
    me: reuseIfEqual(before.me, after.me),
    teams: shareItems(before.teams, after.teams, ({ team_number: number }) => number),
    challenges: shareItems(before.challenges, after.challenges, ({ id }) => id),
    ended: shareItems(before.ended, after.ended, ({ id }) => id),
    players: shareItems(before.players, after.players, ({ player_id: id }) => id),
  };
}

function shareItems<T>(before: readonly T[], after: readonly T[], idOf: (item: T) => number): readonly T[] {
  const known = new Map(before.map((item) => [idOf(item), item]));
  const items = after.map((item) => reuseIfEqual(known.get(idOf(item)) ?? null, item));
  const allTheSame = items.length === before.length && items.every((item, index) => item === before[index]);
  return allTheSame ? before : items;
}

/** Returns `before` if both are equal. Comparing JSON works because the host always writes fields in the same order. */
export function reuseIfEqual<T>(before: T | null, after: T): T {
  return before !== null && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
