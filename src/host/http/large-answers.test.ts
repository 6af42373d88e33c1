/** How large answers share the turns of the event loop with one another, and with whoever comes. */
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLargeAnswers, PIECES_PER_TURN, PIECES_WHILE_OTHERS_ARRIVE } from './large-answers.ts';

const LARGE = Buffer.alloc(4 * 1024 * 1024, 'x');

function answersInTurns() {
  const turns: (() => void)[] = [];
  const answers = createLargeAnswers(
    (_socket, send) => send(),
    (run) => void turns.push(run),
  );
  const received = new Map<string, number>();
  let pieces = 0;
  return {
    answers,
    ask: (ip: string) => {
      const payload = answers.inPieces(
        { header: () => null, request: { ip, raw: { socket: new Socket() } } },
        LARGE,
      );
      (payload as Readable).on('data', ({ length }: Buffer) => {
        pieces += 1;
        received.set(ip, (received.get(ip) ?? 0) + length);
      });
    },
    receivedBy: (ip: string) => received.get(ip) ?? 0,
    /** How many pieces are sent in the next turn. */
    turn: async () => {
      const before = pieces;
      await settled();
      for (const run of turns.splice(0)) run();
      await settled();
      return pieces - before;
    },
  };
}

/** Streams have then asked for their next piece. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe('large answers', () => {
  it('are sent a few pieces a turn, and fewer in a turn in which somebody has come', async () => {
    const { answers, ask, turn } = answersInTurns();
    for (let asked = 0; asked < 100; asked += 1) ask('10.0.0.66');
    expect(await turn()).toBe(PIECES_PER_TURN);
    for (let come = 0; come < 20; come += 1) {
      answers.noteArrival();
      expect(await turn()).toBe(PIECES_WHILE_OTHERS_ARRIVE);
    }
    expect(await turn()).toBe(PIECES_PER_TURN);
  });

  it.each([
    ['10.0.0.66', '10.0.0.7'],
    ['2001:db8:7:1::66', '2001:db8:7:2::7'],
    ['10.0.0.66', '2001:db8:7:2::7'],
  ])('take turns by address: a thousand for %s hold up none for %s', async (many, one) => {
    const { ask, receivedBy, turn } = answersInTurns();
    for (let asked = 0; asked < 1_000; asked += 1) ask(many);
    await turn();
    ask(one);
    const pieces = LARGE.length / (32 * 1024);
    for (let turns = 0; turns < pieces + 10; turns += 1) await turn();
    expect(receivedBy(one)).toBe(LARGE.length);
    expect(receivedBy(many)).toBeGreaterThan(0);
  });
});
