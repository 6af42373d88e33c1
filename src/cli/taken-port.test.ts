/** The port that a data folder used last belongs to another program by now: only a process of its own shows whether it waits or ends. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let child: ChildProcessWithoutNullStreams | null = null;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await end();
  folder.dispose();
});

async function end() {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  // Windows has no signals: it ends a process at once.
  expect(await exit).toEqual(process.platform === 'win32' ? [null, 'SIGTERM'] : [0, null]);
}

/** The port of a host on the folder, once it listens; whatever it said if it ends before. */
async function start(...args: readonly string[]): Promise<number | string> {
  const script = join(import.meta.dirname, 'index.ts');
  const options = ['--data', folder.path, '--no-mdns', '--json', ...args];
  const started = spawn(process.execPath, [script, ...options], { stdio: 'pipe' });
  child = started;
  let said = '';
  started.stderr.on('data', (text) => (said += String(text)));
  const ended = once(started, 'exit').then(([code]) => `exit ${String(code)}: ${said}`);
  const line = once(createInterface({ input: started.stdout }), 'line').then(
    ([text]) => (JSON.parse(String(text)) as { port: number }).port,
  );
  return await Promise.race([line, ended]);
}

it('starts on another port, and stops when it is told to', { timeout: 60_000 }, async () => {
  const port = await freePort();
  expect(await start('--port', String(port))).toBe(port);
  await end();
  const other = createServer((socket) => socket.end());
  other.listen(port);
  await once(other, 'listening');
  const instead = await start();
  expect(instead).toEqual(expect.any(Number));
  expect(instead).not.toBe(port);
  other.close();
});
