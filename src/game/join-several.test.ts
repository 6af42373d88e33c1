import { describe, expect, it } from 'vitest';
import { TestGame } from './test-game.harness.ts';

describe('joining from a list', () => {
  it('numbers names and fills teams among them, too', () => {
    const game = new TestGame({ joinTeams: 'assign', approveNames: true }, 3);
    game.join(2, null, 'Mia');
    const players = ['Mia', 'Leo', 'mia'].map((name, index) => ({ id: 3 + index, name }));
    game.execute({ type: 'join_several', players, teamNumber: null });
    expect(players.map(({ id }) => game.participant(id))).toMatchObject([
      { name: 'Mia 2', teamNumber: 2, withoutPhone: true, approved: true },
      { name: 'Leo', teamNumber: 3, withoutPhone: true, approved: true },
      { name: 'mia 3', teamNumber: 1, withoutPhone: true, approved: true },
    ]);
  });

  it('adds nobody where not all of them have room', () => {
    const game = new TestGame({ maxPlayers: 2 });
    const players = ['Ada', 'Ben', 'Cem'].map((name, index) => ({ id: 2 + index, name }));
    const adding = { type: 'join_several', players, teamNumber: null } as const;
    expect(game.expectRejection(adding)).toEqual({ code: 'game_full' });
    expect(game.expectRejection({ ...adding, teamNumber: 9 })).toMatchObject({ code: 'not_found' });
    game.execute({ ...adding, players: players.slice(0, 2) });
    expect(game.state.participants.size).toBe(3);
  });
});
