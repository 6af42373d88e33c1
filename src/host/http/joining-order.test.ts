/** Whoever joined first comes first, wherever everybody is listed, however many there are. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

/** A map keeps no order of more than 32, nor of ids beyond a multiple of it. */
const PLAYERS = 40;
let app: TestApp;
let game: SeatedGame;
let ids: number[];
beforeEach(async () => {
  app = await startTestApp();
  const earlier = await makeGame(app);
  // The assistant's id is the first beyond a multiple, and would come before the first banker's.
  while (((await earlier.join('Somebody')).id + 2) % 32 !== 0);
  game = await makeGame(app);
  ids = [];
  const { json: link } = await game.asOwner('/tickets', { for: 'banker' });
  const { json: assistant } = await app.call('/api/v2/tickets/redeem', { body: { ticket: link['ticket'] } });
  ids.push(game.banker.id, Number(assistant['participant_id']));
  for (let index = 0; index < PLAYERS; index += 1) {
    const body = { player_name: `Player ${index}`, team_number: 1 };
    const { json } = await game.asOwner('/players', body);
    ids.push(Number(json['player_id']));
    app.clock.advance(index % 3);
  }
});
afterEach(() => app.close());

const listed = async (path: string): Promise<unknown[]> => {
  const { json } = await game.call(path, { token: game.banker.token });
  return (json['items'] as readonly { readonly player_id: number }[]).map((item) => item.player_id);
};

it('of everybody', async () => {
  expect(await listed('/players')).toEqual(ids);
});

it.each(['/seat-cards', '/teams/members'])('of the players, at %s', async (path) => {
  expect(await listed(path)).toEqual(ids.slice(2));
});

it('the owner’s seat is that of the first banker', async () => {
  const { json } = await game.call('/me', { token: app.seats.ownerToken });
  expect(json['player_id']).toBe(game.banker.id);
});
