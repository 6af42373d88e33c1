import { expect, it } from 'vitest';
import { REQUESTS_PER_TURN, RequestTurns, TURNS_WHILE_OTHERS_ARRIVE } from './request-turns.ts';

/** Turns of an event loop that come when they are called for. */
function loop() {
  const next: (() => void)[] = [];
  return {
    later: (run: () => void) => void next.push(run),
    turn: () => {
      for (const run of next.splice(0)) run();
    },
    get isIdle() {
      return next.length === 0;
    },
  };
}

function startTurns() {
  const { later, ...events } = loop();
  const served: string[] = [];
  const turns = new RequestTurns<string>(later);
  const add = (caller: string) => turns.add(caller, () => void served.push(caller));
  return { ...events, served, add, noteArrival: () => turns.noteArrival() };
}

it('few requests are served at once, and many are not in one turn', () => {
  const { served, add, turn } = startTurns();
  for (let count = 0; count < 3 * REQUESTS_PER_TURN; count += 1) add('Anna');
  for (const expected of [1, 2, 3]) {
    expect(served).toHaveLength(expected * REQUESTS_PER_TURN);
    turn();
  }
  add('Anna');
  expect(served).toHaveLength(3 * REQUESTS_PER_TURN + 1);
});

it('whoever asks once is served before the rest of whoever asks very often', () => {
  const { served, add, turn } = startTurns();
  for (let count = 0; count < 100 * REQUESTS_PER_TURN; count += 1) add(`flood ${count % 3}`);
  add('Tom');
  turn();
  expect(served.indexOf('Tom')).toBeLessThan(REQUESTS_PER_TURN + 4);
  expect(served.indexOf('Tom')).toBeGreaterThan(0);
});

it('what a request causes to be asked at once waits for the next turn as well', () => {
  const { later, ...events } = loop();
  const turns = new RequestTurns<string>(later);
  let served = 0;
  const again = () => {
    served += 1;
    turns.add('Anna', again);
  };
  again();
  expect(served).toBe(REQUESTS_PER_TURN + 1);
  events.turn();
  expect(served).toBe(2 * REQUESTS_PER_TURN + 1);
});

it('while connections are let in turn after turn, almost none are served; then all are', () => {
  const { served, add, turn, noteArrival } = startTurns();
  for (let come = 0; come < 10 * TURNS_WHILE_OTHERS_ARRIVE; come += 1) {
    noteArrival();
    turn();
    for (let count = 0; count < 3; count += 1) add('Anna');
  }
  expect(served).toHaveLength(10);
  for (let turns = 0; turns < 2 * TURNS_WHILE_OTHERS_ARRIVE; turns += 1) turn();
  expect(served).toHaveLength(30 * TURNS_WHILE_OTHERS_ARRIVE);
});

it('a single arrival holds nothing up', () => {
  const { served, add, turn, noteArrival } = startTurns();
  noteArrival();
  add('Anna');
  turn();
  add('Tom');
  turn();
  expect(served).toEqual(['Anna', 'Tom']);
});

it('nothing is kept or served of who has gone, and the others come as soon', () => {
  const { later, turn, isIdle } = loop();
  const turns = new RequestTurns<string>(later);
  const served: string[] = [];
  const add = (caller: string, name = caller) => turns.add(caller, () => void served.push(name));
  for (let count = 0; count < REQUESTS_PER_TURN; count += 1) add('first');
  const gone = Array.from({ length: 1_000 }, (_, each) => add(each % 2 === 0 ? 'flood' : 'Anna', 'gone'));
  add('Anna');
  for (const forget of [...gone, ...gone]) forget();
  add('flood', 'again');
  turn();
  expect(served.slice(REQUESTS_PER_TURN)).toEqual(['Anna', 'again']);
  turn();
  expect(isIdle).toBe(true);
});
