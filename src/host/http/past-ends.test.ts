/** A game that a banker takes from a backup or a file goes on, even if the end that was planned in it has passed since. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

const MINUTE = 60_000;
let app: TestApp;
let game: SeatedGame;
let token: string;

beforeEach(async () => {
  app = await startTestApp();
  token = app.seats.ownerToken;
  game = await makeGame(app);
  await game.asOwner('/start');
});

afterEach(() => app.close());

const plan = async (body: object) => {
  const { status } = await app.call(`/api/v2/games/${game.code}`, { method: 'PATCH', token, body });
  expect(status).toBe(200);
};
const planIn = (minutes: number, endsByItself = true) =>
  plan({ end_time: app.clock.wall() + minutes * MINUTE, ends_by_itself: endsByItself });
const gameNow = async (code = game.code) => (await app.call(`/api/v2/games/${code}`, { token })).json;

async function backUp(): Promise<string> {
  return String((await app.call('/api/v2/backups', { method: 'POST', token })).json['name']);
}

async function restore(name: string, body: object): Promise<void> {
  expect((await app.call(`/api/v2/backups/${name}/restore`, { token, body })).status).toBe(200);
}

/** What is due then happens, as often as it may. */
async function wait(minutes: number): Promise<void> {
  app.clock.advance(minutes * MINUTE);
  for (let tick = 0; tick < 3; tick += 1) {
    app.clock.advance(1_000);
    await gameNow();
  }
}

describe('an end that has passed', () => {
  describe.each([
    ['in play', 'in_progress'],
    ['paused', 'paused'],
  ])('of a game that is %s', (_, status) => {
    beforeEach(async () => {
      if (status === 'paused') await game.asOwner('/pause');
    });

    it.skipIf(OWN_BACKUPS.isMissing).each([true, false])(
      `is gone once a backup from before it is restored (one game: %s)${OWN_BACKUPS.note}`,
      async (isOne) => {
        await planIn(5);
        const name = await backUp();
        await wait(6);
        expect(await gameNow()).toMatchObject({ status: 'completed' });
        await restore(name, isOne ? { game_code: game.code } : {});
        await wait(1);
        expect(await gameNow()).toMatchObject({ status, end_time: null, ends_by_itself: false });
      },
    );

    it('is gone once a file from before it is imported', async () => {
      await planIn(5);
      const { text } = await app.call(`/api/v2/games/${game.code}/export`, { token });
      await wait(6);
      const { json } = await app.call('/api/v2/games/import', {
        method: 'POST',
        token,
        body: text,
        headers: { 'content-type': 'application/x-ndjson' },
      });
      await wait(1);
      expect(await gameNow(String(json['game_code']))).toMatchObject({ status, end_time: null });
    });
  });

  it.skipIf(OWN_BACKUPS.isMissing)(`is gone, too, where it only told${OWN_BACKUPS.note}`, async () => {
    await planIn(5, false);
    const name = await backUp();
    await wait(6);
    await restore(name, {});
    expect(await gameNow()).toMatchObject({ status: 'in_progress', end_time: null });
  });

  it.skipIf(OWN_BACKUPS.isMissing)(`stays with a game that was over${OWN_BACKUPS.note}`, async () => {
    await planIn(5);
    await wait(6);
    const name = await backUp();
    const { end_time: end } = await gameNow();
    await game.asOwner('/resume');
    await restore(name, {});
    await wait(1);
    expect(await gameNow()).toMatchObject({ status: 'completed', end_time: end });
  });
});

it.skipIf(OWN_BACKUPS.isMissing)(
  `an end that is still to come stays, and comes${OWN_BACKUPS.note}`,
  async () => {
    await planIn(5);
    const name = await backUp();
    await plan({ end_time: null });
    await restore(name, {});
    await wait(4);
    expect(await gameNow()).toMatchObject({ status: 'in_progress', ends_by_itself: true });
    await wait(2);
    expect(await gameNow()).toMatchObject({ status: 'completed' });
  },
);
