import { createContext, useContext } from 'react';
import type { HostClient } from '../../../client/host-client.ts';
import type { StoredSeat } from './seat-store.ts';

/** What the screens before a seat work with. */
export interface EntryContextValue {
  readonly api: Pick<HostClient, 'join' | 'recover' | 'redeemTicket'>;
  /** Seats that this browser holds. */
  readonly seats: readonly StoredSeat[];
  readonly enter: (seat: StoredSeat) => void;
  /** To another game's door; null: where a code is typed. */
  readonly goTo: (code: string | null) => void;
}

export const EntryContext = createContext<EntryContextValue | null>(null);

export function useEntry(): EntryContextValue {
  const work = useContext(EntryContext);
  if (work === null) throw new Error('This screen stands outside of the door.');
  return work;
}
