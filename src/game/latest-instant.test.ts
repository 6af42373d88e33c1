import { expect, it } from 'vitest';
import type { GameEvent, LoggedEvent } from './events.ts';
import { fold } from './evolve.ts';
import { latestInstant } from './latest-instant.ts';
import { resultOf } from './result-of.harness.ts';
import { DEFAULT_SETTINGS } from './state.ts';

it('the latest instant of a game is that of its last event that has a time on any screen', () => {
  const events: readonly GameEvent[] = [
    {
      type: 'game_created',
      gameId: 1,
      code: 'ABC234',
      name: 'Night',
      teamCount: 2,
      settings: DEFAULT_SETTINGS,
    },
    {
      type: 'participant_joined',
      id: 7,
      role: 'player',
      name: 'Anna',
      teamNumber: 1,
      approved: true,
      withoutPhone: false,
    },
    { type: 'game_started' },
    { type: 'challenge_requested', id: 3, playerId: 7, teamNumber: 1, building: 'farm', hasSchool: false },
    { type: 'challenge_cancelled', id: 3, reason: 'banker' },
    { type: 'game_ended' },
  ];
  const log = events.map((event, index): LoggedEvent => ({
    seq: index + 1,
    at: 1_000 * (index + 1),
    playMs: 0,
    by: 0,
    event,
  }));
  for (let count = 1; count <= log.length; count += 1)
    expect(resultOf(latestInstant(fold(log.slice(0, count))))).toBe(1_000 * count);
});
