/** The finale over HTTP: what is answered, what is refused, and what the audit log keeps. */
import { Check, Errors } from 'typebox/value';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FINALE_STEPS } from '../../game/enums.ts';
import { Game } from '../../protocol/entity-schemas.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  await game.asOwner('/start');
});
afterEach(() => app.close());

function expectGame(answer: TestResponse): Record<string, unknown> {
  const value: unknown = JSON.parse(answer.text);
  expect(answer).toMatchObject({ status: 200 });
  expect(Check(Game, value) ? [] : Errors(Game, value)).toEqual([]);
  return answer.json;
}

const show = (step: unknown, token = game.banker.token) => game.call('/finale', { token, body: { step } });
const close = () => game.call('/finale', { token: game.banker.token, method: 'DELETE' });
const end = (body: object = {}) => game.call('/end', { token: game.banker.token, body });
const asked = async () => (await game.call('', { token: game.banker.token })).json;

describe('the finale', () => {
  it('is shown step by step and closed, and every answer is the game', async () => {
    expect(expectGame(await end())).toMatchObject({ finale: null });
    for (const step of FINALE_STEPS) expect(expectGame(await show(step))).toMatchObject({ finale: step });
    expect(expectGame(await show('second'))).toMatchObject({ finale: 'second' });
    expect(await asked()).toMatchObject({ finale: 'second' });
    for (let times = 0; times < 2; times += 1)
      expect(expectGame(await close())).toMatchObject({ finale: null });
  });

  it('can begin with the end', async () => {
    expect(expectGame(await end({ keep_results: true }))).toMatchObject({
      status: 'completed',
      finale: 'opening',
    });
  });

  it('is not stepped on by a desk that has not seen the last step', async () => {
    await end({ keep_results: true });
    const step = (body: object) => game.call('/finale', { token: game.banker.token, body });
    expectGame(await step({ step: 'third', from: 'opening' }));
    for (const from of ['opening', null])
      expect(await step({ step: 'second', from })).toMatchObject({
        status: 409,
        json: { code: 'game_status' },
      });
    expect(await step({ step: 'second', from: 'nowhere' })).toMatchObject({ status: 400 });
    expect(await asked()).toMatchObject({ finale: 'third' });
  });

  it('needs a game that is over', async () => {
    const answer = await show('opening');
    expect(answer).toMatchObject({ status: 409, json: { code: 'game_status' } });
    expect(answer.json['detail']).toEqual(expect.stringMatching(/\w{3}/));
  });

  it.each(['fourth', '', 7, null, undefined, { step: 'first' }])(
    'has no step %j, and says so',
    async (step) => {
      await end();
      const answer = await show(step);
      expect(answer).toMatchObject({ status: 400, json: { code: 'bad_request' } });
      expect(answer.json['detail']).toEqual(expect.stringContaining('step'));
      expect(await asked()).toMatchObject({ finale: null });
    },
  );

  it('keeps results back only for a plain yes or no', async () => {
    expect(await end({ keep_results: 'perhaps' })).toMatchObject({ status: 400 });
    expect(await asked()).toMatchObject({ status: 'in_progress' });
  });

  it('is in the audit log', async () => {
    await end({ keep_results: true });
    await show('third');
    await close();
    const { json } = await game.call('/events?limit=3', { token: game.banker.token });
    expect(json['items']).toMatchObject([
      { type: 'finale_closed', by: game.banker.id },
      { type: 'finale_shown', body: { step: 'third' }, by: game.banker.id },
      { type: 'finale_shown', body: { step: 'opening' }, by: game.banker.id },
    ]);
  });
});
