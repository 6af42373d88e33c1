/** Requests that no page of ours sends: nested bodies, odd keys and numbers, other programs' cookies. */
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient } from '../live/raw-client.harness.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
const owner = () => app.seats.ownerToken;
const errors = () => app.reports.filter((line) => line.includes('"level":50'));

beforeAll(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  anna = await game.join('Anna');
});
afterAll(() => app.close());

const DEEP = 8_000;
const BODIES: Readonly<Record<string, string>> = {
  'nested lists': '['.repeat(DEEP) + ']'.repeat(DEEP),
  'nested lists without an end': '['.repeat(60_000),
  'nested objects': '{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP),
  'a nested name': `{"player_name":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
  'nested settings': `{"name":"x","settings":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}`,
  'a nested prototype': `{"__proto__":${'{"__proto__":'.repeat(4_000)}{}${'}'.repeat(4_000)}}`,
  'nested behind a text': `{"name":"[[\\"","x":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
};
/** A second request, hidden in what looks like the body of the first to whoever reads its head another way. */
const HIDDEN = 'GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n';
const post = (headers: string) =>
  `POST /api/v2/tickets/redeem HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}\r\n`;
const PATHS = ['/api/v2/games', '/api/v2/tickets/redeem'];

describe('a body', () => {
  it.each(Object.entries(BODIES))('of %s is a bad request, with a key and without', async (name, body) => {
    const paths = [...PATHS, `${game.path}/players`, `${game.path}/start`, `${game.challenges}/request`];
    for (const [index, path] of paths.entries()) {
      for (const key of [{}, { key: `${name.replaceAll(' ', '-')}-${index}` }]) {
        const { status, json } = await app.call(path, { method: 'POST', token: owner(), body, ...key });
        expect([path, status, json['code']]).toEqual([path, 400, 'bad_request']);
      }
    }
    expect(errors()).toEqual([]);
  });

  it('says how deep it may be', async () => {
    const { json } = await app.call('/api/v2/games', { token: owner(), body: BODIES['nested lists'] ?? '' });
    expect(json['detail']).toMatch(/nested more than 32 deep/);
  });

  it.each([
    '{"__proto__":{"name":"x"}}',
    '{"constructor":{"name":"x"}}',
    '{"name":{"toString":1}}',
    '{"name":1e999}',
    '{"name":"x","team_count":1e308}',
    '{"name":"x","team_count":-0}',
    '{"name":"x","team_count":9007199254740993}',
    '{"name":"x","settings":{"__proto__":1,"duration_seconds":1e400}}',
    '{"name":"x","settings":[]}',
    '{"name":"\\ud83d"}',
    '"name"',
    'null',
    '[]',
    '1',
  ])('of %s is a bad request, and changes nothing of other objects', async (body) => {
    const { status } = await app.call('/api/v2/games', { token: owner(), body, key: 'odd-keys-and-numbers' });
    expect(status).toBe(400);
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
    expect(errors()).toEqual([]);
  });

  it('imported as a file is a bad request, too', async () => {
    for (const body of Object.values(BODIES)) {
      const headers = { 'content-type': 'application/x-ndjson' };
      const { status } = await app.call('/api/v2/games/import', { token: owner(), body, headers });
      expect(status).toBe(400);
    }
  });
});

/** Sends the headers as they are, which fetch would not. */
function statusWith(
  cookie: string,
  path = `${game.path}/me`,
): Promise<{ status: number | undefined; text: string }> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path, headers: { cookie, seat: String(anna.id) } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    })
      .on('error', reject)
      .end();
  });
}

