/** A planned end and a message over HTTP: what is answered and refused, and who sees it. */
import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Game, Message } from '../../protocol/entity-schemas.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
} from './test-app.harness.ts';

const MINUTE = 60_000;

let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
});
afterEach(() => app.close());

function expectShape(answer: TestResponse, schema: TSchema): Record<string, unknown> {
  const value: unknown = JSON.parse(answer.text);
  expect(answer).toMatchObject({ status: 200 });
  expect(Check(schema, value) ? [] : Errors(schema, value)).toEqual([]);
  return answer.json;
}

const plan = (body: object) => game.call('', { token: game.banker.token, method: 'PATCH', body });
const say = (text: unknown) => game.call('/message', { token: game.banker.token, body: { text } });

describe('a planned end', () => {
  it('is kept, moved and removed', async () => {
    const { as_of: now } = expectShape(await plan({}), Game);
    const end = Number(now) + 90 * MINUTE;
    expect(expectShape(await plan({ end_time: end, ends_by_itself: true }), Game)).toMatchObject({
      end_time: end,
      ends_by_itself: true,
    });
    expect((await plan({ end_time: end + MINUTE })).json).toMatchObject({
      end_time: end + MINUTE,
      ends_by_itself: true,
    });
    expect((await plan({ end_time: null })).json).toMatchObject({ end_time: null, ends_by_itself: false });
  });

  it.each([
    [{ end_time: 'soon' }, 400],
    [{ end_time: 1.5 }, 400],
    [{ end_time: 1e16 }, 400],
    [{ ends_by_itself: 'yes' }, 400],
    [{ end_time: -1 }, 409],
    [{ end_time: 1e15 }, 409],
    [{ end_time: 1 }, 409],
    [{ ends_by_itself: true }, 409],
    [{ end_time: null, ends_by_itself: true }, 409],
  ])('%j is refused, and changes nothing', async (body, status) => {
    const answer = await plan(body);
    expect(answer.status).toBe(status);
    expect(answer.json['detail']).toEqual(expect.stringMatching(/\w{3}/));
    expect((await plan({})).json).toMatchObject({ end_time: null, ends_by_itself: false });
  });
});

describe('a message', () => {
  it('is cleaned, stands for ten minutes, and is taken away', async () => {
    const said = expectShape(await say('  Tidy   up! '), Message);
    expect(said).toMatchObject({ text: 'Tidy up!' });
    expect(Number(said['until']) - Number(said['at'])).toBe(10 * MINUTE);
    for (let times = 0; times < 2; times += 1) {
      const gone = await game.call('/message', { token: game.banker.token, method: 'DELETE' });
      expect(expectShape(gone, Message)).toMatchObject({ text: null });
    }
  });

  it('G7: stays where another one is meant, which it has replaced', async () => {
    const { at: first } = expectShape(await say('Pizza!'), Message);
    app.clock.advance(1);
    const { at: second } = expectShape(await say('Tidy up!'), Message);
    const remove = (at: unknown) =>
      game.call(`/message?expected_at=${String(at)}`, { token: game.banker.token, method: 'DELETE' });
    expect(second).not.toBe(first);
    expect(expectShape(await remove(first), Message)).toMatchObject({ text: 'Tidy up!', at: second });
    for (const at of ['soon', 'now'])
      expect(await remove(at)).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    expect(expectShape(await remove(second), Message)).toMatchObject({ text: null });
  });

  it('can be taken away before there is one', async () => {
    const gone = await game.call('/message', { token: game.banker.token, method: 'DELETE' });
    expect(expectShape(gone, Message)).toMatchObject({ text: null });
  });

  it.each(['', '   ', '\u200b', '...', 7, null, 'ä'.repeat(101), '👨‍👩‍👧‍👦'.repeat(100)])(
    '%j is refused, and says why',
    async (text) => {
      const answer = await say(text);
      expect(answer.status).toBe(400);
      expect(answer.json['detail']).toEqual(expect.stringContaining('text'));
    },
  );

  it('may have a hundred characters', async () => {
    expect((await say('ä'.repeat(100))).status).toBe(200);
  });

  it('is in the audit log', async () => {
    await say('Pizza!');
    const { json } = await game.call('/events?limit=1', { token: game.banker.token });
    expect(json['items']).toMatchObject([
      { type: 'message_sent', body: { text: 'Pizza!' }, by: game.banker.id },
    ]);
  });
});
