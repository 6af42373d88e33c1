import { expect, it } from 'vitest';
import { aChallenge, aGame, aTeam } from '../../shared/shapes.fixtures.ts';
import { aView } from '../game-view.fixtures.ts';
import { lockFor } from './lock.ts';

const mine = aChallenge({ id: 1 });
const toms = aChallenge({ id: 2, player_id: 11, player_name: 'Tom' });
const others = aChallenge({ id: 3, player_id: 12, team_number: 2 });
const school = [aTeam({ has_school: true })];
const { settings } = aGame();
const one = aGame({ settings: { ...settings, max_active_per_player: 1 } });

it("is a teammate's challenge, the one asked for first", () => {
  const evas = aChallenge({ id: 4, player_id: 13 });
  expect(lockFor(aView({ challenges: [evas, toms] }))).toEqual({ kind: 'team', holder: toms });
});

it("is the player's own challenge", () => {
  expect(lockFor(aView({ challenges: [mine] }))).toEqual({ kind: 'limit', limit: 1 });
});

it("is never another team's challenge", () => {
  expect(lockFor(aView({ challenges: [others] }))).toBeNull();
});

it('is the limit when the team has a school', () => {
  expect(lockFor(aView({ teams: school, challenges: [toms] }))).toBeNull();
  expect(lockFor(aView({ game: one, teams: school, challenges: [toms, mine] }))).toEqual({
    kind: 'limit',
    limit: 1,
  });
});

it('is an own challenge still open from an earlier team', () => {
  const earlier = aChallenge({ id: 5, team_number: 2 });
  expect(lockFor(aView({ challenges: [earlier] }))).toEqual({ kind: 'limit', limit: 1 });
});
