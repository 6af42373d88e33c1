/**
 * `npm run bench -- [--smoke] [--parts fan-out,host,browser] [--clients 20,200]`: measures and prints the table; whole, it also
 * writes bench/results.json. Asserts nothing. `--clients`: only crowds of these sizes.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type FanOutSizes, measureFanOut } from './fan-out.ts';
import { type BrowserSizes, measureInBrowser } from './in-browser.ts';
import type { Row } from './row.ts';
import { tableOf } from './table.ts';
import { measureMemory, measureStart } from './whole-host.ts';

interface Plan {
  fanOut: FanOutSizes[];
  starts: number;
  events: number;
  crowd: number;
  browser: BrowserSizes;
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
  browser: { visits: 7, events: 60, waiting: 200, keys: 60 },
};
const SMOKE: Plan = {
  fanOut: [{ players: 20, rounds: 1, singles: 10, many: 80 }],
  starts: 1,
  events: 400,
  crowd: 40,
  browser: { visits: 1, events: 3, waiting: 4, keys: 4 },
};

const PARTS = ['fan-out', 'host', 'browser'];

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    parts: { type: 'string', default: PARTS.join(',') },
    clients: { type: 'string' },
  },
});
const plan = values.smoke ? SMOKE : FULL;
const parts = values.parts.split(',');
const strange = parts.filter((part) => !PARTS.includes(part));
if (strange.length > 0) throw new Error(`No part "${strange.join(', ')}". There are ${PARTS.join(', ')}.`);
const crowds = values.clients?.split(',').map(Number);
const isWhole = parts.length === PARTS.length && crowds === undefined && !values.smoke;

const rows: Row[] = [];
for (const sizes of parts.includes('fan-out') ? plan.fanOut : [])
  if (crowds?.includes(sizes.players) ?? true) rows.push(...(await measureFanOut(sizes)));
if (parts.includes('host'))
  rows.push(...(await measureMemory(plan.crowd)), ...(await measureStart(plan.starts, plan.events)));
if (parts.includes('browser')) rows.push(...(await measureInBrowser(plan.browser)));

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
console.log(machine);
console.log(tableOf(rows));
if (isWhole) {
  const file = join(import.meta.dirname, 'results.json');
  writeFileSync(file, `${JSON.stringify({ machine, at: new Date().toISOString(), rows }, null, 2)}\n`);
}
