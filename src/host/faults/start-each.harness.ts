/**
 * For tests, in a process of its own, since a pipe that is read would hold it up for ever: starts a host on each of the folders, one
 * after the other, and prints a line of JSON before and after each start.
 */
import { createHost, StartError } from '../host.ts';
import { bareOptions } from './bare-options.harness.ts';

const say = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);

for (const folder of process.argv.slice(2)) {
  say({ folder, outcome: 'starting' });
  try {
    // One after the other: the last one that is named is the one that hangs.
    const host = await createHost({ ...bareOptions(folder), logSink: () => undefined });
    const warnings = host.warnings();
    await host.close();
    say({ folder, outcome: 'started', warnings });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    say({ folder, outcome: 'refused', message: error.message });
  }
}
process.exit();
