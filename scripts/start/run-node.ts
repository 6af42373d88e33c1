import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { withCompileCache } from './compile-cache.ts';

/**
 * Runs a Node program in a separate process, forwards signals to it and exits as it does.
 * With `onText`, its standard output goes there chunk by chunk; otherwise straight to ours.
 */
export function runNode(args: string[], onText?: (text: string) => void): void {
  const child = spawn(process.execPath, args, {
    stdio: ['inherit', onText ? 'pipe' : 'inherit', 'inherit'],
    // What goes through the pipe still ends up on the terminal.
    env: {
      ...withCompileCache(process.env),
      ...(onText && process.stdout.isTTY && { FORCE_COLOR: '1' }),
    },
  });
  if (onText) child.stdout?.setEncoding('utf8').on('data', onText);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the whole group, and Windows sends it to everyone: the program already has it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}
