/** What REST takes away, the live connection loses at once. */
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import { liveOfServices } from '../live/live-of-services.harness.ts';
import { liveRoutes } from '../live/live-routes.ts';
import type { Live } from '../live/live.ts';
import { makeGame, startTestApp, type TestSeat, type TestApp, type SeatedGame } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let live: Live;
let anna: TestSeat;
beforeEach(async () => {
  app = await startTestApp({
    live(services) {
      live = liveOfServices(services, { report: (message) => void app.reports.push(message) });
      return liveRoutes(live, services);
    },
  });
  game = await makeGame(app);
  anna = await game.join('Anna');
});
afterEach(async () => {
  const closed = live.close();
  app.clock.advance(1_000);
  await closed;
  await app.close();
});

/** A phone or desk that was welcomed, and the code it is closed with. */
async function connect({ id, token }: Pick<TestSeat, 'id' | 'token'>) {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/ws/${game.code}/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const closed = once(socket, 'close').then(([code]) => Number(code));
  await once(socket, 'message');
  return { socket, closed };
}

async function redeem(purpose: object) {
  const { json } = await game.asOwner('/tickets', purpose);
  return (await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } })).json;
}

describe('the live connection is closed', () => {
  it('for the old phone when its seat moves; the new one is let in', async () => {
    const { closed } = await connect(anna);
    const moved = await redeem({ for: 'seat', player_id: anna.id });
    expect(await closed).toBe(CLOSE_CODES.unauthorised);
    const { socket } = await connect({ id: anna.id, token: String(moved['token']) });
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('for a phone that was merged into the seat, when that moves; and nothing of its own leads there again', async () => {
    const newcomer = await game.join('Anna');
    await game.asOwner(`/players/${newcomer.id}/merge`, { into: anna.id });
    const { closed } = await connect(newcomer);
    await redeem({ for: 'seat', player_id: anna.id });
    expect(await closed).toBe(CLOSE_CODES.unauthorised);
    expect(await app.call(`${game.path}/me`, { token: newcomer.token })).toMatchObject({ status: 401 });
    const recovery = { body: { player_name: 'Anna 2', seat_pin: newcomer.pin } };
    expect(await app.call(`${game.path}/seats/recover`, recovery)).toMatchObject({ status: 401 });
  });

  it('for a blocked player', async () => {
    const { closed } = await connect(anna);
    await game.asOwner(`/players/${anna.id}`, { blocked: true }, 'PATCH');
    expect(await closed).toBe(CLOSE_CODES.unauthorised);
  });

  it('for an assistant whom a banker removes', async () => {
    const { participant_id: id, token } = await redeem({ for: 'banker' });
    const { closed } = await connect({ id: Number(id), token: String(token) });
    await game.asOwner(`/players/${String(id)}`, {}, 'DELETE');
    expect(await closed).toBe(CLOSE_CODES.unauthorised);
  });

  it('for everyone when the game is wiped', async () => {
    const all = [await connect(anna), await connect(game.banker)];
    await game.asOwner('', {}, 'DELETE');
    expect(await Promise.all(all.map(({ closed }) => closed))).toEqual([
      CLOSE_CODES.gameWiped,
      CLOSE_CODES.gameWiped,
    ]);
  });

  it('but not for a removed player, who may come back', async () => {
    const { socket } = await connect(anna);
    const told = once(socket, 'message');
    await game.asOwner(`/players/${anna.id}`, {}, 'DELETE');
    await told;
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });
});
