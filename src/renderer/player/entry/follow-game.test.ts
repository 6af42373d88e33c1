import { beforeEach, expect, it } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import type { NextSeatResponse } from '../../../protocol/rest-schemas.ts';
import { followGame } from './follow-game.ts';
import { createSeatStore, type SeatStore, type StoredSeat } from './seat-store.ts';

const anna: StoredSeat = { code: 'ABC234', playerId: 10, name: 'Anna', token: 't10' };
const mia: StoredSeat = { ...anna, playerId: 11, name: 'Mia', token: 't11' };
const inAnotherGame: StoredSeat = { ...anna, code: 'XYZ789', playerId: 5 };

type Answer = NextSeatResponse | ProblemCode | 'unreachable';
let seats: SeatStore;
let answers: Map<number, Answer[]>;
let asked: string[];
let waits: number;
beforeEach(() => {
  seats = createSeatStore(inMemoryStorage());
  for (const seat of [inAnotherGame, mia, anna]) seats.save(seat);
  answers = new Map();
  asked = [];
  waits = 0;
});

const nextOf = (id: number, name: string): NextSeatResponse => ({
  participant_id: id,
  role: 'player',
  game_code: 'NXT234',
  player_name: name,
  token: `t${id}`,
});

const follow = (seat = anna) =>
  followGame(
    {
      seats,
      apiFor: ({ playerId }, by) => ({
        nextSeat: (code) => {
          asked.push(`${playerId} in ${code} by ${by}`);
          const answer = answers.get(playerId)?.shift() ?? 'not_yours';
          if (typeof answer === 'object') return Promise.resolve(answer);
          if (answer === 'unreachable') return Promise.reject(new HostError('away'));
          const problem = { type: '', title: '', status: 403, detail: '', code: answer };
          return Promise.reject(new HostError('', { problem }));
        },
      }),
      wait: () => {
        waits += 1;
        return Promise.resolve();
      },
    },
    seat,
    'cookie',
  );

it('takes everybody along who plays the same game on this phone', async () => {
  answers.set(10, [nextOf(20, 'Anna')]).set(11, [nextOf(21, 'Mia')]);
  expect(await follow()).toEqual({
    code: 'NXT234',
    playerId: 20,
    name: 'Anna',
    token: 't20',
    before: { code: 'ABC234', playerId: 10 },
  });
  expect(asked).toEqual(['10 in ABC234 by cookie', '11 in ABC234 by cookie']);
  expect(seats.all()[0]).toMatchObject({ code: 'NXT234', playerId: 21, before: { playerId: 11 } });
});

it('asks until the laptop answers, and leaves those behind who do not come along', async () => {
  answers.set(10, ['unreachable', 'busy', 'too_many', nextOf(20, 'Anna')]);
  expect(await follow()).toMatchObject({ playerId: 20 });
  expect(waits).toBe(3);
  expect(seats.all()).toEqual([anna, mia, inAnotherGame]);
});

it.each(['not_yours', 'not_found', 'no_right'] as const)('is nothing after %s', async (code) => {
  answers.set(10, [code]);
  expect(await follow()).toBeNull();
  expect(asked).toHaveLength(1);
});
