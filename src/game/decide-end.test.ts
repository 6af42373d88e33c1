import { describe, expect, it } from 'vitest';
import { MAX_END_AHEAD_MS } from './limits.ts';
import { dueCommands, nextDueCommand } from './play-time.ts';
import { HOST_ACTOR, startTestGame, TestGame } from './test-game.harness.ts';

const MINUTE = 60_000;
const plan = (game: TestGame, inMs: number | null, endsByItself?: boolean) =>
  ({
    type: 'change_game',
    endAt: inMs === null ? null : game.at + inMs,
    ...(endsByItself !== undefined && { endsByItself }),
  }) as const;
const END = { type: 'end_as_planned' } as const;

describe('a planned end', () => {
  it('is kept, moved and removed, before the start and in play', () => {
    for (const game of [new TestGame(), startTestGame()]) {
      game.execute(plan(game, 90 * MINUTE));
      expect(game.state).toMatchObject({ endAt: game.at + 90 * MINUTE, endsByItself: false });
      game.execute({ type: 'change_game', endsByItself: true });
      game.execute(plan(game, 95 * MINUTE));
      expect(game.state).toMatchObject({ endAt: game.at + 95 * MINUTE, endsByItself: true });
      game.execute({ type: 'change_game', name: 'Another' });
      expect(game.state).toMatchObject({ endAt: game.at + 95 * MINUTE, endsByItself: true });
      game.execute(plan(game, null));
      expect(game.state).toMatchObject({ endAt: null, endsByItself: false });
    }
  });

  it.each([0, -1, -MINUTE, MAX_END_AHEAD_MS + 1])('cannot be in %d ms', (inMs) => {
    const game = startTestGame();
    expect(game.expectRejection(plan(game, inMs))).toEqual({ code: 'end_time' });
    expect(game.state.endAt).toBeNull();
  });

  it('that has passed cannot be asked to end the game by itself', () => {
    const game = startTestGame();
    game.execute(plan(game, MINUTE));
    game.advance(MINUTE);
    const byItself = { type: 'change_game', endsByItself: true } as const;
    expect(game.expectRejection(byItself)).toEqual({ code: 'end_time' });
    expect(game.state).toMatchObject({ status: 'in_progress', endsByItself: false });
    game.execute({ ...plan(game, MINUTE), ...byItself });
    expect(game.state).toMatchObject({ endAt: game.at + MINUTE, endsByItself: true });
  });

  it('that there is not cannot be asked to end the game by itself', () => {
    const game = startTestGame();
    const byItself = { type: 'change_game', endsByItself: true } as const;
    expect(game.expectRejection(byItself)).toEqual({ code: 'end_time' });
    expect(game.expectRejection(plan(game, null, true))).toEqual({ code: 'end_time' });
    game.execute(plan(game, MINUTE));
    expect(game.expectRejection(plan(game, null, true))).toEqual({ code: 'end_time' });
    game.execute(byItself);
    expect(game.state.endsByItself).toBe(true);
  });

  it('can be at the last moment of the next 24 hours', () => {
    const game = startTestGame();
    game.execute(plan(game, MAX_END_AHEAD_MS));
    expect(game.state.endAt).toBe(game.at + MAX_END_AHEAD_MS);
  });

  it('needs a game that goes on', () => {
    const game = startTestGame();
    game.execute({ type: 'end' });
    for (const inMs of [MINUTE, null])
      expect(game.expectRejection(plan(game, inMs))).toEqual({ code: 'game_over' });
    game.execute({ type: 'change_game', name: 'Another' });
  });

  it('without being asked to, ends nothing', () => {
    const game = startTestGame();
    game.execute(plan(game, MINUTE, false));
    game.advance(2 * MINUTE);
    expect(dueCommands(game.state, game)).toEqual([]);
    expect(game.expectRejection(END, HOST_ACTOR)).toEqual({ code: 'game_status' });
  });

  it('is due once, not early, running or paused, and no pause moves it', () => {
    for (const pause of [false, true]) {
      const game = startTestGame();
      game.execute(plan(game, 10 * MINUTE, true));
      if (pause) game.execute({ type: 'pause', reason: 'banker' });
      game.advance(10 * MINUTE - 1);
      expect(nextDueCommand(game.state, game)).toEqual({ command: END, inMs: 1 });
      expect(dueCommands(game.state, game)).toEqual([]);
      expect(game.expectRejection(END, HOST_ACTOR)).toEqual({ code: 'game_status' });
      game.advance(1);
      expect(dueCommands(game.state, game)).toEqual([END]);
      game.execute(END, HOST_ACTOR);
      expect(game.state.status).toBe('completed');
      expect(dueCommands(game.state, game)).toEqual([]);
      expect(nextDueCommand(game.state, game)).toBeNull();
    }
  });

  it('waits for nothing before the start, and for nothing that is over', () => {
    const game = new TestGame();
    game.execute(plan(game, MINUTE, true));
    game.advance(2 * MINUTE);
    expect(dueCommands(game.state, game)).toEqual([]);
    expect(game.expectRejection(END, HOST_ACTOR)).toEqual({ code: 'game_status' });
  });

  it('that has passed is dropped by a start and by reopening; one still to come is kept', () => {
    const late = new TestGame();
    late.execute(plan(late, MINUTE, true));
    late.advance(MINUTE);
    late.execute({ type: 'start' });
    expect(late.state).toMatchObject({ endAt: null, endsByItself: false });

    const ended = startTestGame();
    ended.execute(plan(ended, MINUTE, true));
    ended.advance(MINUTE);
    ended.execute(END, HOST_ACTOR);
    ended.execute({ type: 'resume' });
    expect(ended.state).toMatchObject({ status: 'in_progress', endAt: null });
    expect(dueCommands(ended.state, ended)).toEqual([]);

    const early = startTestGame();
    early.execute(plan(early, MINUTE, true));
    const { endAt } = early.state;
    early.execute({ type: 'end' });
    early.execute({ type: 'resume' });
    expect(early.state).toMatchObject({ endAt, endsByItself: true });
  });

  it('lets run out whose time was up, counts claims, each team’s first school included, and cancels the rest', () => {
    const game = startTestGame({ completion: 'banker', maxActivePerPlayer: 3 });
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: true } });
    game.requestAndAssign(1, 11, 'school');
    game.requestAndAssign(2, 11, 'school');
    game.requestAndAssign(3, 12, 'farm');
    game.requestAndAssign(4, 12, 'mine', 60);
    game.request(5, 21, 'farm');
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: false } });
    for (const id of [1, 2]) game.execute({ type: 'complete', id }, { id: 11, role: 'player' });
    game.execute(plan(game, MINUTE, true));
    game.advance(MINUTE);
    expect(dueCommands(game.state, game)).toEqual([{ type: 'expire', id: 4 }, END]);
    for (const command of dueCommands(game.state, game)) game.execute(command, HOST_ACTOR);
    expect([1, 2, 3, 4, 5].map((id) => game.challenge(id).status)).toEqual([
      'completed',
      'completed',
      'cancelled',
      'expired',
      'cancelled',
    ]);
    expect(game.team(1)).toMatchObject({ hasSchool: true });
    expect(game.team(1).tally.get('school')).toBe(2);
    expect(
      game.log.filter(({ event }) => event.type === 'challenge_completed').map(({ event }) => event),
    ).toEqual([
      { type: 'challenge_completed', id: 1, builtSchool: true },
      { type: 'challenge_completed', id: 2, builtSchool: false },
    ]);
  });
});

