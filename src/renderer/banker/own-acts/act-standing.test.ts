import { describe, expect, it } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { isOvertaken, neverHappened } from './act-standing.ts';
import type { MoveSeveralAct, SchoolAct } from './acts.ts';

const shows = (given: Partial<GameView>) =>
  ({ players: [], teams: [], challenges: [], ended: [], ...given }) as Partial<GameView> as GameView;
const school: SchoolAct = {
  kind: 'school',
  id: 1,
  version: 700,
  name: 'Foxes',
  hasSchool: true,
  built: 1,
  isSure: true,
};
const move: MoveSeveralAct = {
  kind: 'move_several',
  id: 600,
  version: 0,
  moves: [
    { id: 4, from: 1, to: 2 },
    { id: 5, from: 1, to: 2 },
  ],
  isSure: true,
};
const inTeams = (...teams: readonly (number | null)[]) =>
  shows({ players: teams.map((team_number, index) => aPlayer({ player_id: 4 + index, team_number })) });

describe('a move', () => {
  it('has gone on once nobody is where it has put them, or where they were before: that may not be shown yet', () => {
    expect([inTeams(2, 2), inTeams(1, 1), inTeams(3, 2)].map((view) => isOvertaken(move, view))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isOvertaken(move, inTeams(3, null))).toBe(true);
    const removed = shows({
      players: [4, 5].map((id) => aPlayer({ player_id: id, team_number: 2, removed: true })),
    });
    expect(isOvertaken(move, removed)).toBe(true);
  });
});

describe('a switched school', () => {
  it('has gone on once there are more or fewer schools, and not while that is unsure', () => {
    const built = (count: number) =>
      shows({ teams: [aTeam({ has_school: true, tally: { school: count } })] });
    expect([0, 1, 2].map((count) => isOvertaken(school, built(count)))).toEqual([true, false, true]);
    expect(isOvertaken({ ...school, isSure: false }, built(2))).toBe(false);
    expect(isOvertaken({ ...school, key: 'undo-key' }, built(2))).toBe(false);
  });

  it('never came about if it is as before', () => {
    const [before, after] = [false, true].map((has_school) => shows({ teams: [aTeam({ has_school })] }));
    expect([before, after].map((view) => view && neverHappened(school, view, 0))).toEqual([true, false]);
  });
});
