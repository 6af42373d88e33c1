import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadArtifact, type FetchDownloaderOptions, type Progress } from '@electron/get';
import { type Environment, requiredVersion } from './electron-runtime.ts';
import { waitForClose } from './exit-status.ts';

/** What to download, for which machine, and how long to wait. */
export interface FetchOptions {
  readonly root: string;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Called whenever more has arrived. */
  readonly onProgress: (progress: Progress) => void;
  readonly timeLimits: TimeLimits;
  /** Aborted, with a `FetchError` as its reason, once the runtime is no longer wanted. */
  readonly abortSignal: AbortSignal;
}

export interface TimeLimits {
  /** Without a single byte, ms. */
  readonly stallMs: number;
  /** From the first request to the last byte, ms. */
  readonly downloadMs: number;
  readonly unpackMs: number;
}

/** 120 MB at 1 Mbit/s take 16 minutes. */
export const TIME_LIMITS: TimeLimits = { stallMs: 20_000, downloadMs: 20 * 60_000, unpackMs: 5 * 60_000 };

/** Why there is no runtime, as the end of a sentence: "Electron could not be downloaded: ...". */
export class FetchError extends Error {
  override readonly name = 'FetchError';
}

/**
 * Downloads Electron's runtime into the cache, verifies it against the package's own checksums and has the package's installer
 * unpack it. Respects the environment (`ELECTRON_MIRROR`, proxies) as the installer does. Throws `FetchError`.
 */
export async function fetchRuntime(options: FetchOptions): Promise<void> {
  await download(options);
  await unpack(options);
}

async function download({
  root,
  env,
  platform,
  arch,
  onProgress,
  timeLimits,
  abortSignal,
}: FetchOptions): Promise<void> {
  const version = requiredVersion(root);
  if (version === null) throw new FetchError('the package "electron" is not installed (run npm ci)');
  const stall = new AbortController();
  const seconds = Math.ceil(timeLimits.stallMs / 1_000);
  const giveUp = () => stall.abort(new FetchError(`nothing arrived for ${seconds} s`));
  let timer = setTimeout(giveUp, timeLimits.stallMs);
  const options: FetchDownloaderOptions = {
    quiet: true,
    signal: AbortSignal.any([abortSignal, stall.signal, AbortSignal.timeout(timeLimits.downloadMs)]),
    getProgressCallback: (progress) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, timeLimits.stallMs);
      onProgress(progress);
      return Promise.resolve();
    },
  };
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: env['ELECTRON_INSTALL_PLATFORM'] || env['npm_config_platform'] || platform,
      arch: env['ELECTRON_INSTALL_ARCH'] || env['npm_config_arch'] || arch,
      downloadOptions: options,
      ...(env['electron_config_cache'] && { cacheRoot: env['electron_config_cache'] }),
      ...(wantsRemoteChecksums(env) ? {} : { checksums: ownChecksums(root) }),
    });
  } catch (error) {
    throw new FetchError(reasonFor(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

const wantsRemoteChecksums = (env: Environment): boolean =>
  Boolean(env['electron_use_remote_checksums'] || env['npm_config_electron_use_remote_checksums']);

function ownChecksums(root: string): Record<string, string> {
  const text = readFileSync(join(root, 'node_modules/electron/checksums.json'), 'utf8');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package's own list; anything that is not a checksum matches no file
  return JSON.parse(text) as Record<string, string>;
}

/** The package's own installer finds the file in the cache. */
async function unpack({ root, env, timeLimits, abortSignal }: FetchOptions): Promise<void> {
  const installer = join(root, 'node_modules/electron/install.js');
  const run = spawn(process.execPath, [installer], {
    env: { ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: timeLimits.unpackMs,
    signal: abortSignal,
  });
  let stderr = '';
  run.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const { code, signal } = await waitForClose(run);
  abortSignal.throwIfAborted();
  if (signal !== null) throw new FetchError('unpacking took too long');
  if (code !== 0) throw new FetchError(`it could not be unpacked (${codeIn(stderr) ?? firstLine(stderr)})`);
}

function reasonFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof FetchError) return error.message;
  if (error.name === 'TimeoutError') return 'it took too long';
  if (error.message.includes('did not match expected checksum'))
    return 'what arrived is not what was published (wrong checksum), so it was deleted';
  if (error.message.startsWith('No checksum found')) return 'there is none for this kind of computer';
  if (error.name === 'HTTPError')
    return `the server answered ${/\d{3}/.exec(error.message)?.[0] ?? 'with an error'}`;
  const code = codeOf(error) ?? codeOf(error.cause);
  if (code !== null && NO_INTERNET.has(code)) return 'there is no internet';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full';
  if (error.message === 'terminated') return 'the connection was lost';
  return code ?? firstLine(error.message);
}

const NO_INTERNET: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
]);

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const codeIn = (text: string): string | null => /\bE[A-Z]{3,}\b/.exec(text)?.[0] ?? null;
const firstLine = (text: string): string => text.split('\n')[0]?.trim() ?? '';
