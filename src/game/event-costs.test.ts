import { Map } from 'immutable';
import { expect, it, vi } from 'vitest';
import type { GameEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { createLogChecker } from './log-checker.ts';
import type { GameState } from './state.ts';
import { TestGame } from './test-game.harness.ts';

const FIRST = 100;

/** A game in which so many joined, each of whom turned out to be the next: every seat leads to the last one. */
function chainOf(count: number): TestGame {
  const game = new TestGame();
  for (let id = FIRST; id < FIRST + count; id += 1) game.join(id, null);
  return game;
}

function after(state: GameState, ...events: readonly GameEvent[]): GameState {
  return events.reduce(
    (before, event) => evolve(before, { seq: before.seq + 1, at: 0, playMs: before.playMs, by: 1, event }),
    state,
  );
}

const merged = (id: number, into: number): GameEvent => ({ type: 'participant_merged', id, into });
const moved = (id: number, withMerged = true): GameEvent => ({
  type: 'seat_moved',
  id,
  withMerged,
  keepsPin: false,
});

const generations = ({ participants }: GameState, ...ids: readonly number[]) =>
  ids.map((id) => participants.get(id)?.generation);

it('a seat that moves revokes those that were merged into it, or into one that was, and no other', () => {
  const [anna, twin, third, other] = [FIRST, FIRST + 1, FIRST + 2, FIRST + 3];
  const state = after(chainOf(4).state, merged(third, twin), merged(twin, anna), moved(anna));
  expect(generations(state, anna, twin, third, other)).toEqual([1, 1, 1, 0]);
});

it('a move by an older version leaves them to the next one', () => {
  const [anna, twin] = [FIRST, FIRST + 1];
  const state = after(chainOf(2).state, merged(twin, anna), moved(anna, false));
  expect(generations(state, anna, twin)).toEqual([1, 0]);
  expect(generations(after(state, moved(anna)), anna, twin)).toEqual([2, 1]);
});

it.each(['into one', 'into the next of a chain'])(
  'moves of a seat change each of those that were merged %s once, however many and however often',
  (how) => {
    const count = 60;
    const last = FIRST + count - 1;
    const merges = Array.from({ length: count - 1 }, (_, index) =>
      merged(FIRST + index, how === 'into one' ? last : FIRST + index + 1),
    );
    let state = after(chainOf(count).state, ...merges);
    let changed = 0;
    for (let time = 0; time < count; time += 1) {
      const next = after(state, moved(last));
      const before = state.participants;
      changed += next.participants.count((seat, id) => before.get(id) !== seat);
      state = next;
    }
    expect(changed).toBeLessThan(3 * count);
    expect(generations(state, FIRST, last)).toEqual([1, count]);
  },
);

it('what a player remembers of folded teams is no longer than there are teams, however often those fold', () => {
  const game = new TestGame();
  game.join(FIRST, 1);
  const putOut = (from: number, to: number): GameEvent => ({
    type: 'participant_changed',
    id: FIRST,
    change: { teamNumber: to, foldedFrom: from },
  });
  const events = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? putOut(1, 2) : putOut(2, 1)));
  const state = after(game.state, ...events, putOut(1, 3));
  expect(state.participants.get(FIRST)?.foldedFrom).toEqual([1, 2]);
  const back = (teamNumber: number) =>
    after(state, { type: 'participant_changed', id: FIRST, change: { teamNumber } }).participants.get(FIRST);
  expect(back(2)?.foldedFrom).toEqual([1]);
  expect(back(1)?.foldedFrom).toEqual([]);
});

it('no event of a file has its check or its fold walk through all players, or all open challenges', () => {
  const count = 300;
  const checker = createLogChecker();
  const game = new TestGame({ maxActivePerPlayer: 8 });
  const checked = new Set<GameEvent['type']>();
  const walks: string[] = [];
  let state = game.state;
  for (const logged of game.log) checker.add(logged);
  const happen = (...events: readonly GameEvent[]) => {
    for (const event of events) {
      const logged = { seq: state.seq + 1, at: 0, playMs: 0, by: 1, event };
      const spies = (['__iterate', '__iterator'] as const).map((walk) =>
        vi.spyOn(Object.getPrototypeOf(Map()) as Record<typeof walk, () => unknown>, walk),
      );
      checker.add(logged);
      const sizes = spies.flatMap(({ mock }) =>
        (mock.contexts as { readonly size?: number }[]).map(({ size = 0 }) => size),
      );
      vi.restoreAllMocks();
      state = after(state, event);
      if (Math.max(0, ...sizes) >= count / 2) walks.push(event.type);
      checked.add(event.type);
    }
  };
  const joined = (id: number, role: 'banker' | 'player' = 'player'): GameEvent => ({
    type: 'participant_joined',
    id,
    role,
    name: `Player ${id}`,
    teamNumber: role === 'player' ? 1 : null,
    approved: true,
    withoutPhone: role === 'player',
  });
  const requested = (id: number): GameEvent => ({
    type: 'challenge_requested',
    id,
    playerId: id,
    teamNumber: 1,
    building: 'farm',
    hasSchool: true,
  });
  happen(...Array.from({ length: count }, (_, index) => joined(FIRST + index)), joined(2, 'banker'));
  happen({ type: 'team_changed', number: 1, change: { hasSchool: true } }, { type: 'game_started' });
  happen(...Array.from({ length: count }, (_, index) => requested(FIRST + index)));
  happen(
    { type: 'participant_removed', id: 2 },
    { type: 'participant_restored', id: 2 },
    { type: 'participant_changed', id: FIRST, change: { name: 'Anna' } },
    { type: 'team_folded', number: 2 },
    { type: 'team_unfolded', number: 2 },
    { type: 'challenge_moved', id: FIRST, teamNumber: 3 },
    { type: 'challenge_cancelled', id: FIRST + 1, reason: 'banker' },
    { type: 'challenge_undone', id: FIRST + 1 },
    { type: 'challenge_redone', id: FIRST + 1, step: 'cancel', builtSchool: false },
    merged(FIRST + 1, FIRST + 2),
    moved(FIRST + 2),
    { type: 'game_ended' },
    { type: 'game_reopened' },
  );
  expect(walks).toEqual([]);
  expect(checked.size).toBeGreaterThan(15);
});
