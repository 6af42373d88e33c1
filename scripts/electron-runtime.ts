import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Why Electron cannot be started here, or null when it can. Looks only; asks nothing of the network. */
export function whyNoElectron(
  root: string,
  platform: NodeJS.Platform,
  env: Record<string, string | undefined>,
): string | null {
  if (!existsSync(join(root, 'node_modules/electron/path.txt'))) {
    return "Electron's runtime is not installed (npx install-electron fetches it)";
  }
  const hasDisplay = env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
  return platform === 'linux' && !hasDisplay ? 'there is no display' : null;
}