describe('cookies', () => {
  const name = () => `seat_${app.seats.hostId}_${anna.id}`;
  const right = () => `${name()}=${anna.token}`;
  const others = (bytes: number) =>
    Array.from({ length: Math.ceil(bytes / 1_000) }, (_, index) => `other${index}=${'x'.repeat(985)}`).join(
      '; ',
    );

  it.each([1, 10, 20, 40, 60])('of other programs may take %i KB', async (kilobytes) => {
    expect((await statusWith(`${others(kilobytes * 1_000)}; ${right()}`)).status).toBe(200);
  });

  it('of more than 64 KB are refused with what to do', async () => {
    const { status, text } = await statusWith(`${others(80_000)}; ${right()}`);
    expect(status).toBe(431);
    expect(JSON.parse(text)).toMatchObject({ code: 'headers_too_large', status: 431 });
    expect(text).toMatch(/cookies that other programs .* delete this site's cookies/);
  });

  it.each([
    ['garbage', () => `${name()}=garbage`],
    ['nothing', () => `${name()}=`],
    ['nothing, not even a sign', () => name()],
    ['another seat', () => `${name()}=${game.banker.token}`],
    ['a token of the same form', () => `${name()}=${anna.id}.${'x'.repeat(43)}`],
    ['a quotation', () => `${name()}="${anna.id}.${'x'.repeat(43)}"`],
    ['half a quotation', () => `${name()}="`],
    ['percent signs', () => `${name()}=%E0%A4%A; ${name()}=%`],
    ['something huge', () => `${name()}=${'x'.repeat(40_000)}`],
    ['many', () => Array.from({ length: 150 }, (_, index) => `${name()}=${index}`).join('; ')],
    [
      'many tokens',
      () =>
        Array.from({ length: 100 }, (_, i) => `${name()}=${anna.id}.${String(i).padStart(43, 'y')}`).join(
          '; ',
        ),
    ],
    ['an owner who is none', () => `seat_${app.seats.hostId}_0=0.${'x'.repeat(43)}`],
    ['another host', () => `seat_00000000_${anna.id}=${anna.token}`],
    ['the name of a prototype', () => '__proto__=1; constructor=2; toString='],
  ])('of one name: the right one counts before and after %s', async (_, garbage) => {
    for (const cookie of [
      `${garbage()}; ${right()}`,
      `${right()}; ${garbage()}`,
      ` ;;${garbage()};${right()};; `,
    ])
      expect((await statusWith(cookie)).status).toBe(200);
    expect((await statusWith(garbage())).status).toBe(401);
  });

  it('may be in quotes', async () => {
    expect((await statusWith(`${name()}="${anna.token}"`)).status).toBe(200);
  });

  it('that name one seat and hold the token of another open neither', async () => {
    expect((await statusWith(`${name()}=${game.banker.token}`)).status).toBe(401);
  });
});

/** What is sent, and the statuses of all answers on that connection. */
const SHAPES: Readonly<Record<string, readonly [sent: string, statuses: readonly number[]]>> = {
  'two lengths of a body': [post('Content-Length: 2\r\nContent-Length: 60\r\n') + '{}' + HIDDEN, [400]],
  'a length and chunks': [
    post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n') + '0\r\n\r\n' + HIDDEN,
    [400],
  ],
  chunks: [post('Transfer-Encoding: chunked\r\n') + '2\r\n{}\r\n0\r\n\r\n' + HIDDEN, [400]],
  'chunks of which the first has not come': [post('Transfer-Encoding: chunked\r\n'), [400]],
  'chunks by another name': [post('Transfer-Encoding: xchunked\r\n') + '0\r\n\r\n' + HIDDEN, [400]],
  'chunks, and then something else': [
    post('Transfer-Encoding: chunked, identity\r\n') + '0\r\n\r\n' + HIDDEN,
    [400],
  ],
  'a folded header': [post('Transfer-Encoding:\r\n chunked\r\n') + '0\r\n\r\n' + HIDDEN, [400]],
  'a chunk of a strange length': [post('Transfer-Encoding: chunked\r\n') + '0x2\r\n{}\r\n' + HIDDEN, [400]],
  'two hosts': [
    'GET /api/v2/seats HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    [400],
  ],
  'one host twice': [
    'GET /api/v2/seats HTTP/1.1\r\nHost: localhost\r\nHOST: localhost\r\nConnection: close\r\n\r\n',
    [400],
  ],
  'a host in the target': [
    'GET http://evil.example/api/v2/seats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    [400],
  ],
  'an upgrade to HTTP/2': [
    'GET /api/v2/seats HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n',
    [200],
  ],
  'HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  'HTTP/1.0': ['GET /api/v2/seats HTTP/1.0\r\nHost: localhost\r\n\r\n', [200]],
  'a tunnel': ['CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n', [405]],
};

describe('a connection', () => {
  it.each(Object.keys(SHAPES))('on which comes %s is answered as one request, and ended', async (name) => {
    const [sent, statuses] = SHAPES[name] ?? ['', []];
    const client = await RawClient.connect(Number(new URL(app.url).port));
    client.send(sent);
    const answers = (await client.ended()).match(/HTTP\/1.1 \d+/g) ?? [];
    expect(answers).toEqual(statuses.map((status) => `HTTP/1.1 ${status}`));
    expect(errors()).toEqual([]);
  });
});
