import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../src/cli/index.ts');

/**
 * Runs the headless host in a process of its own, hands signals on to it and ends as it ends.
 * With `onText` the host's standard output goes there piece by piece; without, straight to ours.
 */
export function runHost(args: string[], onText?: (text: string) => void): void {
  const host = spawn(process.execPath, [CLI, ...args], {
    stdio: ['inherit', onText ? 'pipe' : 'inherit', 'inherit'],
  });
  if (onText) host.stdout?.setEncoding('utf8').on('data', onText);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the whole group: the host has it already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) host.kill(signal);
    });
  }
  host.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}
