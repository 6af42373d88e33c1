import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import { Load, startFloor } from './child.ts';
import type { FloorOptions } from './floor-options.ts';
import type { Aim, Report } from './load-messages.ts';
import { floorAim, startNight } from './night.ts';
import type { Row } from './row.ts';
import { median, medianRatio, percentile } from './statistics.ts';

export interface FanOutSizes {
  players: number;
  rounds: number;
  /** Commands a round and server, one at a time. */
  singles: number;
  /** Commands a round and server, eight at a time. */
  many: number;
}

interface Contestant {
  load: Load;
  connectedMs: number[];
  heardP50: number[];
  heardP99: number[];
  answeredP50: number[];
  perSecond: number[];
}

const newContestant = (): Contestant => ({
  load: new Load(),
  connectedMs: [],
  heardP50: [],
  heardP99: [],
  answeredP50: [],
  perSecond: [],
});

/** Connects everyone at once, and again: only the last crowd stays. */
async function connect(contestant: Contestant, aim: Aim): Promise<Report> {
  const report = await contestant.load.order({ do: 'connect', aim });
  contestant.connectedMs.push(report.connectedMs ?? Number.NaN);
  return report;
}

async function single(contestant: Contestant, commands: number): Promise<Report> {
  const report = await contestant.load.order({ do: 'latency', commands });
  contestant.heardP50.push(percentile(report.heardMs ?? [], 0.5));
  contestant.heardP99.push(percentile(report.heardMs ?? [], 0.99));
  contestant.answeredP50.push(percentile(report.answeredMs ?? [], 0.5));
  return report;
}

async function many(contestant: Contestant, commands: number): Promise<void> {
  const { tookMs = Number.NaN } = await contestant.load.order({ do: 'throughput', commands });
  contestant.perSecond.push((commands / tookMs) * 1000);
}

/** Host, F0 and F1 with the same crowd, in interleaved rounds: every row that depends on how many listen. */
export async function measureFanOut(sizes: FanOutSizes): Promise<Row[]> {
  const folder = makeTemporaryFolder('night-floor-');
  const { host, aim } = await startNight(sizes.players);
  const [ours, f0, f1] = [newContestant(), newContestant(), newContestant()];
  const floors: { close: () => void }[] = [];
  try {
    const welcome = await connect(ours, aim);
    const warm = await single(ours, 4);
    const same: Omit<FloorOptions, 'kind'> = {
      folder,
      welcomeBytes: welcome.welcomeBytes ?? 0,
      eventBytes: warm.eventBytes ?? 0,
      answerBytes: warm.answerBytes ?? 0,
    };
    const aims = new Map([[ours, aim]]);
    for (const [contestant, kind] of [
      [f0, 'F0'],
      [f1, 'F1'],
    ] as const) {
      const floor = await startFloor({ ...same, kind });
      floors.push(floor);
      const floorsAim = floorAim(floor.url, sizes.players);
      aims.set(contestant, floorsAim);
      await connect(contestant, floorsAim);
      await single(contestant, 4);
    }
    for (const contestant of [ours, f0, f1]) {
      // What was measured while warming up does not count.
      for (const sample of Object.values(contestant)) if (Array.isArray(sample)) sample.length = 0;
    }
    for (let round = 0; round < sizes.rounds; round += 1) {
      for (const contestant of [ours, f1]) await single(contestant, sizes.singles);
      for (const contestant of [ours, f0]) await many(contestant, sizes.many);
      for (const contestant of [ours, f0]) {
        await contestant.load.order({ do: 'disconnect' });
        const its = aims.get(contestant);
        if (its !== undefined) await connect(contestant, its);
      }
    }
    return rowsOf(sizes.players, ours, f0, f1);
  } finally {
    for (const { load } of [ours, f0, f1]) load.close();
    for (const floor of floors) floor.close();
    await host.dispose();
    removeFolder(folder);
  }
}

/** Targets for 20, 200 and 1000 clients; other sizes take the next smaller one's. */
function targetFor(players: number, [few, some, all]: readonly [number, number, number]): number {
  if (players >= 1000) return all;
  return players >= 200 ? some : few;
}

function rowsOf(players: number, ours: Contestant, f0: Contestant, f1: Contestant): Row[] {
  const row = (
    measure: string,
    unit: string,
    [mine, theirs]: readonly [number[], number[]],
    targets: readonly [number, number, number],
    atMost: boolean,
  ): Row => {
    const value = medianRatio(mine, theirs);
    const target = targetFor(players, targets);
    return {
      measure,
      clients: players,
      ours: median(mine),
      floor: median(theirs),
      value,
      unit,
      target: `${atMost ? '<=' : '>='} ${target}`,
      met: atMost ? value <= target : value >= target,
    };
  };
  return [
    row('command -> last client, p50 / F1', 'ms', [ours.heardP50, f1.heardP50], [1.25, 1, 1], true),
    row('command -> last client, p99 / F1', 'ms', [ours.heardP99, f1.heardP99], [1.25, 1.25, 1.25], true),
    row('commands a second, 8 at a time / F0', '/s', [ours.perSecond, f0.perSecond], [2, 3, 5], false),
    row('POST answered, p50 / F1', 'ms', [ours.answeredP50, f1.answeredP50], [1.4, 1.15, 1], true),
    row(
      'everyone welcomed, all at once / F0',
      'ms',
      [ours.connectedMs, f0.connectedMs],
      [1.5, 1.5, 1.5],
      true,
    ),
  ];
}
