import { expect, it } from 'vitest';
import { createGathering } from './group-commit.ts';

/** An event loop that a test turns, and a steady clock that it sets. */
function loop() {
  const due: (() => void)[] = [];
  const starts: number[] = [];
  let now = 0;
  let waiting = 0;
  const gathering = createGathering({ steady: () => now, soon: (call) => void due.push(call) }, () => {
    starts.push(waiting);
    gathering.took(waiting);
    waiting = 0;
  });
  const turn = () => {
    for (const call of due.splice(0)) call();
  };
  return {
    starts,
    turn,
    add: (count = 1) => {
      for (let one = 0; one < count; one += 1) {
        waiting += 1;
        gathering.add();
      }
    },
    hurry: () => gathering.hurry(),
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
  const { starts, add, turnUntilIdle } = loop();
  for (let command = 0; command < 5; command += 1) {
    add();
    expect(turnUntilIdle()).toBe(1);
  }
  expect(starts).toEqual([1, 1, 1, 1, 1]);
});

it('lets what arrived in one turn share a transaction', () => {
  const { starts, add, turn } = loop();
  add(8);
  turn();
  expect(starts).toEqual([8]);
});

it('waits for a crowd that sends again over several turns', () => {
  const { starts, add, turn } = loop();
  add(4);
  turn();
  for (let one = 0; one < 4; one += 1) {
    add();
    turn();
  }
  expect(starts).toEqual([4, 4]);
});

it('goes on without those who are silent', () => {
  const { starts, add, turn, pass } = loop();
  add(4);
  turn();
  add(2);
  turn();
  pass(0.3);
  turn();
  expect(starts).toEqual([4, 2]);
});

it('makes nobody wait longer than a millisecond, however many trickle in', () => {
  const { starts, add, turn, pass } = loop();
  add(100);
  turn();
  for (let one = 0; one < 20; one += 1) {
    add();
    turn();
    pass(0.1);
  }
  expect(starts[1]).toBeGreaterThanOrEqual(10);
  expect(starts[1]).toBeLessThanOrEqual(12);
});

it('forgets a crowd that has gone home', () => {
  const { starts, add, turn, pass } = loop();
  add(8);
  turn();
  pass(60);
  add();
  turn();
  expect(starts).toEqual([8, 1]);
});

it('ends its waiting also under a clock that stands still', () => {
  const { starts, add, turn, turnUntilIdle } = loop();
  add(8);
  turn();
  add();
  expect(turnUntilIdle()).toBeLessThanOrEqual(1_000);
  expect(starts).toEqual([8, 1]);
});

it('lets what the host does itself wait for nobody, and expects nobody after it', () => {
  const { starts, add, hurry, turn } = loop();
  add(4);
  turn();
  add();
  hurry();
  turn();
  expect(starts).toEqual([4, 1]);
});
