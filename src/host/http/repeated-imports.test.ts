/** An import is not repeated by its key once its game is wiped: a call that only asks for a lost answer must not bring anybody back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GAME_FILE_MEDIA_TYPE } from '../../protocol/game-file.ts';
import { makeGame, startTestApp, type TestApp, type TestResponse } from './test-app.harness.ts';

let app: TestApp;
let file: string;

beforeEach(async () => {
  app = await startTestApp();
  const game = await makeGame(app);
  await game.join('Annabella');
  const token = app.seats.ownerToken;
  file = (await app.call(`${game.path}/export?names=real`, { token })).text;
  await app.call(game.path, { method: 'DELETE', token });
});
afterEach(() => app.close());

const importAs = (key: string, body = file): Promise<TestResponse> =>
  app.call('/api/v2/games/import', {
    method: 'POST',
    token: app.seats.ownerToken,
    key,
    body,
    headers: { 'content-type': GAME_FILE_MEDIA_TYPE },
  });

/** Its status. */
const wipe = async ({ json }: TestResponse): Promise<number> => {
  const path = `/api/v2/games/${String(json['game_code'])}`;
  return (await app.call(path, { method: 'DELETE', token: app.seats.ownerToken })).status;
};

describe('G1 G2 an import whose answer was lost', () => {
  it('is not repeated once its game is wiped, also after a restart, until somebody imports the file again', async () => {
    expect(await wipe(await importAs('lost'))).toBe(204);

    for (const isAfterRestart of [false, true]) {
      if (isAfterRestart) await app.restart();
      expect(await importAs('lost')).toMatchObject({
        status: 404,
        json: { code: 'not_found', reason: 'imported_game_gone' },
      });
      expect(await app.store.eventStore.list()).toEqual([]);
      expect(await app.contents()).not.toContain('Annabella');
      expect((await importAs('lost', file.replaceAll('Annabella', 'Hanna'))).json['code']).toBe('key_reused');
    }

    expect((await importAs('on-purpose')).status).toBe(201);
    expect(await app.contents()).toContain('Annabella');
  });

  it('gets the same answer again while its game is there, whatever else is wiped', async () => {
    const lost = await importAs('lost');
    expect(await wipe(await importAs('another'))).toBe(204);
    await app.restart();
    const again = await importAs('lost');
    expect([again.status, again.text]).toEqual([201, lost.text]);
    expect(await app.store.eventStore.list()).toHaveLength(1);
  });
});
