/** The program that started the host reads one line of its standard output, and nothing else may be there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';

const CLI = join(import.meta.dirname, 'index.ts');
/** As a package would, when it is asked to. */
const PRINTS = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => {
    console.log(new Error('Service name is already in use on the network'));
    console.info('a token: 12.${'x'.repeat(43)}');
  });
`)}`;

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

describe.skipIf(process.platform === 'win32')(
  'what packages print (not run on Windows, which has no SIGUSR2)',
  () => {
    it('is in the log, and standard output has the one line', { timeout: 120_000 }, async () => {
      const args = [`--import=${PRINTS}`, CLI, '--json', '--no-mdns', '--port', '0', '--data', folder.path];
      const child = spawn(process.execPath, args, { stdio: 'pipe' });
      const lines: string[] = [];
      const errors: string[] = [];
      createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
      createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
      const ended = once(child, 'exit');
      await expect.poll(() => lines.length, { timeout: 60_000 }).toBe(1);
      child.kill('SIGUSR2');
      await expect.poll(() => [...lines, ...errors].join('\n'), { timeout: 30_000 }).toContain('a token');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(lines.map((line) => line.slice(0, 13))).toEqual(['{"ready":true']);
      const log = readFileSync(join(folder.path, 'logs/host.log'), 'utf8');
      expect(log).toContain('Service name is already in use');
      expect(log + errors.join('')).not.toContain('x'.repeat(43));
    });
  },
);
