/**
 * Takes the seat along when the laptop's address changes: while the laptop is out of reach, looks for it at the other addresses that
 * it has announced, and leaves for the one where it proves that it knows the seat. docs/protocol.md, "When the address changes".
 */
import type { AddressesFrame } from '../protocol/frames.ts';
import type { Environment } from './environment.ts';
import type { ConnectionStatus } from './game-view.ts';

export interface SeatDestination {
  /** As `http://192.168.1.30:4747`. */
  readonly origin: string;
  /** Redeemed there, within two minutes. */
  readonly ticket: string;
}

export interface SeatCarrierOptions {
  readonly environment: Environment;
  /** Where the page came from. */
  readonly baseUrl: string;
  readonly participantId: number;
  /** False for phones: nothing is asked while the page is hidden. */
  readonly keepsTimersWhileHidden: boolean;
  /** Whether the page is on its way to another address. */
  readonly onMoving: (isMoving: boolean) => void;
}

export interface SeatCarrier {
  /** The host said where else to look. */
  learn(frame: AddressesFrame): void;
  follow(status: ConnectionStatus): void;
  close(): void;
}

export type OpenSeatCarrier = (options: SeatCarrierOptions) => SeatCarrier;

/** @param leave loads the page from there, with the ticket in its fragment */
export function carrySeatBy(leave: (to: SeatDestination) => void): OpenSeatCarrier {
  return (options) => {
    let carrier: SeatCarrier | null = null;
    let loading: Promise<void> | null = null;
    let known: AddressesFrame | null = null;
    let status: ConnectionStatus = 'live';
    let isClosed = false;

    // Once the page is connected, while there is somewhere to load it from.
    const load = async () => {
      const { LookingCarrier } = await import('./looking-carrier.ts');
      if (isClosed) return;
      carrier = new LookingCarrier(options, leave);
      if (known !== null) carrier.learn(known);
      carrier.follow(status);
    };
    const fail = (error: unknown) => {
      loading = null;
      options.environment.reportError(error);
    };
    return {
      learn(frame) {
        known = frame;
        carrier?.learn(frame);
        loading ??= load().catch(fail);
      },
      follow(next) {
        status = next;
        carrier?.follow(next);
      },
      close() {
        isClosed = true;
        carrier?.close();
      },
    };
  };
}
