/** Leaving for another address of the laptop with the seat, and arriving there. */
import type { Environment } from '../../../client/environment.ts';
import type { HostClient } from '../../../client/host-client.ts';
import type { SeatDestination } from '../../../client/seat-carrier.ts';
import { parseCarryTicket } from '../../../protocol/carried-seat.ts';
import { carriedFragment, PREFERENCES, unpackCarried } from '../../shared/carried-storage.ts';
import { redeemSeatTicket, type SeatFailure, trySeatRequest } from './seat-requests.ts';
import type { SeatName, StoredSeat } from './seat-store.ts';

/** What is kept for one seat: what was done and seen, and a command that has no answer yet. */
const OF_SEAT = ['seen', 'did', 'called', 'unanswered'] as const;
/** The laptop may be busy, or its network slow to settle. */
const RETRY_MS = 1_000;
const NOT_NOW: readonly SeatFailure[] = ['unreachable', 'storage', 'busy', 'too_many'];

const namesOf = ({ code, playerId }: SeatName) => OF_SEAT.map((what) => `${code}.${playerId}.${what}`);

/** The address of the seat's page there. `search`: as in the address here. */
export function addressThere(
  { origin, ticket }: SeatDestination,
  seat: SeatName,
  { storage, search }: { readonly storage: Environment['storage']; readonly search: string },
): string {
  const fragment = carriedFragment(ticket, storage, [...PREFERENCES, ...namesOf(seat)]);
  return `${origin}/j/${seat.code}${search}${fragment}`;
}

export interface Arrival {
  /** Resolves with the seat once the laptop has answered; null if it refuses it. */
  redeem(api: Pick<HostClient, 'redeemTicket'>): Promise<StoredSeat | null>;
}

/** Null if the page has not come from another address. What was chosen there about looks and sounds is stored at once. */
export function readArrival(
  hash: string,
  { storage, after }: Pick<Environment, 'storage' | 'after'>,
): Arrival | null {
  const ticket = new URLSearchParams(hash.replace(/^#/, '')).get('ticket');
  if (ticket === null || parseCarryTicket(ticket) === null) return null;
  unpackCarried(hash, storage, PREFERENCES);
  const wait = () => new Promise<void>((resolve) => void after(RETRY_MS, resolve));
  return {
    async redeem(api) {
      for (;;) {
        const result = await trySeatRequest(() => redeemSeatTicket(api, ticket));
        if ('seat' in result) {
          // What this address still knew of the seat is older. Only whoever brings a good ticket may bring commands.
          for (const name of namesOf(result.seat)) storage.remove(name);
          unpackCarried(hash, storage, namesOf(result.seat));
          return result.seat;
        }
        if (!NOT_NOW.includes(result.failed)) return null;
        await wait();
      }
    },
  };
}
