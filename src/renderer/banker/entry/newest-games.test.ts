import { expect, it } from 'vitest';
import { aGame } from '../../shared/shapes.fixtures.ts';
import { newestGames } from './newest-games.ts';

it('the newest game comes first, whichever host gave its id', () => {
  const made = (game_id: number, minute: number) =>
    aGame({ game_id, created_at: `2026-11-24T20:0${minute}:00Z` });
  const games = newestGames([made(33, 1), made(1, 0), made(2, 2), made(3, 2), made(34, 3)]);
  expect(games.map(({ game_id: id }) => id)).toEqual([34, 3, 2, 33, 1]);
});
