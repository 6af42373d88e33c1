/**
 * Budgets for wrong PINs: for each address, for each address at one seat, and for each seat. While one is spent, right PINs are refused
 * like wrong ones, so that the answers give nothing away. An address that has never been wrong at a seat need not wait for the seat's
 * budget: its first try is compared even then, so that nobody can shut the player's next phone out. In memory only. docs/protocol.md,
 * "Limits".
 */
import type { Clock } from '../time/clock.ts';
import { createFailureCounter, type FailureCounter } from '../time/failure-counter.ts';
import { TokenBuckets } from '../time/token-bucket.ts';

/** Wrong codes, names and PINs from one address, whichever seats they are for. Enough for a whole hall behind one router. */
export const ADDRESS_BUDGET = { burst: 30, perSecond: 1 / 30 };
/** Wrong PINs for one seat, from all addresses. */
export const SEAT_BUDGET = { burst: 20, perSecond: 1 / 120 };
/**
 * Wrong first tries at one seat above its budget. As many as there are addresses in a usual network (a /24), so whoever has all of them
 * shuts nobody out; whoever has more (a /16 holds more than there are PINs) cannot use them to guess.
 */
export const SEAT_FIRST_TRIES = { burst: 256, perSecond: 1 / 120 };
/** The same from one address, so that its first tries at all seats do not add up to many. Right ones cost nothing. */
export const ADDRESS_FIRST_TRIES = { burst: 5, perSecond: 1 / 3600 };
/** Wrong PINs for one seat from one address, and how long that address then rests there. */
export const MAX_FAILED_PINS = 5;
export const PIN_LOCKOUT_MS = 10 * 60_000;

/** Most addresses whose tries are remembered, so that nobody can exhaust the memory. */
const MAX_TRACKED = 1_000;
/** Most pairs of address and seat to remember wrong tries for: more than all addresses of a /24 make in three hours. */
const MAX_PAIRS = 100_000;

export interface PinAttempt {
  /** `networkOf` the caller's address. */
  readonly network: string;
  readonly gameId: number;
  /** Whose seat it is for, however the name was spelled; null: nobody has that name. */
  readonly participantId: number | null;
  /** The name that was typed, folded: names that nobody has rest as well, so that the answer does not tell. */
  readonly foldedName: string;
}

export interface PinGuesses {
  /** Ms until this address may try again at all; 0: now. */
  msUntilAddressMayTry(network: string): number;
  /** Ms until this address may try again at this seat; 0: now. */
  msUntilAllowed(attempt: PinAttempt): number;
  /** Counts a code that no game has. */
  failedCode(network: string): void;
  /** Counts a wrong name or PIN. */
  failed(attempt: PinAttempt): void;
  /** The PIN was right: this address's wrong ones at this seat are forgotten. */
  succeeded(attempt: PinAttempt): void;
}

/** @param suspect called when somebody is evidently guessing: with each further wrong PIN, too */
export function createPinGuesses(
  clock: Pick<Clock, 'monotonic'>,
  suspect: (gameId: number, participantId: number) => void,
): PinGuesses {
  return new Guesses(() => clock.monotonic(), suspect);
}

interface Try {
  readonly gameId: number;
  readonly at: number;
}

class Guesses implements PinGuesses {
  readonly #suspect: (gameId: number, participantId: number) => void;
  readonly #addresses: TokenBuckets;
  readonly #firstTries: TokenBuckets;
  readonly #seats: SeatBudgets;
  /** Names that nobody has: apart, since anybody may invent enough of them for the seats to be forgotten. */
  readonly #nobodies: SeatBudgets;
  /** By seat, from all addresses: so many are no slip of the finger. */
  readonly #guesses: FailureCounter<number>;
  /** Address -> the seats it has lately guessed at. */
  readonly #tried = new Map<string, Map<number, Try>>();
  readonly #now: () => number;

  constructor(now: () => number, suspect: (gameId: number, participantId: number) => void) {
    this.#now = now;
    this.#suspect = suspect;
    this.#addresses = new TokenBuckets(now, ADDRESS_BUDGET);
    this.#firstTries = new TokenBuckets(now, ADDRESS_FIRST_TRIES);
    this.#seats = new SeatBudgets(now);
    this.#nobodies = new SeatBudgets(now);
    this.#guesses = createFailureCounter(now, PIN_LOCKOUT_MS, 'last');
  }

  msUntilAddressMayTry(network: string): number {
    return this.#addresses.of(network).msUntilToken();
  }

