import { createContext, useContext } from 'react';
import type { HostClient } from '../../../client/host-client.ts';
import type { Seat } from './seat-store.ts';

/** What the screens before a seat work with. */
export interface DoorWork {
  readonly calls: Pick<HostClient, 'join' | 'recover' | 'redeemTicket'>;
  /** Seats that this browser holds. */
  readonly seats: readonly Seat[];
  readonly enter: (seat: Seat) => void;
  /** To another game's door; null: where a code is typed. */
  readonly goTo: (code: string | null) => void;
}

export const DoorContext = createContext<DoorWork | null>(null);

export function useDoor(): DoorWork {
  const work = useContext(DoorContext);
  if (work === null) throw new Error('This screen stands outside of the door.');
  return work;
}
