import { expect, it } from 'vitest';
import { gameCreationEvents } from '../../game/decide-game.ts';
import type { GameEvent } from '../../game/events.ts';
import { DEFAULT_SETTINGS } from '../../game/state.ts';
import type { EventStore } from '../storage/event-store.ts';
import type { HostTime } from '../time/clock.ts';
import { writeNewGame } from './new-game.ts';

const PLAYERS = 5_000;
const hostTime: HostTime = { now: () => Date.UTC(2026, 10, 28) };

function joined(id: number): GameEvent {
  const seat = { role: 'player', teamNumber: null, approved: true, withoutPhone: false } as const;
  return { type: 'participant_joined', id, name: `Anna ${id}`, ...seat };
}

it('a game that thousands play again gives everybody else turns while it is made', async () => {
  const others = { turns: 0, isOver: false };
  const takeTurns = () => {
    others.turns += 1;
    if (!others.isOver) setImmediate(takeTurns);
  };
  const eventStore: Pick<EventStore, 'nextId' | 'append'> = {
    nextId: () => Promise.resolve(1),
    append: () => Promise.resolve(),
  };
  const created = gameCreationEvents({
    gameId: 1,
    code: 'ABCDEF',
    name: 'Again',
    teamCount: 4,
    settings: DEFAULT_SETTINGS,
    bankerId: 1,
    bankerName: 'Banker',
  });
  const again = [...created, ...Array.from({ length: PLAYERS }, (_, index) => joined(index + 2))];
  const { state } = await writeNewGame(
    { eventStore, hostTime, findCode: () => Promise.resolve('ABCDEF') },
    {
      key: null,
      answer: () => ({ status: 201, body: '', secretsOf: null }),
      compose: () => {
        setImmediate(takeTurns);
        return Promise.resolve(again);
      },
    },
  );
  others.isOver = true;
  expect(state.participants.size).toBe(PLAYERS + 1);
  expect(others.turns).toBeGreaterThan(10);
});
