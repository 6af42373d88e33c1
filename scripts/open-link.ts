import { spawn } from 'node:child_process';

/** The command that opens a link on this kind of machine, or null where there is no screen to open it on. */
export function opener(
  platform: NodeJS.Platform,
  env: Record<string, string | undefined>,
): [string, ...string[]] | null {
  if (env['SSH_CONNECTION'] !== undefined) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined ? ['xdg-open'] : null;
}

/** Opens a link in the machine's browser; says how to go on where that does not work. */
export function openLink(link: string): void {
  const command = opener(process.platform, process.env);
  if (command === null) return;
  const [program, ...args] = command;
  spawn(program, [...args, link], { stdio: 'ignore', detached: true })
    .on('error', () => console.error('No browser could be opened: open the link above yourself.'))
    .unref();
}
