import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { growth, isComplaint, MAY_GROW, type Reading, SETTLED_AFTER_MINUTES } from './soak-verdict.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const MB = 1024 * 1024;
const PLAYERS = 30;

/** A rehearsal with a simulated banker, for so many minutes: `npm run soak -- [minutes]`. Prints memory each minute. */
async function soak(minutes: number): Promise<boolean> {
  const data = makeTemporaryFolder('soak-');
  const host = start(data);
  const complaints: string[] = [];
  createInterface({ input: host.stderr ?? process.stdin }).on('line', (line) => {
    if (isComplaint(line)) complaints.push(line);
  });
  const readings = await watch(host, minutes);
  // On Windows this kills it; the measurement is over either way.
  host.kill('SIGTERM');
  if (host.exitCode === null && host.signalCode === null) await once(host, 'exit');
  removeFolder(data);
  return judge(readings, complaints, minutes);
}

function start(data: string): ChildProcess {
  const flags = ['--expose-gc', '--import', pathToFileURL(join(ROOT, 'scripts/report-memory.ts')).href];
  const options = [
    '--json',
    '--port',
    '0',
    '--no-mdns',
    '--data',
    data,
    '--demo',
    `${PLAYERS}`,
    '--demo-banker',
  ];
  return spawn(process.execPath, [...flags, join(ROOT, 'src/cli/index.ts'), ...options], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function watch(host: ChildProcess, minutes: number): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  return new Promise((resolve) => {
    host.on('exit', () => resolve(readings));
    host.on('message', (message) => {
      const { held, rss } = memoryIn(message);
      const minute = readings.push({ minute: readings.length + 1, held });
      console.log(
        `minute ${minute}: ${(held / MB).toFixed(1)} MB held, ${(rss / MB).toFixed(0)} MB resident`,
      );
      if (minute >= minutes) resolve(readings);
    });
  });
}

function memoryIn(message: unknown): { held: number; rss: number } {
  const isMemory = typeof message === 'object' && message !== null && 'held' in message && 'rss' in message;
  if (!isMemory) throw new Error('The host sent something else than its memory.');
  return { held: Number(message.held), rss: Number(message.rss) };
}

function judge(readings: readonly Reading[], complaints: readonly string[], minutes: number): boolean {
  const grown = growth(readings);
  for (const line of complaints) console.log(`complaint: ${line}`);
  if (readings.length < minutes) console.log('The host ended before its time.');
  if (grown === null) console.log('Too short to say whether memory grows.');
  else
    console.log(
      `After minute ${SETTLED_AFTER_MINUTES}: ${(grown / MB).toFixed(2)} MB in ten minutes (at most 1).`,
    );
  return complaints.length === 0 && readings.length === minutes && (grown ?? 0) < MAY_GROW;
}

const minutes = Number(process.argv[2] ?? 30);
if (!Number.isInteger(minutes) || minutes < 1) {
  console.error('npm run soak -- [minutes, at least 1]');
  process.exit(2);
}
process.exitCode = (await soak(minutes)) ? 0 : 1;
