import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { fakeEvent } from '../app.fake.ts';
import { quitOnShutdown, type ShutdownDependencies } from './quit-on-shutdown.ts';

function system() {
  const process = new EventEmitter();
  const monitor = new EventEmitter();
  const desk = new EventEmitter();
  let timesQuit = 0;
  quitOnShutdown(
    { process, powerMonitor: monitor, desk } as unknown as ShutdownDependencies,
    () => (timesQuit += 1),
  );
  return { process, monitor, desk, timesQuit: () => timesQuit };
}

it('asks macOS and Linux to wait until it has exited', () => {
  const { monitor, timesQuit } = system();
  const event = fakeEvent();
  monitor.emit('shutdown', event);
  expect([timesQuit(), event.isPrevented()]).toEqual([1, true]);
});

it.each(['query-session-end', 'session-end'])("quits on Windows' %s without holding it up", (name) => {
  const { desk, timesQuit } = system();
  const event = fakeEvent();
  desk.emit(name, event);
  expect([timesQuit(), event.isPrevented()]).toEqual([1, false]);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('quits on %s', (signal) => {
  const { process, timesQuit } = system();
  process.emit(signal);
  expect(timesQuit()).toBe(1);
});
