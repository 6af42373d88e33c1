/** Logs that no rules could have produced are refused; every log that they did produce passes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGamePlan, playGame } from './arbitrary-games.fixtures.ts';
import type { GameEvent, LoggedEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { gameStateContradiction } from './game-contradiction.ts';
import { createLogChecker } from './log-checker.ts';
import { resultOf } from './result-of.harness.ts';
import type { GameState } from './state.ts';
import { playerActor, PUSH_UPS, startTestGame, TestGame } from './test-game.harness.ts';

function check(log: readonly LoggedEvent[]): GameState {
  const checker = createLogChecker();
  for (const logged of log) checker.add(logged);
  return checker.finish();
}

/** The state after the log, or `otherwise` if it is refused. */
function checkOr(log: readonly LoggedEvent[], otherwise: GameState): GameState {
  try {
    return check(log);
  } catch (error) {
    if (error instanceof Error && error.message.endsWith('.')) return otherwise;
    throw error;
  }
}

const renumbered = (log: readonly LoggedEvent[]) =>
  log.map((logged, index) => ({ ...logged, seq: index + 1 }));

/** The log with one more event at its end, or an Error that says why not. */
function withForged(game: TestGame, event: GameEvent, by = 1): () => GameState {
  const { at, playMs, log } = game;
  return () => check([...log, { seq: log.length + 1, at, playMs, by, event }]);
}

const contradictionIn = (state: GameState) => resultOf(gameStateContradiction(state));

describe('a log', () => {
  it('that the rules produced is never refused', () => {
    fc.assert(
      fc.property(arbitraryGamePlan, (plan) => {
        const game = playGame(plan, () => undefined);
        expect(check(game.log)).toEqual(game.state);
        expect(contradictionIn(game.state)).toBeNull();
      }),
    );
  });

  it('from which events were dropped, repeated or swapped is refused, or is a game that the rules allow', () => {
    const arbitraryDamage = fc.record({
      kind: fc.constantFrom('drop', 'repeat', 'swap'),
      at: fc.nat(),
      other: fc.nat(),
    });
    fc.assert(
      fc.property(arbitraryGamePlan, arbitraryDamage, (plan, { kind, at, other }) => {
        const game = playGame(plan, () => undefined);
        const { log } = game;
        const index = at % log.length;
        const [one, another] = [log[index], log[other % log.length]];
        if (one === undefined || another === undefined) return;
        const damaged =
          kind === 'drop'
            ? log.toSpliced(index, 1)
            : kind === 'repeat'
              ? log.toSpliced(index, 0, one)
              : log.with(index, another).with(other % log.length, one);
        expect(contradictionIn(checkOr(renumbered(damaged), game.state))).toBeNull();
      }),
    );
  });
});

type Joined = Extract<GameEvent, { type: 'participant_joined' }>;

