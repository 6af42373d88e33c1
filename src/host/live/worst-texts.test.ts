/** Text from outside that would keep the host busy for seconds, wherever a program or a person may write one: it costs next to nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { MARKS_TOGETHER } from '../../game/normalised.ts';
import { plainPageWords } from '../http/plain-words.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from '../http/test-app.harness.ts';
import { liveOfServices } from './live-of-services.harness.ts';
import { liveRoutes } from './live-routes.ts';
import { RawClient, upgradeRequest } from './raw-client.harness.ts';
import { readStreamRequest, readUpgradeRequest } from './upgrade-request.ts';

/** As much as an address holds: marks below the letter behind as many above it, so that each has to go past all of those. */
const TOWER = `a${'\u0344'.repeat(5_000)}${'\u0323'.repeat(5_000)}`;
const IN_ADDRESS = encodeURIComponent(TOWER);
/** As many as a field that people fill in takes, and in the letters that only become marks. */
const SMALL_TOWERS = [
  `a${'\u0344'.repeat(499)}${'\u0323'.repeat(500)}`,
  `a${'\uFF9E\u0344'.repeat(250)}${'\u0323'.repeat(499)}`,
];
const MARKS = /[\p{M}\uFF9E\uFF9F]+/gu;

let app: TestApp;
let game: SeatedGame;
beforeAll(async () => {
  app = await startTestApp({
    live: (services) =>
      liveRoutes(liveOfServices(services, { report: (message) => void app.reports.push(message) }), services),
  });
  game = await makeGame(app);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => app.close());

/** The most marks in a row that the engine has been given since. */
function watchNormalisation(): () => number {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  return () => {
    const given = normalize.mock.contexts.map((text) => String(text));
    const runs = given.flatMap((text) =>
      [...text.matchAll(MARKS)].map(([marks]) => Array.from(marks).length),
    );
    return Math.max(0, ...runs);
  };
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema?: { readonly properties?: Record<string, unknown> } }>;
  };
}

describe('a tower of marks', () => {
  it('in the path, the query or the body of any route is never put in order in one go', async () => {
    const { paths } = (await app.call('/docs/json')).json as {
      paths: Record<string, Record<string, Operation>>;
    };
    const most = watchNormalisation();
    let count = 0;
    for (const [path, operations] of Object.entries(paths))
      for (const [method, { parameters = [], requestBody }] of Object.entries(operations)) {
        const query = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
        const [content] = Object.values(requestBody?.content ?? {});
        const fields = Object.keys(content?.schema?.properties ?? {});
        const known = path.replace('{code}', game.code).replaceAll(/\{\w+\}/g, '1');
        const send = (where: string, text: string | null) =>
          app.call(where, {
            method: method.toUpperCase(),
            token: app.seats.ownerToken,
            ...(requestBody !== undefined && {
              body: Object.fromEntries(fields.map((field) => [field, text])),
            }),
          });
        const answers = [
          await send(path.replaceAll(/\{\w+\}/g, IN_ADDRESS), 'a'),
          await send(`${known}?${query.map((name) => `${name}=${IN_ADDRESS}`).join('&')}`, 'a'),
        ];
        for (const text of [TOWER, ...SMALL_TOWERS]) answers.push(await send(known, text));
        expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
        count += answers.length;
      }
    expect(count).toBeGreaterThan(200);
    expect(most()).toBeLessThanOrEqual(MARKS_TOGETHER);
  });

  it.each(['/j/', '/', '/play/', '/join/x/', '/j/?code=', '/board/'])(
    'in a browser’s address is none either: %s',
    async (before) => {
      const most = watchNormalisation();
      const answer = await app.call(before + IN_ADDRESS, { headers: { accept: 'text/html' } });
      expect(answer.status).toBeLessThan(500);
      expect(most()).toBe(0);
    },
  );

  it.each([
    `/ws/${IN_ADDRESS}/1`,
    `/ws/${IN_ADDRESS}/1/x`,
    `/ws/1/${IN_ADDRESS}`,
    `/ws/a/1?epoch=${IN_ADDRESS}`,
  ])('nor in an upgrade to a live connection: %#', async (path) => {
    const most = watchNormalisation();
    const client = await RawClient.connect(Number(new URL(app.url).port));
    client.send(upgradeRequest(path));
    await client.waitFor('\r\n\r\n');
    client.socket.destroy();
    expect(most()).toBe(0);
  });

  it('nor where a live connection is asked for over plain HTTP', () => {
    const most = watchNormalisation();
    expect(readUpgradeRequest(`${TOWER}/1`, '/ws/x').code).toBe(null);
    expect(readStreamRequest(`${TOWER}/1`, '/x?connection=abcdefgh')?.code).toBe(null);
    expect(most()).toBe(0);
  });
});

describe('a wish for a language', () => {
  it('is read, whatever stands around its parts', () => {
    expect(plainPageWords('nl , fr ; q = 0.4,es ;q=0.7').language).toBe('es');
    expect(plainPageWords('de;level=1, fr;q=0.9').language).toBe('de');
  });

  it('is looked at as far as browsers write one', () => {
    expect(plainPageWords(`${'nl, '.repeat(200)}de`).language).toBe('de');
    expect(plainPageWords(`${'nl, '.repeat(20_000)}de`).language).toBe('en');
  });
});

/** What only reads the output of the system's own programs. */
const OWN_TEXT = /^(?:lan|power)\//;
const REGEX = /(?<![\w)\]"'`/*<])\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/[dgimsuvy]*/g;
/** From each place it runs to the end of the text and fails there: so many steps as the square of the length. */
const BEGINS_WITHOUT_END = /^(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\[(^])[*+](?!$)/;

describe('the program', () => {
  const root = join(import.meta.dirname, '..', '..');
  const files = ['game', 'protocol', 'host', 'client', 'renderer'].flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
      .map((file) => `${layer}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file) && !/\.(?:test|harness|fixtures|fake)\.tsx?$/.test(file)),
  );
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

  it('normalises text in one place', () => {
    expect(files.filter((file) => /\.normalize\(/.test(textOf(file)))).toEqual(['game/normalised.ts']);
  });

  it('looks for nothing in text from outside by an expression that begins without end', () => {
    const found = files
      .filter((file) => /^(?:game|protocol|host)\//.test(file) && !OWN_TEXT.test(file.replace('host/', '')))
      .flatMap((file) =>
        [...textOf(file).matchAll(REGEX)].map(([all, source = '']) => ({ file, all, source })),
      )
      // A sticky one begins at one place.
      .filter(({ all, source }) => BEGINS_WITHOUT_END.test(source) && !all.endsWith('y'));
    expect(found).toEqual([]);
  });
});
