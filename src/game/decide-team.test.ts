import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpectedSchool } from './commands.ts';
import { playingTeams } from './team-sizes.ts';
import { startTestGame, TestGame } from './test-game.harness.ts';

const BALANCE = { type: 'balance_teams' } as const;

function sizes(game: TestGame): readonly number[] {
  return playingTeams(game.state).map((number) => game.state.teamSizes.get(number) ?? 0);
}

describe('changing a team', () => {
  it('merges the fields', () => {
    const game = startTestGame();
    game.execute({ type: 'change_team', number: 1, change: { name: 'Otters' } });
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: true } });
    expect(game.team(1)).toMatchObject({ name: 'Otters', hasSchool: true, colour: '#0072B2' });
  });

  it('gives a name that another team has a number, and one that only looks the same', () => {
    const game = startTestGame();
    const rename = (number: number, name: string) => {
      game.execute({ type: 'change_team', number, change: { name } });
      return game.team(number).name;
    };
    expect(rename(1, 'Otters')).toBe('Otters');
    expect(rename(2, 'otters')).toBe('otters 2');
    expect(rename(3, '\u041Etters')).toBe('\u041Etters 3');
    expect(rename(1, 'OTTERS')).toBe('OTTERS');
    expect(rename(1, 'Team 4')).toBe('Team 4 2');
  });

  it('rejects teams that do not exist', () => {
    const game = startTestGame();
    expect(game.expectRejection({ type: 'change_team', number: 5, change: {} })).toEqual({
      code: 'not_found',
      missing: 'team',
    });
  });

  it('leaves a school that is not as it is expected', () => {
    const game = startTestGame();
    const switching = (hasSchool: boolean, expectedSchool: ExpectedSchool) =>
      ({ type: 'change_team', number: 1, change: { hasSchool }, expectedSchool }) as const;
    game.execute(switching(true, { hasSchool: false, built: 0 }));
    game.requestAndAssign(101, 11, 'school');
    game.execute({ type: 'complete', id: 101 });
    for (const expected of [
      { hasSchool: true, built: 0 },
      { hasSchool: false, built: 1 },
    ])
      expect(game.expectRejection(switching(false, expected))).toEqual({ code: 'undo_not_last' });
    expect(game.team(1)).toMatchObject({ hasSchool: true });
    game.execute(switching(false, { hasSchool: true, built: 1 }));
    expect(game.team(1)).toMatchObject({ hasSchool: false });
  });

  it('cancels nothing when the school goes', () => {
    const game = startTestGame();
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: true } });
    game.requestAndAssign(101, 11);
    game.requestAndAssign(102, 12);
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: false } });
    expect([101, 102].map((id) => game.challenge(id).status)).toEqual(['assigned', 'assigned']);
  });
});

describe('balancing teams', () => {
  it('places players without a team first, then moves those who joined last', () => {
    const game = new TestGame({}, 3);
    for (const id of [2, 3, 4, 5]) {
      game.advance(1000);
      game.join(id, 1);
    }
    game.join(6, null);
    expect(game.execute(BALANCE)).toEqual([
      { type: 'participant_changed', id: 6, change: { teamNumber: 2 } },
      { type: 'participant_changed', id: 4, change: { teamNumber: 3 } },
      { type: 'participant_changed', id: 5, change: { teamNumber: 2 } },
    ]);
  });

  it('does nothing for even teams, and ignores removed players', () => {
    const game = new TestGame({}, 2);
    game.join(2, 1);
    game.join(3, 1);
    game.execute({ type: 'remove_participant', id: 3 });
    expect(game.execute(BALANCE)).toEqual([]);
  });

  const team = fc.integer({ min: 0, max: 4 }).map((number) => (number === 0 ? null : number));

  it('balances any teams with the fewest moves', () => {
    fc.assert(
      fc.property(fc.array(team, { maxLength: 30 }), (chosen) => {
        const game = new TestGame({}, 4);
        for (const [index, teamNumber] of chosen.entries()) game.join(index + 2, teamNumber);
        const before = sizes(game);
        const teamless = chosen.filter((teamNumber) => teamNumber === null).length;

        const moves = game.execute(BALANCE);

        const after = sizes(game);
        expect(Math.max(...after) - Math.min(...after)).toBeLessThanOrEqual(1);
        expect(after.reduce((sum, size) => sum + size, 0)).toBe(chosen.length);
        expect(moves).toHaveLength(teamless + fewestLeavers(before, chosen.length));
        expect(game.execute(BALANCE)).toEqual([]);
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
