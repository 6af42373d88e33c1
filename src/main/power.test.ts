import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FakeHost, RUNNING } from './fakes.ts';
import { followSleep, keepAwake, type SleepMonitor } from './power.ts';

function fakeBlocker() {
  const said: string[] = [];
  let id = 0;
  return {
    said,
    start: (type: string) => {
      said.push(`${type} ${(id += 1)}`);
      return id;
    },
    stop: (which: number) => {
      said.push(`stop ${which}`);
      return true;
    },
  };
}

describe('keeping the laptop awake', () => {
  it('holds from the start of a game to its pause, once, and again when it goes on', () => {
    const host = new FakeHost();
    const blocker = fakeBlocker();
    keepAwake(blocker, host);
    expect(blocker.said).toEqual([]);
    host.setGames([RUNNING]);
    host.setGames([RUNNING, { ...RUNNING, code: 'DEF567' }]);
    host.setGames([{ ...RUNNING, status: 'paused' }]);
    host.setGames([RUNNING]);
    host.setGames([]);
    expect(blocker.said).toEqual(['prevent-display-sleep 1', 'stop 1', 'prevent-display-sleep 2', 'stop 2']);
  });

  it('holds at once when the host came back with a game in progress, and lets go at the end', () => {
    const host = new FakeHost();
    host.setGames([RUNNING]);
    const blocker = fakeBlocker();
    const letSleep = keepAwake(blocker, host);
    letSleep();
    host.setGames([RUNNING]);
    expect(blocker.said).toEqual(['prevent-display-sleep 1', 'stop 1']);
  });
});

describe('the laptop sleeping', () => {
  it('is told to the host until nobody follows any more', () => {
    const monitor = new EventEmitter();
    const host = new FakeHost();
    const stop = followSleep(monitor as unknown as SleepMonitor, host);
    monitor.emit('suspend');
    monitor.emit('resume');
    stop();
    monitor.emit('suspend');
    expect(host.said).toEqual(['suspend', 'resume']);
    expect(monitor.listenerCount('suspend') + monitor.listenerCount('resume')).toBe(0);
  });
});
