import { describe, expect, it } from 'vitest';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import {
  claimedThenSoonest,
  EMPTY_ORDER,
  frozenOrder,
  neighbour,
  newcomersOutOfSight,
  oldestRequest,
  sortedOrder,
  withoutGone,
} from './frozen-order.ts';

const at = (second: number) => `2026-11-24T20:00:${String(second).padStart(2, '0')}.000Z`;
const ask = (id: number, second: number) => aChallenge({ id, requested_at: at(second) });
const ids = (list: { rows: readonly { challenge: { id: number } }[] }) =>
  list.rows.map(({ challenge }) => challenge.id);
const unknown = () => undefined;

describe('the order of a list', () => {
  it("puts the oldest request first when it isn't frozen", () => {
    expect(ids(sortedOrder([ask(3, 30), ask(1, 10), ask(2, 20)], oldestRequest))).toEqual([1, 2, 3]);
  });

  it('breaks ties by id', () => {
    expect(ids(sortedOrder([ask(9, 10), ask(4, 10)], oldestRequest))).toEqual([4, 9]);
  });

  it('puts players who say they are done above the others', () => {
    const running = aChallenge({ id: 1, status: 'assigned', assigned_at: at(1) });
    const claimed = aChallenge({ id: 2, status: 'assigned', assigned_at: at(5), claimed_at: at(9) });
    expect(ids(sortedOrder([running, claimed], claimedThenSoonest))).toEqual([2, 1]);
  });

  it('puts those who have least time left above the others, and those without a limit last', () => {
    const left = (id: number, deadline_play_ms: number | null) =>
      aChallenge({ id, status: 'assigned', deadline_play_ms });
    const running = [left(1, null), left(2, 90_000), left(3, 30_000), left(4, 90_000)];
    expect(ids(sortedOrder(running, claimedThenSoonest))).toEqual([3, 2, 4, 1]);
  });

  it('puts the claim that has waited longest at the top', () => {
    const claims = [9, 5].map((second) =>
      aChallenge({ id: second, status: 'assigned', claimed_at: at(second) }),
    );
    expect(ids(sortedOrder(claims, claimedThenSoonest))).toEqual([5, 9]);
  });

  it('keeps a row that left in place while frozen, with its latest state', () => {
    const list = sortedOrder([ask(1, 10), ask(2, 20)], oldestRequest);
    const cancelled = aChallenge({ id: 1, requested_at: at(10), status: 'cancelled' });
    const held = frozenOrder(list, [ask(2, 20)], oldestRequest, (id) => (id === 1 ? cancelled : undefined));
    expect(held.rows.map(({ challenge, gone }) => [challenge.id, challenge.status, gone])).toEqual([
      [1, 'cancelled', true],
      [2, 'requested', false],
    ]);
  });

  it('adds newcomers below and counts them', () => {
    const list = frozenOrder(
      sortedOrder([ask(1, 10)], oldestRequest),
      [ask(1, 10), ask(2, 20)],
      oldestRequest,
      unknown,
    );
    expect(ids(list)).toEqual([1, 2]);
    expect(newcomersOutOfSight(list, new Set())).toBe(1);
    // Whoever is seen need not be told of.
    expect(newcomersOutOfSight(list, new Set([1, 2]))).toBe(0);
  });

  it('holds back what belongs above a shown row until it is released', () => {
    const present = [ask(2, 20), ask(1, 10)];
    const list = frozenOrder(sortedOrder([ask(2, 20)], oldestRequest), present, oldestRequest, unknown);
    expect(ids(list)).toEqual([2]);
    expect(newcomersOutOfSight(list, new Set())).toBe(1);
    expect(ids(sortedOrder(present, oldestRequest))).toEqual([1, 2]);
  });

  it('brings a gone row back when its step is undone', () => {
    const shown = frozenOrder(
      sortedOrder([ask(1, 10), ask(2, 20)], oldestRequest),
      [ask(2, 20)],
      oldestRequest,
      unknown,
    );
    const list = frozenOrder(shown, [ask(1, 10), ask(2, 20)], oldestRequest, unknown);
    expect(list.rows.map(({ gone }) => gone)).toEqual([false, false]);
  });

  it('puts nobody in the place of a row that is gone, even if all are', () => {
    const list = sortedOrder([ask(1, 10), ask(2, 20)], oldestRequest);
    const gone = frozenOrder(list, [], oldestRequest, unknown);
    const joined = frozenOrder(gone, [ask(3, 30)], oldestRequest, unknown);
    expect(joined.rows.map(({ challenge, gone: isGone }) => [challenge.id, isGone])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
  });

  it('begins in order where it was empty', () => {
    expect(frozenOrder(EMPTY_ORDER, [ask(2, 20), ask(1, 10)], oldestRequest, unknown)).toEqual(
      sortedOrder([ask(1, 10), ask(2, 20)], oldestRequest),
    );
  });

  it('lets rows that are gone leave, and none that have come back', () => {
    const list = sortedOrder([ask(1, 10), ask(2, 20), ask(3, 30)], oldestRequest);
    const gone = frozenOrder(list, [ask(2, 20)], oldestRequest, unknown);
    expect(ids(withoutGone(gone, new Set([1, 2])))).toEqual([2, 3]);
  });

  it('moves the focus to the next row still there, else to the one above', () => {
    const list = sortedOrder([ask(1, 10), ask(2, 20), ask(3, 30)], oldestRequest);
    const withGone = frozenOrder(list, [ask(1, 10), ask(3, 30)], oldestRequest, unknown);
    expect(neighbour(withGone.rows, 1)).toBe(3);
    expect(neighbour(withGone.rows, 3)).toBe(1);
    expect(neighbour(sortedOrder([ask(1, 10)], oldestRequest).rows, 1)).toBeNull();
  });
});
