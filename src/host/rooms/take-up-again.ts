/** Games that go on where a backup or a file left them, maybe long ago. */
import { hasEndCome } from '../../game/play-time.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { StoredResponse } from '../storage/event-store.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

export interface TakenUpAgain {
  /** These games go on from now on, and not where they left off: to be called before their rooms open. */
  expect(gameIds: readonly number[]): void;
  /** Resolves once their rooms are as they should be; expects no more of them. */
  settle(): Promise<void>;
}

const NO_ANSWER: StoredResponse = { status: 204, body: '', secretsOf: null };

/**
 * Takes a planned end away that has come meanwhile, or the game would be over again before anybody sees it
 * (docs/protocol.md, "Planned end"). What cannot be written is reported.
 */
export function watchTakenUpAgain(
  rooms: Pick<Rooms, 'watch'>,
  report: (message: string, error: unknown) => void,
): TakenUpAgain {
  const expected = new Set<number>();
  const underWay = new Set<Promise<void>>();

  rooms.watch({
    opened(room) {
      if (expected.has(room.state.gameId) && hasEndCome(room.state, room.moment().at))
        underWay.add(takeEndAway(room));
    },
    wiped: () => undefined,
  });
  return {
    expect(gameIds) {
      for (const gameId of gameIds) expected.add(gameId);
    },
    async settle() {
      expected.clear();
      const changes = [...underWay];
      underWay.clear();
      await Promise.all(changes);
    },
  };

  /** Comes first in the room's queue, before what is due. */
  async function takeEndAway(room: Room): Promise<void> {
    try {
      await room.execute({
        actor: { id: HOST_ACTOR_ID, role: 'banker' },
        command: { type: 'change_game', endAt: null },
        key: null,
        answer: () => NO_ANSWER,
        refuse: () => NO_ANSWER,
      });
    } catch (error) {
      report('a planned end that has passed could not be taken away', error);
    }
  }
}