describe('a forged event', () => {
  const merged = (id: number, into: number): GameEvent => ({ type: 'participant_merged', id, into });
  const joined = (name: string, change: Partial<Joined> = {}): Joined => ({
    type: 'participant_joined',
    id: 77,
    role: 'player',
    name,
    teamNumber: 1,
    approved: true,
    withoutPhone: false,
    ...change,
  });

  it.each<[string, GameEvent, RegExp, number?]>([
    ['merges a seat into itself', merged(11, 11), /into themselves/],
    ['merges into nobody', merged(11, 99), /had not both joined/],
    ['merges nobody', merged(99, 11), /had not both joined/],
    ['merges a player into a banker', merged(11, 1), /only players/],
    ['merges into a removed player', merged(11, 22), /removed participant/],
    ['merges a player who is merged already', merged(21, 12), /removed participant/],
    ['brings back a player who is merged', { type: 'participant_restored', id: 21 }, /merged into another/],
    ['removes somebody twice', { type: 'participant_removed', id: 22 }, /already removed/],
    ['removes the last banker', { type: 'participant_removed', id: 1 }, /last banker/],
    [
      'moves the seat of a removed player',
      { type: 'seat_moved', id: 22, withMerged: true, keepsPin: false },
      /was removed/,
    ],
    ['takes a name that is taken', joined('PLAYER 11'), /had this name/],
    ['joins a team that is not there', joined('Max', { teamNumber: 9 }), /nobody played for team 9/],
    ['puts a banker in a team', joined('Max', { role: 'banker' }), /only players/],
    [
      'renames somebody as somebody else',
      { type: 'participant_changed', id: 11, change: { name: 'player 12' } },
      /had this name/,
    ],
    [
      'moves a player to no team',
      { type: 'participant_changed', id: 11, change: { teamNumber: 12 } },
      /nobody played for team 12/,
    ],
    ['starts a game twice', { type: 'game_started' }, /was in_progress/],
    ['reopens a game that is not over', { type: 'game_reopened' }, /was in_progress/],
    [
      'puts a player out of a team that was another one',
      { type: 'participant_changed', id: 11, change: { teamNumber: 2, foldedFrom: 3 } },
      /another team/,
    ],
    [
      'adds a team with a number left out',
      { type: 'team_added', number: 6, name: 'Otters', colour: '#112233', shape: 'star' },
      /there were 4 teams/,
    ],
    ['folds a team that is not there', { type: 'team_folded', number: 9 }, /nobody played for team 9/],
    ['folds a team with players in it', { type: 'team_folded', number: 1 }, /somebody was still in the team/],
    ['unfolds a team that plays', { type: 'team_unfolded', number: 1 }, /the team was not folded/],
    ['changes a team that is not there', { type: 'team_changed', number: 9, change: {} }, /no team 9/],
    [
      'requests for a banker',
      { type: 'challenge_requested', id: 9, playerId: 1, teamNumber: 1, building: 'farm', hasSchool: false },
      /no player 1/,
    ],
    [
      'requests for a removed player',
      { type: 'challenge_requested', id: 9, playerId: 22, teamNumber: 2, building: 'farm', hasSchool: false },
      /was removed/,
    ],
    [
      'requests for another team',
      { type: 'challenge_requested', id: 9, playerId: 11, teamNumber: 2, building: 'farm', hasSchool: false },
      /another team/,
    ],
    [
      'requests where the team is locked',
      { type: 'challenge_requested', id: 9, playerId: 12, teamNumber: 1, building: 'farm', hasSchool: false },
      /had to end first/,
    ],
    [
      'completes what nobody assigned',
      { type: 'challenge_completed', id: 5, builtSchool: false },
      /was requested/,
    ],
    [
      'finishes what was never requested',
      { type: 'challenge_cancelled', id: 99, reason: 'banker' },
      /never requested/,
    ],
    [
      'gives a player more time by that player',
      { type: 'participant_changed', id: 11, change: { extraTimeFactor: 2 } },
      /may not do this/,
      11,
    ],
    [
      'approves a player by that player',
      { type: 'participant_changed', id: 11, change: { approved: true } },
      /may not do this/,
      11,
    ],
    [
      'corrects a name by its player once the game has started',
      { type: 'participant_changed', id: 11, change: { name: 'Max' } },
      /may not do this/,
      11,
    ],
    ['is by nobody', { type: 'clock_adjusted', lostMs: 1 }, /99 had not joined/, 99],
    ['is by a player who may not', { type: 'game_ended' }, /may not do this/, 11],
    [
      'is about another player',
      { type: 'challenge_cancelled', id: 5, reason: 'player' },
      /may not do this/,
      12,
    ],
  ])('that %s is refused', (_, event, why, by) => {
    const game = startTestGame();
    game.execute({ type: 'merge_participants', id: 21, into: 11 });
    game.execute({ type: 'remove_participant', id: 22 });
    game.request(5, 11);
    expect(withForged(game, event, by)).toThrow(why);
  });

  it('cannot make play time go backwards', () => {
    const game = startTestGame();
    game.advance(500);
    game.execute({ type: 'pause', reason: 'banker' });
    game.playMs = 0;
    expect(withForged(game, { type: 'game_resumed' })).toThrow(/backwards/);
  });

  it('cannot leave a game without a banker', () => {
    const [created, , ...rest] = new TestGame().log;
    expect(() => check(created === undefined ? [] : renumbered([created, ...rest]))).toThrow(/no banker/);
    expect(() => check([])).toThrow(/empty/);
  });
});

