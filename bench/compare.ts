/**
 * `npm run bench:compare -- OLD [OLD] NEW [--clients 20,200] [--rounds 9]`: several checkouts of this program under the same load, in
 * interleaved rounds, each against the first. Naming the old one twice shows how far two runs of the same program differ; what
 * lies within that means nothing. Each checkout needs its own `npm ci` and `npm run build`. Asserts nothing. Linux only.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LaunchHost } from '../e2e/launch.harness.ts';
import type { RunningHost } from '../e2e/running-host.harness.ts';
import { LoadGenerator } from './child-processes.ts';
import { cpuMs } from './cpu-time.ts';
import type { LoadTarget } from './load-messages.ts';
import { residentKb } from './resident-memory.ts';
import { median, medianRatio, percentile } from './statistics.ts';
import { JOIN_BURST_OPTION, startGame } from './targets.ts';

const SINGLES = 150;
const MANY = 1_600;
/** A crowd for the memory of one client. */
const CROWD = 1_000;

const MEASURES = [
  ['CPU a lone command', 'ms'],
  ['CPU a command, 8 at a time', 'ms'],
  ['command -> last client, p50', 'ms'],
  ['command -> last client, p99', 'ms'],
  ['POST answered, p50', 'ms'],
  ['a command, 8 at a time', 'ms'],
  ['everyone welcomed, all at once', 'ms'],
  ['CPU a welcome', 'ms'],
] as const;
type Measure = (typeof MEASURES)[number][0];

interface Contestant {
  readonly tree: string;
  readonly host: RunningHost;
  readonly target: LoadTarget;
  readonly load: LoadGenerator;
  readonly figures: Map<Measure, number[]>;
}

/** The headless host of another checkout, with this program's Node. */
function hostIn(tree: string): LaunchHost {
  const cli = join(tree, 'src/cli/index.ts');
  const help = spawnSync(process.execPath, [cli, '--help'], { encoding: 'utf8' }).stdout;
  return ({ options }) => {
    const args = help.includes(JOIN_BURST_OPTION) ? options : withoutOption(options, JOIN_BURST_OPTION);
    const child = spawn(process.execPath, [cli, ...args], { cwd: tree, stdio: ['ignore', 'pipe', 'pipe'] });
    return Promise.resolve({ process: child, app: null });
  };
}

/** Without the option and its value, which earlier versions do not know. */
function withoutOption(options: readonly string[], name: string): readonly string[] {
  const at = options.indexOf(name);
  return at === -1 ? options : options.toSpliced(at, 2);
}

async function enter(tree: string, players: number): Promise<Contestant> {
  const { host, target } = await startGame(players, hostIn(tree));
  const load = new LoadGenerator();
  await load.run({ do: 'connect', target });
  await load.run({ do: 'throughput', commands: MANY });
  await load.run({ do: 'latency', commands: SINGLES });
  return { tree, host, target, load, figures: new Map() };
}

function record({ figures }: Contestant, measure: Measure, value: number): void {
  figures.set(measure, [...(figures.get(measure) ?? []), value]);
}

async function playRound(contestant: Contestant): Promise<void> {
  const { host, target, load } = contestant;
  const cpu = () => cpuMs(host.ready.pid);

  let before = cpu();
  const { deliveredMs = [], answeredMs = [] } = await load.run({ do: 'latency', commands: SINGLES });
  record(contestant, 'CPU a lone command', (cpu() - before) / SINGLES);
  record(contestant, 'command -> last client, p50', percentile(deliveredMs, 0.5));
  record(contestant, 'command -> last client, p99', percentile(deliveredMs, 0.99));
  record(contestant, 'POST answered, p50', percentile(answeredMs, 0.5));

  before = cpu();
  const { durationMs = Number.NaN } = await load.run({ do: 'throughput', commands: MANY });
  record(contestant, 'CPU a command, 8 at a time', (cpu() - before) / MANY);
  record(contestant, 'a command, 8 at a time', durationMs / MANY);

  await load.run({ do: 'disconnect' });
  before = cpu();
  const { connectedMs = Number.NaN } = await load.run({ do: 'connect', target });
  record(contestant, 'everyone welcomed, all at once', connectedMs);
  record(contestant, 'CPU a welcome', (cpu() - before) / target.sockets.length);
}

/** One line: each checkout's median, and its ratio to the first. */
function line(name: string, unit: string, figures: readonly number[][]): string {
  const [first = []] = figures;
  const cells = figures.map((own, index) => {
    const value = median(own).toPrecision(3);
    return index === 0 ? value : `${value} (${medianRatio(own, first).toFixed(3)})`;
  });
  return `| ${[name, unit, ...cells].join(' | ')} |`;
}

async function compareCrowd(trees: readonly string[], players: number, rounds: number): Promise<void> {
  const contestants: Contestant[] = [];
  try {
    for (const tree of trees) contestants.push(await enter(tree, players));
    for (let round = 0; round < rounds; round += 1) {
      // Another one begins each round, so that what one leaves behind falls on all alike.
      const first = round % contestants.length;
      for (const one of [...contestants.slice(first), ...contestants.slice(0, first)]) await playRound(one);
    }
    for (const [measure, unit] of MEASURES) {
      const figures = contestants.map((one) => one.figures.get(measure) ?? []);
      console.log(line(`${measure} (${players} clients)`, unit, figures));
    }
  } finally {
    for (const { load } of contestants) load.close();
    for (const { host } of contestants) await host.dispose();
  }
}

/** KB of resident memory that each of a crowd costs; a fresh host each time. */
async function memoryOf(tree: string): Promise<number> {
  const { host, target } = await startGame(CROWD, hostIn(tree));
  const load = new LoadGenerator();
  try {
    // Sockets come and go once first: what the process keeps for good is not the clients'.
    await load.run({ do: 'connect', target: { ...target, sockets: target.sockets.slice(0, CROWD / 4) } });
    await load.run({ do: 'disconnect' });
    const before = residentKb(host.ready.pid);
    await load.run({ do: 'connect', target });
    return (residentKb(host.ready.pid) - before) / CROWD;
  } finally {
    load.close();
    await host.dispose();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clients: { type: 'string', default: '20,200' },
    rounds: { type: 'string', default: '9' },
    memory: { type: 'string', default: '3' },
  },
});
const trees = positionals.map((tree) => resolve(tree));
if (trees.length < 2) throw new Error('Name at least two checkouts: npm run bench:compare -- OLD OLD NEW');

console.log(`| measure | unit | ${positionals.join(' | ')} |`);
console.log(`|${' --- |'.repeat(2 + trees.length)}`);
for (const players of values.clients.split(',').map(Number))
  await compareCrowd(trees, players, Number(values.rounds));
const memory = trees.map((): number[] => []);
for (let time = 0; time < Number(values.memory); time += 1)
  for (const [index, tree] of trees.entries()) memory[index]?.push(await memoryOf(tree));
if (Number(values.memory) > 0) console.log(line(`memory per idle client (${CROWD} clients)`, 'KB', memory));
