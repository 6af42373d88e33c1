import { once } from 'node:events';
/** Downloading Electron's runtime from a mirror on loopback, into a separate checkout. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeTemporaryFolder, removeFolder } from '../temporary-folder.ts';
import { type Clone, expectRuntime, makeClone } from './clone.harness.ts';
import { installedRuntime, programPath, requiredVersion } from './electron-runtime.ts';
import { FetchError, fetchRuntime, TIME_LIMITS } from './fetch-runtime.ts';
import { fetchRuntimeInChild, proxyEnvironment } from './get-runtime.ts';
import { type MirrorBehaviour, type Mirror, runtimeZip, startMirror } from './mirror.harness.ts';

const QUICK = { ...TIME_LIMITS, stallMs: 300 };

let clone: Clone;
let zip: Buffer;
let version: string;
let cache: string;
let mirror: Mirror | null = null;
beforeAll(async () => {
  clone = makeClone();
  version = requiredVersion(clone.path) ?? '';
  zip = await runtimeZip(version, '#!/bin/sh\n');
});
afterAll(() => clone.dispose());
beforeEach(() => {
  cache = makeTemporaryFolder('cache-');
  vi.stubEnv('electron_config_cache', cache);
});
afterEach(() => {
  mirror?.close();
  mirror = null;
  vi.unstubAllEnvs();
  removeFolder(cache);
  removeFolder(join(clone.electron, 'dist'));
  rmSync(join(clone.electron, 'path.txt'), { force: true });
});

/** The package expects the zip's checksum unless a test passes another. */
async function startMirrorFor(behaviour: MirrorBehaviour, sha256?: string): Promise<Mirror> {
  mirror = await startMirror(zip, behaviour);
  vi.stubEnv('ELECTRON_MIRROR', mirror.url);
  expectRuntime(
    clone,
    `electron-v${version}-${process.platform}-${process.arch}.zip`,
    sha256 ?? mirror.sha256,
  );
  return mirror;
}

const progress: number[] = [];
function fetchFromMirror(timeLimits = QUICK): Promise<void> {
  progress.length = 0;
  return fetchRuntime({
    root: clone.path,
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    abortSignal: new AbortController().signal,
    onProgress: ({ percent }) => progress.push(percent),
    timeLimits,
  });
}

const installed = () => installedRuntime(clone.path, process.platform, process.env);

describe('a runtime that the mirror has', () => {
  it('is downloaded, checked against the package, and unpacked by its installer', async () => {
    const { requests } = await startMirrorFor('good');
    expect(installed()).toBeNull();
    await fetchFromMirror();
    expect(installed()).toBe(join(clone.electron, 'dist', programPath(process.platform)));
    expect(progress.at(-1)).toBe(1);
    expect(requests).toEqual([`/v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`]);
  });

  it("is checked against the mirror's own checksums if asked to", async () => {
    const { requests } = await startMirrorFor('good', '0'.repeat(64));
    vi.stubEnv('electron_use_remote_checksums', '1');
    await fetchFromMirror();
    expect(installed()).not.toBeNull();
    expect(requests).toContain(`/v${version}/SHASUMS256.txt`);
  });

  it('is downloaded once: the next checkout takes it from the cache', async () => {
    const { requests } = await startMirrorFor('good');
    await fetchFromMirror();
    removeFolder(join(clone.electron, 'dist'));
    rmSync(join(clone.electron, 'path.txt'));
    await fetchFromMirror();
    expect(installed()).not.toBeNull();
    expect(requests).toHaveLength(1);
  });

  it('may come slowly, as long as it comes', async () => {
    await startMirrorFor('slow-but-steady');
    await fetchFromMirror();
    expect(installed()).not.toBeNull();
  });
});

