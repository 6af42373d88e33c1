/** Detects that the device slept: its wall clock went on while its monotonic clock stopped. */
import type { Environment } from './environment.ts';

/** Clocks may drift apart by this much without a sleep, ms. */
const TOLERANCE_MS = 2_000;

export class SleepDetector {
  private readonly clocks: Pick<Environment, 'monotonic' | 'wall'>;
  private lastDifference: number;

  constructor(clocks: Pick<Environment, 'monotonic' | 'wall'>) {
    this.clocks = clocks;
    this.lastDifference = this.difference();
  }

  /**
   * Whether the device slept since the last call. A wall clock set forward looks the same and costs one reconnect; one set
   * back doesn't count.
   */
  hasSlept(): boolean {
    const difference = this.difference();
    const slept = difference - this.lastDifference > TOLERANCE_MS;
    this.lastDifference = difference;
    return slept;
  }

  private difference(): number {
    return this.clocks.wall() - this.clocks.monotonic();
  }
}
