/** What is asked of a game counts for the status that it was meant for alone, however late it comes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

const MOVED_ON = { status: 409, json: { code: 'game_status' } };
const STATUSES = ['waiting', 'in_progress', 'paused', 'completed'] as const;

let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
});
afterEach(() => app.close());

const statusNow = async () => (await game.call('', { token: game.banker.token })).json['status'];

describe('a wipe', () => {
  const wipe = (query: string, key?: string) =>
    app.call(`${game.path}${query}`, {
      token: app.seats.ownerToken,
      method: 'DELETE',
      ...(key !== undefined && { key }),
    });
  const bring = {
    waiting: async () => undefined,
    in_progress: () => game.asOwner('/start'),
    paused: async () => {
      await game.asOwner('/start');
      await game.asOwner('/pause');
    },
    completed: async () => {
      await game.asOwner('/start');
      await game.asOwner('/end');
    },
  } satisfies Record<(typeof STATUSES)[number], () => Promise<unknown>>;

  it.each(STATUSES)('G7: removes a game that is %s only where that is meant', async (status) => {
    const anna = await game.join('Anna', 1);
    await bring[status]();
    for (const other of [...STATUSES, 'damaged'].filter((each) => each !== status))
      expect(await wipe(`?expected_status=${other}`)).toMatchObject(MOVED_ON);
    expect(await statusNow()).toBe(status);
    expect(await game.call('/me', { token: anna.token })).toMatchObject({ status: 200 });
    expect((await wipe(`?expected_status=${status}`)).status).toBe(204);
    expect((await game.call('', { token: app.seats.ownerToken })).status).toBe(404);
  });

  it.each(STATUSES)('that says nothing of it removes a game that is %s', async (status) => {
    await bring[status]();
    expect((await wipe('')).status).toBe(204);
  });

  it('G7: of a game that ended is refused once it has been reopened, and done under another key once it has ended again', async () => {
    await bring.completed();
    await game.asOwner('/resume');
    expect(await wipe('?expected_status=completed', 'late')).toMatchObject(MOVED_ON);
    await game.asOwner('/end');
    expect((await wipe('?expected_status=completed', 'anew')).status).toBe(204);
    // Its answer was lost.
    expect((await wipe('?expected_status=completed', 'anew')).status).toBe(204);
  });

  it('that names no status is a bad request', async () => {
    expect(await wipe('?expected_status=over')).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    expect(await statusNow()).toBe('waiting');
  });
});
