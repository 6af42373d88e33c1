/**
 * Has few requests served in each turn of the event loop, and fewer while connections are being let in. However many arrive at once,
 * others are let in and read in between, and get their answer after one request of each caller, not after all of one.
 */
import { InTurns } from './in-turns.ts';

/** Some milliseconds. A phone that loads the page sends six. */
export const REQUESTS_PER_TURN = 16;
/** The system lets in one connection a turn: while they keep coming, one request is served in so many turns. */
export const TURNS_WHILE_OTHERS_ARRIVE = 8;

export class RequestTurns<Caller> {
  readonly #inNextTurn: (run: () => void) => void;
  readonly #waiting = new InTurns<Caller>();
  #left = REQUESTS_PER_TURN;
  #isScheduled = false;
  #hasArrival = false;
  /** Turns in a row in which somebody has come. */
  #turnsWithArrivals = 0;

  constructor(inNextTurn: (run: () => void) => void = setImmediate) {
    this.#inNextTurn = inNextTurn;
  }

  /** Serves it at once unless there have been many in this turn. Returns what forgets it again, for when nobody waits for it any more. */
  add(caller: Caller, serve: () => void): () => void {
    this.#schedule();
    if (this.#left === 0 || !this.#waiting.isEmpty) return this.#waiting.add(caller, serve);
    this.#left -= 1;
    serve();
    return () => undefined;
  }

  /** A connection has been let in: there may be more waiting. */
  noteArrival(): void {
    this.#hasArrival = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#inNextTurn(() => this.#takeTurn());
  }

  #takeTurn(): void {
    this.#isScheduled = false;
    this.#turnsWithArrivals = this.#hasArrival ? this.#turnsWithArrivals + 1 : 0;
    this.#hasArrival = false;
    const isLettingIn = this.#turnsWithArrivals > 0;
    const isTurnToServe = this.#turnsWithArrivals % TURNS_WHILE_OTHERS_ARRIVE === 1;
    this.#left = isLettingIn ? Number(isTurnToServe) : REQUESTS_PER_TURN;
    if (!this.#waiting.isEmpty) this.#schedule();
    while (this.#left > 0 && !this.#waiting.isEmpty) {
      this.#left -= 1;
      this.#waiting.runNext();
    }
  }
}
