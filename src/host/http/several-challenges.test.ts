/** Steps of several challenges in one act, over HTTP. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MAX_AT_ONCE } from '../../game/limits.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

const SQUATS = { challenge_type: 'squats', challenge_description: '20 Squats', target_number: 20 };
const PLANK = { challenge_type: 'plank', challenge_description: 'Plank for 60 seconds', target_number: 60 };

let app: TestApp;
let game: SeatedGame;
let ids: number[];
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  await game.asOwner('/start');
  ids = [];
  for (const [index, name] of ['Anna', 'Kofi', 'Mia'].entries())
    ids.push(await game.request(await game.join(name, index + 1)));
});

const call = (way: string, body: object, key?: string) =>
  app.call(`${game.challenges}/${way}-several`, {
    token: game.banker.token,
    body,
    ...(key !== undefined && { key }),
  });
const challenge = (id: number) => ({ token: game.banker.token, body: {}, path: `${game.challenges}/${id}` });
const names = (value: unknown) => (value as { player_name: string }[]).map((each) => each.player_name);
const asNames = ({ json }: { readonly json: Record<string, unknown> }) => ({
  done: names(json['done']),
  skipped: names(json['skipped']),
});
const versions = (value: unknown) =>
  (value as { id: number; version: number }[]).map(({ id, version }) => ({ challenge_id: id, version }));

it('each gets its own exercise, or all the same, and each has a line of its own in the log', async () => {
  const [anna = 0, kofi = 0, mia = 0] = ids;
  const given = await call('assign', {
    items: [
      { challenge_ids: [anna, mia], ...SQUATS },
      { challenge_ids: [kofi], ...PLANK, duration_seconds: 90 },
    ],
  });
  expect(given.status).toBe(200);
  expect(given.json).toMatchObject({
    done: [
      { id: anna, status: 'assigned', challenge_type: 'squats', version: 2 },
      { id: mia, challenge_type: 'squats' },
      { id: kofi, challenge_type: 'plank', duration_seconds: 90 },
    ],
    skipped: [],
  });
  const log = await game.call('/events?limit=3', { token: game.banker.token });
  expect(log.json['items']).toMatchObject(
    [kofi, mia, anna].map((id) => ({ type: 'challenge_assigned', body: { id }, by: game.banker.id })),
  );
});

it('whoever no longer waits gets nothing, and the answer says who', async () => {
  const [, kofi = 0] = ids;
  const { path, ...request } = challenge(kofi);
  await app.call(`${path}/cancel`, request);
  const given = await call('assign', { items: [{ challenge_ids: ids, ...SQUATS }] });
  expect(asNames(given)).toEqual({ done: ['Anna', 'Mia'], skipped: ['Kofi'] });
  expect(given.json['skipped']).toMatchObject([{ status: 'cancelled', challenge_type: null }]);
});

it('a lost answer does nothing twice, not even after a restart', async () => {
  const body = { items: [{ challenge_ids: ids, ...SQUATS }] };
  const given = await call('assign', body, 'one-press');
  await app.restart();
  const again = await call('assign', body, 'one-press');
  expect(again.text).toBe(given.text);
  expect(asNames(await call('assign', body, 'another-press'))).toEqual({
    done: [],
    skipped: ['Anna', 'Kofi', 'Mia'],
  });
});

it('one undo takes all of it back, one redo does all of it again, without those that have gone on', async () => {
  const given = await call('assign', { items: [{ challenge_ids: ids, ...SQUATS }] });
  const [, kofi = 0] = ids;
  const { path, ...request } = challenge(kofi);
  await app.call(`${path}/complete`, request);
  const undone = await call('undo', { items: versions(given.json['done']) });
  expect(asNames(undone)).toEqual({ done: ['Anna', 'Mia'], skipped: ['Kofi'] });
  expect(undone.json['done']).toMatchObject([{ status: 'requested' }, { status: 'requested' }]);
  const redone = await call('redo', { items: versions(undone.json['done']) });
  expect(redone.json).toMatchObject({ done: [{ status: 'assigned' }, { status: 'assigned' }], skipped: [] });
});

it('nothing is written of it while the laptop cannot save', async () => {
  await app.refuseWrites(true);
  const given = await call('assign', { items: [{ challenge_ids: ids, ...SQUATS }] });
  await app.refuseWrites(false);
  expect(given).toMatchObject({ status: 503, json: { code: 'storage' } });
  const active = await app.call(`${game.challenges}/active`, { token: game.banker.token });
  expect(JSON.parse(active.text)).toMatchObject(ids.map(() => ({ status: 'requested' })));
});

it('bad requests change nothing: nobody, twice the same, too many, somebody from another game', async () => {
  const other = await makeGame(app);
  await other.asOwner('/start');
  const stranger = await other.request(await other.join('Sam'));
  const [anna = 0] = ids;
  const give = (challenge_ids: readonly number[]) => ({ items: [{ challenge_ids, ...SQUATS }] });
  const one = { challenge_ids: [anna], ...SQUATS };
  const many = Array.from({ length: MAX_AT_ONCE + 1 }, (_, index) => index + 1);
  for (const body of [
    { items: [] },
    give([]),
    give([anna, anna]),
    { items: [one, one] },
    give(many),
    { items: [many.slice(1), many.slice(1)].map((challenge_ids) => ({ challenge_ids, ...SQUATS })) },
    { items: [{ ...one, target_number: 0 }] },
    { items: [{ ...one, challenge_description: ' ' }] },
  ])
    expect(await call('assign', body)).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  expect(await call('assign', give([anna, stranger]))).toMatchObject({ status: 404 });
  expect(await call('undo', { items: [{ challenge_id: anna }] })).toMatchObject({ status: 400 });
  const active = await app.call(`${game.challenges}/active`, { token: game.banker.token });
  expect(JSON.parse(active.text)).toMatchObject(ids.map(() => ({ status: 'requested' })));
});

it('count as many commands as they are', async () => {
  const counted: (number | undefined)[] = [];
  const counting = await startTestApp({
    rateLimits: (real) => ({
      ...real,
      takeCommand: (address, actor, count) => {
        counted.push(count);
        return real.takeCommand(address, actor, count);
      },
    }),
  });
  const night = await makeGame(counting);
  await night.asOwner('/start');
  const asked = [
    await night.request(await night.join('Anna', 1)),
    await night.request(await night.join('Mia', 2)),
  ];
  await counting.call(`${night.challenges}/assign-several`, {
    token: night.banker.token,
    body: { items: [{ challenge_ids: asked, ...SQUATS }] },
  });
  expect(counted.at(-1)).toBe(2);
  await counting.close();
});
