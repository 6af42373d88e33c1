import { describe, expect, it } from 'vitest';
import type { SeatCommand } from './commands.ts';
import type { ParticipantChange } from './events.ts';
import { BANKER, player, runningTrial, Trial } from './test-game.harness.ts';

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
  it('makes a taken name free, whatever its case, removed players included', () => {
    const trial = new Trial();
    trial.does(joining({ id: 2 }));
    trial.does({ type: 'remove_participant', id: 2 });
    trial.does(joining({ id: 3, name: 'ANNA' }));
    trial.does(joining({ id: 4 }));
    expect([2, 3, 4].map((id) => trial.participant(id).name)).toEqual(['Anna', 'ANNA 2', 'Anna 3']);
  });

  it('is open while the game waits, runs or stands still, and over when it is', () => {
    const trial = new Trial();
    trial.joins(2, 1);
    trial.does({ type: 'start' });
    trial.joins(3, 1);
    trial.does({ type: 'pause', reason: 'banker' });
    trial.joins(4, 1);
    trial.does({ type: 'end' });
    expect(trial.refuses(joining())).toEqual({ code: 'game_over' });
  });

  it('is closed to players in a locked room, not to bankers and boards', () => {
    const trial = new Trial({ locked: true });
    expect(trial.refuses(joining())).toEqual({ code: 'room_locked' });
    trial.does(joining({ id: 2, role: 'banker' }));
    trial.does(joining({ id: 3, role: 'board' }));
    expect(trial.participant(3)).toMatchObject({ role: 'board', teamNumber: null, approved: true });
  });

  it('takes the chosen team or none, never one that is not there', () => {
    const trial = new Trial({ joinTeams: 'choose' }, 2);
    trial.joins(2, 2);
    trial.joins(3, null);
    expect([2, 3].map((id) => trial.participant(id).teamNumber)).toEqual([2, null]);
    expect(trial.refuses(joining({ teamNumber: 3 }))).toEqual({ code: 'not_found' });
  });

  it('puts newcomers into the smallest team, the lowest number of several', () => {
    const trial = new Trial({ joinTeams: 'assign' }, 3);
    for (const id of [2, 3, 4, 5]) trial.joins(id, 3);
    expect([2, 3, 4, 5].map((id) => trial.participant(id).teamNumber)).toEqual([1, 2, 3, 1]);
    trial.does({ type: 'remove_participant', id: 3 });
    trial.joins(6, null);
    expect(trial.participant(6).teamNumber).toBe(2);
  });

  it('lets the banker choose the team of a player without a phone', () => {
    const trial = new Trial({ joinTeams: 'assign' }, 3);
    trial.does(joining({ id: 2, teamNumber: 3, withoutPhone: true }));
    trial.does(joining({ id: 3, withoutPhone: true }));
    expect([2, 3].map((id) => trial.participant(id).teamNumber)).toEqual([3, 1]);
  });

  it('waits for approval where names do, but not with a name that the banker typed', () => {
    const trial = new Trial({ approveNames: true });
    trial.does(joining({ id: 2 }));
    trial.does(joining({ id: 3, withoutPhone: true }));
    expect([2, 3].map((id) => trial.participant(id).approved)).toEqual([false, true]);
  });
});

describe('changing a participant', () => {
  it('merges the fields and keeps the generation', () => {
    const trial = runningTrial();
    trial.does(changing(11, { blocked: true }));
    trial.does(changing(11, { teamNumber: 2, approved: true }));
    expect(trial.participant(11)).toMatchObject({
      blocked: true,
      teamNumber: 2,
      name: 'Player 11',
      generation: 0,
    });
  });

  it('makes the name free against all the others, not against its own', () => {
    const trial = runningTrial();
    trial.does(changing(11, { name: 'player 12' }));
    expect(trial.participant(11).name).toBe('player 12 2');
    trial.does(changing(12, { name: 'PLAYER 12' }));
    expect(trial.participant(12).name).toBe('PLAYER 12');
  });

  it('knows its teams and its people', () => {
    const trial = runningTrial();
    expect(trial.refuses(changing(11, { teamNumber: 5 }))).toEqual({ code: 'not_found' });
    expect(trial.refuses(changing(BANKER.id, { teamNumber: 1 }))).toEqual({ code: 'not_found' });
    expect(trial.refuses(changing(99, { approved: true }))).toEqual({ code: 'not_found' });
  });

  it('gives extra time to what already runs, also to what is claimed', () => {
    const trial = runningTrial({ completion: 'banker' });
    trial.assigns(101, 11, 'farm', 100);
    trial.passes(30_000);
    trial.does(changing(11, { extraTimeFactor: 1.5 }));
    expect(trial.left(101)).toBe(120_000);
    trial.does({ type: 'complete', id: 101 }, player(11));
    trial.does(changing(11, { extraTimeFactor: 2 }));
    expect(trial.left(101)).toBe(170_000);
    expect(trial.challenge(101)).toMatchObject({ durationSeconds: 200, version: 5 });
  });

  it('takes no time away from what already runs', () => {
    const trial = runningTrial();
    trial.does(changing(11, { extraTimeFactor: 2 }));
    trial.assigns(101, 11, 'farm', 100);
    expect(trial.does(changing(11, { extraTimeFactor: 1 }))).toHaveLength(1);
    expect(trial.left(101)).toBe(200_000);
  });

  it('has no time to give where no clock runs', () => {
    const trial = runningTrial({ timers: false });
    trial.assigns(101, 11);
    trial.requests(102, 21);
    expect(trial.does(changing(11, { extraTimeFactor: 2 }))).toHaveLength(1);
    expect(trial.does(changing(21, { extraTimeFactor: 2 }))).toHaveLength(1);
  });

  it('leaves a running challenge with the team it was asked for in', () => {
    const trial = runningTrial();
    trial.assigns(101, 11);
    trial.does(changing(11, { teamNumber: 3 }));
    expect(trial.challenge(101).teamNumber).toBe(1);
    expect(trial.refuses({ type: 'request', id: 102, playerId: 12, building: 'mine' }).code).toBe(
      'team_locked',
    );
  });
});

