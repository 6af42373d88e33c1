import { describe, expect, it } from 'vitest';
import type { SeatCommand } from './commands.ts';
import type { ParticipantChange } from './events.ts';
import { BANKER_ACTOR, playerActor, startTestGame, TestGame } from './test-game.harness.ts';

type Join = Extract<SeatCommand, { type: 'join' }>;

function joining(fields: Partial<Join> = {}): Join {
  return {
    type: 'join',
    id: 50,
    role: 'player',
    name: 'Anna',
    teamNumber: null,
    withoutPhone: false,
    ...fields,
  };
}

function changing(id: number, change: ParticipantChange): SeatCommand {
  return { type: 'change_participant', id, change };
}

describe('joining', () => {
  it('makes a taken name unique, whatever its case, removed players included', () => {
    const game = new TestGame();
    game.execute(joining({ id: 2 }));
    game.execute({ type: 'remove_participant', id: 2 });
    game.execute(joining({ id: 3, name: 'ANNA' }));
    game.execute(joining({ id: 4 }));
    expect([2, 3, 4].map((id) => game.participant(id).name)).toEqual(['Anna', 'ANNA 2', 'Anna 3']);
  });

  it('is open while the game is waiting, running or paused, and closed once it is over', () => {
    const game = new TestGame();
    game.join(2, 1);
    game.execute({ type: 'start' });
    game.join(3, 1);
    game.execute({ type: 'pause', reason: 'banker' });
    game.join(4, 1);
    game.execute({ type: 'end' });
    expect(game.expectRejection(joining())).toEqual({ code: 'game_over' });
  });

  it('is closed to players in a locked room, not to bankers and boards', () => {
    const game = new TestGame({ locked: true });
    expect(game.expectRejection(joining())).toEqual({ code: 'room_locked' });
    game.execute(joining({ id: 2, role: 'banker' }));
    game.execute(joining({ id: 3, role: 'board' }));
    expect(game.participant(3)).toMatchObject({ role: 'board', teamNumber: null, approved: true });
  });

  it('is closed while as many players as allowed are in the game; removed ones, bankers and boards do not count', () => {
    const game = new TestGame({ maxPlayers: 2 });
    game.execute(joining({ id: 2, role: 'board' }));
    game.execute(joining({ id: 3, role: 'banker' }));
    game.join(4, 1);
    game.join(5, null);
    expect(game.expectRejection(joining())).toEqual({ code: 'game_full' });
    expect(game.expectRejection(joining({ withoutPhone: true }))).toEqual({ code: 'game_full' });
    game.execute({ type: 'remove_participant', id: 4 });
    game.join(6, 1);
    expect(game.expectRejection(joining())).toEqual({ code: 'game_full' });
    game.execute({ type: 'merge_participants', id: 6, into: 5 });
    game.join(7, 1);
    // The banker may always bring somebody back, and a lower limit removes nobody.
    game.execute({ type: 'restore_participant', id: 4 });
    game.execute({ type: 'change_game', settings: { maxPlayers: 1 } });
    expect(game.expectRejection(joining())).toEqual({ code: 'game_full' });
    game.execute({ type: 'change_game', settings: { maxPlayers: 4 } });
    game.join(8, 1);
    game.execute(joining({ id: 9, role: 'board' }));
  });

  it('accepts the chosen team or none, but no team that does not exist', () => {
    const game = new TestGame({ joinTeams: 'choose' }, 2);
    game.join(2, 2);
    game.join(3, null);
    expect([2, 3].map((id) => game.participant(id).teamNumber)).toEqual([2, null]);
    expect(game.expectRejection(joining({ teamNumber: 3 }))).toEqual({
      code: 'not_found',
      missing: 'team',
    });
  });

  it('assigns newcomers to the smallest team, the lowest number if several', () => {
    const game = new TestGame({ joinTeams: 'assign' }, 3);
    for (const id of [2, 3, 4, 5]) game.join(id, 3);
    expect([2, 3, 4, 5].map((id) => game.participant(id).teamNumber)).toEqual([1, 2, 3, 1]);
    game.execute({ type: 'remove_participant', id: 3 });
    game.join(6, null);
    expect(game.participant(6).teamNumber).toBe(2);
  });

  it('lets the banker choose the team of a player without a phone', () => {
    const game = new TestGame({ joinTeams: 'assign' }, 3);
    game.execute(joining({ id: 2, teamNumber: 3, withoutPhone: true }));
    game.execute(joining({ id: 3, withoutPhone: true }));
    expect([2, 3].map((id) => game.participant(id).teamNumber)).toEqual([3, 1]);
  });

  it('waits for approval if names need it, except for names typed by the banker', () => {
    const game = new TestGame({ approveNames: true });
    game.execute(joining({ id: 2 }));
    game.execute(joining({ id: 3, withoutPhone: true }));
    expect([2, 3].map((id) => game.participant(id).approved)).toEqual([false, true]);
  });
});

