/** A call is repeated for its lost answer, and what it made is gone by then: it says so, and makes no other one. */
import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import { rehearseWithNobody } from './empty-rehearsal.harness.ts';
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
  app = await startTestApp({ rehearse: rehearseWithNobody });
  game = await makeGame(app);
});
afterEach(() => app.close());

const call = (path: string, body: object | null, key?: string, method = 'POST'): Promise<TestResponse> =>
  app.call(path.startsWith('/api') ? path : `/api/v2${path}`, {
    method,
    token: app.seats.ownerToken,
    ...(key !== undefined && { key }),
    ...(body !== null && { body }),
  });
const ended = async () => {
  await game.asOwner('/start');
  await game.asOwner('/end');
};
const codes = async () =>
  ((await call('/games', null, undefined, 'GET')).json['items'] as { game_code: string }[]).length;
const library = async () => {
  const { exercises, templates } = (await call('/library', null, undefined, 'GET')).json['library'] as {
    exercises: readonly object[];
    templates: readonly object[];
  };
  return exercises.length + templates.length;
};

interface Gone {
  readonly path: () => string;
  readonly body: object;
  readonly another: object;
  /** How much there is of its kind. */
  readonly count: () => Promise<number>;
  readonly remove: (made: TestResponse) => Promise<unknown>;
  readonly problem: readonly [number, string];
  readonly before?: () => Promise<unknown>;
  readonly method?: string;
}

const TEMPLATE = () => ({ name: 'Camp', game_code: game.code, exercises: [] });
const removed = (list: string) => (made: TestResponse) =>
  call(`/library/${list}/${String(made.json['id'])}`, null, undefined, 'DELETE');

const MADE: Readonly<Record<string, () => Gone>> = {
  'a game': () => ({
    path: () => '/games',
    body: { name: 'Storm' },
    another: { name: 'Calm' },
    count: codes,
    remove: (made) => call(`/games/${String(made.json['game_code'])}`, null, undefined, 'DELETE'),
    problem: [409, 'made_game_gone'],
  }),
  'a next game': () => ({
    before: ended,
    path: () => `${game.path}/next`,
    body: {},
    another: { other: 1 },
    count: codes,
    remove: () => call(`${game.path}/next`, {}, undefined, 'DELETE'),
    problem: [409, 'made_game_gone'],
  }),
  'a next game that is wiped': () => ({
    before: ended,
    path: () => `${game.path}/next`,
    body: {},
    another: { other: 1 },
    count: codes,
    remove: (made) => call(`/games/${String(made.json['game_code'])}`, null, undefined, 'DELETE'),
    problem: [409, 'made_game_gone'],
  }),
  'a rehearsal': () => ({
    path: () => '/rehearsals',
    body: { players: 2 },
    another: { players: 3 },
    count: codes,
    remove: (made) => call(`/games/${String(made.json['game_code'])}`, null, undefined, 'DELETE'),
    problem: [409, 'made_game_gone'],
  }),
  'an exercise': () => ({
    path: () => '/library/exercises',
    body: { name: 'Claps', target: 1 },
    another: { name: 'Claps', target: 2 },
    count: library,
    remove: removed('exercises'),
    problem: [404, 'no_such_library_item'],
  }),
  'a change of an exercise': () => ({
    before: () => call('/library/exercises', { name: 'Claps', target: 1 }),
    path: () => '/library/exercises/1',
    method: 'PATCH',
    body: { name: 'Slow claps', target: 1 },
    another: { name: 'Slow claps', target: 2 },
    count: library,
    remove: removed('exercises'),
    problem: [404, 'no_such_library_item'],
  }),
  'a template': () => ({
    path: () => '/library/templates',
    body: TEMPLATE(),
    another: { ...TEMPLATE(), name: 'Other' },
    count: library,
    remove: removed('templates'),
    problem: [404, 'no_such_library_item'],
  }),
};

describe.each(Object.entries(MADE))('the lost answer to a call that made %s', (_what, gone) => {
  it('is the same as long as that is there; then it says that it is gone, also after a restart', async () => {
    const { before, path, method, body, another, count, remove, problem } = gone();
    await before?.();
    const ask = (sent = body) => call(path(), sent, 'lost', method);
    const made = await ask();
    expect(made.status).toBeLessThan(300);
    expect((await ask()).text).toBe(made.text);
    await remove(made);
    const left = await count();
    for (const isAfterRestart of [false, true]) {
      if (isAfterRestart) await app.restart();
      const { status, json } = await ask();
      expect([status, json['reason']]).toEqual(problem);
      expect(json['detail']).toMatch(/\.$/);
      expect((await ask(another)).status).toBe(422);
      expect(await count()).toBe(left);
    }
  });
});

it('a game is made once, also where it is wiped before anything more than the game itself could be stored', async () => {
  await app.close();
  app = await startTestApp({
    replace: ({ hostResponses }) => ({
      hostResponses: { ...hostResponses, put: () => Promise.reject(new StorageError('The host is gone.')) },
    }),
  });
  const ask = () => call('/games', { name: 'Storm' }, 'lost');
  const made = await ask();
  expect(made.status).toBe(201);
  await call(`/games/${String(made.json['game_code'])}`, null, undefined, 'DELETE');
  expect(await ask()).toMatchObject({ status: 409, json: { reason: 'made_game_gone' } });
  expect(await codes()).toBe(0);
});

it('a next game that another call makes later is not the one that was lost', async () => {
  await ended();
  await call(`${game.path}/next`, {}, 'lost');
  await call(`${game.path}/next`, {}, undefined, 'DELETE');
  const later = await call(`${game.path}/next`, {}, 'later');
  expect(later.status).toBe(201);
  expect((await call(`${game.path}/next`, {}, 'lost')).status).toBe(409);
  expect((await call(`${game.path}/next`, {}, 'more')).json).toMatchObject({
    game_code: later.json['game_code'],
  });
});

describe.skipIf(OWN_BACKUPS.isMissing)(
  `the lost answer to a call that made a backup${OWN_BACKUPS.note}`,
  () => {
    it.each<[string, (path: string) => void]>([
      ['gone', rmSync],
      ['emptied', (path) => truncateSync(path)],
      ['cut', (path) => truncateSync(path, 20_000)],
    ])('says that it is gone once its file is %s', async (_, damage) => {
      const ask = () => call('/backups', {}, 'lost');
      const made = await ask();
      expect((await ask()).text).toBe(made.text);
      damage(join(app.folder, 'backups', String(made.json['name'])));
      expect(await ask()).toMatchObject({ status: 404, json: { reason: 'backup_gone' } });
    });
  },
);
