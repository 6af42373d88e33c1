import { describe, expect, it } from 'vitest';
import { aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { cardLink, cardLinks, sheetsOf, type WhoseCards } from './card-sheets.ts';

const TEAMS = [aTeam({ team_number: 1 }), aTeam({ team_number: 2 }), aTeam({ team_number: 3 })];
const PLAYERS = [
  aPlayer({ player_id: 1, player_name: 'Mia', team_number: 2 }),
  aPlayer({ player_id: 2, player_name: 'Anna', team_number: 2, without_phone: true }),
  aPlayer({ player_id: 3, player_name: 'Ben', team_number: 1 }),
  aPlayer({ player_id: 4, player_name: 'Cem', team_number: null }),
  aPlayer({ player_id: 5, player_name: 'Dora', team_number: 1, removed: true }),
  aPlayer({ player_id: 6, player_name: 'Ece', team_number: 1, blocked: true }),
];
const { compare: compareNames } = new Intl.Collator('en', { numeric: true });
const names = (whose: WhoseCards) =>
  sheetsOf(PLAYERS, TEAMS, { whose, compareNames }).map(({ team, players }) => [
    team?.team_number ?? null,
    players.map(({ player_name }) => player_name).join(),
  ]);

describe('the sheets of cards', () => {
  it('are one for each team, sorted by name, without who has no card', () => {
    expect(names('all')).toEqual([
      [1, 'Ben'],
      [2, 'Anna,Mia'],
      [null, 'Cem'],
    ]);
  });

  it('are of one team, of none, or of those without a phone alone', () => {
    expect(names(2)).toEqual([[2, 'Anna,Mia']]);
    expect(names('none')).toEqual([[null, 'Cem']]);
    expect(names('without_phone')).toEqual([[2, 'Anna']]);
    expect(names(3)).toEqual([]);
  });
});

describe('the link in a card', () => {
  const HERE = { origin: 'http://127.0.0.1:4747' };

  it('leads to an address of the laptop, or to its name at the same port', () => {
    const info = {
      join_urls: ['http://192.168.1.20:4747', 'http://10.0.0.5:4747', 'http://127.0.0.1:4747'],
      names: ['night.local'],
    };
    expect(cardLinks(info, HERE, 'ABC234')).toEqual([
      'http://192.168.1.20:4747/j/ABC234',
      'http://10.0.0.5:4747/j/ABC234',
      'http://night.local:4747/j/ABC234',
    ]);
  });

  it('leads to this laptop itself only where phones have no way to it', () => {
    expect(cardLinks({ join_urls: [], names: [] }, HERE, 'ABC234')).toEqual([
      'http://127.0.0.1:4747/j/ABC234',
    ]);
  });

  it('has the ticket in its fragment', () => {
    const link = new URL(cardLink('http://192.168.1.20:4747/j/ABC234', 'card.7.abc'));
    expect([link.search, link.hash]).toEqual(['', '#ticket=card.7.abc']);
  });
});