describe('changing a participant', () => {
  it('merges the fields and keeps the generation', () => {
    const game = startTestGame();
    game.execute(changing(11, { blocked: true }));
    game.execute(changing(11, { teamNumber: 2, approved: true }));
    expect(game.participant(11)).toMatchObject({
      blocked: true,
      teamNumber: 2,
      name: 'Player 11',
      generation: 0,
    });
  });

  it('makes the name unique among all others, ignoring its own', () => {
    const game = startTestGame();
    game.execute(changing(11, { name: 'player 12' }));
    expect(game.participant(11).name).toBe('player 12 2');
    game.execute(changing(12, { name: 'PLAYER 12' }));
    expect(game.participant(12).name).toBe('PLAYER 12');
  });

  it('rejects teams and participants that do not exist', () => {
    const game = startTestGame();
    expect(game.expectRejection(changing(11, { teamNumber: 5 }))).toEqual({
      code: 'not_found',
      missing: 'team',
    });
    expect(game.expectRejection(changing(BANKER_ACTOR.id, { teamNumber: 1 }))).toEqual({
      code: 'not_found',
      missing: 'player',
    });
    expect(game.expectRejection(changing(99, { approved: true }))).toEqual({
      code: 'not_found',
      missing: 'player',
    });
  });

  it('gives extra time to running challenges, claimed ones included', () => {
    const game = startTestGame({ completion: 'banker' });
    game.requestAndAssign(101, 11, 'farm', 100);
    game.advance(30_000);
    game.execute(changing(11, { extraTimeFactor: 1.5 }));
    expect(game.remainingMs(101)).toBe(120_000);
    game.execute({ type: 'complete', id: 101 }, playerActor(11));
    game.execute(changing(11, { extraTimeFactor: 2 }));
    expect(game.remainingMs(101)).toBe(170_000);
    expect(game.challenge(101)).toMatchObject({ durationSeconds: 200, version: 5 });
  });

  it('takes no time away from running challenges', () => {
    const game = startTestGame();
    game.execute(changing(11, { extraTimeFactor: 2 }));
    game.requestAndAssign(101, 11, 'farm', 100);
    expect(game.execute(changing(11, { extraTimeFactor: 1 }))).toHaveLength(1);
    expect(game.remainingMs(101)).toBe(200_000);
  });

  it('gives no time where no clock is running', () => {
    const game = startTestGame({ timers: false });
    game.requestAndAssign(101, 11);
    game.request(102, 21);
    expect(game.execute(changing(11, { extraTimeFactor: 2 }))).toHaveLength(1);
    expect(game.execute(changing(21, { extraTimeFactor: 2 }))).toHaveLength(1);
  });

  it('leaves a running challenge with the team it was requested for', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.execute(changing(11, { teamNumber: 3 }));
    expect(game.challenge(101).teamNumber).toBe(1);
    expect(game.expectRejection({ type: 'request', id: 102, playerId: 12, building: 'mine' }).code).toBe(
      'team_locked',
    );
  });
});

