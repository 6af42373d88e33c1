/** Undo and redo that name the version they mean. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let path: string;
beforeAll(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  await game.asOwner('/start');
  path = `${game.challenges}/${await game.request(await game.join('Anna'))}`;
});
afterAll(() => app.close());

const call = (way: string, body: object) => app.call(`${path}/${way}`, { token: app.seats.ownerToken, body });

it('change nothing once the challenge has another version, and say so', async () => {
  const asked = await call('undo', { version: 2 });
  expect(asked).toMatchObject({ status: 409, json: { code: 'undo_not_last', challenge: { version: 1 } } });
  expect(await call('undo', { version: 1 })).toMatchObject({ status: 200, json: { status: 'cancelled' } });
  const undone = await call('redo', { version: 1 });
  expect(undone).toMatchObject({ status: 409, json: { code: 'redo_not_last', challenge: { version: 2 } } });
  expect(await call('redo', { version: 2 })).toMatchObject({ status: 200, json: { status: 'requested' } });
  expect(await call('redo', {})).toMatchObject({ status: 409, json: { code: 'redo_not_last' } });
});

it.each([0, -1, 1.5, '1', null])('refuse a version like %j', async (version) => {
  for (const way of ['undo', 'redo'])
    expect(await call(way, { version })).toMatchObject({ status: 400, json: { code: 'bad_request' } });
});
