import type { GameEvent } from '../../game/events.ts';
import { exportOf, linesOf, resealed } from '../faults/forged-export.harness.ts';
import { created, logged } from './events.fixtures.ts';

/** An exported game that has been played for at least so many events. */
export function longGame(count: number): Buffer<ArrayBuffer> {
  const seat = { approved: true, withoutPhone: false } as const;
  const events: GameEvent[] = [
    created(1, 'Long'),
    { type: 'participant_joined', id: 1, role: 'banker', name: 'Bea', teamNumber: null, ...seat },
    { type: 'participant_joined', id: 2, role: 'player', name: 'Anna', teamNumber: 1, ...seat },
    { type: 'game_started' },
  ];
  while (events.length < count) {
    const id = events.length;
    const asked = { playerId: 2, teamNumber: 1, building: 'farm', hasSchool: false } as const;
    events.push(
      { type: 'challenge_requested', id, ...asked },
      { type: 'challenge_cancelled', id, reason: 'banker' },
    );
  }
  return Buffer.from(
    resealed(
      exportOf(linesOf(events.map((event, index) => logged(index + 1, event)))).replace('GAME01', 'GAMEAA'),
    ),
  );
}
