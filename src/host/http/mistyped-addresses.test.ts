/** Whatever address a person types, or a messenger makes of a link, leads to the door or is explained: never JSON, never an error of ours. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { startTestApp, type TestApp } from './test-app.harness.ts';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const folder = temporaryFolder();
const tries: Socket[] = [];
let app: TestApp;

beforeAll(async () => {
  const pages = join(folder.path, 'pages');
  for (const name of ['', 'banker', 'board']) {
    mkdirSync(join(pages, name), { recursive: true });
    writeFileSync(join(pages, name, 'index.html'), `<!doctype html><title>${name || 'phone'}</title>`);
  }
  app = await startTestApp({
    pagesFolder: pages,
    replace: ({ doctor }) => ({
      doctor: { ...doctor, recordTls: (socket) => void tries.push(socket) },
    }),
  });
});
afterAll(async () => {
  await app.close();
  folder.dispose();
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string | null;
  readonly body: string;
}

/** Sends the path byte by byte as it is, which no client would. */
function ask(path: string | Buffer, headers: readonly string[] = [`Accept: ${BROWSER}`]): Promise<Answer> {
  const { hostname, port, host } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write('GET ');
      socket.write(path);
      const sent = headers.some((line) => line.startsWith('Host:')) ? headers : [`Host: ${host}`, ...headers];
      socket.write(` HTTP/1.1\r\n${sent.join('\r\n')}\r\nConnection: close\r\n\r\n`);
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => (chunks.length === 0 ? reject(error) : undefined));
    socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString())));
  });
}

function parse(text: string): Answer {
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? null;
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
    type: header('content-type') ?? '',
    location: header('location'),
    body,
  };
}

/** Where the person ends up, over redirects: the page, or its status if it only explains. */
async function endOf(path: string | Buffer): Promise<string> {
  const answer = await ask(path);
  if (answer.location !== null) return endOf(answer.location.split('#')[0] ?? '');
  expect(answer.type).toBe('text/html; charset=utf-8');
  const title = /<title>(.*)<\/title>/.exec(answer.body)?.[1] ?? '';
  if (answer.status === 200) return title;
  return `${answer.body.includes('<a href="/">') ? 'explained' : 'no way on'} with ${answer.status}`;
}

describe('an address that names a game', () => {
  it.each([
    '/abc234',
    '/ABC-234',
    '/J/abc-234/',
    '/j/ABC234/players',
    '/join/ABC234',
    '/play/abc234',
    '/game/abc234?from=chat',
    '/ABC234).',
    '/%22ABC234%22',
    '/ABC234%20',
    '/ABC234,',
    '/ABC%E2%80%A6234%E2%80%9D',
    '/%EF%BC%A1BC234',
  ])('leads to it: %s', async (path) => {
    const { status, location } = await ask(path);
    expect([status, location]).toEqual([302, '/j/ABC234']);
    expect(await endOf(path)).toBe('phone');
  });

  it.each([
    '/j/abc234/',
    '/j/ABC234.',
    '/j/ABC234)',
    '/j/abc234%E2%80%9D',
    '/j/ABC234;',
    '/j/ABC234&utm_source=chat',
  ])('is the page that reads it: %s', async (path) => {
    expect(await endOf(path)).toBe('phone');
  });
});