describe('a stored game', () => {
  const seats = [2, 3, 4, 5, 6];

  /** Folds merges that no rule allows. */
  function withMerges(pairs: readonly (readonly [number, number])[]): GameState {
    const game = new TestGame();
    for (const id of seats) game.join(id, 1);
    return pairs.reduce(
      (state, [id, into]) =>
        evolve(state, {
          seq: state.seq + 1,
          at: 0,
          playMs: 0,
          by: 1,
          event: { type: 'participant_merged', id, into },
        }),
      game.state,
    );
  }

  it('contradicts itself where merges lead in a circle, however long, and wherever one enters it', () => {
    for (let length = 1; length <= seats.length; length += 1) {
      const circle = seats
        .slice(0, length)
        .map((id, index) => [id, seats[(index + 1) % length] ?? id] as const);
      expect(contradictionIn(withMerges(circle))).toMatch(/in a circle/);
      const tail = seats[length];
      if (tail === undefined) continue;
      expect(contradictionIn(withMerges([...circle, [tail, circle[0]?.[0] ?? 2]]))).toMatch(/in a circle/);
    }
    expect(
      contradictionIn(
        withMerges([
          [2, 3],
          [3, 4],
          [5, 4],
        ]),
      ),
    ).toBeNull();
  });

  it('contradicts itself where a challenge or a player belongs to nobody or to no team', () => {
    const game = startTestGame();
    game.request(5, 11);
    const { state } = game;
    expect(contradictionIn(state)).toBeNull();
    const challenge = game.challenge(5);
    for (const change of [{ playerId: 99 }, { teamNumber: 99 }])
      expect(
        contradictionIn({
          ...state,
          challenges: state.challenges.set(5, { ...challenge, ...change }),
        }),
      ).toMatch(/Challenge 5/);
    const seat = { ...game.participant(11), teamNumber: 99 };
    expect(contradictionIn({ ...state, participants: state.participants.set(11, seat) })).toMatch(/team 99/);
    const gone = { ...game.participant(11), mergedInto: 99 };
    expect(contradictionIn({ ...state, participants: state.participants.set(11, gone) })).toMatch(
      /never joined/,
    );
  });
});

it('what a player does is allowed in a log: the test above is not about players in general', () => {
  const game = startTestGame({ completion: 'banker' });
  game.request(5, 11);
  game.execute({ type: 'assign', id: 5, exercise: PUSH_UPS, durationSeconds: null });
  game.execute({ type: 'complete', id: 5 }, playerActor(11));
  expect(check(game.log)).toEqual(game.state);
});

it('a claimed exercise may have been changed in a log, although nobody changes one any more', () => {
  const game = startTestGame({ completion: 'banker' });
  game.request(5, 11);
  game.execute({ type: 'assign', id: 5, exercise: PUSH_UPS, durationSeconds: null });
  game.execute({ type: 'complete', id: 5 }, playerActor(11));
  const { exercise, claimedAt } = game.challenge(5);
  if (exercise === null) throw new Error('There is no exercise.');
  const changed = { ...exercise, description: 'Plank' };
  const { at, playMs, log } = game;
  const event = { type: 'challenge_changed', id: 5, exercise: changed, extendSeconds: 0 } as const;
  const state = check([...log, { seq: log.length + 1, at, playMs, by: 1, event }]);
  expect(state.challenges.get(5)).toMatchObject({ exercise: changed, claimedAt });
});