describe('a runtime that does not arrive', () => {
  it.each([
    ['missing', 'the server answered 404'],
    ['silent', 'nothing arrived for 1 s'],
    ['stops-midway', 'nothing arrived for 1 s'],
    ['cut-off', 'the connection was lost'],
  ] as const)('because the mirror is %s: "%s"', async (behaviour, why) => {
    await startMirrorFor(behaviour);
    await expect(fetchFromMirror()).rejects.toThrow(new FetchError(why));
    expect(installed()).toBeNull();
  });

  it('is deleted if it is not what was published', async () => {
    await startMirrorFor('good', '0'.repeat(64));
    await expect(fetchFromMirror()).rejects.toThrow('wrong checksum');
    expect(installed()).toBeNull();
    expect(readdirSync(cache, { recursive: true })).toEqual([]);
  });

  it('within the time limit is abandoned', async () => {
    await startMirrorFor('slow-but-steady');
    await expect(fetchFromMirror({ ...QUICK, downloadMs: 120 })).rejects.toThrow('it took too long');
    expect(installed()).toBeNull();
  });

  it('because there is no network says so', async () => {
    vi.stubEnv('ELECTRON_MIRROR', 'http://mirror.invalid/');
    await expect(fetchFromMirror(TIME_LIMITS)).rejects.toThrow('there is no internet');
  });

  it('because the package is not installed says so', async () => {
    const root = makeTemporaryFolder('bare-');
    const work = fetchRuntime({
      root,
      env: process.env,
      platform: process.platform,
      arch: process.arch,
      abortSignal: new AbortController().signal,
      onProgress: () => undefined,
      timeLimits: QUICK,
    });
    await expect(work).rejects.toThrow('run npm ci');
    removeFolder(root);
  });
});

describe('a runtime somewhere else', () => {
  it('is the one named by ELECTRON_OVERRIDE_DIST_PATH, if it exists', async () => {
    await startMirrorFor('good');
    await fetchFromMirror();
    const elsewhere = join(clone.electron, 'dist');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: elsewhere };
    expect(installedRuntime('/no/project', process.platform, env)).toBe(
      join(elsewhere, programPath(process.platform)),
    );
    expect(
      installedRuntime(clone.path, process.platform, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }),
    ).toBeNull();
  });

  it('does not count if it is only half unpacked or the wrong version', async () => {
    await startMirrorFor('good');
    await fetchFromMirror();
    rmSync(join(clone.electron, 'path.txt'));
    expect(existsSync(join(clone.electron, 'dist/version'))).toBe(true);
    expect(installed()).toBeNull();
  });
});

describe('a proxy', () => {
  it('is read from whichever variables npm and the shell use', () => {
    expect(proxyEnvironment({})).toEqual({});
    expect(proxyEnvironment({ https_proxy: 'http://proxy:3128' })).toMatchObject({
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: 'http://proxy:3128',
    });
    expect(proxyEnvironment({ npm_config_proxy: 'http://proxy:1', npm_config_noproxy: 'intern' })).toEqual({
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: 'http://proxy:1',
      HTTPS_PROXY: 'http://proxy:1',
      NO_PROXY: 'intern,127.0.0.1,localhost,::1',
    });
    expect(proxyEnvironment({ HTTPS_PROXY: '', npm_config_https_proxy: 'http://proxy:2' })).toMatchObject({
      HTTPS_PROXY: 'http://proxy:2',
    });
  });

  let proxy: Server | null = null;
  afterEach(() => void proxy?.close());

  it('is used for the download', async () => {
    const wanted: string[] = [];
    proxy = createServer((request, response) => {
      wanted.push(request.url ?? '');
      response.writeHead(404).end();
    });
    proxy.on('connect', (request, socket) => {
      wanted.push(request.url ?? '');
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const whyNot = await fetchRuntimeInChild({
      ...process.env,
      ELECTRON_MIRROR: 'http://mirror.invalid/',
      HTTP_PROXY: `http://127.0.0.1:${port}`,
    });
    expect(whyNot).not.toBeNull();
    expect(wanted.join()).toContain('mirror.invalid');
  });
});