describe('an end by hand', () => {
  const withClaims = (paused: boolean): TestGame => {
    const game = startTestGame({ completion: 'banker', maxActivePerPlayer: 3 });
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: true } });
    game.requestAndAssign(1, 11, 'school');
    game.requestAndAssign(2, 12, 'farm');
    game.request(3, 21, 'farm');
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: false } });
    game.execute({ type: 'complete', id: 1 }, { id: 11, role: 'player' });
    if (paused) game.execute({ type: 'pause', reason: 'banker' });
    return game;
  };
  const outcome = (game: TestGame) => ({
    statuses: [1, 2, 3].map((id) => game.challenge(id).status),
    schools: game.team(1).tally.get('school') ?? 0,
    hasSchool: game.team(1).hasSchool,
    finale: game.state.finale,
  });

  it.each([false, true])('that counts claims is the same as a planned one, paused: %s', (paused) => {
    const planned = withClaims(paused);
    planned.execute(plan(planned, MINUTE, true));
    planned.advance(MINUTE);
    planned.execute(END, HOST_ACTOR);
    const byHand = withClaims(paused);
    byHand.execute({ type: 'end', countClaims: true });
    expect(outcome(byHand)).toEqual(outcome(planned));
    expect(outcome(byHand)).toEqual({
      statuses: ['completed', 'cancelled', 'cancelled'],
      schools: 1,
      hasSchool: true,
      finale: null,
    });
  });

  it.each([false, undefined])('cancels claims as well with countClaims %s', (countClaims) => {
    const game = withClaims(false);
    game.execute({ type: 'end', ...(countClaims !== undefined && { countClaims }) });
    expect(outcome(game).statuses).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(outcome(game).schools).toBe(0);
  });

  it('counts claims before it keeps the results back', () => {
    const game = withClaims(false);
    game.execute({ type: 'end', countClaims: true, keepResults: true });
    expect(outcome(game)).toMatchObject({ schools: 1, finale: 'opening' });
  });
});

describe('a message to everybody', () => {
  it('stands until it is replaced or taken away, at every stage of the game', () => {
    const game = new TestGame();
    expect(game.state.message).toBeNull();
    for (const step of ['start', 'end'] as const) {
      game.execute({ type: 'send_message', text: 'Tidy up' });
      game.advance(1_000);
      game.execute({ type: 'send_message', text: 'Pizza!' });
      expect(game.state.message).toEqual({ text: 'Pizza!', at: game.at });
      game.advance(1_000);
      game.execute({ type: 'remove_message' });
      expect(game.state.message).toEqual({ text: null, at: game.at });
      game.execute({ type: step });
    }
  });

  it('that is gone can be taken away again, which changes nothing', () => {
    const game = startTestGame();
    expect(game.execute({ type: 'remove_message' })).toEqual([]);
    game.execute({ type: 'send_message', text: 'Pizza!' });
    game.execute({ type: 'remove_message' });
    expect(game.execute({ type: 'remove_message' })).toEqual([]);
  });
});
