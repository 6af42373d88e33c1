/** Guesses PINs in tests, one after the other, since they are counted. */
import { expect } from 'vitest';
import type { SeatedGame, TestApp, TestResponse, TestSeat } from './test-app.harness.ts';

export const ATTACKER = '10.0.0.66';

export const wrongPin = ({ pin }: TestSeat) => (pin === '0000' ? '0001' : '0000');

/** `count` addresses, of which none is in another range. */
export const addresses = (count: number, range = '10.1') =>
  Array.from({ length: count }, (_, index) => `${range}.${Math.floor(index / 250)}.${index % 250}`);

/** @param current what is running when a guess is made */
export function pinGuessing(current: () => { readonly app: TestApp; readonly game: SeatedGame }) {
  const guess = (
    address: string,
    name: string,
    pin: string,
    { code = current().game.code, headers = {} }: { code?: string; headers?: Record<string, string> } = {},
  ): Promise<TestResponse> =>
    current().app.callFrom(address, `/api/v2/games/${code}/seats/recover`, {
      body: { player_name: name, seat_pin: pin },
      headers,
    });

  /** Statuses in the order of the guesses, which are wrong. */
  const guessAt = async (seats: readonly TestSeat[], address = ATTACKER): Promise<number[]> => {
    const statuses: number[] = [];
    for (const seat of seats) statuses.push((await guess(address, seat.name, wrongPin(seat))).status);
    return statuses;
  };

  /** Statuses of one wrong PIN from each address. */
  const guessFromEach = async (networks: readonly string[], seat: TestSeat): Promise<number[]> => {
    const statuses: number[] = [];
    for (const address of networks) statuses.push(...(await guessAt([seat], address)));
    return statuses;
  };

  /** So many wrong PINs that the seats rest, from addresses that are used for nothing else. */
  const spendBudgets = async (...seats: readonly TestSeat[]): Promise<void> => {
    for (const [index, seat] of seats.entries())
      for (const address of addresses(4, `10.${100 + Math.floor(index / 6)}`)) {
        const five = Array.from({ length: 5 }, () => seat);
        expect(await guessAt(five, address)).not.toContain(429);
      }
  };

  const joinMany = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => current().game.join(`Player ${index}`)));

  return { guess, guessAt, guessFromEach, spendBudgets, joinMany };
}
