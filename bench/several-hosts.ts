/** What several hosts with the same games cost, on PostgreSQL and Redis, against the least that such a host could do. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchHost, type LaunchHost } from '../e2e/launch.harness.ts';
import { RunningHost } from '../e2e/running-host.harness.ts';
import { OWN_POSTGRES, startOwnPostgres } from '../scripts/own-postgres.ts';
import { OWN_REDIS, startOwnRedis } from '../scripts/own-redis.ts';
import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import { createTestDatabase } from '../src/host/storage/postgres/postgres-server.harness.ts';
import { LoadGenerator, startBaseline } from './child-processes.ts';
import { cpuMs } from './cpu-time.ts';
import type { LoadTarget } from './load-messages.ts';
import { type Measurement, measurementWithoutTarget } from './measurement.ts';
import { median, medianRatio, percentile } from './statistics.ts';
import { baselineTarget, lettingCrowdsIn, startGame } from './targets.ts';

export interface SeveralHostsSizes {
  players: number;
  /** How many hosts have the game, each in turn. */
  hosts: readonly number[];
  rounds: number;
  /** Commands per round and candidate, one at a time. */
  singles: number;
  /** Commands per round and candidate, eight at a time. */
  many: number;
}

/** Something that is measured, and what its rounds have given. */
interface Candidate {
  readonly load: LoadGenerator;
  readonly pids: readonly number[];
  readonly deliveredMs: number[];
  /** Of the hosts together, for one command. */
  readonly cpuAloneMs: number[];
  readonly cpuInCrowdMs: number[];
  readonly databaseCpuMs: number[];
  readonly perSecond: number[];
  /** Until everybody was welcomed who connected at once, ms; with whose welcomes, bytes. */
  welcomed: { readonly ms: number; readonly bytes: number };
}

interface Servers {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** The database's server and its helpers. */
  readonly databasePids: () => readonly number[];
}

const newCandidate = (pids: readonly number[]): Candidate => ({
  load: new LoadGenerator(),
  pids,
  deliveredMs: [],
  cpuAloneMs: [],
  cpuInCrowdMs: [],
  databaseCpuMs: [],
  perSecond: [],
  welcomed: { ms: Number.NaN, bytes: Number.NaN },
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Those whose parent is this one, and itself. Linux only. */
function familyOf(parent: number): readonly number[] {
  const isChild = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  };
  return [
    parent,
    ...readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isChild(name))
      .map(Number),
  ];
}

