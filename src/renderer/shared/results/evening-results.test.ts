import { describe, expect, it } from 'vitest';
import { aChallenge, aPlayer, aTeam } from '../shapes.fixtures.ts';
import { helpersOf, progressOf, totalsOf } from './evening-results.ts';

const { compare: compareNames } = new Intl.Collator('en');
const teams = [1, 2, 3].map((team_number) => aTeam({ team_number }));
let nextId = 1;
const done = (player_id: number, team_number: number, given: Partial<ReturnType<typeof aChallenge>> = {}) =>
  aChallenge({ id: (nextId += 1), player_id, team_number, status: 'completed', ...given });
const player = (player_id: number, player_name: string, given: Partial<ReturnType<typeof aPlayer>> = {}) =>
  aPlayer({ player_id, player_name, ...given });

describe('the most helpful players', () => {
  const players = [player(10, 'Tom'), player(11, 'Anna'), player(20, 'Zoë', { team_number: 2 })];
  const among = (history: ReturnType<typeof done>[], given = {}) =>
    helpersOf(history, { teams, players, approveNames: false, compareNames, ...given }).map(
      ({ team, done: count, names }) => [team.team_number, count, names],
    );

  it('are one in each team that did anything, not of all players', () => {
    expect(among([done(10, 1), done(10, 1), done(11, 1), done(20, 2)])).toEqual([
      [1, 2, ['Tom']],
      [2, 1, ['Zoë']],
    ]);
  });

  it('are named together when they did equally many', () => {
    expect(among([done(10, 1), done(11, 1)])).toEqual([[1, 1, ['Anna', 'Tom']]]);
  });

  it('come in the order that names have in the language, those without a name last', () => {
    const everybody = ['Zoë', 'Östen', 'Anna', 'Quiet'].map((name, index) =>
      player(10 + index, name, { approved: name !== 'Quiet' }),
    );
    const history = everybody.map(({ player_id }) => done(player_id, 1));
    const { compare: inSwedish } = new Intl.Collator('sv');
    const given = { players: everybody, approveNames: true };
    expect(among(history, given)).toEqual([[1, 1, ['Anna', 'Östen', 'Zoë', null]]]);
    expect(among(history, { ...given, compareNames: inSwedish })).toEqual([
      [1, 1, ['Anna', 'Zoë', 'Östen', null]],
    ]);
  });

  it('did their challenges: what ran out, was cancelled or is open counts for nobody', () => {
    const others = (['requested', 'assigned', 'cancelled', 'expired'] as const).map((status) =>
      done(10, 1, { status }),
    );
    expect(among([...others, done(11, 1)])).toEqual([[1, 1, ['Anna']]]);
  });

  it('helped the team that they were in then', () => {
    expect(among([done(20, 1), done(20, 1), done(10, 1)])).toEqual([[1, 2, ['Zoë']]]);
  });

  it('are each named once: for the team that they helped most, then for the one they are in', () => {
    const moved = [...Array.from({ length: 3 }, () => done(10, 2)), done(10, 1), done(11, 1), done(20, 2)];
    expect(among(moved)).toEqual([
      [1, 1, ['Anna']],
      [2, 3, ['Tom']],
    ]);
    expect(among([done(10, 2), done(10, 1)])).toEqual([[1, 1, ['Tom']]]);
    expect(among([done(10, 3), done(10, 2)])).toEqual([[2, 1, ['Tom']]]);
  });

  it('are nobody who was removed, and have no name that was not approved', () => {
    const left = [player(10, 'Tom', { removed: true }), player(11, 'Anna', { approved: false })];
    const history = [done(10, 1), done(10, 1), done(11, 1), done(99, 1)];
    expect(among(history, { players: left, approveNames: true })).toEqual([[1, 1, [null]]]);
    expect(among(history, { players: [] })).toEqual([]);
  });
});

it('the totals add up what all teams did', () => {
  const pushUps = (target_number: number) => ({
    challenge_type: 'push_ups',
    challenge_description: `${target_number} push-ups`,
    from_catalogue: true,
    target_number,
  });
  const totals = totalsOf([
    done(10, 1, pushUps(20)),
    done(20, 2, { ...pushUps(32), building_type: 'mine' }),
    done(20, 2, { ...pushUps(99), status: 'expired' }),
  ]);
  expect(totals).toMatchObject({
    done: 2,
    buildings: [
      { building: 'farm', count: 1 },
      { building: 'mine', count: 1 },
    ],
  });
  expect(totals.exercises).toMatchObject([{ kind: 'preset', exercise: { target_number: 52 } }]);
  expect(totalsOf([])).toEqual({ done: 0, buildings: [], exercises: [] });
});

it('the progress of a team is when its challenges were done, in order', () => {
  const history = [
    done(10, 1, { completed_play_ms: 9_000 }),
    done(10, 1, { completed_play_ms: 4_000 }),
    done(10, 1, { status: 'assigned', completed_play_ms: null }),
    done(20, 2, { completed_play_ms: 1_000 }),
  ];
  expect(progressOf(history, teams).map(({ doneAt }) => doneAt)).toEqual([[4_000, 9_000], [1_000], []]);
});
