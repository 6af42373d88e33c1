/** In whose words an exercise is described, over HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** A running game in German, with a request of Anna's. */
async function germanGame() {
  const game = await makeGame(app, { language: 'de' });
  await game.asOwner('/start');
  const anna = await game.join('Anna');
  return { game, anna, id: await game.request(anna, 'electrical_factory') };
}

const asBanker = (game: SeatedGame, tail: string, body: object, method = 'POST') =>
  app.call(`${game.challenges}${tail}`, { token: game.banker.token, body, method });

it('without a description the host words it in the language of the game, and says so', async () => {
  const { game, anna, id } = await germanGame();
  const assigned = await asBanker(game, `/${id}/assign`, { challenge_type: 'squats', target_number: 12 });
  const german = {
    challenge_type: 'squats',
    challenge_description: '12 Kniebeugen',
    target_number: 12,
    from_catalogue: true,
    building_type: 'electrical_factory',
    building_name: 'Elektrofabrik',
  };
  expect(assigned).toMatchObject({ status: 200, json: german });
  const { text } = await app.call(`${game.challenges}/active`, { token: anna.token });
  expect(JSON.parse(text)).toMatchObject([german]);
  const changed = await asBanker(game, `/${id}`, { target_number: 1 }, 'PATCH');
  expect(changed.json).toMatchObject({ challenge_description: '1 Kniebeuge', from_catalogue: true });
});

it('a description is sent as it was given, and says whether the catalogue says the same', async () => {
  const { game, id } = await germanGame();
  const given = { challenge_type: 'push_ups', target_number: 20 };
  const assigned = await asBanker(game, `/${id}/assign`, { ...given, challenge_description: '20 Push-ups' });
  expect(assigned.json).toMatchObject({ challenge_description: '20 Push-ups', from_catalogue: true });
  const changed = await asBanker(game, `/${id}`, { challenge_description: '20 for Mum' }, 'PATCH');
  expect(changed.json).toMatchObject({ challenge_description: '20 for Mum' });
  expect(changed.json).not.toHaveProperty('from_catalogue');
});

it('what the catalogue has no words for needs some, alone and among several', async () => {
  const { game, id } = await germanGame();
  const own = { challenge_type: 'custom', target_number: 1 };
  const refused = await asBanker(game, `/${id}/assign`, own);
  expect(refused).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  expect(refused.json['detail']).toMatch(/challenge_description.*custom/);
  const several = await asBanker(game, '/assign-several', { items: [{ challenge_ids: [id], ...own }] });
  expect(several.status).toBe(400);
  expect((await asBanker(game, `/${id}/cancel`, {})).json).toMatchObject({ challenge_type: null });
});

it('the language of a game can be changed until it starts', async () => {
  const game = await makeGame(app);
  const change = (language: string) =>
    app.call(game.path, { token: game.banker.token, body: { settings: { language } }, method: 'PATCH' });
  expect((await change('fr')).json).toMatchObject({ settings: { language: 'fr' } });
  expect((await change('tlh')).status).toBe(400);
  await game.asOwner('/start');
  expect(await change('es')).toMatchObject({ status: 409, json: { code: 'game_status' } });
  expect((await change('fr')).status).toBe(200);
});
