import { describe, expect, it } from 'vitest';
import type { SeatCommand } from './commands.ts';
import type { ParticipantChange } from './events.ts';
import { playerActor, TestGame } from './test-game.harness.ts';

const GAME_STATUS = { code: 'game_status' };

function joining(fields: { readonly id: number; readonly name: string }): SeatCommand {
  return { type: 'join', role: 'player', teamNumber: null, withoutPhone: false, ...fields };
}

function changing(id: number, change: ParticipantChange): SeatCommand {
  return { type: 'change_participant', id, change };
}

describe('players who change their own seat', () => {
  const anna = playerActor(2);

  it('may correct name and team until the game starts', () => {
    const game = new TestGame();
    game.join(2, 1);
    game.execute(changing(2, { name: 'Hanna' }), anna);
    game.execute(changing(2, { teamNumber: 2 }), anna);
    expect(game.participant(2)).toMatchObject({ name: 'Hanna', teamNumber: 2 });
  });

  it.each([['running'], ['paused'], ['over'], ['reopened']] as const)(
    'may not when it is %s, but find a team if they have none',
    (stage) => {
      const game = new TestGame();
      game.join(2, 1);
      game.execute(joining({ id: 3, name: 'Mia' }));
      game.execute({ type: 'start' });
      if (stage === 'paused') game.execute({ type: 'pause', reason: 'banker' });
      if (stage === 'over' || stage === 'reopened') game.execute({ type: 'end' });
      if (stage === 'reopened') game.execute({ type: 'resume' });
      expect(game.expectRejection(changing(2, { name: 'Hanna' }), anna)).toEqual(GAME_STATUS);
      expect(game.expectRejection(changing(2, { teamNumber: 2 }), anna)).toEqual(GAME_STATUS);
      expect(game.expectRejection(changing(3, { name: 'Hanna', teamNumber: 2 }), playerActor(3))).toEqual(
        GAME_STATUS,
      );
      game.execute(changing(3, { teamNumber: 2 }), playerActor(3));
      expect(game.participant(3).teamNumber).toBe(2);
    },
  );

  it('get a free name, and have a new one approved again', () => {
    const game = new TestGame();
    game.execute({ type: 'change_game', settings: { approveNames: true } });
    game.join(2, 1);
    game.execute(changing(2, { approved: true }));
    game.execute(joining({ id: 3, name: 'Hanna' }));
    game.execute(changing(2, { name: game.participant(2).name }), anna);
    expect(game.participant(2).approved).toBe(true);
    game.execute(changing(2, { name: 'hanna' }), anna);
    expect(game.participant(2)).toMatchObject({ name: 'hanna 2', approved: false });
  });

  it('change nothing else of it', () => {
    const game = new TestGame();
    game.join(2, 1);
    game.execute(changing(2, { name: 'Hanna', extraTimeFactor: 2, approved: true, blocked: true }), anna);
    expect(game.participant(2)).toMatchObject({ name: 'Hanna', extraTimeFactor: 1, blocked: false });
  });

  it('do not while they are removed', () => {
    const game = new TestGame();
    game.join(2, 1);
    game.execute({ type: 'remove_participant', id: 2 });
    expect(game.expectRejection(changing(2, { name: 'Hanna' }), anna)).toEqual({ code: 'removed' });
  });
});
