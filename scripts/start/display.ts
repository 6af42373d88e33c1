import type { Environment } from './runtime.ts';

/** True where a program may find a screen to open a window on: an empty variable names none. */
export function hasDisplay(platform: NodeJS.Platform, env: Environment): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