describe('an address that names nothing', () => {
  it.each([
    ['/j', '/'],
    ['/play', '/'],
    ['/join', '/'],
    ['/wifi', '/#wrong'],
    ['/index.html', '/#wrong'],
    ['/board/abc', '/board/'],
    ['/BANKER/', '/banker/'],
    ['/banker/settings/more', '/banker/'],
  ])('leads to the door: %s to %s', async (path, way) => {
    expect(await ask(path)).toMatchObject({ status: 302, location: way });
  });

  const broken: readonly (readonly [string, string | Buffer])[] = [
    ['a hundred characters', `/j/${'a'.repeat(101)}`],
    ['thousands of characters', `/j/${'a'.repeat(5_000)}`],
    ['thousands of percent signs', `/j/${'%'.repeat(5_000)}`],
    ['tens of thousands of characters', `/j/${'a'.repeat(60_000)}`],
    ['more characters than a request may have', `/j/${'a'.repeat(100_000)}`],
    ['far more characters than a request may have', `/j/${'a'.repeat(1_000_000)}`],
    ['thousands of parts', `/j${'/a'.repeat(5_000)}`],
    ['half an encoded letter', '/j/%E0%A4%A'],
    ['no letter of UTF-8', '/j/%FF%FE'],
    ['an overlong letter', '/j/%C0%AF'],
    ['NUL', '/j/%00'],
    ['NUL in a code', '/j/ABC%00234'],
    ['controls', '/j/%0D%0ASet-Cookie:%20a=b'],
    ['a raw control', '/j/a\u0007b'],
    ['raw letters of another script', Buffer.from('/j/ключ')],
    ['raw bytes', Buffer.from([0x2f, 0x6a, 0x2f, 0xff, 0xfe])],
    ['a raw emoji', Buffer.from('/🦊')],
    ['a broken percent sign at the beginning', '/%'],
    ['a broken percent sign elsewhere', '/play%zz'],
    ['dots', '/../../etc/passwd'],
    ['encoded dots', '/j/%2e%2e%2f%2e%2e'],
    ['two slashes', '//evil.example/j'],
    ['a backslash', '/j\\ABC'],
    ['half brackets', '/j/[{'],
    ['a semicolon', '/j;x'],
    ['markup', '/<script>alert(1)</script>'],
    ['a broken board', '/board/%E0%A4%A'],
    ['a long board', `/board/${'b'.repeat(5_000)}`],
    ['a long page', `/play/${'b'.repeat(5_000)}`],
    ['a name of a prototype', '/__proto__'],
  ];
  it.each(broken)('leads to the door, or says what is wrong: %s', async (_, path) => {
    expect(await endOf(path)).toMatch(/^(phone|board|explained with 4(00|31))$/);
    expect(app.reports.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });

  it('leads away from this laptop in no case', async () => {
    for (const [, path] of broken) expect((await ask(path)).location ?? '/').toMatch(/^\/(?!\/)/);
  });

  it.each(['/api/v2/%', `/api/v2/games/${'x'.repeat(5_000)}`, '/assets/%E0%A4%A', '/api/v2/nothing'])(
    'is a problem for programs: %s',
    async (path) => {
      const { status, type } = await ask(path, ['Accept: */*']);
      expect([Math.floor(status / 100), type]).toEqual([4, 'application/problem+json; charset=utf-8']);
    },
  );
});

describe('a page that cannot be shown', () => {
  it('under a name that is not ours says where to look, and leads nowhere else', async () => {
    const { status, type, body } = await ask('/j/ABC234', ['Host: evil.example:4747', `Accept: ${BROWSER}`]);
    expect([status, type]).toEqual([403, 'text/html; charset=utf-8']);
    expect(body).toMatch(/Scan the code/);
    expect(body).not.toMatch(/href|evil/);
  });

  it('for want of room for cookies says what to do', async () => {
    const { status, type, body } = await ask('/j/ABC234', [
      `Cookie: ${'other=x; '.repeat(8_000)}`,
      `Accept: ${BROWSER}`,
    ]);
    expect([status, type]).toEqual([431, 'text/html; charset=utf-8']);
    expect(body).toMatch(/delete this site&#39;s cookies/);
  });

  const COOKIE_BYTES = [67_000, 80_000, 120_000, 140_000, 300_000, 700_000];
  const large = (bytes: number) =>
    `Cookie: ${Array.from({ length: bytes / 1_000 }, (_, index) => `other${index}=${'x'.repeat(990)}`).join('; ')}`;
  // Browsers send them last.
  const HEADERS = [`Accept: ${BROWSER}`, 'Accept-Language: de'];

  it.each(COOKIE_BYTES)(
    'is a page in plain words, too, where there are %i bytes of cookies',
    async (bytes) => {
      for (const path of ['/', '/j/ABC234', '/banker/']) {
        const { status, type, body } = await ask(path, [...HEADERS, large(bytes)]);
        expect([status, type]).toEqual([431, 'text/html; charset=utf-8']);
        expect(body).toMatch(/lösch die Cookies|delete this site&#39;s cookies/);
      }
    },
  );

  it.each(COOKIE_BYTES.slice(0, 3))('is a problem for programs, where there are %i', async (bytes) => {
    for (const headers of [
      ['Accept: */*', large(bytes)],
      [large(bytes), 'Accept: */*'],
    ]) {
      const { status, type, body } = await ask('/api/v2/seats', headers);
      expect([status, type]).toEqual([431, 'application/problem+json; charset=utf-8']);
      expect(JSON.parse(body)).toMatchObject({ code: 'headers_too_large' });
    }
  });

  it('for want of room for cookies says it in the language of the browser, or in all where that never arrived', async () => {
    const cookie = `Cookie: ${'other=x; '.repeat(8_000)}`;
    const asked = await ask('/j/ABC234', [cookie, `Accept: ${BROWSER}`, 'Accept-Language: de']);
    expect(asked.body).toContain('<html lang="de" dir="ltr">');
    expect(asked.body).not.toContain('cookies of other programs');
    const { body } = await ask('/j/ABC234', [large(200_000), `Accept: ${BROWSER}`]);
    const parts = [...body.matchAll(/<div lang="(\w+)" dir="(\w+)">/g)].map(([, ...found]) => found);
    expect(parts).toEqual([
      ['en', 'ltr'],
      ['de', 'ltr'],
      ['fr', 'ltr'],
      ['es', 'ltr'],
      ['ar', 'rtl'],
    ]);
    expect(body).toContain('<html lang="en" dir="ltr">');
  });
});

describe('the language of a page that cannot be shown', () => {
  const stranger = (...headers: string[]) =>
    ask('/j/ABC234', ['Host: evil.example:4747', `Accept: ${BROWSER}`, ...headers]);

  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de', 'Scanne den Code'],
    ['nl, fr;q=0.4, es;q=0.7', 'es', 'Escanea el código'],
    ['fr;q=0, ar-EG;q=0.1', 'ar', 'الحاسوب'],
    ['fr-CA', 'fr', 'Scanne le code'],
    ['nl;q=much, <b>', 'en', 'Scan the code'],
    ['', 'en', 'Scan the code'],
  ])('is that which the browser asks for: "%s"', async (accepted, language, words) => {
    const { body } = await stranger(`Accept-Language: ${accepted}`);
    expect(body).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(body).toContain(words);
  });
});

describe('https typed to the port of http', () => {
  it('is refused at once, in the language of TLS, and noted', async () => {
    const { hostname, port } = new URL(app.url);
    const before = tries.length;
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => {
      connectTls({ host: hostname, port: Number(port), servername: '' }).on('error', resolve);
    });
    expect(error.code).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
    expect(tries).toHaveLength(before + 1);
    expect(await endOf('/')).toBe('phone');
  });
});
