/** The port by which the hosts of one database tell each other what is new. */
import type { Cancel, Clock } from '../time/clock.ts';

/**
 * Messages may be lost, late, repeated or somebody else's: whoever listens validates them, and looks into the store for what is true.
 * They hold no names and no tokens.
 */
export interface HostBus {
  /** Tells every host that listens to this topic, this one included. Never waits. */
  publish(topic: string, text: string): void;
  subscribe(topic: string, listener: (text: string) => void): Cancel;
  /** To be told of each message that no host of this version has sent: the log says how many there were. */
  noteForeign(): void;
  /** Calls `listener` now, and whenever messages begin or cease to arrive. */
  watch(listener: (isWorking: boolean) => void): Cancel;
  /**
   * Has this script run where all hosts of the installation share it, with these keys: one run after the other, whichever host asks.
   * Never rejects. Null: nobody has answered in time, and it may have run or not.
   */
  evaluate(
    script: string,
    keys: readonly string[],
    args: readonly string[],
  ): Promise<readonly unknown[] | null>;
  close(): Promise<void>;
}

export interface OpenBusOptions {
  /** The same on every host of one installation, and on no other. */
  readonly name: string;
  readonly clock: Pick<Clock, 'monotonic' | 'after' | 'defer'>;
  /** Receives the loss of the connection, and how many messages were somebody else's. */
  readonly report: (message: string, error?: unknown) => void;
}

/** Never fails: a host starts without its bus, too. */
export type OpenBus = (options: OpenBusOptions) => HostBus;
