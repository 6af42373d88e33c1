/**
 * For tests, in a process of its own: runs a host on the given folder, prints its address, and kills itself where it is told to. The
 * line `after_commit 12` on standard input arms the twelfth pass from then on.
 */
import { createInterface } from 'node:readline';
import { createHost, type HostOptions } from '../host.ts';
import { rehearseWithNobody } from '../http/empty-rehearsal.harness.ts';
import { parseBus, parseStore } from '../start/command-line.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { bareOptions } from './bare-options.harness.ts';

const [folder = ''] = process.argv.slice(2);
const {
  TEST_SHARED_STORE: sharedStore,
  TEST_SHARED_BUS: sharedBus,
  TEST_CLOCK_SKEW_MS: skew = '0',
  TEST_IDLE_MS: idle = '600000',
  // All the phones of the tests have one address.
  TEST_JOIN_BURST: joinBurst = '10000',
} = process.env;
let armed: { readonly at: string; left: number } | null = null;

const host = await createHost({
  ...bareOptions(folder),
  ...(sharedStore !== undefined && sharedBus !== undefined && (await sharedWith(sharedStore, sharedBus))),
  clock: skewedClock(Number(skew)),
  idleMs: Number(idle),
  joinBurst: Number(joinBurst),
  rehearse: rehearseWithNobody,
  failpoint(point) {
    if (armed === null || armed.at !== point) return;
    armed.left -= 1;
    if (armed.left <= 0) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${JSON.stringify({ url: host.url, ownerToken: host.ownerToken })}\n`);

/** A machine whose wall clock is wrong. */
function skewedClock(skewMs: number): Clock {
  const clock = systemClock();
  return { ...clock, wall: () => clock.wall() + skewMs };
}

/** One of several hosts with the same games. */
async function sharedWith(store: string, bus: string): Promise<Pick<HostOptions, 'openStore' | 'openBus'>> {
  const { openStoreAt } = await import('../storage/open-postgres-store.ts');
  const { redisBusAt } = await import('../bus/redis-bus.ts');
  return { openStore: openStoreAt(parseStore(store), 'many'), openBus: redisBusAt(parseBus(bus)) };
}

// Whoever started this host has gone when its standard input ends.
for await (const line of createInterface({ input: process.stdin })) {
  const [at = '', left = '1'] = line.split(' ');
  armed = { at, left: Number(left) };
}
process.exit();
