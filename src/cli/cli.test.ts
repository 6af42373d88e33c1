/** The headless host from outside: a process with options, a first line of output, signals and an exit code. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { inLongForm, shortOrAll } from '../../scripts/long-form.fixtures.ts';
import { TestSocket } from '../host/live/test-socket.harness.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';
import { makeNewer } from '../host/storage/sqlite/newer-version.harness.ts';

const CLI = join(import.meta.dirname, 'index.ts');
const FROZEN_EVENING = join(import.meta.dirname, '../host/storage/frozen/database-5.sqlite3');
const SLOW = { timeout: 60_000 };
const IS_WINDOWS = process.platform === 'win32';

interface ReadyLine {
  readonly ready: true;
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly join_urls: readonly string[];
  readonly banker_url: string;
  readonly banker_token: string;
}

let folder: ReturnType<typeof temporaryFolder>;
let children: ChildProcessWithoutNullStreams[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  children = [];
  folder.dispose();
});

/** Resolves once the process has exited and released its files. */
async function kill(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function run(...args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: 'pipe' });
  children.push(child);
  return child;
}

async function start(
  ...args: readonly string[]
): Promise<{ child: ChildProcessWithoutNullStreams; ready: ReadyLine }> {
  const child = run('--json', '--no-mdns', '--data', folder.path, ...args);
  const errors = textOf(child.stderr);
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(async () => Promise.reject(new Error(await errors))),
  ])) as [string];
  return { child, ready: JSON.parse(line) as ReadyLine };
}

/** The exit code and output of a run that never gets as far as serving. */
async function runToFailure(
  ...args: readonly string[]
): Promise<{ code: number; said: string; out: string }> {
  const child = run(...args);
  const [said, out, [code]] = await Promise.all([
    textOf(child.stderr),
    textOf(child.stdout),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, said: said.trim(), out };
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** A process's CPU time so far, in hundredths of a second. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

async function post(
  ready: ReadyLine,
  path: string,
  body: object,
  key: string = randomUUID(),
): Promise<string> {
  const response = await fetch(`${ready.url}/api/v2${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ready.banker_token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text;
}

describe('a start that fails', SLOW, () => {
  it('because of its command line has exit code 2 and prints one sentence', async () => {
    const { code, said, out } = await runToFailure('--prot', '4747');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(/^Unknown option '--prot'.*--help\.$/);
  });

  it('because of the port has exit code 3', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const port = String(portOf(stranger.address()));
    const { code, said } = await runToFailure('--port', port, '--data', folder.path, '--no-mdns');
    stranger.close();
    expect(code).toBe(3);
    expect(said).toBe(
      `Port ${port} is used by another program. Close that program, or choose another port with --port.`,
    );
  });

  inLongForm(() => {
    it('because of the folder has exit code 4', async () => {
      const file = join(folder.path, 'file');
      writeFileSync(file, '');
      const { code, said } = await runToFailure('--port', '0', '--data', file, '--no-mdns');
      expect(code).toBe(4);
      expect(said).toContain('is, or lies in, a file. Choose another folder.');
    });
  });

  inLongForm(() => {
    it('because the data is from a newer version has exit code 5, and leaves the data as it is', async () => {
      const path = join(folder.path, 'games.sqlite3');
      cpSync(FROZEN_EVENING, path);
      makeNewer(path);
      const before = readFileSync(path);
      const { code, said } = await runToFailure('--port', '0', '--no-mdns', '--data', folder.path);
      expect(code).toBe(5);
      expect(said).toMatch(/newer/);
      expect(said).not.toContain('\n');
      expect(readFileSync(path).equals(before)).toBe(true);
    });
  });
});

describe('a second start on the same folder', SLOW, () => {
  it('gets a fresh link to the desk of the host that runs, and ends; has exit code 6 if it cannot ask it', async () => {
    const { ready } = await start('--port', '0');
    const { code, said, out } = await runToFailure('--data', folder.path, '--no-mdns');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    const link = /http:\/\/\S+/.exec(out)?.[0] ?? '';
    expect(link).toMatch(new RegExp(`^${ready.url}/banker/#ticket=[\\w-]{22}$`));
    expect(link).not.toBe(ready.banker_url);
    const opened = await post(ready, '/tickets/redeem', { ticket: link.split('=')[1] });
    expect(opened).toContain('"role":"banker"');

    rmSync(join(folder.path, 'running.json'));
    const refused = await runToFailure('--port', '0', '--data', folder.path, '--no-mdns');
    expect(refused.code).toBe(6);
    expect(refused.said).toContain('is in use: another host is running. Close that one first.');
    expect(refused.said).not.toContain('\n');
  });

  it('starts by itself after one that was killed, whatever listens on that port now', async () => {
    const { child } = await start('--port', '0');
    await kill(child);
    const stranger = createHttpServer((_, response) =>
      response.writeHead(201).end('{"url":"http://evil.example/banker/#ticket=a"}'),
    );
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const file = join(folder.path, 'running.json');
    const running = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...running, port: portOf(stranger.address()) }));
    const second = run('--data', folder.path, '--port', '0', '--no-mdns');
    const [line] = (await once(createInterface({ input: second.stdout }), 'line')) as [string];
    stranger.close();
    expect(line).toContain('The desk (this link works once');
  });
});

