/**
 * `npm run bench -- [--smoke] [--clients 20,200]`: measures, prints the table. Asserts nothing. Whole, it also writes
 * bench/results.json; with `--clients` it measures the fan-out alone, for crowds of these sizes.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type FanOutSizes, measureFanOut, type Row } from './fan-out.ts';
import { tableOf } from './table.ts';
import { measureMemory, measureStart } from './whole-host.ts';

interface Plan {
  fanOut: FanOutSizes[];
  starts: number;
  events: number;
  crowd: number;
}

const FULL: Plan = {
  fanOut: [
    { players: 20, rounds: 9, singles: 200, many: 1600 },
    { players: 200, rounds: 7, singles: 100, many: 800 },
    { players: 1000, rounds: 5, singles: 50, many: 400 },
  ],
  starts: 5,
  events: 100_000,
  crowd: 1000,
};
const SMOKE: Plan = {
  fanOut: [{ players: 20, rounds: 1, singles: 10, many: 80 }],
  starts: 1,
  events: 400,
  crowd: 40,
};

const { values } = parseArgs({
  options: { smoke: { type: 'boolean', default: false }, clients: { type: 'string' } },
});
const plan = values.smoke ? SMOKE : FULL;
const crowds = values.clients?.split(',').map(Number);
const rows: Row[] = [];
for (const sizes of plan.fanOut)
  if (crowds?.includes(sizes.players) ?? true) rows.push(...(await measureFanOut(sizes)));
if (crowds === undefined)
  rows.push(...(await measureMemory(plan.crowd)), ...(await measureStart(plan.starts, plan.events)));

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
console.log(machine);
console.log(tableOf(rows));
if (!values.smoke && crowds === undefined) {
  const file = join(import.meta.dirname, 'results.json');
  writeFileSync(file, `${JSON.stringify({ machine, at: new Date().toISOString(), rows }, null, 2)}\n`);
}
