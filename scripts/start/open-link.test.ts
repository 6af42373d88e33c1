import { expect, test } from 'vitest';
import { openCommand } from './open-link.ts';

test.each([
  ['darwin', {}, ['open']],
  ['win32', {}, ['cmd', '/c', 'start', '']],
  ['linux', { DISPLAY: ':0' }, ['xdg-open']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open']],
  ['linux', {}, null],
  ['linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }, null],
  ['linux', { DISPLAY: ':0', SSH_CONNECTION: '' }, ['xdg-open']],
  ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, null],
] as const)('on %s with %j a link is opened by %j', (platform, env, expected) => {
  expect(openCommand(platform, env)).toEqual(expected);
});
