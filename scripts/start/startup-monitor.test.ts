import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StartupMonitor } from './startup-monitor.ts';

const SILENCE_MS = 20_000;

let timeouts = 0;
beforeEach(() => {
  vi.useFakeTimers();
  timeouts = 0;
});
afterEach(() => vi.useRealTimers());

const followStart = () =>
  new StartupMonitor({
    silenceTimeoutMs: SILENCE_MS,
    onTimeout: () => (timeouts += 1),
    stderr: () => undefined,
  });

it('lets an app take its time as long as it reports that it is starting', () => {
  const monitor = followStart();
  for (let reports = 0; reports < 6; reports += 1) {
    vi.advanceTimersByTime(SILENCE_MS - 1);
    monitor.onStatus('starting');
  }
  expect({ timeouts, hasTimedOut: monitor.hasTimedOut }).toEqual({ timeouts: 0, hasTimedOut: false });
});

it('lets an app be silent forever once its desk is ready', () => {
  const monitor = followStart();
  monitor.onStatus('ready');
  vi.advanceTimersByTime(100 * SILENCE_MS);
  expect({ timeouts, hasTimedOut: monitor.hasTimedOut }).toEqual({ timeouts: 0, hasTimedOut: false });
});

it('ends an app that falls silent, once', () => {
  const monitor = followStart();
  monitor.onStatus('starting');
  vi.advanceTimersByTime(100 * SILENCE_MS);
  expect({ timeouts, hasTimedOut: monitor.hasTimedOut }).toEqual({ timeouts: 1, hasTimedOut: true });
});
