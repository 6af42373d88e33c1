import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createCostlyAnswers } from './costly-answers.ts';
import { makeGame, startTestApp, type TestApp } from './test-app.harness.ts';

/** An answer that is under way, as far as anybody who counts it can see. */
function answer() {
  const [raw, socket] = [new EventEmitter(), new EventEmitter()];
  return { request: { raw: { socket } }, reply: { raw }, socket, raw };
}

describe('long answers', () => {
  const anna = 17;
  const ben = 18;
  const begin = (costly: ReturnType<typeof createCostlyAnswers>, caller: number) => {
    const under = answer();
    costly.begin(under.request, under.reply, caller);
    return under;
  };

  it('count for their caller until they have been read', () => {
    const costly = createCostlyAnswers({ perCaller: 2, total: 100 });
    const first = begin(costly, anna);
    begin(costly, anna);
    expect(() => begin(costly, anna)).toThrow(
      expect.objectContaining({ code: 'too_many', retryAfterSeconds: 1 }),
    );
    begin(costly, ben);
    first.raw.emit('close');
    begin(costly, anna);
    expect(() => begin(costly, anna)).toThrow('Only 2 long answers at a time.');
  });

  it('count for all together, too', () => {
    const costly = createCostlyAnswers({ perCaller: 2, total: 3 });
    const first = begin(costly, anna);
    begin(costly, anna);
    begin(costly, ben);
    expect(() => begin(costly, ben)).toThrow(expect.objectContaining({ code: 'busy', retryAfterSeconds: 1 }));
    first.raw.emit('close');
    begin(costly, ben);
  });

  it('count once, however they end, and leave no listener', () => {
    const costly = createCostlyAnswers({ perCaller: 1, total: 1 });
    for (const end of [['raw'], ['socket'], ['raw', 'socket'], ['socket', 'raw']] as const) {
      const under = begin(costly, anna);
      for (const each of end) under[each].emit('close');
      expect([under.raw.listenerCount('close'), under.socket.listenerCount('close')]).toEqual([0, 0]);
      const next = begin(costly, anna);
      expect(() => begin(costly, anna)).toThrow(expect.objectContaining({ code: 'too_many' }));
      next.raw.emit('close');
    }
  });
});

describe('the routes with long answers', () => {
  let app: TestApp;
  afterEach(() => app.close());

  it.each(['none', 'one'] as const)('are limited, others are not (%s allowed)', async (allowed) => {
    app = await startTestApp({ costlyLimits: { perCaller: allowed === 'none' ? 0 : 1, total: 100 } });
    const game = await makeGame(app);
    const { token } = game.banker;
    const long = [
      `${game.challenges}/history`,
      `${game.challenges}/active`,
      `${game.path}/players`,
      `${game.path}/events`,
      `${game.path}/events.csv`,
      `${game.path}/export`,
    ];
    const other = [
      game.path,
      `${game.path}/me`,
      `${game.path}/teams`,
      '/api/v2/host',
      '/docs/json',
      '/docs/yaml',
    ];
    const statuses = async (paths: readonly string[]) => {
      const found: number[] = [];
      for (const path of paths) found.push((await app.call(path, { token })).status);
      return new Set(found);
    };
    expect(await statuses(long)).toEqual(new Set([allowed === 'none' ? 429 : 200]));
    expect(await statuses(other)).toEqual(new Set([200]));
  });

  it('are not those of the documentation, which is written out once, whoever asks and how often', async () => {
    app = await startTestApp();
    let written = 0;
    const { swagger } = app.app;
    app.app.swagger = ((...all: []) => {
      written += 1;
      return swagger(...all);
    }) as typeof swagger;
    for (const path of ['/docs/json', '/docs/yaml', '/docs/json?a=1', '/docs/yaml', '/docs/json'])
      expect((await app.call(path)).status).toBe(200);
    expect(written).toBe(2);
  });

  it('refuse strangers without counting them', async () => {
    app = await startTestApp({ costlyLimits: { perCaller: 0, total: 0 } });
    const game = await makeGame(app);
    expect((await app.call(`${game.challenges}/history`)).status).toBe(401);
  });
});
