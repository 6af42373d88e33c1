import { expect, it } from 'vitest';
import type { GameEvent, LoggedEvent } from './events.ts';
import { fold } from './evolve.ts';
import { gameStateContradiction } from './game-contradiction.ts';
import { latestInstant } from './latest-instant.ts';
import { resultOf } from './result-of.harness.ts';
import { DEFAULT_SETTINGS } from './state.ts';
import { startTestGame } from './test-game.harness.ts';

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
    { type: 'message_sent', text: 'Pizza!' },
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

it('whoever looks for it in a long game may stop at each seat and each challenge, so that nobody waits', () => {
  const game = startTestGame();
  for (let id = 1; id <= 50; id += 1) {
    game.request(id, 11);
    game.execute({ type: 'cancel', id });
  }
  const { participants, challenges } = game.state;
  expect(challenges.size).toBe(50);
  for (const steps of [[...latestInstant(game.state)], [...gameStateContradiction(game.state)]])
    expect(steps.length).toBeGreaterThanOrEqual(participants.size + challenges.size);
});
