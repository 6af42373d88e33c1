import { describe, expect, it } from 'vitest';
import { makeGame, startTestApp } from '../http/test-app.harness.ts';
import { StorageError } from '../storage/event-store.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createGuessedSeats, suspectGuesses } from './guessed-seats.ts';

describe('a guess that is told of', () => {
  it('counts in a game that is not open here, which is opened; one that cannot be is reported', async () => {
    const app = await startTestApp();
    try {
      const game = await makeGame(app);
      const { id } = await game.join('Anna');
      const { rooms } = app;
      const [room] = rooms.all();
      const gameId = room?.state.gameId ?? 0;
      const seat = room?.state.participants.get(id);
      if (seat === undefined) throw new Error('Anna has no seat.');

      const guessed = createGuessedSeats(createManualClock());
      const reports: string[] = [];
      const closed = {
        all: () => [],
        byId: (wanted: number) =>
          wanted === gameId ? rooms.byId(wanted) : Promise.reject(new StorageError('away')),
      };
      const suspect = suspectGuesses(closed, guessed, (message) => reports.push(message));
      suspect(gameId, id);
      await expect.poll(() => guessed.find(seat)?.participantId).toBe(id);
      suspect(gameId + 1, id);
      await expect.poll(() => reports).toEqual(['whose PIN is being guessed could not be read']);
    } finally {
      await app.close();
    }
  });

  it('opens few games at once', () => {
    const asked: number[] = [];
    const rooms = {
      all: () => [],
      byId(gameId: number) {
        asked.push(gameId);
        return new Promise<null>(() => undefined);
      },
    };
    const suspect = suspectGuesses(rooms, createGuessedSeats(createManualClock()), () => undefined);
    for (let gameId = 1; gameId <= 1_000; gameId += 1) for (const id of [1, 2]) suspect(gameId, id);
    expect(asked).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
