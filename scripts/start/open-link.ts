import { spawn } from 'node:child_process';
import type { Environment } from './electron-runtime.ts';
import { hasDisplay } from './has-display.ts';

/** The command that opens a link on this kind of machine, or null if there is no display to open it on. */
export function openCommand(platform: NodeJS.Platform, env: Environment): [string, ...string[]] | null {
  if (env['SSH_CONNECTION'] || !hasDisplay(platform, env)) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return ['xdg-open'];
}

/** Opens a link in the machine's browser; if that fails, says what to do. */
export function openLink(link: string): void {
  const command = openCommand(process.platform, process.env);
  if (command === null) return;
  const [program, ...args] = command;
  const printFailure = () => console.error('No browser could be opened: open the link above yourself.');
  spawn(program, [...args, link], { stdio: 'ignore', detached: true })
    .on('error', printFailure)
    .on('exit', (code) => code !== 0 && printFailure())
    .unref();
}
