/**
 * A request that waited on a phone does not count once somebody has asked for its player meanwhile, whatever has become of that; nor what is
 * removed or folded late, once somebody has brought it back.
 */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
let ben: TestSeat;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  anna = await game.join('Anna', 1);
  ben = await game.join('Ben', 2);
  await game.asOwner('/start');
});

const seqNow = async () => {
  const { json } = await game.call('/events?limit=1', { token: game.banker.token });
  const [last] = json['items'] as readonly { readonly seq: number }[];
  return last?.seq ?? 0;
};
const ask = (seen_seq: unknown, key?: string) =>
  app.call(`${game.challenges}/request`, {
    token: anna.token,
    body: { player_id: anna.id, building_type: 'farm', seen_seq },
    ...(key !== undefined && { key }),
  });
const step = (id: number, name: string) =>
  app.call(`${game.challenges}/${id}/${name}`, { token: game.banker.token, body: {} });
const asBanker = async (player: TestSeat) => {
  const body = { player_id: player.id, building_type: 'farm' };
  const { json } = await app.call(`${game.challenges}/request`, { token: game.banker.token, body });
  return Number(json['id']);
};

it.each([
  [
    'completed',
    async (id: number) => {
      await game.assign(id);
      await step(id, 'complete');
    },
  ],
  ['cancelled', (id: number) => step(id, 'cancel')],
] as const)('G2: where the banker has entered one by hand, which is %s by now', async (status, finish) => {
  const seen = await seqNow();
  const id = await asBanker(anna);
  await finish(id);
  expect(await ask(seen)).toMatchObject({
    status: 409,
    json: { code: 'challenge_status', challenge: { id, status } },
  });
  // Whoever has seen that and asks again means another one.
  expect(await ask(await seqNow())).toMatchObject({ status: 201, json: { status: 'requested' } });
});

it('counts where others have been asked for, and what was seen before goes on', async () => {
  const before = await asBanker(anna);
  await step(before, 'cancel');
  const seen = await seqNow();
  await game.assign(await asBanker(ben));
  expect(await ask(seen)).toMatchObject({ status: 201 });
});

it('is told of the lock first, while what the banker has entered goes on', async () => {
  const seen = await seqNow();
  const id = await asBanker(anna);
  expect(await ask(seen)).toMatchObject({
    status: 409,
    json: { code: 'team_locked', holder: { challenge_id: id } },
  });
});

it('G2: is answered as before where it was done and its answer was lost', async () => {
  const seen = await seqNow();
  const first = await ask(seen, 'tap');
  expect(first.status).toBe(201);
  await step(Number(first.json['id']), 'cancel');
  expect(await ask(seen, 'tap')).toMatchObject({ status: 201, json: { id: first.json['id'] } });
});

it.each([-1, 1.5, '3', null])('that has seen %j is a bad request', async (seen) => {
  expect(await ask(seen)).toMatchObject({ status: 400, json: { code: 'bad_request' } });
});

it.each([
  [
    'a removal of a player who has been brought back',
    () => ({ path: `/players/${anna.id}`, method: 'DELETE' as const, body: {} }),
    (): string => `/players/${anna.id}/restore`,
    'removed',
  ],
  [
    'a fold of a team that has been taken up again',
    () => ({ path: '/teams/2/fold', method: 'POST' as const, body: { players_to: 1 } }),
    (): string => '/teams/2/unfold',
    'folded_at',
  ],
])('G7: %s meanwhile does not count', async (_what, call, takenBack, mark) => {
  const { path, method, body } = call();
  const send = (seen_seq?: number) =>
    game.call(path, {
      token: game.banker.token,
      method,
      body: { ...body, ...(seen_seq !== undefined && { seen_seq }) },
    });
  const seen = await seqNow();
  expect(await send(seen)).toMatchObject({ status: 200 });
  const back = takenBack();
  expect(await game.asOwner(back)).toMatchObject({ status: 200 });
  expect(await send(seen)).toMatchObject({ status: 409, json: { code: 'changed_meanwhile' } });
  const again = await send(await seqNow());
  expect(again.status).toBe(200);
  expect(again.json[mark]).toBeTruthy();
  await game.asOwner(back);
  // Whoever says nothing of it means whatever there is.
  expect(await send()).toMatchObject({ status: 200 });
});
