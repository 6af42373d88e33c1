/**
 * For tests, in a process of its own: runs a host on the given folder, prints its address, and kills itself where it is told to. The
 * line `after_commit 12` on standard input arms the twelfth pass from then on.
 */
import { createInterface } from 'node:readline';
import { createHost } from '../host.ts';
import { bareOptions } from './bare-options.harness.ts';

const [folder = ''] = process.argv.slice(2);
let armed: { readonly at: string; left: number } | null = null;

const host = await createHost({
  ...bareOptions(folder),
  // All the phones of the tests have one address.
  joinBurst: 10_000,
  failpoint(point) {
    if (armed === null || armed.at !== point) return;
    armed.left -= 1;
    if (armed.left <= 0) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${JSON.stringify({ url: host.url, ownerToken: host.ownerToken })}\n`);

// Whoever started this host has gone when its standard input ends.
for await (const line of createInterface({ input: process.stdin })) {
  const [at = '', left = '1'] = line.split(' ');
  armed = { at, left: Number(left) };
}
process.exit();
