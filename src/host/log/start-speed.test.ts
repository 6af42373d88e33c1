import { afterEach, describe, expect, it } from 'vitest';
import type { GameEvent } from '../../game/events.ts';
import { answered, batch, begin, joined, requested, temporaryFolder } from './evening.ts';
import { openLog } from './sqlite-log.ts';

const EVENTS = 100_000;
const PLAYERS = 200;
const exercise = { type: 'push_ups', description: '20 Push-ups', target: 20 };
const folder = temporaryFolder();

afterEach(() => {
  folder.dispose();
});

/** What happens in a long night, an event at a time. */
function* night(): Generator<GameEvent> {
  for (let id = 1; id <= PLAYERS; id += 1) yield joined(id, `Player ${id}`);
  for (let id = 1; ; id += 1) {
    yield { ...requested(id), playerId: 1 + (id % PLAYERS) } as GameEvent;
    yield { type: 'challenge_assigned', id, exercise, durationSeconds: 600 };
    yield { type: 'challenge_completed', id, builtSchool: false };
  }
}

/** CPU seconds of this process, which other processes do not lengthen. */
const cpuSeconds = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;

describe('a start with a log of 100,000 events', () => {
  it('checks the file, reads and folds it within 1.5 s', () => {
    const store = openLog({ folder: folder.path });
    const gameId = begin(store.log);
    const events = night();
    for (let seq = 1; seq < EVENTS; seq += 999) {
      const some = Array.from(
        { length: Math.min(999, EVENTS - seq) },
        () => events.next().value as GameEvent,
      );
      const outcomes = some.map((_, index) => answered(`key ${seq + index}`, 'x'.repeat(400)));
      store.log.append({ ...batch(gameId, seq, ...some), outcomes });
    }
    store.close();

    const took = [1, 2, 3].map(() => {
      const began = cpuSeconds();
      const again = openLog({ folder: folder.path });
      const seconds = cpuSeconds() - began;
      expect(again.games.map(({ seq }) => seq)).toEqual([EVENTS]);
      again.close();
      return seconds;
    });
    expect(Math.min(...took)).toBeLessThan(1.5);
  }, 60_000);
});