describe('a host that runs', SLOW, () => {
  it('says in its first line where to reach it, correctly', async () => {
    const port = await freePort();
    const { child, ready } = await start('--port', String(port), '--address', '192.168.7.7');
    expect(Object.keys(ready)).toEqual([
      'ready',
      'pid',
      'port',
      'url',
      'join_urls',
      'banker_url',
      'banker_token',
    ]);
    expect(ready).toMatchObject({ ready: true, pid: child.pid, port, url: `http://127.0.0.1:${port}` });
    expect(ready.join_urls[0]).toBe(`http://192.168.7.7:${port}`);
    expect(ready.join_urls.filter((url) => /127\.|localhost|\[::1\]/.test(url))).toEqual([]);
    const ticket = /#ticket=([\w-]{22})$/.exec(ready.banker_url)?.[1] ?? '';
    expect(ready.banker_url.startsWith(`${ready.url}/banker/#`)).toBe(true);
    expect(JSON.parse(await post(ready, '/tickets/redeem', { ticket }))).toMatchObject({ role: 'banker' });
  });

  const note = IS_WINDOWS ? ' (not run: Windows has no signals and ends a process at once)' : '';
  it.skipIf(IS_WINDOWS).each(shortOrAll(['SIGTERM', 'SIGINT'] as const))(
    `closes on %s within 3 s and closes sockets with 4001${note}`,
    async (signal) => {
      const { child, ready } = await start('--port', '0');
      const game = JSON.parse(await post(ready, '/games', { name: 'Night' })) as {
        game_code: string;
        banker_id: number;
      };
      const url = `ws://127.0.0.1:${ready.port}/ws/${game.game_code}/${game.banker_id}`;
      const options = { headers: { authorization: `Bearer ${ready.banker_token}` } };
      const awake = new TestSocket(url, options);
      const asleep = new TestSocket(url, options);
      await Promise.all([awake.welcome(), asleep.welcome()]);
      asleep.webSocket.pause();

      const begun = performance.now();
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number];
      expect(performance.now() - begun).toBeLessThan(3_000);
      expect(code).toBe(0);
      expect(await awake.closed()).toBe(4001);
      asleep.terminate();
    },
  );

  const isWaiting =
    process.platform === 'linux' &&
    Object.values(networkInterfaces())
      .flat()
      .some((info) => info?.internal === false);
  it.skipIf(!isWaiting)(
    `closes while a command of the system hangs, saying nothing more${isWaiting ? '' : ' (not run: only Linux, and a network, has such a command)'}`,
    async () => {
      writeFileSync(join(folder.path, 'nmcli'), '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 });
      const env = { ...process.env, PATH: `${folder.path}:${process.env['PATH'] ?? ''}` };
      const port = await freePort();
      const args = [CLI, '--json', '--no-mdns', '--data', join(folder.path, 'data'), '--port', String(port)];
      const child = spawn(process.execPath, args, { stdio: 'pipe', env });
      children.push(child);
      const out = textOf(child.stdout);
      const messages: string[] = [];
      await new Promise<void>((resolve) =>
        createInterface({ input: child.stderr }).on('line', (line) => {
          messages.push(line);
          if (line.includes('the host is up')) resolve();
        }),
      );
      // Once it answers, it listens to signals, too.
      await fetch(`http://127.0.0.1:${port}/`);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(await out).toBe('');
      expect(messages.filter((line) => !line.startsWith('{'))).toEqual([]);
    },
  );

  inLongForm(() => {
    it.skipIf(!existsSync('/proc/self/stat'))(
      'keeps running, idle, after the terminal it was started from is closed (not run without /proc: only Linux has it)',
      async () => {
        const child = run('--json', '--no-mdns', '--data', folder.path, '--port', '0');
        // With --json every line of the log goes to standard error, from the first one on.
        child.stderr.destroy();
        const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
        const ready = JSON.parse(line) as ReadyLine;
        child.stdout.destroy();
        for (let games = 0; games < 5; games += 1) await post(ready, '/games', { name: 'Night' });
        const before = cpuTicks(ready.pid);
        for (let calls = 0; calls < 20; calls += 1) await post(ready, '/games', { name: 'Night' });
        // An endless loop would use every tick: 100 a second.
        expect(cpuTicks(ready.pid) - before).toBeLessThan(150);
        expect(child.exitCode).toBeNull();
        await expect
          .poll(() => readFileSync(join(folder.path, 'logs/host.log'), 'utf8'))
          .toContain('the terminal can no longer be written to');
      },
    );
  });

  it('shows people the desk, the join code and how to stop', async () => {
    const child = run('--port', '0', '--no-mdns', '--data', folder.path, '--address', '192.168.7.7');
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('Ctrl-C')) break;
    }
    expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/banker\/#ticket=[\w-]{22}\n/);
    expect(said).toMatch(/ {2}http:\/\/192\.168\.7\.7:\d+\n/);
    expect(said).toMatch(/[█▀▄]{10}/);
  });
});

