import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { fakeEvent } from '../fakes.ts';
import { leaveWithSystem, type ShutdownParts } from './shutdown.ts';

function system() {
  const process = new EventEmitter();
  const monitor = new EventEmitter();
  const desk = new EventEmitter();
  let left = 0;
  leaveWithSystem({ process, monitor, desk } as unknown as ShutdownParts, () => (left += 1));
  return { process, monitor, desk, left: () => left };
}

it('asks macOS and Linux to wait until it is gone', () => {
  const { monitor, left } = system();
  const event = fakeEvent();
  monitor.emit('shutdown', event);
  expect([left(), event.isPrevented()]).toEqual([1, true]);
});

it.each(['query-session-end', 'session-end'])("leaves on Windows' %s without holding it up", (name) => {
  const { desk, left } = system();
  const event = fakeEvent();
  desk.emit(name, event);
  expect([left(), event.isPrevented()]).toEqual([1, false]);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('leaves on %s', (signal) => {
  const { process, left } = system();
  process.emit(signal);
  expect(left()).toBe(1);
});
