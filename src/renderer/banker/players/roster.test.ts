import { describe, expect, it } from 'vitest';
import { aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { possibleDuplicates, removedInSteps, rosterOf, seatsToTake } from './roster.ts';

const anna = aPlayer({ player_id: 10, player_name: 'Anna' });
const ben = aPlayer({ player_id: 11, player_name: 'Ben', team_number: 2, approved: false });
const anna2 = aPlayer({ player_id: 12, player_name: 'anna 2', team_number: null });
const gone = aPlayer({ player_id: 13, player_name: 'Cleo', removed: true });
const merged = aPlayer({ player_id: 14, player_name: 'Anna 3', removed: true, merged_into: 10 });
const banker = aPlayer({ player_id: 1, player_name: 'Banker', role: 'banker', team_number: null });
const everybody = [banker, merged, gone, anna2, ben, anna];
const { compare: compareNames } = new Intl.Collator('en', { numeric: true });
const all = { typed: '', compareNames };
const teams = [aTeam(), aTeam({ team_number: 2 })];
const ids = (players: readonly { readonly player_id: number }[]) => players.map(({ player_id }) => player_id);

describe('the roster', () => {
  it('puts everybody where they belong, without bankers and merged seats', () => {
    const roster = rosterOf(everybody, teams, all);
    expect(roster.teams.map(({ players }) => ids(players))).toEqual([[10], [11]]);
    expect(ids(roster.teamless)).toEqual([12]);
    expect(ids(roster.removed)).toEqual([13]);
    expect(ids(roster.unapproved)).toEqual([11]);
    expect(roster.found).toBe(4);
  });

  it('finds by part of the name, ignoring case', () => {
    const roster = rosterOf(everybody, teams, { typed: 'ANN', compareNames });
    expect([...ids(roster.teams.flatMap(({ players }) => players)), ...ids(roster.teamless)]).toEqual([
      10, 12,
    ]);
    expect(rosterOf(everybody, teams, { typed: 'zoe', compareNames }).found).toBe(0);
  });

  it('sorts numbers numerically', () => {
    const annas = [10, 2, 1].map((number) => aPlayer({ player_id: number, player_name: `Anna ${number}` }));
    expect(ids(rosterOf(annas, teams, all).teams[0]?.players ?? [])).toEqual([1, 2, 10]);
  });
});

describe('a newcomer with a number', () => {
  it('may be the player whose phone is away', () => {
    expect(possibleDuplicates(everybody, (id) => id === 12)).toEqual([{ newcomer: anna2, old: anna }]);
  });

  it.each(['٢', '۲', '२', '২', '２'])('may be so in the digits of another script: %s', (two) => {
    const newcomer = { ...anna2, player_name: `Anna ${two}` };
    expect(possibleDuplicates([anna, newcomer], (id) => id === 12)).toEqual([{ newcomer, old: anna }]);
  });

  it('came after the other, whichever host gave the lower id', () => {
    const joined = (player: typeof anna, minute: number) => ({
      ...player,
      joined_at: `2026-11-24T20:0${minute}:00Z`,
    });
    const [old, newcomer] = [joined({ ...anna, player_id: 33 }, 0), joined({ ...anna2, player_id: 2 }, 5)];
    expect(possibleDuplicates([newcomer, old], (id) => id === 2)).toEqual([{ newcomer, old }]);
    const [numbered, later] = [joined(anna2, 0), joined(anna, 5)];
    expect(possibleDuplicates([numbered, later], (id) => id === 12)).toEqual([]);
  });

  it('is somebody else while both phones are connected, or if the other player has none', () => {
    expect(possibleDuplicates(everybody, () => true)).toEqual([]);
    expect(possibleDuplicates(everybody, () => false)).toEqual([]);
    expect(possibleDuplicates([{ ...anna, without_phone: true }, anna2], (id) => id === 12)).toEqual([]);
  });

  it('is offered the likeliest seat first, never its own or a removed one', () => {
    expect(ids(seatsToTake(everybody, anna2, compareNames))).toEqual([10, 11]);
  });
});

describe('removed players', () => {
  it('are together with those who were removed in the same step, the newest step first', () => {
    const removed = (id: number, removedAt: number | null) =>
      aPlayer({ player_id: id, removed: true, removed_at: removedAt });
    const { together, single } = removedInSteps([
      removed(1, 5_000),
      removed(2, 9_000),
      removed(3, 7_000),
      removed(4, 5_000),
      removed(5, null),
      removed(6, null),
      removed(7, 9_000),
    ]);
    expect(together.map(({ removedAt, players }) => [removedAt, ids(players)])).toEqual([
      [9_000, [2, 7]],
      [5_000, [1, 4]],
    ]);
    expect(ids(single)).toEqual([3, 5, 6]);
  });
});
