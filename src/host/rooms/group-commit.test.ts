import { expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** An event loop that the test turns, and a monotonic clock that it sets. */
function eventLoop() {
  const due: (() => void)[] = [];
  const batches: number[] = [];
  let now = 0;
  let waiting = 0;
  const groupCommit = createGroupCommit(
    { monotonic: () => now, defer: (call) => void due.push(call) },
    () => {
      batches.push(waiting);
      groupCommit.committed(waiting);
      waiting = 0;
    },
  );
  const turn = () => {
    for (const call of due.splice(0)) call();
  };
  return {
    batches,
    turn,
    enqueue: (count = 1) => {
      for (let one = 0; one < count; one += 1) {
        waiting += 1;
        groupCommit.enqueue();
      }
    },
    flushNow: () => groupCommit.flushNow(),
    pass: (ms: number) => (now += ms),
    turnUntilIdle: () => {
      let turns = 0;
      while (due.length > 0 && turns < 5_000) {
        turns += 1;
        turn();
      }
      return turns;
    },
  };
}

it('never makes a single sender wait', () => {
  const { batches, enqueue, turnUntilIdle } = eventLoop();
  for (let command = 0; command < 5; command += 1) {
    enqueue();
    expect(turnUntilIdle()).toBe(1);
  }
  expect(batches).toEqual([1, 1, 1, 1, 1]);
});

it('puts everything that arrives in one turn into one transaction', () => {
  const { batches, enqueue, turn } = eventLoop();
  enqueue(8);
  turn();
  expect(batches).toEqual([8]);
});

it('waits several turns for a crowd to send again', () => {
  const { batches, enqueue, turn } = eventLoop();
  enqueue(4);
  turn();
  for (let one = 0; one < 4; one += 1) {
    enqueue();
    turn();
  }
  expect(batches).toEqual([4, 4]);
});

it('commits without those who have gone quiet', () => {
  const { batches, enqueue, turn, pass } = eventLoop();
  enqueue(4);
  turn();
  enqueue(2);
  turn();
  pass(0.3);
  turn();
  expect(batches).toEqual([4, 2]);
});

it('makes nobody wait more than a millisecond, however many trickle in', () => {
  const { batches, enqueue, turn, pass } = eventLoop();
  enqueue(100);
  turn();
  for (let one = 0; one < 20; one += 1) {
    enqueue();
    turn();
    pass(0.1);
  }
  expect(batches[1]).toBeGreaterThanOrEqual(10);
  expect(batches[1]).toBeLessThanOrEqual(12);
});

it('forgets a crowd that has left', () => {
  const { batches, enqueue, turn, pass } = eventLoop();
  enqueue(8);
  turn();
  pass(60);
  enqueue();
  turn();
  expect(batches).toEqual([8, 1]);
});

it('stops waiting even if the clock stands still', () => {
  const { batches, enqueue, turn, turnUntilIdle } = eventLoop();
  enqueue(8);
  turn();
  enqueue();
  expect(turnUntilIdle()).toBeLessThanOrEqual(1_000);
  expect(batches).toEqual([8, 1]);
});

it("commits the host's own commands without waiting, and does not expect more after them", () => {
  const { batches, enqueue, flushNow, turn } = eventLoop();
  enqueue(4);
  turn();
  enqueue();
  flushNow();
  turn();
  expect(batches).toEqual([4, 1]);
});
