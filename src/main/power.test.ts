import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FakeHost, RUNNING } from './host.fake.ts';
import { forwardPower, keepAwake, type PowerEvents } from './power.ts';

function fakeBlocker() {
  const recorded: string[] = [];
  let id = 0;
  return {
    recorded,
    start: (type: string) => {
      recorded.push(`${type} ${(id += 1)}`);
      return id;
    },
    stop: (which: number) => {
      recorded.push(`stop ${which}`);
      return true;
    },
  };
}

describe('keeping the laptop awake', () => {
  const LOBBY = { ...RUNNING, code: 'DEF567', status: 'waiting' } as const;

  it('keeps the laptop awake from the lobby to the end of the last game, and the display on while a game is in progress', () => {
    const host = new FakeHost();
    const blocker = fakeBlocker();
    keepAwake(blocker, host);
    const steps = [[LOBBY], [RUNNING, LOBBY], [{ ...RUNNING, status: 'paused' as const }], [RUNNING], []];
    const recorded = steps.map((games) => {
      blocker.recorded.length = 0;
      host.setGames(games);
      return blocker.recorded.join(', ');
    });
    expect(recorded).toEqual([
      'prevent-app-suspension 1',
      'prevent-display-sleep 2',
      'stop 2',
      'prevent-display-sleep 3',
      'stop 1, stop 3',
    ]);
  });

  it('does nothing for games that are over', () => {
    const host = new FakeHost();
    const blocker = fakeBlocker();
    keepAwake(blocker, host);
    host.setGames([{ ...RUNNING, status: 'completed' }]);
    expect(blocker.recorded).toEqual([]);
  });

  it('begins at once if the host restarts with a game in progress, and stops at the end', () => {
    const host = new FakeHost();
    host.setGames([RUNNING]);
    const blocker = fakeBlocker();
    const letSleep = keepAwake(blocker, host);
    expect(blocker.recorded).toEqual(['prevent-app-suspension 1', 'prevent-display-sleep 2']);
    letSleep();
    host.setGames([RUNNING]);
    expect(blocker.recorded.slice(2)).toEqual(['stop 1', 'stop 2']);
  });
});

describe('what happens to the power', () => {
  it('is reported to the host until it is unsubscribed', () => {
    const monitor = new EventEmitter();
    const host = new FakeHost();
    const stop = forwardPower(monitor as unknown as PowerEvents, host);
    for (const event of ['suspend', 'resume', 'on-ac', 'on-battery']) monitor.emit(event);
    stop();
    monitor.emit('suspend');
    expect(host.recorded).toEqual(['suspend', 'resume', 'powerChanged', 'powerChanged']);
    expect(monitor.eventNames()).toEqual([]);
  });
});
