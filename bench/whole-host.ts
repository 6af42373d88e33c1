import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { RunningHost } from '../e2e/running-host.harness.ts';
import { LoadGenerator } from './child-processes.ts';
import { absoluteMeasurement, type Measurement } from './measurement.ts';
import { residentKb } from './resident-memory.ts';
import { median } from './statistics.ts';
import { startGame } from './targets.ts';

const CLI = join(import.meta.dirname, '../src/cli/index.ts');

/** Ms from starting the process to the answer to the first request. */
async function startOnce(data: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, '--json', '--no-mdns', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(30_000) })) as [string];
  const { url, banker_token } = JSON.parse(line) as { url: string; banker_token: string };
  const response = await fetch(`${url}/api/v2/games`, {
    headers: { authorization: `Bearer ${banker_token}` },
  });
  await response.text();
  const took = performance.now() - started;
  // On Windows this kills it outright; the time has been measured by then.
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return took;
}

/** Measures starting on an empty folder, and on one with a long game's event log. */
export async function measureStart(times: number, events: number): Promise<Measurement[]> {
  const empty = await RunningHost.start();
  await empty.stop();
  const cold: number[] = [];
  for (let time = 0; time < times; time += 1) cold.push(await startOnce(empty.data));
  await empty.dispose();

  const { host, target } = await startGame(20);
  const load = new LoadGenerator();
  await load.run({ do: 'connect', target: { ...target, sockets: [] } });
  for (let written = 0; written < events; written += 10_000) {
    await load.run({ do: 'throughput', commands: Math.min(10_000, events - written) });
  }
  load.close();
  await host.stop();
  const long: number[] = [];
  for (let time = 0; time < times; time += 1) long.push(await startOnce(host.data));
  await host.dispose();
  return [
    absoluteMeasurement('start -> first request served', median(cold) / 1000, 's', 1, null),
    absoluteMeasurement(
      `restart with a log of ${events.toLocaleString('en')} events`,
      median(long) / 1000,
      's',
      1.5,
      null,
    ),
  ];
}

/** Measures how much memory each connected phone costs the host, and the largest event they receive. */
export async function measureMemory(players: number): Promise<Measurement[]> {
  const { host, target } = await startGame(players);
  const load = new LoadGenerator();
  try {
    // Sockets come and go once first: what the process keeps for good is not due to the clients.
    await load.run({
      do: 'connect',
      target: { ...target, sockets: target.sockets.slice(0, Math.ceil(players / 4)) },
    });
    await load.run({ do: 'disconnect' });
    const before = residentKb(host.ready.pid);
    await load.run({ do: 'connect', target });
    const after = residentKb(host.ready.pid);
    const { eventBytes = Number.NaN } = await load.run({ do: 'latency', commands: 4 });
    return [
      absoluteMeasurement('memory per idle client', (after - before) / players, 'KB', 30, players),
      absoluteMeasurement('bytes per event on the wire', eventBytes, 'B', 800, null),
    ];
  } finally {
    load.close();
    await host.dispose();
  }
}
