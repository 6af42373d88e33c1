import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  feedUrl,
  isNewer,
  type NewerVersion,
  type NewerVersionDependencies,
  announceNewerVersion,
} from './newer-version.ts';

const NEWEST = { version: '1.10.0', page: 'https://example.org/download' };

let server: Server | undefined;
afterEach(async () => {
  const ended = server;
  server = undefined;
  if (ended === undefined) return;
  ended.closeAllConnections();
  await new Promise((resolve) => ended.close(resolve));
});

/** A feed on loopback; its address. */
async function serve(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/newest.json`;
}

type CheckOptions = Partial<NewerVersionDependencies> & { readonly feed?: string };

/** Asks, and returns what was announced and what was logged. */
async function check({
  feed,
  ...parts
}: CheckOptions): Promise<{ announced: NewerVersion[]; logged: string[] }> {
  const announced: NewerVersion[] = [];
  const logged: string[] = [];
  await announceNewerVersion({
    manifest: () => (feed === undefined ? {} : { newerVersionFeed: feed }),
    version: '1.9.3',
    fetch,
    timeLimit: (ms) => AbortSignal.timeout(ms),
    isGameUnfinished: () => false,
    announce: (newer) => announced.push(newer),
    onError: (error) => logged.push(String(error)),
    ...parts,
  });
  return { announced, logged };
}

const answering = (answer: unknown) => serve((_request, response) => response.end(JSON.stringify(answer)));

describe('a newer version', () => {
  it('is announced with its download page', async () => {
    expect(await check({ feed: await answering(NEWEST) })).toEqual({ announced: [NEWEST], logged: [] });
  });

  it.each(['1.10.0', '1.10.1', '2.0.0', '1.10.0-beta.1'])('is not announced to %s', async (version) => {
    expect(await check({ feed: await answering(NEWEST), version })).toEqual({ announced: [], logged: [] });
  });

  it('is not checked for if no feed is configured', async () => {
    expect(await check({ fetch: () => expect.unreachable() })).toEqual({ announced: [], logged: [] });
  });

  it('is not even checked for while a game is unfinished', async () => {
    const parts = { feed: 'https://example.org/', isGameUnfinished: () => true };
    expect(await check({ ...parts, fetch: () => expect.unreachable() })).toEqual({
      announced: [],
      logged: [],
    });
  });

  it('is not announced if a game has been created in the meantime', async () => {
    let isUnfinished = false;
    const feed = await serve((_request, response) => {
      isUnfinished = true;
      response.end(JSON.stringify(NEWEST));
    });
    expect(await check({ feed, isGameUnfinished: () => isUnfinished })).toEqual({
      announced: [],
      logged: [],
    });
  });
});

describe('a feed that', () => {
  const nothing = (why: string) => ({ announced: [], logged: [expect.stringContaining(why)] });

  it.each([
    ['something else', 'newer'],
    ['nothing', null],
    ['a list', [NEWEST]],
    ['no page', { version: '1.10.0' }],
    ['more than asked for', { ...NEWEST, install: 'now' }],
    ['a version in another format', { ...NEWEST, version: 'v1.10.0' }],
    ['a page over plain http', { ...NEWEST, page: 'http://example.org/' }],
    ['a page that is a program', { ...NEWEST, page: 'file:///usr/bin/true' }],
  ])('answers %s is not believed', async (_what, answer) => {
    expect(await check({ feed: await answering(answer) })).toEqual(nothing('did not answer'));
  });

  it("answers with the Wi-Fi's login page is not believed", async () => {
    const feed = await serve((_request, response) => response.end('<html>Please log in</html>'));
    expect(await check({ feed })).toEqual(nothing('JSON'));
  });

  it('has an error is not believed', async () => {
    const feed = await serve((_request, response) => {
      response.statusCode = 500;
      response.end(JSON.stringify(NEWEST));
    });
    expect(await check({ feed })).toEqual(nothing('answered 500'));
  });

  it('redirects is not followed', async () => {
    const feed = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/' });
      response.end();
    });
    expect(await check({ feed })).toEqual(nothing('TypeError'));
  });

  it('never stops sending is cut off', async () => {
    const feed = await serve((_request, response) =>
      response.end(' '.repeat(2_000) + JSON.stringify(NEWEST)),
    );
    expect(await check({ feed })).toEqual(nothing('too long'));
  });

  it('never answers is abandoned after the time limit', async () => {
    const limit = new AbortController();
    const feed = await serve(() => limit.abort(new Error('time is over')));
    const limits: number[] = [];
    const timeLimit = (ms: number) => {
      limits.push(ms);
      return limit.signal;
    };
    expect(await check({ feed, timeLimit })).toEqual(nothing('time is over'));
    expect(limits).toEqual([5_000]);
  });

  it('cannot be reached is only logged', async () => {
    expect(await check({ feed: 'http://127.0.0.1:9/' })).toEqual(nothing('fetch failed'));
  });
});

describe('of two versions', () => {
  it.each([
    ['1.10.0', '1.9.9'],
    ['2.0.0', '1.99.99'],
    ['0.0.2', '0.0.1'],
  ])('%s is newer than %s, and not the other way round', (newer, older) => {
    expect([isNewer(newer, older), isNewer(older, newer), isNewer(newer, newer)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each(['', '1', '1.2', '1.2.3.4', 'v1.2.3', '1.2.3-beta', '1.2.x', '9'.repeat(30)])(
    '%j is never newer or older than anything',
    (strange) => {
      expect([isNewer(strange, '0.0.0'), isNewer('9.9.9', strange)]).toEqual([false, false]);
    },
  );
});

describe('the feed', () => {
  it('is the one named in the package', () => {
    const feed = 'https://example.org/newest.json';
    expect(feedUrl({ name: 'trading-game-night', newerVersionFeed: feed })).toBe(feed);
    expect(feedUrl({ newerVersionFeed: 'http://127.0.0.1:4000/' })).toBe('http://127.0.0.1:4000/');
  });

  it.each([{ name: 'trading-game-night' }, null, 'text'])(
    'is null if the package names none: %j',
    (manifest) => {
      expect(feedUrl(manifest)).toBeNull();
    },
  );

  it.each(['http://example.org/', 'http://127.0.0.1.example.org/', 'file:///etc/hosts', 'newest', 7, null])(
    'is never %j',
    (newerVersionFeed) => {
      expect(() => feedUrl({ newerVersionFeed })).toThrow('https');
    },
  );
});
