import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import type { BaselineOptions } from './baseline-options.ts';
import { LoadGenerator, startBaseline } from './child-processes.ts';
import type { LoadTarget, LoadReport } from './load-messages.ts';
import type { Measurement } from './measurement.ts';
import { median, medianRatio, percentile } from './statistics.ts';
import { baselineTarget, startGame } from './targets.ts';

export interface FanOutSizes {
  players: number;
  rounds: number;
  /** Commands per round and server, one at a time. */
  singles: number;
  /** Commands per round and server, eight at a time. */
  many: number;
}

interface Candidate {
  load: LoadGenerator;
  connectedMs: number[];
  deliveredP50: number[];
  deliveredP99: number[];
  answeredP50: number[];
  perSecond: number[];
}

const newCandidate = (): Candidate => ({
  load: new LoadGenerator(),
  connectedMs: [],
  deliveredP50: [],
  deliveredP99: [],
  answeredP50: [],
  perSecond: [],
});

/** Connects everyone at once; only the last crowd to connect stays. */
async function connect(candidate: Candidate, target: LoadTarget): Promise<LoadReport> {
  const report = await candidate.load.run({ do: 'connect', target });
  candidate.connectedMs.push(report.connectedMs ?? Number.NaN);
  return report;
}

async function measureLatency(candidate: Candidate, commands: number): Promise<LoadReport> {
  const report = await candidate.load.run({ do: 'latency', commands });
  candidate.deliveredP50.push(percentile(report.deliveredMs ?? [], 0.5));
  candidate.deliveredP99.push(percentile(report.deliveredMs ?? [], 0.99));
  candidate.answeredP50.push(percentile(report.answeredMs ?? [], 0.5));
  return report;
}

async function measureThroughput(candidate: Candidate, commands: number): Promise<void> {
  const { durationMs = Number.NaN } = await candidate.load.run({ do: 'throughput', commands });
  candidate.perSecond.push((commands / durationMs) * 1000);
}

/** Measures host, F0 and F1 with the same crowd, in interleaved rounds: every measurement that depends on the number of clients. */
export async function measureFanOut(sizes: FanOutSizes): Promise<Measurement[]> {
  const folder = makeTemporaryFolder('bench-baseline-');
  const { host, target } = await startGame(sizes.players);
  const [ours, f0, f1] = [newCandidate(), newCandidate(), newCandidate()];
  const baselines: { close: () => void }[] = [];
  try {
    const welcome = await connect(ours, target);
    const warmUp = await measureLatency(ours, 4);
    const sizesInBytes: Omit<BaselineOptions, 'kind'> = {
      folder,
      welcomeBytes: welcome.welcomeBytes ?? 0,
      eventBytes: warmUp.eventBytes ?? 0,
      answerBytes: warmUp.answerBytes ?? 0,
    };
    const targets = new Map([[ours, target]]);
    for (const [candidate, kind] of [
      [f0, 'F0'],
      [f1, 'F1'],
    ] as const) {
      const baseline = await startBaseline({ ...sizesInBytes, kind });
      baselines.push(baseline);
      const its = baselineTarget(baseline.url, sizes.players);
      targets.set(candidate, its);
      await connect(candidate, its);
      await measureLatency(candidate, 4);
    }
    for (const candidate of [ours, f0, f1]) {
      // Samples from warming up don't count.
      for (const sample of Object.values(candidate)) if (Array.isArray(sample)) sample.length = 0;
    }
    for (let round = 0; round < sizes.rounds; round += 1) {
      for (const candidate of [ours, f1]) await measureLatency(candidate, sizes.singles);
      for (const candidate of [ours, f0]) await measureThroughput(candidate, sizes.many);
      for (const candidate of [ours, f0]) {
        await candidate.load.run({ do: 'disconnect' });
        const candidateTarget = targets.get(candidate);
        if (candidateTarget !== undefined) await connect(candidate, candidateTarget);
      }
    }
    return toMeasurements(sizes.players, ours, f0, f1);
  } finally {
    for (const { load } of [ours, f0, f1]) load.close();
    for (const baseline of baselines) baseline.close();
    await host.dispose();
    removeFolder(folder);
  }
}

/** Targets for 20, 200 and 1000 clients; other sizes use the next smaller one's. */
function targetFor(players: number, [few, some, all]: readonly [number, number, number]): number {
  if (players >= 1000) return all;
  return players >= 200 ? some : few;
}

function toMeasurements(players: number, ours: Candidate, f0: Candidate, f1: Candidate): Measurement[] {
  const measurement = (
    name: string,
    unit: string,
    [ourValues, baselineValues]: readonly [number[], number[]],
    targets: readonly [number, number, number],
    atMost: boolean,
  ): Measurement => {
    const value = medianRatio(ourValues, baselineValues);
    const target = targetFor(players, targets);
    return {
      name,
      clients: players,
      ours: median(ourValues),
      baseline: median(baselineValues),
      value,
      unit,
      target: `${atMost ? '<=' : '>='} ${target}`,
      met: atMost ? value <= target : value >= target,
    };
  };
  return [
    measurement(
      'command -> last client, p50 / F1',
      'ms',
      [ours.deliveredP50, f1.deliveredP50],
      [1.25, 1, 1],
      true,
    ),
    measurement(
      'command -> last client, p99 / F1',
      'ms',
      [ours.deliveredP99, f1.deliveredP99],
      [1.25, 1.25, 1.25],
      true,
    ),
    measurement(
      'commands a second, 8 at a time / F0',
      '/s',
      [ours.perSecond, f0.perSecond],
      [2, 3, 5],
      false,
    ),
    measurement('POST answered, p50 / F1', 'ms', [ours.answeredP50, f1.answeredP50], [1.4, 1.15, 1], true),
    measurement(
      'everyone welcomed, all at once / F0',
      'ms',
      [ours.connectedMs, f0.connectedMs],
      [1.5, 1.5, 1.5],
      true,
    ),
  ];
}