describe('removing and bringing back', () => {
  it('cancels what the player has open, in the same decision', () => {
    const trial = runningTrial();
    trial.assigns(101, 11);
    expect(trial.does({ type: 'remove_participant', id: 11 })).toEqual([
      { type: 'participant_removed', id: 11 },
      { type: 'challenge_cancelled', id: 101, reason: 'removed' },
    ]);
    expect(trial.participant(11)).toMatchObject({ removed: true, generation: 0 });
    expect(trial.refuses({ type: 'remove_participant', id: 11 })).toEqual({ code: 'removed' });
    expect(trial.refuses({ type: 'request', id: 102, playerId: 11, building: 'farm' })).toEqual({
      code: 'removed',
    });
  });

  it('brings back the player; the challenge comes back only by its own undo', () => {
    const trial = runningTrial();
    trial.assigns(101, 11);
    trial.does({ type: 'remove_participant', id: 11 });
    expect(trial.refuses({ type: 'undo', id: 101 })).toEqual({ code: 'removed', challengeId: 101 });
    trial.does({ type: 'restore_participant', id: 11 });
    expect(trial.challenge(101).status).toBe('cancelled');
    trial.does({ type: 'undo', id: 101 });
    expect(trial.challenge(101).status).toBe('assigned');
    expect(trial.does({ type: 'restore_participant', id: 11 })).toEqual([]);
  });

  it('changes who is removed, too', () => {
    const trial = runningTrial();
    trial.does({ type: 'remove_participant', id: 11 });
    trial.does(changing(11, { name: 'Tom' }));
    expect(trial.participant(11)).toMatchObject({ name: 'Tom', removed: true });
  });

  it('revokes the token of a removed banker or board, and keeps the last banker', () => {
    const trial = new Trial();
    trial.does(joining({ id: 2, role: 'banker', name: 'Ben' }));
    trial.does(joining({ id: 3, role: 'board', name: 'Wall' }));
    trial.does({ type: 'remove_participant', id: 2 });
    trial.does({ type: 'remove_participant', id: 3 });
    expect([2, 3].map((id) => trial.participant(id).generation)).toEqual([1, 1]);
    expect(trial.refuses({ type: 'remove_participant', id: BANKER.id })).toEqual({ code: 'game_status' });
  });

  it('moves a seat by one more generation, and gives a phone to whom had none', () => {
    const trial = new Trial();
    trial.does(joining({ id: 2, withoutPhone: true }));
    trial.does({ type: 'move_seat', id: 2 });
    expect(trial.participant(2)).toMatchObject({ generation: 1, withoutPhone: false });
    trial.does({ type: 'remove_participant', id: 2 });
    expect(trial.refuses({ type: 'move_seat', id: 2 })).toEqual({ code: 'removed' });
  });
});

describe('merging "Anna 2" into "Anna"', () => {
  it('removes the newcomer, cancels what it has open and tells of the old seat', () => {
    const trial = runningTrial();
    trial.joins(13, 3);
    trial.assigns(101, 13);
    trial.assigns(102, 11);
    expect(trial.does({ type: 'merge_participants', id: 13, into: 11 })).toEqual([
      { type: 'participant_merged', id: 13, into: 11 },
      { type: 'participant_changed', id: 11, change: { teamNumber: 1 } },
      { type: 'challenge_cancelled', id: 101, reason: 'merged' },
    ]);
    expect(trial.participant(13)).toMatchObject({ removed: true, mergedInto: 11 });
    expect(trial.challenge(102).status).toBe('assigned');
  });

  it("brings the newcomer's team and phone where the old seat has none", () => {
    const trial = runningTrial();
    trial.does(joining({ id: 30, withoutPhone: true }));
    trial.does({ type: 'merge_participants', id: 22, into: 30 });
    expect(trial.participant(30)).toMatchObject({ teamNumber: 2, withoutPhone: false });
  });

  it('happens once, between two players who are there, and is not taken back', () => {
    const trial = runningTrial();
    const merge = (id: number, into: number): SeatCommand => ({ type: 'merge_participants', id, into });
    expect(trial.refuses(merge(11, 11))).toEqual({ code: 'not_found' });
    expect(trial.refuses(merge(11, 99))).toEqual({ code: 'not_found' });
    expect(trial.refuses(merge(11, BANKER.id))).toEqual({ code: 'not_found' });
    trial.does(merge(12, 11));
    expect(trial.refuses(merge(12, 11))).toEqual({ code: 'removed' });
    expect(trial.refuses(merge(21, 12))).toEqual({ code: 'removed' });
    expect(trial.refuses({ type: 'restore_participant', id: 12 })).toEqual({ code: 'removed' });
  });
});
