import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import {
  memoryGrowth,
  isErrorLine,
  MAX_GROWTH_BYTES,
  type MemorySample,
  WARM_UP_MINUTES,
} from './soak-verdict.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const MB = 1024 * 1024;
const PLAYERS = 30;

/** Runs a rehearsal with a simulated banker for this many minutes and prints the memory used each minute: `npm run soak -- [minutes]`. */
async function soak(minutes: number): Promise<boolean> {
  const data = makeTemporaryFolder('soak-');
  const host = start(data);
  const errorLines: string[] = [];
  createInterface({ input: host.stderr ?? process.stdin }).on('line', (line) => {
    if (isErrorLine(line)) errorLines.push(line);
  });
  const samples = await collectSamples(host, minutes);
  // On Windows this kills it outright; the measurement is over either way.
  host.kill('SIGTERM');
  if (host.exitCode === null && host.signalCode === null) await once(host, 'exit');
  removeFolder(data);
  return passes(samples, errorLines, minutes);
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

function collectSamples(host: ChildProcess, minutes: number): Promise<readonly MemorySample[]> {
  const samples: MemorySample[] = [];
  return new Promise((resolve) => {
    host.on('exit', () => resolve(samples));
    host.on('message', (message) => {
      const { heapBytes, rss } = memoryIn(message);
      const minute = samples.push({ minute: samples.length + 1, heapBytes });
      console.log(
        `minute ${minute}: ${(heapBytes / MB).toFixed(1)} MB held, ${(rss / MB).toFixed(0)} MB resident`,
      );
      if (minute >= minutes) resolve(samples);
    });
  });
}

function memoryIn(message: unknown): { heapBytes: number; rss: number } {
  const isMemory =
    typeof message === 'object' && message !== null && 'heapBytes' in message && 'rss' in message;
  if (!isMemory) throw new Error('The host sent something other than its memory.');
  return { heapBytes: Number(message.heapBytes), rss: Number(message.rss) };
}

function passes(samples: readonly MemorySample[], errorLines: readonly string[], minutes: number): boolean {
  const growth = memoryGrowth(samples);
  for (const line of errorLines) console.log(`error: ${line}`);
  if (samples.length < minutes) console.log('The host exited early.');
  if (growth === null) console.log('Too short to tell whether memory grows.');
  else
    console.log(
      `After minute ${WARM_UP_MINUTES}: ${(growth / MB).toFixed(2)} MB in ten minutes (at most 1).`,
    );
  return errorLines.length === 0 && samples.length === minutes && (growth ?? 0) < MAX_GROWTH_BYTES;
}

const minutes = Number(process.argv[2] ?? 30);
if (!Number.isInteger(minutes) || minutes < 1) {
  console.error('npm run soak -- [minutes, at least 1]');
  process.exit(2);
}
process.exitCode = (await soak(minutes)) ? 0 : 1;
