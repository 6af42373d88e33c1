import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../../protocol/frames.ts';
import { aChallenge, aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { lineOf, LINES_KEPT, linesOfHistory, linesUpTo, wayBack, withLine, type Line } from './feed-items.ts';

const stamp = { seq: 7, at: 1_000, play_ms: 0 };
const nothing = { challenge: undefined, gameStatus: undefined };
const challengeFrame = (
  event_type: 'challenge_completed' | 'challenge_updated',
  data = aChallenge(),
): EventFrame => ({
  type: 'event',
  event_type,
  data,
  ...stamp,
});
const gameFrame = (status: 'in_progress' | 'paused' | 'completed'): EventFrame => ({
  type: 'event',
  event_type: 'game_updated',
  data: aGame({ status }),
  ...stamp,
});
const line = (given: Partial<Line>): Line => ({
  key: 'e1',
  seq: 1,
  at: 0,
  kind: 'completed',
  challenge: aChallenge({ status: 'completed', version: 3 }),
  player: null,
  ...given,
});
const none = () => undefined;
const nobody = () => false;

describe('what just happened', () => {
  it('says what an event did', () => {
    const done = lineOf(challengeFrame('challenge_completed'), nothing);
    expect(done).toMatchObject({ kind: 'completed', at: 1_000, challenge: { id: 1 } });
  });

  it('forgets what a restored game has not seen, and nothing when the host only started again', () => {
    const lines = [line({ seq: 9 }), line({ seq: 5 }), line({ seq: null })];
    expect(linesUpTo(lines, 5)).toEqual(lines.slice(1));
    expect(linesUpTo(lines, 9)).toBe(lines);
  });

  it('tells a claim, a "not yet", a change and more time apart by what was known before', () => {
    const claimed = aChallenge({ claimed_at: '2026-11-24T20:00:09.000Z' });
    const kinds = [
      lineOf(challengeFrame('challenge_updated', claimed), { ...nothing, challenge: aChallenge() }),
      lineOf(challengeFrame('challenge_updated'), { ...nothing, challenge: claimed }),
      lineOf(challengeFrame('challenge_updated'), {
        ...nothing,
        challenge: aChallenge({ target_number: 9 }),
      }),
      lineOf(challengeFrame('challenge_updated'), { ...nothing, challenge: aChallenge() }),
    ].map((each) => each?.kind);
    expect(kinds).toEqual(['claimed', 'not_yet', 'changed', 'extended']);
  });

  it('reads the turns of the game from its status before and after', () => {
    const turn = (
      now: 'in_progress' | 'paused' | 'completed',
      gameStatus: 'waiting' | 'in_progress' | 'paused' | 'completed',
    ) => lineOf(gameFrame(now), { ...nothing, gameStatus })?.kind;
    expect([
      turn('in_progress', 'waiting'),
      turn('paused', 'in_progress'),
      turn('in_progress', 'paused'),
      turn('completed', 'paused'),
      turn('in_progress', 'completed'),
      turn('paused', 'paused'),
    ]).toEqual(['started', 'paused', 'resumed', 'ended', 'reopened', undefined]);
  });

  it('makes no line of changed teams, players and settings', () => {
    const team: EventFrame = { type: 'event', event_type: 'team_updated', data: aTeam(), ...stamp };
    const player: EventFrame = { type: 'event', event_type: 'player_updated', data: aPlayer(), ...stamp };
    expect([lineOf(team, nothing), lineOf(player, nothing)]).toEqual([null, null]);
  });

  it('keeps the newest lines only', () => {
    let lines: readonly Line[] = [];
    for (let index = 0; index < LINES_KEPT + 5; index += 1)
      lines = withLine(lines, line({ key: `e${index}` }));
    expect(lines).toHaveLength(LINES_KEPT);
    expect(lines[0]?.key).toBe(`e${LINES_KEPT + 4}`);
  });

  it('starts a freshly opened desk with what the history says, newest first', () => {
    const lines = linesOfHistory([
      aChallenge({ id: 1, status: 'completed', timestamp: '2026-11-24T20:00:00.000Z' }),
      aChallenge({ id: 2, status: 'requested', timestamp: '2026-11-24T20:05:00.000Z' }),
    ]);
    expect(lines.map(({ kind }) => kind)).toEqual(['requested', 'completed']);
  });
});

describe('taking back', () => {
  it('offers the newest step of a challenge and no older one', () => {
    const newer = aChallenge({ version: 4 });
    expect(wayBack(line({}), none, nobody)).toBe('undo');
    expect(wayBack(line({}), () => newer, nobody)).toBeNull();
  });

  it('offers nothing for what ended with the game, its player or a merge', () => {
    const reasons = ['game_ended', 'removed', 'merged', 'undone'] as const;
    const ways = reasons.map((ended_reason) =>
      wayBack(
        line({ kind: 'cancelled', challenge: aChallenge({ status: 'cancelled', ended_reason }) }),
        none,
        nobody,
      ),
    );
    expect(ways).toEqual([null, null, null, null]);
  });

  it('brings a removed player back as long as the player is away', () => {
    const removed = line({ kind: 'removed', challenge: null, player: aPlayer({ removed: true }) });
    expect([wayBack(removed, none, () => true), wayBack(removed, none, nobody)]).toEqual(['restore', null]);
  });

  it('leave a seat merged that turned out to be another one', () => {
    const player = aPlayer({ removed: true, merged_into: 11 });
    const merged = { key: 'e9', seq: 9, at: 0, kind: 'removed', challenge: null, player } as const;
    expect(
      wayBack(
        merged,
        () => undefined,
        () => true,
      ),
    ).toBeNull();
  });
});
