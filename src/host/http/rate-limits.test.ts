/** Failures are limited, honest traffic is not. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  makeGame,
  startTestApp,
  type TestResponse,
  type TestRequest,
  type TestApp,
  type SeatedGame,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
});
afterEach(() => app.close());

/** One after the other, as they are counted. */
async function oneByOne(times: number, step: (index: number) => Promise<TestResponse>): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < times; index += 1) {
    statuses.push((await step(index)).status);
  }
  return statuses;
}

const joinWith = (code: string, call: TestRequest = { body: { player_name: 'Anna' } }) =>
  app.call(`/api/v2/games/${code}/players`, call);

describe('wrong codes', () => {
  it('are answered 30 times a minute, malformed ones included; right ones still pass', async () => {
    expect(await oneByOne(30, (index) => joinWith(index % 2 === 0 ? 'ZZZZZZ' : 'nonsense'))).toEqual(
      Array.from({ length: 30 }, () => 404),
    );
    const refused = await joinWith('ZZZZZZ');
    expect(refused.json['code']).toBe('too_many');
    expect(Number(refused.headers.get('retry-after'))).toBe(60);
    expect((await joinWith(game.code)).status).toBe(201);
    expect((await app.call('/api/v2/games/ZZZZZZ/seats/recover', { body: {} })).status).toBe(429);
    app.clock.advance(60_000);
    expect((await joinWith('ZZZZZZ')).status).toBe(404);
  });
});

describe('wrong PINs', () => {
  it('are forgotten after a right one', async () => {
    const anna = await game.join('Anna');
    const recover = (pin: string) =>
      game.call('/seats/recover', { body: { player_name: 'Anna', seat_pin: pin } });
    await oneByOne(4, () => recover('wrong'));
    expect((await recover(anna.pin)).status).toBe(201);
    expect(await oneByOne(4, () => recover('wrong'))).toEqual([401, 401, 401, 401]);
  });
});

describe('wrong tokens and tickets', () => {
  it('are limited by address; right ones pass', async () => {
    const anna = await game.join('Anna');
    const guesses = await oneByOne(61, (index) =>
      index % 2 === 0
        ? game.call('/me', { token: `${anna.id}.${'x'.repeat(43)}` })
        : app.call('/api/v2/tickets/redeem', { body: { ticket: `guess ${index}` } }),
    );
    expect(guesses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 401));
    expect(guesses[60]).toBe(429);
    expect((await game.call('/me', { token: anna.token })).status).toBe(200);
  });

  it('are not counted if no credentials were sent', async () => {
    expect(await oneByOne(70, () => game.call('/me'))).toEqual(Array.from({ length: 70 }, () => 401));
  });
});

describe('honest traffic', () => {
  it('of 500 commands at once from one seat is answered in full', async () => {
    const anna = await game.join('Anna');
    await game.asOwner('/start');
    const id = await game.request(anna);
    await app.call(`${game.challenges}/${id}/cancel`, { token: anna.token, method: 'POST' });
    const burst = Array.from({ length: 500 }, (_, index) =>
      app.call(`${game.challenges}/${id}/cancel`, {
        token: anna.token,
        method: 'POST',
        key: `tap-${index}`,
      }),
    );
    const statuses = new Set((await Promise.all(burst)).map(({ status }) => status));
    expect([...statuses]).toEqual([409]);
  }, 60_000);

  it('of 200 phones behind one address lets everyone in', async () => {
    const joined = await Promise.all(
      Array.from({ length: 200 }, (_, index) => game.join(`Anna ${index % 50}`)),
    );
    expect(new Set(joined.map(({ name }) => name)).size).toBe(200);
  }, 60_000);
});