  msUntilAllowed(attempt: PinAttempt): number {
    const msUntilFirstTry = this.#firstTries.of(attempt.network).msUntilToken();
    return Math.max(
      this.msUntilAddressMayTry(attempt.network),
      this.#budgetsFor(attempt).msUntilAllowed(attempt, msUntilFirstTry),
    );
  }

  failedCode(network: string): void {
    this.#addresses.of(network).tryTake();
    this.#suspectIfSpent(network);
  }

  failed(attempt: PinAttempt): void {
    const { network, gameId, participantId } = attempt;
    this.#addresses.of(network).tryTake();
    if (this.#budgetsFor(attempt).failed(attempt) === 'first_try') this.#firstTries.of(network).tryTake();
    if (participantId !== null) {
      this.#remember(network, gameId, participantId);
      if (this.#guesses.add(participantId).count >= MAX_FAILED_PINS) this.#suspect(gameId, participantId);
    }
    this.#suspectIfSpent(network);
  }

  succeeded(attempt: PinAttempt): void {
    this.#budgetsFor(attempt).succeeded(attempt);
  }

  #budgetsFor({ participantId }: PinAttempt): SeatBudgets {
    return participantId === null ? this.#nobodies : this.#seats;
  }

  /** Who has spent the address's budget is guessing at every seat tried, even if only once each. */
  #suspectIfSpent(network: string): void {
    if (this.msUntilAddressMayTry(network) === 0) return;
    const tried = this.#tried.get(network) ?? new Map<number, Try>();
    this.#tried.delete(network);
    for (const [participantId, { gameId, at }] of tried)
      if (this.#now() - at < PIN_LOCKOUT_MS) this.#suspect(gameId, participantId);
  }

  #remember(network: string, gameId: number, participantId: number): void {
    const tried = this.#tried.get(network) ?? new Map<number, Try>();
    this.#tried.delete(network);
    this.#tried.set(network, tried.set(participantId, { gameId, at: this.#now() }));
    const [oldest] = this.#tried.keys();
    if (this.#tried.size > MAX_TRACKED && oldest !== undefined) this.#tried.delete(oldest);
  }
}

/** What has been tried at each seat. */
class SeatBudgets {
  readonly #budgets: TokenBuckets;
  readonly #firstTries: TokenBuckets;
  /** By address and seat: the wrong ones for which that address rests. */
  readonly #slips: FailureCounter<string>;
  /** By address and seat: who has been wrong since the host started. */
  readonly #known: FailureCounter<string>;

  constructor(now: () => number) {
    this.#budgets = new TokenBuckets(now, SEAT_BUDGET);
    this.#firstTries = new TokenBuckets(now, SEAT_FIRST_TRIES);
    this.#slips = createFailureCounter(now, PIN_LOCKOUT_MS, 'last', MAX_PAIRS);
    this.#known = createFailureCounter(now, Infinity, 'first', MAX_PAIRS);
  }

  /** @param msUntilFirstTry ms until the address may have a first try at any seat */
  msUntilAllowed(attempt: PinAttempt, msUntilFirstTry: number): number {
    const seat = seatKey(attempt);
    const { count, endsInMs } = this.#slips.peek(pairKey(attempt));
    const resting = count >= MAX_FAILED_PINS ? endsInMs : 0;
    const untilBudget = this.#budgets.of(seat).msUntilToken();
    if (this.#known.peek(pairKey(attempt)).count > 0) return Math.max(resting, untilBudget);
    return Math.min(untilBudget, Math.max(msUntilFirstTry, this.#firstTries.of(seat).msUntilToken()));
  }

  /** Counts a wrong PIN. Returns which budget it was allowed by. */
  failed(attempt: PinAttempt): 'budget' | 'first_try' {
    const seat = seatKey(attempt);
    this.#slips.add(pairKey(attempt));
    this.#known.add(pairKey(attempt));
    if (this.#budgets.of(seat).tryTake()) return 'budget';
    this.#firstTries.of(seat).tryTake();
    return 'first_try';
  }

  succeeded(attempt: PinAttempt): void {
    this.#slips.reset(pairKey(attempt));
    this.#known.reset(pairKey(attempt));
  }
}

export function pairKey(attempt: PinAttempt): string {
  return `${attempt.network} ${seatKey(attempt)}`;
}

export function seatKey({ gameId, participantId, foldedName }: PinAttempt): string {
  return participantId === null ? `${gameId} nobody ${foldedName}` : `${gameId} seat ${participantId}`;
}
