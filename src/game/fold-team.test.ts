import { describe, expect, it } from 'vitest';
import { MAX_TEAMS } from './catalogue.ts';
import type { FoldDestination } from './commands.ts';
import { comingAlong, continuationEvents } from './continue-game.ts';
import { createLogChecker } from './log-checker.ts';
import { playerActor, startTestGame, type TestGame } from './test-game.harness.ts';

function fold(number: number, playersTo: FoldDestination) {
  return { type: 'fold_team', number, playersTo } as const;
}

function unfold(number: number, foldedAt?: number) {
  return { type: 'unfold_team', number, withPlayers: true, foldedAt } as const;
}

function teamsOf(game: TestGame, ...ids: readonly number[]): readonly (number | null)[] {
  return ids.map((id) => game.participant(id).teamNumber);
}

/** Whatever the rules produce, an import takes. */
function check(game: TestGame): void {
  const checker = createLogChecker();
  for (const logged of game.log) checker.add(logged);
  expect(checker.finish()).toEqual(game.state);
}

describe('adding a team', () => {
  it('gives it the next letter, and a name and look that no other team has', () => {
    const game = startTestGame();
    game.execute({
      type: 'change_team',
      number: 1,
      change: { name: 'team 5', colour: '#cc79a7', shape: 'star' },
    });
    game.execute({ type: 'add_team' });
    expect(game.team(5)).toMatchObject({ number: 5, name: 'Team 5 2', hasSchool: false, foldedAt: null });
    const looks = [...game.state.teams.values()].map(
      ({ colour, shape }) => `${colour.toUpperCase()} ${shape}`,
    );
    expect(new Set(looks).size).toBe(5);
    game.execute({ type: 'add_team', name: 'Otters', colour: '#123456', shape: 'drop' });
    expect(game.team(6)).toMatchObject({ name: 'Otters', colour: '#123456', shape: 'drop' });
    game.join(61, 6);
    game.request(101, 61);
    expect(game.challenge(101).teamNumber).toBe(6);
    check(game);
  });

  it('is possible up to the limit that creation has, folded ones included', () => {
    const game = startTestGame();
    for (let number = 5; number <= MAX_TEAMS; number += 1) game.execute({ type: 'add_team' });
    game.execute(fold(12, null));
    expect(game.expectRejection({ type: 'add_team' })).toEqual({ code: 'team_limit' });
  });
});

describe('folding a team', () => {
  it('puts its players into the team that was chosen, and keeps what it has built', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.execute({ type: 'complete', id: 101 });
    game.execute(fold(1, 2));
    expect(teamsOf(game, 11, 12, 21)).toEqual([2, 2, 2]);
    expect(game.team(1)).toMatchObject({ foldedAt: game.at });
    expect(game.team(1).tally.toObject()).toEqual({ farm: 1 });
    expect(game.challenge(101)).toMatchObject({ teamNumber: 1, status: 'completed' });
    check(game);
  });

  it('spreads them evenly, the smallest teams first, or leaves them without a team', () => {
    const game = startTestGame();
    game.join(13, 1);
    game.execute(fold(1, 'evenly'));
    expect(teamsOf(game, 11, 12, 13)).toEqual([3, 4, 3]);
    game.execute(fold(3, null));
    expect(teamsOf(game, 11, 13)).toEqual([null, null]);
    check(game);
  });

  it('takes open challenges along with their players, with their time; nobody asks for more until they are done', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11, 'mine', 60);
    game.requestAndAssign(102, 21);
    game.advance(10_000);
    game.execute(fold(1, 2));
    expect(game.challenge(101)).toMatchObject({
      teamNumber: 2,
      status: 'assigned',
      playerId: 11,
      version: 3,
    });
    expect(game.remainingMs(101)).toBe(50_000);
    expect(game.expectRejection({ type: 'request', id: 103, playerId: 22, building: 'farm' })).toEqual({
      code: 'team_locked',
      holderId: 101,
    });
    game.execute({ type: 'complete', id: 101 }, playerActor(11));
    expect(game.team(2).tally.toObject()).toEqual({ mine: 1 });
    expect(game.team(1).tally.toObject()).toEqual({});
    check(game);
  });

  it('takes a challenge that stayed with the team to wherever its player is by now', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.execute({ type: 'change_participant', id: 11, change: { teamNumber: 3 } });
    game.execute(fold(1, 2));
    expect(game.challenge(101).teamNumber).toBe(3);
    check(game);
  });

  it('is refused where a challenge would have no team to go to, and says whose it is', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 12);
    expect(game.expectRejection(fold(1, null))).toEqual({ code: 'team_locked', holderId: 101 });
    expect(teamsOf(game, 11, 12)).toEqual([1, 1]);
    game.execute({ type: 'cancel', id: 101 });
    game.execute(fold(1, null));
    expect(teamsOf(game, 11, 12)).toEqual([null, null]);
  });

  it('is refused for the last team, twice, and into a team that is folded, is not there or is the same', () => {
    const game = startTestGame();
    game.execute(fold(1, 2));
    expect(game.expectRejection(fold(1, 3))).toEqual({ code: 'team_folded' });
    expect(game.expectRejection(fold(2, 1))).toEqual({ code: 'fold_destination' });
    expect(game.expectRejection(fold(2, 2))).toEqual({ code: 'fold_destination' });
    expect(game.expectRejection(fold(2, 9))).toEqual({ code: 'not_found', missing: 'team' });
    expect(game.expectRejection(fold(9, 2))).toEqual({ code: 'not_found', missing: 'team' });
    game.execute(fold(2, 3));
    game.execute(fold(3, 4));
    expect(game.expectRejection(fold(4, 'evenly'))).toEqual({ code: 'last_team' });
  });

  it('leaves nobody a way into it: joining, choosing, moving, balancing, coming back', () => {
    const game = startTestGame();
    game.join(31, 3);
    game.execute({ type: 'remove_participant', id: 31 });
    game.execute(fold(3, 2));
    const joining = { type: 'join', id: 32, role: 'player', name: 'Late', withoutPhone: false } as const;
    expect(game.expectRejection({ ...joining, teamNumber: 3 }, playerActor(32))).toEqual({
      code: 'team_folded',
    });
    game.join(33, null);
    const move = (id: number) => ({ type: 'change_participant', id, change: { teamNumber: 3 } }) as const;
    expect(game.expectRejection(move(33), playerActor(33))).toEqual({ code: 'team_folded' });
    expect(game.expectRejection(move(11))).toEqual({ code: 'team_folded' });
    game.execute({ type: 'restore_participant', id: 31 });
    expect(teamsOf(game, 31)).toEqual([null]);
    game.execute({ type: 'balance_teams' });
    expect(teamsOf(game, 11, 12, 21, 22, 31, 33)).not.toContain(3);
    game.execute({ type: 'change_game', settings: { joinTeams: 'assign' } });
    game.execute({ type: 'remove_participant', id: 33 });
    game.execute(joinedBy(34));
    expect(teamsOf(game, 34)).not.toContain(3);
    check(game);
  });

  it('lets nothing of it be reopened, and says why', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.execute({ type: 'complete', id: 101 });
    game.execute(fold(1, 2));
    expect(game.expectRejection({ type: 'undo', id: 101 })).toEqual({
      code: 'team_folded',
      challengeId: 101,
    });
    game.execute(unfold(1));
    game.execute({ type: 'undo', id: 101 });
    expect(game.challenge(101)).toMatchObject({ teamNumber: 1, status: 'assigned' });
  });

  it('refuses a tap that was meant for the old team, and takes one for the new', () => {
    const game = startTestGame();
    const tap = { type: 'request', id: 101, playerId: 11, building: 'farm', expectedTeam: 1 } as const;
    game.execute(fold(1, 2));
    expect(game.expectRejection(tap, playerActor(11))).toEqual({ code: 'team_changed' });
    game.execute({ ...tap, expectedTeam: 2 }, playerActor(11));
    expect(game.challenge(101).teamNumber).toBe(2);
  });
});

