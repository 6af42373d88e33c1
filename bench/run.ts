/**
 * `npm run bench -- [--smoke] [--parts fan-out,flood,host,storage,browser,desk,several-hosts,games] [--clients 20,200]`: measures and prints the table; a complete run also
 * writes bench/results.json. Asserts nothing. `--clients`: only crowds of these sizes.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ConnectionLimitsSizes, measureConnectionLimits } from './connection-limits.ts';
import { measureDeskHands } from './desk-hands.ts';
import { type FanOutSizes, measureFanOut } from './fan-out.ts';
import { type FloodSizes, measureFlood } from './flood.ts';
import { formatTable } from './format-table.ts';
import { type BrowserSizes, measureInBrowser } from './in-browser.ts';
import { manyGamesNote, type ManyGamesSizes, measureManyGames } from './many-games.ts';
import type { Measurement } from './measurement.ts';
import { measureSeveralHosts, type SeveralHostsSizes, severalHostsNote } from './several-hosts.ts';
import { measureStalls } from './stalls.ts';
import { measureMemory, measureStart } from './whole-host.ts';

interface Plan {
  fanOut: FanOutSizes[];
  flood: FloodSizes;
  connectionLimits: ConnectionLimitsSizes;
  starts: number;
  events: number;
  memoryClients: number;
  /** Of the game that is imported, restored, wiped and so on. */
  longGame: number;
  browser: BrowserSizes;
  /** How often ten are given an exercise, by each kind of hands. */
  deskRounds: number;
  severalHosts: SeveralHostsSizes[];
  manyGames: ManyGamesSizes;
}

const FULL: Plan = {
  fanOut: [
    { players: 20, rounds: 9, singles: 200, many: 1600 },
    { players: 200, rounds: 7, singles: 100, many: 800 },
    { players: 1000, rounds: 5, singles: 50, many: 400 },
  ],
  flood: { players: 200, rounds: 5, commands: 100 },
  connectionLimits: { rounds: 25, calls: 200 },
  starts: 5,
  events: 100_000,
  memoryClients: 1000,
  longGame: 200_000,
  browser: { visits: 7, events: 60, waiting: 200, keys: 60 },
  deskRounds: 7,
  severalHosts: [
    { players: 20, hosts: [1, 2, 3], rounds: 9, singles: 60, many: 480 },
    { players: 200, hosts: [1, 2, 3], rounds: 9, singles: 60, many: 480 },
    { players: 1000, hosts: [1, 3], rounds: 5, singles: 20, many: 160 },
  ],
  manyGames: { games: 60, players: 60, requests: 100 },
};
const SMOKE: Plan = {
  fanOut: [{ players: 20, rounds: 1, singles: 10, many: 80 }],
  flood: { players: 20, rounds: 1, commands: 10 },
  connectionLimits: { rounds: 1, calls: 10 },
  starts: 1,
  events: 400,
  memoryClients: 40,
  longGame: 400,
  browser: { visits: 1, events: 3, waiting: 4, keys: 4 },
  deskRounds: 1,
  severalHosts: [{ players: 20, hosts: [1, 2, 3], rounds: 1, singles: 10, many: 80 }],
  manyGames: { games: 4, players: 10, requests: 5 },
};

const PARTS = ['fan-out', 'flood', 'host', 'storage', 'browser', 'desk', 'several-hosts', 'games'];

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    parts: { type: 'string', default: PARTS.join(',') },
    clients: { type: 'string' },
  },
});
const plan = values.smoke ? SMOKE : FULL;
const parts = values.parts.split(',');
const unknownParts = parts.filter((part) => !PARTS.includes(part));
if (unknownParts.length > 0)
  throw new Error(`There is no part "${unknownParts.join(', ')}", only ${PARTS.join(', ')}.`);
const clientCounts = values.clients?.split(',').map(Number);
const isComplete = parts.length === PARTS.length && clientCounts === undefined && !values.smoke;

const measurements: Measurement[] = [];
for (const sizes of parts.includes('fan-out') ? plan.fanOut : [])
  if (clientCounts?.includes(sizes.players) ?? true) measurements.push(...(await measureFanOut(sizes)));
if (parts.includes('flood'))
  measurements.push(
    ...(await measureConnectionLimits(plan.connectionLimits)),
    ...(await measureFlood(plan.flood)),
  );
if (parts.includes('host'))
  measurements.push(
    ...(await measureMemory(plan.memoryClients)),
    ...(await measureStart(plan.starts, plan.events)),
  );
if (parts.includes('storage')) measurements.push(...(await measureStalls(plan.longGame)));
if (parts.includes('browser')) measurements.push(...(await measureInBrowser(plan.browser)));
if (parts.includes('desk')) measurements.push(...(await measureDeskHands(plan.deskRounds)));
if (parts.includes('several-hosts')) {
  const note = severalHostsNote();
  if (note !== null) console.error(`several-hosts: not measured. ${note}`);
  for (const sizes of note === null ? plan.severalHosts : [])
    if (clientCounts?.includes(sizes.players) ?? true)
      measurements.push(...(await measureSeveralHosts(sizes)));
}
if (parts.includes('games')) {
  const note = manyGamesNote();
  if (note === null) measurements.push(...(await measureManyGames(plan.manyGames)));
  else console.error(`games: not measured. ${note}`);
}

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
console.log(machine);
console.log(formatTable(measurements));
if (isComplete) {
  const file = join(import.meta.dirname, 'results.json');
  writeFileSync(
    file,
    `${JSON.stringify({ machine, at: new Date().toISOString(), rows: measurements }, null, 2)}\n`,
  );
}
