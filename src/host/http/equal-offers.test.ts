/** What of the library is offered to whoever can't do an exercise, and given instead. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

const CLAPS = { name: 'Claps', target: 12, easier: 6, muscles: 'arms', meets: ['quiet'] };

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
let path: string;

beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app, { exercise_tier: 'easier' });
  anna = await game.join('Anna', 1);
  await game.asOwner('/start');
  const asked = { player_id: anna.id, building_type: 'farm' };
  const { json } = await app.call(`${game.challenges}/request`, { token: anna.token, body: asked });
  path = `${game.challenges}/${String(json['id'])}`;
  const squats = { challenge_type: 'squats', target_number: 20 };
  await app.call(`${path}/assign`, { token: app.seats.ownerToken, body: squats });
});
afterEach(() => app.close());

const add = async (exercise: object) =>
  Number(
    (await app.call('/api/v2/library/exercises', { token: app.seats.ownerToken, body: exercise })).json['id'],
  );
const offers = async () => (await app.call(`${path}/offers`, { token: anna.token })).json['items'];
const swap = (body: object, key = 'swap') =>
  app.call(`${path}/swap`, { token: anna.token, body: { challenge_type: 'custom', ...body }, key });

it('is one that the library suggests, in the amount of the tier', async () => {
  expect(await offers()).toEqual([]);
  const library_id = await add(CLAPS);
  expect(await offers()).toEqual([
    { library_id, challenge_description: 'Claps', target_number: 6, variant: null, how: null },
  ]);
  expect((await swap({ library_id })).json).toMatchObject({
    challenge_type: 'custom',
    challenge_description: 'Claps',
    target_number: 6,
  });
});

it('is counted in seconds where the library says so, until other words take its place', async () => {
  const library_id = await add({ ...CLAPS, name: 'Juggle', unit: 'seconds' });
  expect(await offers()).toMatchObject([{ challenge_description: 'Juggle', unit: 'seconds' }]);
  expect((await swap({ library_id })).json).toMatchObject({
    challenge_description: 'Juggle',
    unit: 'seconds',
  });
  const change = async (body: object) =>
    (await app.call(path, { method: 'PATCH', token: app.seats.ownerToken, body })).json;
  expect(await change({ target_number: 40 })).toMatchObject({ target_number: 40, unit: 'seconds' });
  const hops = { challenge_type: 'custom', challenge_description: 'Hops', target_number: 40 };
  expect(await change(hops)).not.toHaveProperty('unit');
  expect(await change({ ...hops, challenge_description: 'Hum', unit: 'seconds' })).toHaveProperty(
    'unit',
    'seconds',
  );
  expect(await change({ challenge_type: 'squats', challenge_description: 'Squats' })).not.toHaveProperty(
    'unit',
  );
});

it.each([
  [{ challenge_type: 'squats', target_number: 20, unit: 'seconds' }, 'unit'],
  [{ unit: 'seconds' }, 'unit'],
])('refuses a unit for what is not in own words: %j', async (body, field) => {
  const refused = await app.call(path, { method: 'PATCH', token: app.seats.ownerToken, body });
  expect(refused).toMatchObject({ status: 400, json: { reason: 'field_invalid', params: { field } } });
});

it('is not what only the banker picks, and changes nothing then', async () => {
  const library_id = await add({ ...CLAPS, suggested: false });
  expect(await offers()).toEqual([]);
  expect(await swap({ library_id })).toMatchObject({ status: 404, json: { reason: 'no_such_library_item' } });
  expect(await swap({ challenge_type: 'plank', library_id }, 'other')).toMatchObject({
    status: 400,
    json: { reason: 'field_invalid', params: { field: 'library_id' } },
  });
});

it('G2 whoever lost the answer gets it again when the library has it no more', async () => {
  const library_id = await add(CLAPS);
  const first = await swap({ library_id });
  expect(first.status).toBe(200);
  await app.call(`/api/v2/library/exercises/${library_id}`, {
    token: app.seats.ownerToken,
    body: {},
    method: 'DELETE',
  });
  expect((await swap({ library_id })).text).toBe(first.text);
});

it('ways go with words of one’s own, once each, and no longer than fit beside those', async () => {
  const assign = (body: object) => app.call(path, { token: app.seats.ownerToken, body, method: 'PATCH' });
  const way = { variant: 'seated', meets: ['seated'], how: 'Sit' };
  const own = { challenge_type: 'custom', challenge_description: 'Claps' };
  for (const body of [
    { challenge_type: 'squats', ways: [way] },
    { challenge_type: 'squats', challenge_description: 'Claps', ways: [way] },
    { ...own, ways: [{ ...way, how: 'é'.repeat(101) }] },
    { ...own, challenge_description: '界'.repeat(100), ways: [{ ...way, how: '界'.repeat(70) }] },
  ])
    expect(await assign(body)).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  expect((await assign({ ...own, ways: [way, way] })).status).toBe(200);
});
