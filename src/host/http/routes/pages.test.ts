import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient } from '../../live/raw-client.harness.ts';
import { temporaryFolder } from '../../storage/events.fixtures.ts';
import { startTestApp, type TestApp } from '../test-app.harness.ts';

const FILES: Readonly<Record<string, string>> = {
  'pages/index.html': '<!doctype html><title>Phone</title>',
  'pages/banker/index.html': '<!doctype html><style>p{}</style><script>go()</script><title>Desk</title>',
  'pages/board/index.html': '<!doctype html><title>Board</title>',
  'pages/assets/app-Abc123.js': 'console.log(1)',
  'pages/assets/large-Abc123.js': `console.log('${'x'.repeat(8_000_000)}')`,
  'secret.txt': 'secret',
};

/** Where Linux lists what this process holds open. */
const OPEN_FILES = '/proc/self/fd';
const LISTS_OPEN_FILES = existsSync(OPEN_FILES);

const folder = temporaryFolder();
let app: TestApp;
beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(folder.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    writeFileSync(`${path}.gz`, gzipSync(text));
  }
  app = await startTestApp({ pagesFolder: join(folder.path, 'pages') });
});
afterAll(async () => {
  await app.close();
  folder.dispose();
});

const portOf = (url: string) => Number(new URL(url).port);

/** The files that this process holds open. */
function openFiles(): readonly string[] {
  return readdirSync(OPEN_FILES).flatMap((descriptor) => linkOf(join(OPEN_FILES, descriptor)) ?? []);
}