/** CPU time of each process in ms, but for those that have ended, as the database's helpers do at any time. */
function cpuOfLiving(pids: readonly number[]): ReadonlyMap<number, number> {
  const used = new Map<number, number>();
  for (const pid of pids)
    try {
      used.set(pid, cpuMs(pid));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  return used;
}

/** One round of one candidate. */
async function measureRound(
  { load, pids, ...values }: Candidate,
  { singles, many }: SeveralHostsSizes,
  { databasePids }: Servers,
): Promise<void> {
  const used = () => sum(pids.map(cpuMs));
  const beforeSingles = used();
  const { deliveredMs = [] } = await load.run({ do: 'latency', commands: singles });
  values.deliveredMs.push(percentile(deliveredMs, 0.5));
  values.cpuAloneMs.push((used() - beforeSingles) / singles);
  const databaseBefore = cpuOfLiving(databasePids());
  const beforeMany = used();
  const { durationMs = Number.NaN } = await load.run({ do: 'throughput', commands: many });
  values.cpuInCrowdMs.push((used() - beforeMany) / many);
  const databaseUsed = [...cpuOfLiving([...databaseBefore.keys()])].map(
    ([pid, ms]) => ms - (databaseBefore.get(pid) ?? 0),
  );
  values.databaseCpuMs.push(sum(databaseUsed) / many);
  values.perSecond.push((many / durationMs) * 1000);
}

/** So many hosts with one game, and its crowd spread over them. */
async function startGroup(
  count: number,
  { players }: SeveralHostsSizes,
  { postgresUrl, redisUrl }: Servers,
  secretFile: string,
): Promise<{ hosts: RunningHost[]; target: LoadTarget; drop: () => Promise<void> }> {
  const database = await createTestDatabase(postgresUrl);
  const shared = ['--store', database.url, '--bus', redisUrl, '--secret-file', secretFile];
  const launch: LaunchHost = ({ options, userData }) =>
    launchHost({ options: [...options, ...shared], userData });
  const { host, target } = await startGame(players, launch);
  const hosts = [host];
  while (hosts.length < count) hosts.push(await RunningHost.start(lettingCrowdsIn(launch)));
  return {
    hosts,
    target: { ...target, urls: hosts.map(({ ready }) => ready.url) },
    drop: () => database.drop(),
  };
}

/** Why it cannot be measured here; null: it can. */
export const severalHostsNote = (): string | null =>
  OWN_POSTGRES.path !== null && OWN_REDIS.path !== null && process.platform === 'linux'
    ? null
    : 'It takes Linux, PostgreSQL and Redis.';

/** Measures one laptop, and 1, 2 and 3 hosts, in interleaved rounds with the floor: one row, one message, N sends (F2). */
export async function measureSeveralHosts(sizes: SeveralHostsSizes): Promise<Measurement[]> {
  const folder = makeTemporaryFolder('bench-hosts-');
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, `${randomBytes(32).toString('hex')}\n`);
  const [postgres, redis] = await Promise.all([
    startOwnPostgres({ max_connections: '300' }),
    startOwnRedis(),
  ]);
  const servers: Servers = {
    postgresUrl: postgres.url,
    redisUrl: redis.url,
    databasePids: () => familyOf(postgres.pid()),
  };
  const cleanups: (() => unknown)[] = [];
  const candidates = new Map<string, Candidate>();
  const add = async (name: string, pids: readonly number[], target: LoadTarget) => {
    const candidate = newCandidate(pids);
    cleanups.push(() => candidate.load.close());
    candidates.set(name, candidate);
    const { connectedMs = Number.NaN, welcomeBytes = Number.NaN } = await candidate.load.run({
      do: 'connect',
      target,
    });
    candidate.welcomed = { ms: connectedMs, bytes: welcomeBytes };
    return candidate;
  };
  try {
    const laptop = await startGame(sizes.players);
    cleanups.push(() => laptop.host.dispose());
    const ours = await add('one laptop', [laptop.host.ready.pid], laptop.target);
    const warmUp = await ours.load.run({ do: 'latency', commands: 4 });
    for (const count of sizes.hosts) {
      const group = await startGroup(count, sizes, servers, secretFile);
      cleanups.push(group.drop, ...group.hosts.map((host) => () => host.dispose()));
      await add(
        hostsName(count),
        group.hosts.map(({ ready }) => ready.pid),
        group.target,
      );
    }
    const floor = await startBaseline({
      kind: 'F2',
      folder,
      postgresUrl: postgres.url,
      redisUrl: redis.url,
      welcomeBytes: ours.welcomed.bytes,
      eventBytes: warmUp.eventBytes ?? 0,
      answerBytes: warmUp.answerBytes ?? 0,
    });
    cleanups.push(floor.close);
    await add('F2', [floor.pid], baselineTarget(floor.url, sizes.players));
    for (const { load } of candidates.values()) await load.run({ do: 'throughput', commands: sizes.singles });
    for (let round = 0; round < sizes.rounds; round += 1)
      for (const candidate of candidates.values()) await measureRound(candidate, sizes, servers);
    return toMeasurements(sizes.players, candidates);
  } finally {
    for (const cleanup of cleanups.toReversed()) await cleanup();
    await Promise.all([postgres.dispose(), redis.dispose()]);
    removeFolder(folder);
  }
}

const hostsName = (count: number) => `${count} ${count === 1 ? 'host' : 'hosts'}`;

function toMeasurements(players: number, candidates: ReadonlyMap<string, Candidate>): Measurement[] {
  const floor = candidates.get('F2');
  if (floor === undefined) throw new Error('The floor was not measured.');
  const row = (
    name: string,
    unit: string,
    of: (candidate: Candidate) => readonly number[],
    candidate: Candidate,
  ): Measurement =>
    measurementWithoutTarget({
      name,
      clients: players,
      ours: median(of(candidate)),
      baseline: median(of(floor)),
      value: medianRatio(of(candidate), of(floor)),
      unit,
    });
  return [...candidates]
    .filter(([, candidate]) => candidate !== floor)
    .flatMap(([name, candidate]) => [
      row(`${name}: command -> last client, p50 / F2`, 'ms', ({ deliveredMs }) => deliveredMs, candidate),
      row(`${name}: CPU a lone command / F2`, 'ms', ({ cpuAloneMs }) => cpuAloneMs, candidate),
      row(`${name}: CPU a command, 8 at a time / F2`, 'ms', ({ cpuInCrowdMs }) => cpuInCrowdMs, candidate),
      row(
        `${name}: PostgreSQL's CPU a command, 8 at a time / F2`,
        'ms',
        ({ databaseCpuMs }) => databaseCpuMs,
        candidate,
      ),
      row(`${name}: commands a second, 8 at a time / F2`, '/s', ({ perSecond }) => perSecond, candidate),
      row(`${name}: everyone welcomed, all at once / F2`, 'ms', ({ welcomed }) => [welcomed.ms], candidate),
      row(`${name}: a welcome / F2`, 'B', ({ welcomed }) => [welcomed.bytes], candidate),
    ]);
}
