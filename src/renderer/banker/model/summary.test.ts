import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { median, summarise } from './summary.ts';

const { compare: compareNames } = new Intl.Collator('en');
const counted = (history: readonly Challenge[]) => summarise(history, compareNames);
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 20, minute)).toISOString();

describe('the summary of a night', () => {
  it('is empty for an empty night', () => {
    const counts = {
      asked: 0,
      done: 0,
      expired: 0,
      cancelled: 0,
      medianWaitingMs: null,
      medianDoingMs: null,
    };
    expect(counted([])).toEqual({ all: counts, teams: [] });
  });

  it('takes the middle value, or the mean of the middle two', () => {
    expect([median([]), median([5]), median([9, 1, 5]), median([8, 2])]).toEqual([null, 5, 5, 5]);
  });

  it('counts what was asked, done, expired and cancelled by team and player', () => {
    const summary = counted([
      aChallenge({
        id: 1,
        status: 'completed',
        requested_at: at(0),
        assigned_at: at(2),
        completed_at: at(6),
      }),
      aChallenge({ id: 2, status: 'expired', requested_at: at(10), assigned_at: at(14) }),
      aChallenge({ id: 3, player_id: 11, player_name: 'Ben', status: 'cancelled', requested_at: at(20) }),
      aChallenge({ id: 4, player_id: 12, player_name: 'Cleo', team_number: 2, requested_at: at(21) }),
    ]);
    expect(summary.all).toMatchObject({ asked: 4, done: 1, expired: 1, cancelled: 1 });
    expect(summary.all.medianWaitingMs).toBe(3 * 60_000);
    expect(summary.all.medianDoingMs).toBe(4 * 60_000);
    expect(
      summary.teams.map(({ teamNumber, asked, players }) => [teamNumber, asked, players.length]),
    ).toEqual([
      [1, 3, 2],
      [2, 1, 1],
    ]);
  });

  it('stops the clock at "done", not when the banker gets round to confirming', () => {
    const times = { requested_at: at(0), assigned_at: at(1), claimed_at: at(3), completed_at: at(30) };
    const summary = counted([aChallenge({ status: 'completed', ...times })]);
    expect(summary.all.medianDoingMs).toBe(2 * 60_000);
  });

  it("uses a renamed player's newest name, whichever host gave its id, and puts whoever did most first", () => {
    const summary = counted([
      aChallenge({ id: 1, player_id: 1, player_name: 'A' }),
      aChallenge({ id: 9, player_id: 1, player_name: 'Anna', requested_at: '2026-11-24T20:02:00Z' }),
      aChallenge({ id: 33, player_id: 1, player_name: 'An', requested_at: '2026-11-24T20:01:00Z' }),
      aChallenge({ id: 2, player_id: 2, player_name: 'Zoe', status: 'completed' }),
    ]);
    expect(summary.teams[0]?.players.map(({ playerName }) => playerName)).toEqual(['Zoe', 'Anna']);
  });
});
