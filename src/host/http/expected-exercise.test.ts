/** Steps that say for which exercise they are meant, over HTTP: they don't count for one that is given before the host hears of them. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 push-ups', target_number: 20 };
const PLANK = { challenge_type: 'plank', challenge_description: 'Plank for 60 seconds', target_number: 60 };
const MEANT = { expected_description: '20 push-ups', expected_target: 20 };
const MOVED_ON = { status: 409, json: { code: 'challenge_status' } };

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
let path: string;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  anna = await game.join('Anna', 1);
  await game.asOwner('', { settings: { completion: 'banker' } }, 'PATCH');
  await game.asOwner('/start');
  path = `${game.challenges}/${await game.request(anna)}`;
});

const byBanker = (step: string, body: object = {}) =>
  app.call(`${path}${step}`, { token: game.banker.token, body, ...(step === '' && { method: 'PATCH' }) });
const byAnna = (step: string, body: object) => app.call(`${path}${step}`, { token: anna.token, body });

const OTHERWISE: readonly [string, () => Promise<unknown>][] = [
  [
    'is given after an undo',
    async () => {
      await byBanker('/undo');
      await byBanker('/assign', PLANK);
    },
  ],
  ['replaces it', () => byBanker('', PLANK)],
  ['is the same, but more of it', () => byBanker('', { target_number: 25 })],
];
it.each(OTHERWISE)(
  'G7: no step that is meant for an exercise counts for one that %s',
  async (_how, change) => {
    await byBanker('/assign', PUSH_UPS);
    await change();
    for (const step of ['/complete', '/cancel', '/swap'])
      expect(
        await byAnna(step, { ...(step === '/swap' && { challenge_type: 'squats' }), ...MEANT }),
      ).toMatchObject(MOVED_ON);
    expect(await byBanker('/complete', MEANT)).toMatchObject(MOVED_ON);
    expect(await byBanker('/cancel', MEANT)).toMatchObject(MOVED_ON);
    expect(await byBanker('', { challenge_type: 'squats', ...MEANT })).toMatchObject(MOVED_ON);
    // Nor is what a player says of it thrown out for another.
    expect(await byAnna('/complete', {})).toMatchObject({ status: 200 });
    expect(await byBanker('/reject', MEANT)).toMatchObject(MOVED_ON);
  },
);

it('what is meant for a request does not end an exercise that another desk has given', async () => {
  await byBanker('/assign', PUSH_UPS);
  const none = { expected_description: null, expected_target: null };
  expect(await byBanker('/cancel', none)).toMatchObject(MOVED_ON);
  await byBanker('/undo');
  expect(await byBanker('/cancel', none)).toMatchObject({ status: 200, json: { status: 'cancelled' } });
});

it('G7: an exercise is not given again that another desk has given and taken back meanwhile', async () => {
  expect(await byBanker('/assign', { ...PUSH_UPS, version: 1 })).toMatchObject({ status: 200 });
  const taken = await byBanker('/undo');
  expect(taken.json['status']).toBe('requested');
  expect(await byBanker('/assign', { ...PUSH_UPS, version: 1 })).toMatchObject({
    ...MOVED_ON,
    json: { challenge: { status: 'requested', version: taken.json['version'] } },
  });
  const meant = { ...PLANK, version: taken.json['version'] };
  expect(await byBanker('/assign', meant)).toMatchObject({ status: 200, json: { status: 'assigned' } });
});

it('the answer to a step that counted is repeated, whatever has become of the challenge', async () => {
  await byBanker('/assign', PUSH_UPS);
  const done = () => app.call(`${path}/complete`, { token: anna.token, body: MEANT, key: 'done' });
  const first = await done();
  await byBanker('/reject', MEANT);
  await byBanker('', PLANK);
  expect(await done()).toMatchObject({ status: 200, text: first.text });
});

it('what names no exercise is a bad request, and changes nothing', async () => {
  await byBanker('/assign', PUSH_UPS);
  for (const body of [
    { expected_description: 20 },
    { expected_target: '20' },
    { expected_target: 2.5 },
    { expected_claimed_at: 'now' },
    { expected_claimed_at: 5 },
  ])
    expect(await byAnna('/complete', body)).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  expect(await byAnna('/complete', MEANT)).toMatchObject({ status: 200 });
});

it('G7: no answer to what a player says counts once they have been told to go on and say it again', async () => {
  await byBanker('/assign', PUSH_UPS);
  const { json } = await byAnna('/complete', {});
  const claimedAt = String(json['claimed_at']);
  const earlier = new Date(Date.parse(claimedAt) - 1_000).toISOString();
  const answers = ['/reject', '/complete', '/cancel'];
  for (const step of answers)
    expect(await byBanker(step, { ...MEANT, expected_claimed_at: earlier })).toMatchObject(MOVED_ON);
  const meant = { ...MEANT, expected_claimed_at: claimedAt };
  expect(await byBanker('/reject', meant)).toMatchObject({ status: 200, json: { claimed_at: null } });
  // Nor while nothing is said.
  for (const step of answers) expect(await byBanker(step, meant)).toMatchObject(MOVED_ON);
  await byAnna('/complete', {});
  expect(await byBanker('/complete', MEANT)).toMatchObject({ status: 200, json: { status: 'completed' } });
});
