import type { Environment } from './electron-runtime.ts';

/** Whether there may be a display to open a window on; an empty variable counts as none. */
export function hasDisplay(platform: NodeJS.Platform, env: Environment): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
