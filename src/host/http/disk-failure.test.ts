import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_JOIN_BURST } from '../limits/join-limit.ts';
import { OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import { rehearseWithNobody } from './empty-rehearsal.harness.ts';
import { changesOf } from './every-change.harness.ts';
import {
  makeGame,
  startTestApp,
  type TestRequest,
  type TestSeat,
  type TestApp,
  type SeatedGame,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
beforeEach(async () => {
  app = await startTestApp({ rehearse: rehearseWithNobody });
  game = await makeGame(app);
  anna = await game.join('Anna');
  await game.asOwner('/start');
});
afterEach(() => app.close());

const CHANGES = changesOf({
  get app() {
    return app;
  },
  get game() {
    return game;
  },
  get anna() {
    return anna;
  },
});

/** Kept in memory, or as it was. */
const NEEDS_NO_DISK = ['patch /host/wifi', 'patch /host'];

describe('G8 when the disk refuses', () => {
  it('G8: every change is refused with 503, nothing is different, reading goes on, and with room again all works', async () => {
    const token = app.seats.ownerToken;
    const id = await game.request(anna);
    const board = (await game.asOwner('/tickets', { for: 'board' })).json['ticket'];
    const desk = await app.deskTicket();
    const changes: readonly (readonly [string, TestRequest])[] = [
      ['/api/v2/games', { token, body: { name: 'Another' } }],
      [`${game.path}/players`, { body: { player_name: 'Ben' } }],
      [`${game.path}/pause`, { token, method: 'POST' }],
      [game.path, { token, method: 'PATCH', body: { name: 'New' } }],
      [`${game.path}/tickets`, { token, body: { for: 'board' } }],
      [`${game.path}/players/${anna.id}`, { token, method: 'DELETE' }],
      [`${game.challenges}/${id}/cancel`, { token: anna.token, method: 'POST' }],
      ['/api/v2/tickets/redeem', { body: { ticket: board } }],
      ['/api/v2/tickets/redeem', { body: { ticket: desk } }],
      [game.path, { token, method: 'DELETE' }],
    ];
    const read = async () => {
      const paths = ['/players', '/teams', '/events', ''].map((path) => game.path + path);
      const all = [...paths, `${game.challenges}/active`, '/api/v2/games'];
      return (await Promise.all(all.map((path) => app.call(path, { token })))).map(({ text }) => text);
    };
    const before = await read();

    await app.refuseWrites(true);
    const refused = await Promise.all(changes.map(([path, call]) => app.call(path, call)));
    expect(refused.map(({ json }) => json['code'])).toEqual(changes.map(() => 'storage'));
    expect(refused.map(({ headers }) => headers.get('set-cookie'))).toEqual(changes.map(() => null));
    expect(await read()).toEqual(before);

    await app.refuseWrites(false);
    expect(await read()).toEqual(before);
    const statuses: number[] = [];
    for (const [path, call] of changes) {
      // One after the other: the last one takes the game away.
      statuses.push((await app.call(path, call)).status);
    }
    expect(statuses).toEqual([201, 201, 200, 200, 201, 200, 409, 200, 200, 204]);
  });

  it.for(CHANGES)('G8: what is answered is what was done: %s %s', async ([route, , make], { skip }) => {
    skip(OWN_BACKUPS.isMissing && route.includes('/backups'), OWN_BACKUPS.note);
    const { path, call } = await make();
    const keyed = { ...call, key: 'tap' };
    await app.refuseWrites(true);
    const first = await app.call(path, keyed);
    const again = await app.call(path, keyed);
    const { code, reason } = first.json;
    const done = ['done', undefined, undefined];
    expect([first.status < 300 ? 'done' : first.status, code, reason]).toEqual(
      NEEDS_NO_DISK.includes(route) ? done : [503, 'storage', 'not_saved'],
    );
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    await app.refuseWrites(false);
    expect((await app.call(path, keyed)).status).toBeLessThan(300);
  });

  it('G8: whoever could not join for it has not used up the joins of their address', async () => {
    const body = { player_name: 'Ben' };
    await app.refuseWrites(true);
    for (let tries = 0; tries < DEFAULT_JOIN_BURST; tries += 1)
      expect((await app.call(`${game.path}/players`, { body })).status).toBe(503);
    await app.refuseWrites(false);
    expect((await app.call(`${game.path}/players`, { body })).status).toBe(201);
  });

  it('G8: a repeated key still gets its answer', async () => {
    const call = { token: anna.token, key: 'tap', body: { player_id: anna.id, building_type: 'farm' } };
    const first = await app.call(`${game.challenges}/request`, call);
    await app.refuseWrites(true);
    expect((await app.call(`${game.challenges}/request`, call)).text).toBe(first.text);
    await app.refuseWrites(false);
  });
});
