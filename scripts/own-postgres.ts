/** PostgreSQL servers that tests start for themselves, to use, stop and break. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findTool } from './find-tool.ts';
import { freePort } from './free-port.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

/** "nobody": the server refuses to run as root. */
const ORDINARY_USER = 65_534;

/** The path is null where a test cannot start a server of its own. */
export const OWN_POSTGRES =
  process.platform === 'win32'
    ? { path: null, note: ' (not run: on Windows no signal stops a server)' }
    : findTool('postgres');

/** Tests that run side by side have some connections each. The data is gone afterwards: it need not be on the disk. */
export const FOR_MANY_TESTS = { max_connections: '400', fsync: 'off', full_page_writes: 'off' };

export interface OwnPostgres {
  readonly url: string;
  readonly port: number;
  /** Of the server; its helpers are its children. Throws while it does not run. */
  pid(): number;
  /** SIGQUIT: it ends at once, and recovers at the next start. */
  kill(): Promise<void>;
  /** SIGINT: it ends everybody's transactions, and stops. */
  stop(): Promise<void>;
  start(): Promise<void>;
  dispose(): Promise<void>;
}

/** A server of the test's own, running. */
export async function startOwnPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnPostgres> {
  const programs = dirname(realpathSync(OWN_POSTGRES.path ?? ''));
  const folder = makeTemporaryFolder('own-postgres-');
  const asUser = process.getuid?.() === 0 ? { uid: ORDINARY_USER, gid: ORDINARY_USER } : {};
  if (asUser.uid !== undefined) chownSync(folder, asUser.uid, asUser.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { cwd: folder, encoding: 'utf8', ...asUser },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const options = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let running: ChildProcess | null = null;

  const end = async (signal: 'SIGQUIT' | 'SIGINT') => {
    const server = running;
    running = null;
    if (server === null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  const start = async () => {
    const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...options], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...asUser,
    });
    running = server;
    for await (const line of server.stderr) {
      if (String(line).includes('ready to accept connections')) break;
    }
    if (server.exitCode !== null) throw new Error('The server of the test did not start.');
    server.stderr.resume();
  };
  await start();
  return {
    url,
    port,
    pid() {
      if (running?.pid === undefined) throw new Error('The server of the test does not run.');
      return running.pid;
    },
    kill: () => end('SIGQUIT'),
    stop: () => end('SIGINT'),
    start,
    async dispose() {
      await end('SIGQUIT');
      removeFolder(folder);
    },
  };
}
