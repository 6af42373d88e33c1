import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playersByTeam } from './team-sizes.ts';
import { runningTrial, Trial } from './test-game.harness.ts';

const BALANCE = { type: 'balance_teams' } as const;

function sizes(trial: Trial): readonly number[] {
  return [...playersByTeam(trial.state).values()].map(({ length }) => length);
}

describe('changing a team', () => {
  it('merges the fields', () => {
    const trial = runningTrial();
    trial.does({ type: 'change_team', number: 1, change: { name: 'Otters' } });
    trial.does({ type: 'change_team', number: 1, change: { hasSchool: true } });
    expect(trial.team(1)).toMatchObject({ name: 'Otters', hasSchool: true, colour: '#0072B2' });
  });

  it('knows its teams', () => {
    const trial = runningTrial();
    expect(trial.refuses({ type: 'change_team', number: 5, change: {} })).toEqual({ code: 'not_found' });
  });

  it('cancels nothing when the school goes', () => {
    const trial = runningTrial();
    trial.does({ type: 'change_team', number: 1, change: { hasSchool: true } });
    trial.assigns(101, 11);
    trial.assigns(102, 12);
    trial.does({ type: 'change_team', number: 1, change: { hasSchool: false } });
    expect([101, 102].map((id) => trial.challenge(id).status)).toEqual(['assigned', 'assigned']);
  });
});

describe('balancing teams', () => {
  it('places players without a team first, then moves those who joined last', () => {
    const trial = new Trial({}, 3);
    for (const id of [2, 3, 4, 5]) {
      trial.passes(1000);
      trial.joins(id, 1);
    }
    trial.joins(6, null);
    expect(trial.does(BALANCE)).toEqual([
      { type: 'participant_changed', id: 6, change: { teamNumber: 2 } },
      { type: 'participant_changed', id: 4, change: { teamNumber: 3 } },
      { type: 'participant_changed', id: 5, change: { teamNumber: 2 } },
    ]);
  });

  it('has nothing to do for even teams, and leaves removed players out', () => {
    const trial = new Trial({}, 2);
    trial.joins(2, 1);
    trial.joins(3, 1);
    trial.does({ type: 'remove_participant', id: 3 });
    expect(trial.does(BALANCE)).toEqual([]);
  });

  const team = fc.integer({ min: 0, max: 4 }).map((number) => (number === 0 ? null : number));

  it('evens out any teams with the fewest moves', () => {
    fc.assert(
      fc.property(fc.array(team, { maxLength: 30 }), (chosen) => {
        const trial = new Trial({}, 4);
        for (const [index, teamNumber] of chosen.entries()) trial.joins(index + 2, teamNumber);
        const before = sizes(trial);
        const teamless = chosen.filter((teamNumber) => teamNumber === null).length;

        const moves = trial.does(BALANCE);

        const after = sizes(trial);
        expect(Math.max(...after) - Math.min(...after)).toBeLessThanOrEqual(1);
        expect(after.reduce((sum, size) => sum + size, 0)).toBe(chosen.length);
        expect(moves).toHaveLength(teamless + fewestLeavers(before, chosen.length));
        expect(trial.does(BALANCE)).toEqual([]);
      }),
    );
  });
});

/** By trying every choice of the teams that are one larger. */
function fewestLeavers(current: readonly number[], total: number): number {
  const even = Math.floor(total / current.length);
  const larger = total % current.length;
  let fewest = Number.POSITIVE_INFINITY;
  for (let choice = 0; choice < 2 ** current.length; choice += 1) {
    const targets = current.map((_, index) => even + (Math.floor(choice / 2 ** index) % 2));
    if (targets.reduce((sum, size) => sum + size, 0) !== even * current.length + larger) continue;
    const leavers = current.reduce((sum, size, index) => sum + Math.max(0, size - (targets[index] ?? 0)), 0);
    fewest = Math.min(fewest, leavers);
  }
  return fewest;
}
