/** Notices that the device slept: its wall clock went on while its steady clock stood still. */
import type { Environment } from './environment.ts';

/** Clocks may drift apart by this much without a sleep, ms. */
const SLACK_MS = 2_000;

export class SleepWatch {
  readonly #clocks: Pick<Environment, 'steady' | 'wall'>;
  #apart: number;

  constructor(clocks: Pick<Environment, 'steady' | 'wall'>) {
    this.#clocks = clocks;
    this.#apart = this.#difference();
  }

  /**
   * Whether it slept since this was last asked. A wall clock that somebody sets forward looks the same and costs one
   * reconnect; one set back is no sleep.
   */
  happened(): boolean {
    const apart = this.#difference();
    const slept = apart - this.#apart > SLACK_MS;
    this.#apart = apart;
    return slept;
  }

  #difference(): number {
    return this.#clocks.wall() - this.#clocks.steady();
  }
}