describe('removing and restoring', () => {
  it('cancels the player’s open challenges in the same decision', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    expect(game.execute({ type: 'remove_participant', id: 11 })).toEqual([
      { type: 'participant_removed', id: 11 },
      { type: 'challenge_cancelled', id: 101, reason: 'removed' },
    ]);
    expect(game.participant(11)).toMatchObject({ removed: true, generation: 0 });
    expect(game.expectRejection({ type: 'remove_participant', id: 11 })).toEqual({ code: 'removed' });
    expect(game.expectRejection({ type: 'request', id: 102, playerId: 11, building: 'farm' })).toEqual({
      code: 'removed',
    });
  });

  it('restores the player; the challenge comes back only by its own undo', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.execute({ type: 'remove_participant', id: 11 });
    expect(game.expectRejection({ type: 'undo', id: 101 })).toEqual({ code: 'removed', challengeId: 101 });
    game.execute({ type: 'restore_participant', id: 11 });
    expect(game.challenge(101).status).toBe('cancelled');
    game.execute({ type: 'undo', id: 101 });
    expect(game.challenge(101).status).toBe('assigned');
    expect(game.execute({ type: 'restore_participant', id: 11 })).toEqual([]);
  });

  it('restores from the removal that is meant, and from no other', () => {
    const game = startTestGame();
    const restoring = (removedAt: number) => ({ type: 'restore_participant', id: 11, removedAt }) as const;
    game.execute({ type: 'remove_participant', id: 11 });
    const first = game.at;
    game.execute(restoring(first));
    expect(game.participant(11).removed).toBe(false);
    expect(game.expectRejection(restoring(first))).toEqual({ code: 'undo_not_last' });
    game.advance(1_000);
    game.execute({ type: 'remove_participant', id: 11 });
    expect(game.expectRejection(restoring(first))).toEqual({ code: 'undo_not_last' });
    expect(game.participant(11).removed).toBe(true);
    game.execute(restoring(game.at));
    expect(game.participant(11).removed).toBe(false);
  });

  it('can change removed participants, too', () => {
    const game = startTestGame();
    game.execute({ type: 'remove_participant', id: 11 });
    game.execute(changing(11, { name: 'Tom' }));
    expect(game.participant(11)).toMatchObject({ name: 'Tom', removed: true });
  });

  it('revokes the token of a removed banker or board, and keeps the last banker', () => {
    const game = new TestGame();
    game.execute(joining({ id: 2, role: 'banker', name: 'Ben' }));
    game.execute(joining({ id: 3, role: 'board', name: 'Wall' }));
    game.execute({ type: 'remove_participant', id: 2 });
    game.execute({ type: 'remove_participant', id: 3 });
    expect([2, 3].map((id) => game.participant(id).generation)).toEqual([1, 1]);
    expect(game.expectRejection({ type: 'remove_participant', id: BANKER_ACTOR.id })).toEqual({
      code: 'game_status',
    });
  });

  it('moves a seat by raising its generation, and gives a phone to a seat without one', () => {
    const game = new TestGame();
    game.execute(joining({ id: 2, withoutPhone: true }));
    game.execute({ type: 'move_seat', id: 2, keepsPin: false });
    expect(game.participant(2)).toMatchObject({ generation: 1, withoutPhone: false });
    game.execute({ type: 'remove_participant', id: 2 });
    expect(game.expectRejection({ type: 'move_seat', id: 2, keepsPin: false })).toEqual({ code: 'removed' });
  });
});