/** Null: it has been closed meanwhile, as the one that lists them. */
function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** The response exactly as sent: no client decompresses it. */
function fetchRaw(path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(app.url);
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      httpRequest({ hostname, port, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

describe('pages', () => {
  it.each([
    ['/J/ABC234', '/j/ABC234'],
    ['/J/abc234', '/j/ABC234'],
    ['/J/%E0%A4%A', '/#wrong'],
    ['/J/evil.example', '/#wrong'],
    ['/J/%2F%2Fevil.example', '/#wrong'],
  ])('lead a code in capitals, whatever its scanner accepts: %s to %s', async (scanned, way) => {
    const answer = await fetchRaw(scanned, { accept: '*/*' });
    expect(answer).toMatchObject({ status: 302, headers: { location: way } });
  });

  it.each(['/abc234', '/api/abc234'])('tell a program that there is nothing at %s', async (path) => {
    const accept = path.startsWith('/api') ? 'text/html' : 'application/json';
    expect(await fetchRaw(path, { accept })).toMatchObject({ status: 404 });
  });

  it.each([
    ['/', 'Phone'],
    ['/j/ABC234', 'Phone'],
    ['/j/ABC234/', 'Phone'],
    ['/j/whatever?x=1', 'Phone'],
    ['/banker/', 'Desk'],
    ['/board/', 'Board'],
  ])('%s is the %s', async (path, title) => {
    const page = await app.call(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`<title>${title}</title>`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['banker', 'board'])('/%s leads to its folder', async (name) => {
    expect(await app.call(`/${name}`)).toMatchObject({ status: 302 });
    expect((await app.call(`/${name}`)).headers.get('location')).toBe(`/${name}/`);
  });

  it('need no cookie and are the same for every code', async () => {
    const [one, other] = [await fetchRaw('/j/ABC234'), await fetchRaw('/j/XYZ789', { cookie: 'a=b' })];
    expect(one.body.equals(other.body)).toBe(true);
    expect(one.headers['set-cookie']).toBeUndefined();
  });

  it('come compressed as they were built', async () => {
    const zipped = await fetchRaw('/', { 'accept-encoding': 'gzip, deflate' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(zipped.headers['vary']).toMatch(/accept-encoding/i);
    expect(gunzipSync(zipped.body).toString()).toContain('Phone');
    const overHttps = await fetchRaw('/assets/app-Abc123.js', {
      'accept-encoding': 'gzip, deflate, br, zstd',
    });
    expect(overHttps.headers['content-encoding']).toBe('gzip');
    const plain = await fetchRaw('/banker/', { 'accept-encoding': 'identity' });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it('are revalidated; hashed assets are cached for ever', async () => {
    const { headers } = await fetchRaw('/');
    const again = await fetchRaw('/', { 'if-none-match': String(headers['etag']) });
    expect(again).toMatchObject({ status: 304, headers: { 'cache-control': 'no-cache' } });
    const asset = await fetchRaw('/assets/app-Abc123.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toMatch(/javascript/);
  });

  it('are not cached if they are missing', async () => {
    const missing = await app.call('/assets/gone-Abc123.js');
    expect(missing).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(missing.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/../secret.txt',
  ])('give access to no other file (%s)', async (path) => {
    const { status, body } = await fetchRaw(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.toString()).not.toContain('"secret"');
    expect(body.toString()).not.toBe('secret');
  });

  it('may not load anything from elsewhere, and never send a browser to https', async () => {
    const { headers } = await fetchRaw('/', { host: 'night.local:4747' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self' ws://night.local:4747");
    expect(policy).toContain("frame-ancestors 'none'");
    // Where the laptop may be next is not known yet, but its port is.
    expect(policy).toMatch(/connect-src [^;]* http:\/\/\*:4747$/);
    expect(policy.replace(/ http:\/\/\*:4747$/, '')).not.toMatch(/unsafe|upgrade-insecure|https|\*/);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('may run the script and wear the style that were built into them, and no others', async () => {
    const { headers } = await fetchRaw('/banker/');
    const hash = (text: string) => createHash('sha256').update(text).digest('base64');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash('go()')}'`);
    expect(policy).toContain(`style-src 'self' 'sha256-${hash('p{}')}'`);
    const other = await fetchRaw('/');
    expect(String(other.headers['content-security-policy'])).not.toContain('sha256');
  });

  it.each([
    ['/', true],
    ['/j/ABC234', true],
    ['/board/', true],
    ['/banker/', false],
    ['/docs/', false],
    ['/api/v2/seats', false],
  ])(
    'may look for the laptop at other addresses, if they are a phone’s or a board’s (%s: %s)',
    async (path, may) => {
      const { headers } = await fetchRaw(path, { host: '192.168.1.20:4747' });
      expect(String(headers['content-security-policy']).includes('http://*:4747')).toBe(may);
    },
  );

  it.skipIf(!LISTS_OPEN_FILES).each(['/assets/large-Abc123.js', '/docs/static/swagger-ui-bundle.js'])(
    `hold no file open while somebody does not read them (%s)${LISTS_OPEN_FILES ? '' : ' (not on this system: it does not list them)'}`,
    async (path) => {
      const clients = await Promise.all(Array.from({ length: 5 }, () => RawClient.connect(portOf(app.url))));
      for (const client of clients) client.send(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(4));
      for (const client of clients) {
        await client.waitFor('HTTP/1.1 200');
        client.socket.pause();
      }
      expect(openFiles().filter((file) => file.endsWith('.js'))).toEqual([]);
      for (const client of clients) client.socket.destroy();
    },
  );

  it.each(['*', 'W/"other", ETAG', 'W/ETAG'])('answer 304 to If-None-Match: %s', async (header) => {
    const { headers } = await fetchRaw('/assets/app-Abc123.js', { 'accept-encoding': 'gzip' });
    const etag = String(headers['etag']);
    const ask = { 'accept-encoding': 'gzip', 'if-none-match': header.replace('ETAG', etag) };
    const again = await fetchRaw('/assets/app-Abc123.js', ask);
    expect(again).toMatchObject({ status: 304, headers: { etag } });
    expect(again.body).toHaveLength(0);
  });

  it('have another ETag in each encoding', async () => {
    const encodings = ['gzip', 'identity', 'nonsense;;q=x', 'gzip;q=0, *;q=0'];
    const answers = await Promise.all(encodings.map((each) => fetchRaw('/', { 'accept-encoding': each })));
    expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual([
      'gzip',
      undefined,
      undefined,
      undefined,
    ]);
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(2);
  });

  it('are sent whole even if only a part is asked for', async () => {
    const whole = await fetchRaw('/');
    expect(await fetchRaw('/', { range: 'bytes=0-3' })).toMatchObject({ status: 200, body: whole.body });
  });

  it('to a HEAD, are the headers alone', async () => {
    const { status, headers, text } = await app.call('/assets/app-Abc123.js', { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
    expect(Number(headers.get('content-length'))).toBeGreaterThan(0);
  });

  it('are answered with a sentence if they have not been built', async () => {
    const bare = await startTestApp();
    const page = await bare.call('/j/ABC234');
    expect(page.status).toBe(404);
    expect(page.text).toContain('This page has not been built.');
    expect((await bare.call('/assets/x.js')).status).toBe(404);
    await bare.close();
  });
});
