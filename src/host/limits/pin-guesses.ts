/**
 * Budgets for wrong PINs: for each address, for each address at one seat, and for each seat. While one is spent, right PINs are refused
 * like wrong ones, so that the answers give nothing away. In memory only. docs/protocol.md, "Limits".
 */
import type { Clock } from '../time/clock.ts';
import { createFailureCounter, type FailureCounter } from '../time/failure-counter.ts';
import { TokenBuckets } from '../time/token-bucket.ts';

/** Wrong codes, names and PINs from one address, whichever seats they are for. Enough for a whole hall behind one router. */
export const ADDRESS_BUDGET = { burst: 30, perSecond: 1 / 30 };
/** Wrong PINs for one seat, from all addresses. It fills again soon, because whoever plays there has to be let in. */
export const SEAT_BUDGET = { burst: 20, perSecond: 1 / 30 };
/** Wrong PINs for one seat from one address, and how long that address then rests there. */
export const MAX_FAILED_PINS = 5;
export const PIN_LOCKOUT_MS = 10 * 60_000;

/** Most addresses whose tries are remembered, so that nobody can exhaust the memory. */
const MAX_TRACKED = 1_000;

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
  /** The PIN was right: this address's slips at this seat are forgotten. */
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
  readonly #seats: TokenBuckets;
  readonly #slips: FailureCounter<string>;
  /** By seat, from all addresses: so many are no slip of the finger. */
  readonly #guesses: FailureCounter<number>;
  /** Address -> the seats it has lately guessed at. */
  readonly #tried = new Map<string, Map<number, Try>>();
  readonly #now: () => number;

  constructor(now: () => number, suspect: (gameId: number, participantId: number) => void) {
    this.#now = now;
    this.#suspect = suspect;
    this.#addresses = new TokenBuckets(now, ADDRESS_BUDGET);
    this.#seats = new TokenBuckets(now, SEAT_BUDGET);
    this.#slips = createFailureCounter(now, PIN_LOCKOUT_MS, 'last');
    this.#guesses = createFailureCounter(now, PIN_LOCKOUT_MS, 'last');
  }

  msUntilAddressMayTry(network: string): number {
    return this.#addresses.of(network).msUntilToken();
  }

  msUntilAllowed(attempt: PinAttempt): number {
    const { count, endsInMs } = this.#slips.peek(slipKey(attempt));
    return Math.max(
      this.msUntilAddressMayTry(attempt.network),
      this.#seats.of(seatKey(attempt)).msUntilToken(),
      count >= MAX_FAILED_PINS ? endsInMs : 0,
    );
  }

  failedCode(network: string): void {
    this.#addresses.of(network).tryTake();
    this.#suspectIfSpent(network);
  }

  failed(attempt: PinAttempt): void {
    const { network, gameId, participantId } = attempt;
    this.#addresses.of(network).tryTake();
    this.#seats.of(seatKey(attempt)).tryTake();
    this.#slips.add(slipKey(attempt));
    if (participantId !== null) {
      this.#remember(network, gameId, participantId);
      if (this.#guesses.add(participantId).count >= MAX_FAILED_PINS) this.#suspect(gameId, participantId);
    }
    this.#suspectIfSpent(network);
  }

  succeeded(attempt: PinAttempt): void {
    this.#slips.reset(slipKey(attempt));
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

function slipKey(attempt: PinAttempt): string {
  return `${attempt.network} ${seatKey(attempt)}`;
}

function seatKey({ gameId, participantId, foldedName }: PinAttempt): string {
  return participantId === null ? `${gameId} nobody ${foldedName}` : `${gameId} seat ${participantId}`;
}