describe('merging "Anna 2" into "Anna"', () => {
  it('removes the newcomer, cancels its open challenges and updates the old seat', () => {
    const game = startTestGame();
    game.join(13, 3);
    game.requestAndAssign(101, 13);
    game.requestAndAssign(102, 11);
    expect(game.execute({ type: 'merge_participants', id: 13, into: 11 })).toEqual([
      { type: 'participant_merged', id: 13, into: 11 },
      { type: 'participant_changed', id: 11, change: { teamNumber: 1 } },
      { type: 'challenge_cancelled', id: 101, reason: 'merged' },
    ]);
    expect(game.participant(13)).toMatchObject({ removed: true, mergedInto: 11 });
    expect(game.challenge(102).status).toBe('assigned');
  });

  it("brings along the newcomer's team and phone if the old seat has none", () => {
    const game = startTestGame();
    game.execute(joining({ id: 30, withoutPhone: true }));
    game.execute({ type: 'merge_participants', id: 22, into: 30 });
    expect(game.participant(30)).toMatchObject({ teamNumber: 2, withoutPhone: false });
  });

  it('ends with a move of the seat: whatever led to it before is revoked, and what comes later is not', () => {
    const game = startTestGame();
    game.execute({ type: 'merge_participants', id: 22, into: 12 });
    game.execute({ type: 'merge_participants', id: 12, into: 11 });
    game.execute({ type: 'move_seat', id: 11, keepsPin: false });
    game.execute({ type: 'merge_participants', id: 21, into: 11 });
    expect([11, 12, 22, 21].map((id) => game.participant(id).generation)).toEqual([1, 1, 1, 0]);
  });

  it('works once, between two players in the game, and cannot be undone', () => {
    const game = startTestGame();
    const merge = (id: number, into: number): SeatCommand => ({ type: 'merge_participants', id, into });
    expect(game.expectRejection(merge(11, 11))).toEqual({
      code: 'not_found',
      missing: 'other_player',
    });
    expect(game.expectRejection(merge(11, 99))).toEqual({
      code: 'not_found',
      missing: 'other_player',
    });
    expect(game.expectRejection(merge(11, BANKER_ACTOR.id))).toEqual({
      code: 'not_found',
      missing: 'other_player',
    });
    game.execute(merge(12, 11));
    expect(game.expectRejection(merge(12, 11))).toEqual({ code: 'removed' });
    expect(game.expectRejection(merge(21, 12))).toEqual({ code: 'removed' });
    expect(game.expectRejection({ type: 'restore_participant', id: 12 })).toEqual({ code: 'removed' });
  });
});

describe('removing several at once', () => {
  const removal = (...ids: number[]): SeatCommand => ({ type: 'remove_participants', ids });

  it('removes the players among them who are in the game, and cancels their challenges', () => {
    const game = startTestGame();
    game.execute({ type: 'request', id: 100, playerId: 21, building: 'farm' });
    game.execute({ type: 'remove_participant', id: 11 });
    expect(game.execute(removal(11, 21, 21, BANKER_ACTOR.id, 99))).toEqual([
      { type: 'participant_removed', id: 21 },
      { type: 'challenge_cancelled', id: 100, reason: 'removed' },
    ]);
    expect(game.execute(removal(21))).toEqual([]);
    expect(game.expectRejection(removal())).toEqual({
      code: 'not_found',
      missing: 'source',
    });
  });

  it('is taken back for those who were removed in that step, and have not been merged since', () => {
    const game = startTestGame();
    game.join(31, 3);
    game.execute({ type: 'remove_participant', id: 11 });
    game.advance(1);
    game.execute(removal(12, 21, 22));
    const removedAt = game.participant(12).removedAt ?? 0;
    game.execute({ type: 'restore_participant', id: 21 });
    game.execute({ type: 'merge_participants', id: 21, into: 31 });
    const restore: SeatCommand = { type: 'restore_participants', ids: [11, 12, 21, 22, 22, 99], removedAt };
    expect(game.execute(restore)).toEqual([
      { type: 'participant_restored', id: 12 },
      { type: 'participant_restored', id: 22 },
    ]);
    expect(game.execute(restore)).toEqual([]);
    expect([11, 21].map((id) => game.participant(id).removed)).toEqual([true, true]);
  });
});
