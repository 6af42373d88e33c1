import { createContext, useContext } from 'react';
import type { HostClient } from '../../../client/host-client.ts';
import type { Joining } from './joining.ts';
import type { SeatStore, StoredSeat } from './seat-store.ts';

/** What the entry screens share. */
export interface EntryContextValue {
  readonly api: Pick<HostClient, 'redeemTicket' | 'heldSeats'>;
  /** Throws `HostError`. */
  readonly join: Joining['join'];
  /** Throws `HostError`. */
  readonly recover: Joining['recover'];
  /** Seats that this browser held when the entry was shown. */
  readonly seats: readonly StoredSeat[];
  /** Those that it holds now. */
  readonly store: Pick<SeatStore, 'all'>;
  readonly enter: (seat: StoredSeat) => void;
  /** To another game's entry; null: where a code is typed. */
  readonly goTo: (code: string | null) => void;
}

export const EntryContext = createContext<EntryContextValue | null>(null);

export function useEntry(): EntryContextValue {
  const value = useContext(EntryContext);
  if (value === null) throw new Error('useEntry needs an EntryContext around it.');
  return value;
}
