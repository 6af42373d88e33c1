import { expect, it } from 'vitest';
import { canPlaceWindows } from './can-place-windows.ts';

it.each([
  ['win32', {}, '', true],
  ['darwin', {}, '', true],
  ['linux', { XDG_SESSION_TYPE: 'x11' }, '', true],
  ['linux', { XDG_SESSION_TYPE: 'x11' }, 'wayland', false],
  ['linux', { XDG_SESSION_TYPE: 'wayland' }, '', false],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, '', false],
  ['linux', { WAYLAND_DISPLAY: '' }, '', true],
  ['linux', { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }, 'x11', true],
] as const)('on %s with %j and "%s", windows can be placed: %s', (platform, env, ozonePlatform, can) => {
  expect(canPlaceWindows({ platform, env, ozonePlatform })).toBe(can);
});
