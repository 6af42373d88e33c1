/** Ending a game by hand over HTTP: what players say is done counts where the caller asks for it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  await game.asOwner('', { settings: { completion: 'banker', max_active_per_player: 2 } }, 'PATCH');
  await game.asOwner('/start');
});
afterEach(() => app.close());

const end = (body: object | undefined) =>
  game.call('/end', { token: game.banker.token, method: 'POST', ...(body && { body }) });

/** One challenge that its player says is done. */
async function claim(): Promise<void> {
  const anna = await game.join('Anna', 1);
  const id = await game.request(anna);
  await game.assign(id);
  const said = await app.call(`${game.challenges}/${id}/complete`, { token: anna.token, body: {} });
  expect(said.json['status']).toBe('assigned');
  expect(said.json['claimed_at']).toEqual(expect.any(String));
}

/** What the first team has built. */
async function built(): Promise<number> {
  const { json } = await game.call('/teams', { token: game.banker.token });
  const [first] = json['items'] as readonly { readonly tally: Readonly<Record<string, number>> }[];
  return Object.values(first?.tally ?? {}).reduce((sum, each) => sum + each, 0);
}

describe('the end by hand', () => {
  it.each([
    [{ count_claims: true }, 1],
    [{ count_claims: true, keep_results: true }, 1],
    [{ count_claims: false }, 0],
    [{}, 0],
    [undefined, 0],
  ])('with %j counts %d of what players say is done', async (body, counted) => {
    await claim();
    expect(await end(body)).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(await built()).toBe(counted);
  });

  it('counts the same after a pause', async () => {
    await claim();
    await game.asOwner('/pause');
    expect(await end({ count_claims: true })).toMatchObject({ status: 200 });
    expect(await built()).toBe(1);
  });

  it.each(['perhaps', 2, {}])('takes no %j for whether claims count, and says so', async (value) => {
    const answer = await end({ count_claims: value });
    expect(answer).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    expect(answer.json['detail']).toEqual(expect.stringContaining('count_claims'));
    expect((await game.call('', { token: game.banker.token })).json).toMatchObject({ status: 'in_progress' });
  });
});
