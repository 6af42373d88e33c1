import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { closed } from './ending.ts';
import { type Environment, installedRuntime } from './runtime.ts';

const PROGRAM = join(import.meta.dirname, 'fetch-program.ts');

/** Electron's program, or the rest of a sentence that says why there is none. */
export type Runtime = { readonly program: string; readonly isFresh: boolean } | { readonly whyNot: string };

/**
 * Looks for Electron's runtime in the project and fetches it where it is missing, which Ctrl-C ends without ending us.
 * @param say told in a sentence that something is being fetched
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
    'Downloading Electron for the desktop window: about 120 MB, this once. Press Ctrl-C to carry on in the browser without it.',
  );
  const whyNot = await fetchInChild(env);
  if (whyNot !== null) return { whyNot: `Electron could not be downloaded: ${whyNot}` };
  const program = installedRuntime(root, process.platform, env);
  if (program === null) return { whyNot: 'Electron was not unpacked completely' };
  return { program, isFresh: true };
}

/** Fetches the runtime; null: it is there, else why not. A process of its own, because Node reads at its start whether there is a proxy. */
export async function fetchInChild(env: Environment): Promise<string | null> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...env, ...withProxies(env) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // On Windows, too, it is ended at once: it holds nothing.
  const stop = () => void child.kill();
  process.on('SIGINT', stop);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    const { code } = await closed(child);
    if (code === 0) return null;
    return said === '' ? 'it was cancelled' : said;
  } finally {
    process.off('SIGINT', stop);
  }
}

/** Node's own variables for proxies, from whatever names npm or the shell have for them. This laptop is reached without one. */
export function withProxies(env: Environment): Record<string, string> {
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
