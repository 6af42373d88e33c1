import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a Node program in a process of its own, hands signals on to it and ends as it ends.
 * With `onText` its standard output goes there piece by piece; without, straight to ours.
 */
export function runNode(args: string[], onText?: (text: string) => void): void {
  const child = spawn(process.execPath, args, {
    stdio: ['inherit', onText ? 'pipe' : 'inherit', 'inherit'],
    // What passes through a pipe still ends on the terminal.
    env: { ...process.env, ...(onText && process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  });
  if (onText) child.stdout?.setEncoding('utf8').on('data', onText);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the whole group, and Windows sends all there is to everybody: the program has it already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}