describe('the next game of the same people', () => {
  it('has the same teams, folded ones still folded', () => {
    const game = startTestGame();
    game.execute({ type: 'add_team', name: 'Otters' });
    game.execute(fold(1, 5));
    const participantIds = comingAlong(game.state).map(({ id }) => id + 100);
    const events = continuationEvents(game.state, { gameId: 2, code: 'NEXT23', participantIds });
    const log = events.map((event, index) => ({ seq: index + 1, at: game.at, playMs: 0, by: 0, event }));
    const checker = createLogChecker();
    for (const logged of log) checker.add(logged);
    const next = checker.finish();
    expect(next.teams.get(5)).toMatchObject({ name: 'Otters', foldedAt: null });
    expect(next.teams.get(1)?.foldedAt).toBe(game.at);
    expect(next.participants.get(111)?.teamNumber).toBe(5);
  });
});

describe('unfolding a team', () => {
  it('is the undo of its fold: players and their open challenges come back', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.execute(fold(1, 2));
    game.execute(unfold(1));
    expect(teamsOf(game, 11, 12, 21)).toEqual([1, 1, 2]);
    expect(game.challenge(101).teamNumber).toBe(1);
    expect(game.team(1).foldedAt).toBeNull();
    check(game);
  });

  it('leaves whoever has gone elsewhere since where they are, and everybody where that is asked for', () => {
    const game = startTestGame();
    game.execute(fold(1, 2));
    game.execute({ type: 'change_participant', id: 11, change: { teamNumber: 3 } });
    game.execute(unfold(1));
    expect(teamsOf(game, 11, 12)).toEqual([3, 1]);
    game.execute(fold(3, 4));
    game.execute({ type: 'unfold_team', number: 3, withPlayers: false });
    expect(teamsOf(game, 11)).toEqual([4]);
  });

  it('undoes one fold after the other, in either order', () => {
    for (const [first, second] of [
      [2, 1],
      [1, 2],
    ] as const) {
      const game = startTestGame();
      game.execute(fold(1, 2));
      game.execute(fold(2, 3));
      game.execute(unfold(first));
      game.execute(unfold(second));
      expect(teamsOf(game, 11, 12, 21, 22)).toEqual([1, 1, 2, 2]);
      check(game);
    }
  });

  it('means one fold only, if it says which, and changes nothing for a team that plays', () => {
    const game = startTestGame();
    game.execute(fold(1, 2));
    const { foldedAt } = game.team(1);
    game.execute(unfold(1, foldedAt ?? 0));
    expect(game.expectRejection(unfold(1, foldedAt ?? 0))).toEqual({ code: 'undo_not_last' });
    expect(game.expectRejection(unfold(1))).toEqual({ code: 'team_not_folded' });
    expect(game.expectRejection(unfold(9))).toEqual({ code: 'not_found', missing: 'team' });
    game.advance(1000);
    game.execute(fold(1, 3));
    expect(game.expectRejection(unfold(1, foldedAt ?? 0))).toEqual({ code: 'undo_not_last' });
  });
});

function joinedBy(id: number) {
  return { type: 'join', id, role: 'player', name: `P${id}`, teamNumber: null, withoutPhone: false } as const;
}
