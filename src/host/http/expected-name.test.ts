/** Approvals that say for which name they are meant, over HTTP: they don't count for one that the player has taken before the host hears of them. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  await game.asOwner('', { settings: { approve_names: true } }, 'PATCH');
  anna = await game.join('Anna', 1);
});

const change = (seat: TestSeat, body: object) =>
  app.call(`${game.path}/players/${anna.id}`, { token: seat.token, body, method: 'PATCH' });

it('approves the name that the desk shows, but no other one that the player has taken meanwhile', async () => {
  await change(anna, { player_name: 'Rude' });
  expect(await change(game.banker, { approved: true, expected_name: 'Anna' })).toMatchObject({
    status: 409,
    json: { code: 'name_changed' },
  });
  const { json } = await app.call(`${game.path}/players`, { token: game.banker.token });
  expect(json).toMatchObject({ items: [{ role: 'banker' }, { player_name: 'Rude', approved: false }] });
  expect(await change(game.banker, { approved: true, expected_name: 'Rude' })).toMatchObject({
    status: 200,
    json: { approved: true },
  });
});

it('takes a name from its player in the place of the one that the phone showed, and of no other that the banker has given meanwhile', async () => {
  await change(game.banker, { player_name: 'Hannah' });
  expect(await change(anna, { player_name: 'Annika', expected_name: 'Anna' })).toMatchObject({
    status: 409,
    json: { code: 'name_changed' },
  });
  expect(await change(anna, { player_name: 'Annika', expected_name: 'Hannah' })).toMatchObject({
    status: 200,
    json: { player_name: 'Annika' },
  });
});

it('approves whatever name there is where the request says nothing of it', async () => {
  await change(anna, { player_name: 'Hanna' });
  expect(await change(game.banker, { approved: true })).toMatchObject({ json: { approved: true } });
});

it('merges the two whose names were on the screen, and gives the seat of one who has another name meanwhile to nobody', async () => {
  const again = await game.join('Anna');
  const merge = (body: object) =>
    app.call(`${game.path}/players/${again.id}/merge`, {
      token: game.banker.token,
      body: { into: anna.id, ...body },
    });
  const seen = { expected_name: 'Anna 2', expected_into_name: 'Anna' };
  const changed = { status: 409, json: { code: 'name_changed' } };
  await change(game.banker, { player_name: 'Hannah Klein' });
  expect(await merge(seen)).toMatchObject(changed);
  expect(await merge({ expected_name: 'Anna 3' })).toMatchObject(changed);
  const { json } = await app.call(`${game.path}/players`, { token: game.banker.token });
  expect(json['items']).toMatchObject([
    { role: 'banker' },
    { player_name: 'Hannah Klein', team_number: 1 },
    { player_name: 'Anna 2', removed: false },
  ]);
  const meant = { ...seen, expected_into_name: 'Hannah Klein' };
  expect(await merge(meant)).toMatchObject({ status: 200, json: { player_name: 'Hannah Klein' } });
});

it('G7: what the player and the banker tick at the same time leaves each other’s alone', async () => {
  const tick = (seat: TestSeat, expected_needs: readonly string[], needs: readonly string[]) =>
    change(seat, { needs, expected_needs });
  await change(game.banker, { needs: ['low_impact'] });
  await tick(game.banker, ['low_impact'], ['low_impact', 'quiet']);
  // From a phone that has not heard of it.
  const ticked = await tick(anna, ['low_impact'], ['low_impact', 'seated']);
  expect(new Set(ticked.json['needs'] as string[])).toEqual(new Set(['low_impact', 'quiet', 'seated']));
  const late = await tick(game.banker, ['low_impact', 'quiet'], ['quiet']);
  expect(new Set(late.json['needs'] as string[])).toEqual(new Set(['quiet', 'seated']));
  expect(await change(anna, { needs: [] })).toMatchObject({ json: { needs: [] } });
});

it('G7: a team that a player has chosen is not for where the banker has put them meanwhile', async () => {
  await game.asOwner('/teams', {});
  await change(game.banker, { team_number: 2 });
  const choose = (body: object) => change(anna, body);
  expect(await choose({ team_number: 3, expected_team: 1 })).toMatchObject({
    status: 409,
    json: { code: 'team_changed' },
  });
  expect(await choose({ team_number: 2, expected_team: 1 })).toMatchObject({ json: { team_number: 2 } });
  expect(await choose({ team_number: 3, expected_team: 2 })).toMatchObject({ json: { team_number: 3 } });
});

it('gives a player or a team another name in the place of the one that was on the screen alone', async () => {
  await change(anna, { player_name: 'Hanna' });
  expect(await change(game.banker, { player_name: 'Anne', expected_name: 'Anna' })).toMatchObject({
    status: 409,
    json: { code: 'name_changed' },
  });
  const rename = (body: object) =>
    app.call(`${game.path}/teams/1`, { token: game.banker.token, body, method: 'PATCH' });
  expect(await rename({ name: 'Foxes', expected_name: 'Team 1' })).toMatchObject({ json: { name: 'Foxes' } });
  expect(await rename({ name: 'Bears', expected_name: 'Team 1' })).toMatchObject({
    status: 409,
    json: { code: 'name_changed' },
  });
  expect(await rename({ name: 'Bears', expected_name: 'Foxes' })).toMatchObject({ json: { name: 'Bears' } });
});
