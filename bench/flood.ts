/** What the players of a game notice of a device that floods the host. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readSendQueues } from '../src/host/connections/send-queues.ts';
import { LoadGenerator } from './child-processes.ts';
import { absoluteMeasurement, type Measurement } from './measurement.ts';
import { median, medianRatio, percentile } from './statistics.ts';
import { startGame } from './targets.ts';

export interface FloodSizes {
  players: number;
  rounds: number;
  /** Commands per round, with the flood and without, one at a time. */
  commands: number;
}

interface Times {
  p50: number[];
  p99: number[];
}

/** Measures the same host in turns without a flood and with one. */
export async function measureFlood({ players, rounds, commands }: FloodSizes): Promise<Measurement[]> {
  const { host, target } = await startGame(players);
  const load = new LoadGenerator();
  const quiet: Times = { p50: [], p99: [] };
  const flooded: Times = { p50: [], p99: [] };
  const measure = async (times: Times) => {
    const { deliveredMs = [] } = await load.run({ do: 'latency', commands });
    times.p50.push(percentile(deliveredMs, 0.5));
    times.p99.push(percentile(deliveredMs, 0.99));
  };
  let heldBytes = 0;
  try {
    await load.run({ do: 'connect', target });
    for (let round = 0; round < rounds; round += 1) {
      await measure(quiet);
      const flood = fork(join(import.meta.dirname, 'flood-generator.ts'));
      flood.send(host.ready.url);
      await measure(flooded);
      heldBytes = Math.max(heldBytes, sum(readSendQueues(host.ready.port)?.values() ?? []));
      flood.kill('SIGKILL');
      await once(flood, 'exit');
    }
  } finally {
    load.close();
    await host.dispose();
  }
  const compared = (name: string, key: keyof Times, atMost: number): Measurement => {
    const value = medianRatio(flooded[key], quiet[key]);
    return {
      name: `command -> last client, ${name}, flooded / not`,
      clients: players,
      ours: median(flooded[key]),
      baseline: median(quiet[key]),
      value,
      unit: 'ms',
      target: `<= ${atMost}`,
      met: value <= atMost,
    };
  };
  const heldMb = heldBytes / 1024 ** 2;
  return [
    compared('p50', 'p50', 3),
    compared('p99', 'p99', 10),
    absoluteMeasurement('held by the system for who reads nothing', heldMb, 'MB', 96, players),
  ];
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
