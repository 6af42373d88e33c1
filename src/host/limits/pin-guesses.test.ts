/** The odds that THREATS.md states, against attackers who try whatever they are allowed to. */
import { describe, expect, it } from 'vitest';
import { PIN_DIGITS } from '../../protocol/seat.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createPinGuesses, type PinAttempt } from './pin-guesses.ts';

const STEPS_PER_HOUR = 6;
/** All addresses that a network of the usual size (a /24) leaves beside router and laptop. */
const NETWORK = 252;

const seat = (participantId: number | null, foldedName = 'anna') => ({
  gameId: 1,
  participantId,
  foldedName,
});
const addresses = (count: number, prefix = '10.0') =>
  Array.from({ length: count }, (_, index) => `${prefix}.${index}`);

function startGuessing() {
  const clock = createManualClock();
  const guesses = createPinGuesses(clock, () => undefined);
  return {
    clock,
    /** Whether it was compared, in vain. */
    tryWrong: (network: string, at: Omit<PinAttempt, 'network'>): boolean => {
      const attempt = { ...at, network };
      if (guesses.msUntilAllowed(attempt) > 0) return false;
      guesses.failed(attempt);
      return true;
    },
    isLetIn: (network: string, at: Omit<PinAttempt, 'network'>) =>
      guesses.msUntilAllowed({ ...at, network }) === 0,
  };
}

/** Every address tries at every seat until it rests, again and again. Returns how many PINs were compared. */
function guessOn(
  { tryWrong, clock }: ReturnType<typeof startGuessing>,
  { networks, seats, hours }: { networks: (step: number) => readonly string[]; seats: number; hours: number },
): number {
  let compared = 0;
  for (let step = 0; step < hours * STEPS_PER_HOUR; step += 1) {
    for (const network of networks(step))
      for (let id = 1; id <= seats; id += 1) while (tryWrong(network, seat(id))) compared += 1;
    clock.advance(3_600_000 / STEPS_PER_HOUR);
  }
  return compared;
}

describe('of the ten thousand PINs of a seat', () => {
  it.each([
    { who: 'one address', networks: () => addresses(1), inAnHour: 30, inAnEvening: 120 },
    { who: 'eight addresses', networks: () => addresses(8), inAnHour: 49, inAnEvening: 139 },
    { who: 'a whole network', networks: () => addresses(NETWORK), inAnHour: 293, inAnEvening: 383 },
  ])(
    '$who can try $inAnHour in an hour, $inAnEvening in four, and shuts no new phone out',
    ({ networks, inAnHour, inAnEvening }) => {
      expect(PIN_DIGITS).toBe(4);
      expect(guessOn(startGuessing(), { networks, seats: 1, hours: 1 })).toBe(inAnHour);
      const evening = startGuessing();
      expect(guessOn(evening, { networks, seats: 1, hours: 4 })).toBe(inAnEvening);
      for (const network of networks()) evening.tryWrong(network, seat(1));
      expect(evening.isLetIn('a new phone', seat(1))).toBe(true);
    },
  );

  it('whoever has ever new addresses can try 506 in four hours, and shuts new phones out meanwhile', () => {
    const evening = startGuessing();
    const networks = (step: number) => addresses(300, `${step}`);
    expect(guessOn(evening, { networks, seats: 1, hours: 4 })).toBe(506);
    for (const network of networks(99)) evening.tryWrong(network, seat(1));
    expect(evening.isLetIn('a new phone', seat(1))).toBe(false);
    evening.clock.advance(120_000);
    expect(evening.isLetIn('a new phone', seat(1))).toBe(true);
  });
});

describe('of the PINs of a hundred seats', () => {
  it.each([
    ['one address', 1, 130],
    ['all addresses of a network', NETWORK, 5_747],
  ])('%s can try few, and new phones are let in at once', (_who, count, inAnHour) => {
    const [networks, guessing] = [addresses(count), startGuessing()];
    expect(guessOn(guessing, { networks: () => networks, seats: 100, hours: 1 })).toBe(inAnHour);
    for (let id = 1; id <= 100; id += 1) expect(guessing.isLetIn('a new phone', seat(id))).toBe(true);
  });
});

describe('names that nobody has', () => {
  it('do not make the host forget what was tried at a seat, however many there are', () => {
    const { tryWrong, isLetIn } = startGuessing();
    const networks = addresses(NETWORK);
    for (const network of networks) while (tryWrong(network, seat(1)));
    for (let name = 0; name < 12_000; name += 1)
      tryWrong(`elsewhere ${name % 9_000}`, seat(null, `nobody ${name}`));
    for (const network of networks) expect(isLetIn(network, seat(1))).toBe(false);
    expect(isLetIn('a new phone', seat(1))).toBe(true);
  });

  it('rest as seats do, so that it does not show that nobody has them', () => {
    const answers = (at: Omit<PinAttempt, 'network'>) => {
      const { tryWrong } = startGuessing();
      return addresses(300).map((network) => Array.from({ length: 7 }, () => tryWrong(network, at)));
    };
    expect(answers(seat(null, 'nobody'))).toEqual(answers(seat(1)));
  });
});
