import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Environment, installedRuntime } from './electron-runtime.ts';
import { waitForClose } from './exit-status.ts';

const PROGRAM = join(import.meta.dirname, 'fetch-runtime-child.ts');

/** Electron's program, or why there is none, as the end of a sentence. */
export type Runtime = { readonly program: string; readonly isFresh: boolean } | { readonly whyNot: string };

/**
 * Looks for Electron's runtime in the project and downloads it if it is missing; Ctrl-C cancels the download but not this
 * process.
 * @param say called with a sentence when a download begins
 */
export async function getRuntime(
  root: string,
  env: Environment,
  say: (sentence: string) => void,
): Promise<Runtime> {
  const installed = installedRuntime(root, process.platform, env);
  if (installed !== null) return { program: installed, isFresh: false };
  if (env['ELECTRON_OVERRIDE_DIST_PATH'])
    return { whyNot: `there is no Electron in ${env['ELECTRON_OVERRIDE_DIST_PATH']}` };
  say(
    'Downloading Electron for the desktop window: about 120 MB, just this once. Press Ctrl-C to carry on in the browser without it.',
  );
  const whyNot = await fetchRuntimeInChild(env);
  if (whyNot !== null) return { whyNot: `Electron could not be downloaded: ${whyNot}` };
  const program = installedRuntime(root, process.platform, env);
  if (program === null) return { whyNot: 'Electron was not unpacked completely' };
  return { program, isFresh: true };
}

/**
 * Downloads the runtime. Returns null once it is there, otherwise why it isn't. Runs in a separate process, because Node reads the
 * proxy settings at startup; it ends when we do.
 */
export async function fetchRuntimeInChild(env: Environment): Promise<string | null> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...env, ...proxyEnvironment(env) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // It cleans up and exits. On Windows it is killed outright, which leaves half a file in the temporary folder.
  const cancel = () => void child.kill();
  let received: NodeJS.Signals | null = null;
  const cancelAndExit = (signal: NodeJS.Signals) => {
    received = signal;
    cancel();
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancelAndExit).on('SIGHUP', cancelAndExit);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  try {
    const { code } = await waitForClose(child);
    if (code === 0) return null;
    return stdout === '' ? 'it was cancelled' : stdout;
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancelAndExit).off('SIGHUP', cancelAndExit);
    // Our handlers are gone, so the signal now ends this process as it would any other.
    if (received !== null) process.kill(process.pid, received);
  }
}

/** Node's proxy variables, taken from whichever names npm or the shell use. Loopback is reached without a proxy. */
export function proxyEnvironment(env: Environment): Record<string, string> {
  const first = (...names: string[]) => names.map((name) => env[name]).find(Boolean);
  const http = first('HTTP_PROXY', 'http_proxy', 'npm_config_proxy');
  const https = first('HTTPS_PROXY', 'https_proxy', 'npm_config_https_proxy') ?? http;
  if (http === undefined && https === undefined) return {};
  const without = first('NO_PROXY', 'no_proxy', 'npm_config_noproxy');
  return {
    NODE_USE_ENV_PROXY: '1',
    ...(http && { HTTP_PROXY: http }),
    ...(https && { HTTPS_PROXY: https }),
    NO_PROXY: [...(without === undefined ? [] : [without]), '127.0.0.1', 'localhost', '::1'].join(','),
  };
}
