/** Redis servers that tests start for themselves, to use, stop and break. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { findTool } from './find-tool.ts';
import { freePort } from './free-port.ts';

/** The path is null where a test cannot start a server of its own. */
export const OWN_REDIS =
  process.platform === 'win32'
    ? { path: null, note: ' (not run: on Windows no signal stops a server)' }
    : findTool('redis');

export interface OwnRedis {
  readonly url: string;
  /** SIGSTOP: it answers nobody, and its connections stay. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL */
  kill(): Promise<void>;
  start(): Promise<void>;
  dispose(): Promise<void>;
}

/** A server of the test's own, running, which keeps nothing. */
export async function startOwnRedis(): Promise<OwnRedis> {
  const port = await freePort();
  let running: ChildProcess | null = null;
  const start = async () => {
    const server = spawn(
      OWN_REDIS.path ?? '',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    running = server;
    for await (const line of server.stdout) {
      if (String(line).includes('Ready to accept connections')) break;
    }
    if (server.exitCode !== null) throw new Error('The Redis server of the test did not start.');
  };
  const kill = async () => {
    const server = running;
    running = null;
    if (server === null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => running?.kill('SIGSTOP'),
    thaw: () => running?.kill('SIGCONT'),
    kill,
    start,
    dispose: kill,
  };
}