inLongForm(() => {
  it('G1: what was acknowledged survives kill -9, and a repeated command changes nothing', SLOW, async () => {
    const first = await start('--port', '0');
    const game = JSON.parse(await post(first.ready, '/games', { name: 'Night' })) as { game_code: string };
    const path = `/games/${game.game_code}/players`;
    const acknowledged: { name: string; key: string; answer: string }[] = [];
    let stopped = false;
    const joins = Array.from({ length: 8 }, async (_unused, lane) => {
      for (let turn = 0; turn < 200 && !stopped; turn += 1) {
        const name = `P${lane} ${turn}`;
        const key = randomUUID();
        const answer = await post(first.ready, path, { player_name: name }, key).catch(() => null);
        if (answer === null) return;
        acknowledged.push({ name, key, answer });
        if (acknowledged.length === 40) {
          stopped = true;
          first.child.kill('SIGKILL');
        }
      }
    });
    await Promise.all([...joins, once(first.child, 'exit')]);

    const second = await start();
    expect(second.ready.banker_token).toBe(first.ready.banker_token);
    expect(second.ready.port).toBe(first.ready.port);
    for (const { name, key, answer } of acknowledged)
      expect(await post(second.ready, path, { player_name: name }, key)).toBe(answer);
    const list = await fetch(`${second.ready.url}/api/v2${path}`, {
      headers: { authorization: `Bearer ${second.ready.banker_token}` },
    });
    const { items } = (await list.json()) as { items: { player_name: string }[] };
    const names = items.map(({ player_name: name }) => name);
    expect(names).toEqual(expect.arrayContaining(acknowledged.map(({ name }) => name)));
    expect(new Set(names).size).toBe(names.length);
  });
});
