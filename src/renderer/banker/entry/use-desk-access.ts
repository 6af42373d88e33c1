import { useCallback, useEffect, useState } from 'react';
import { createHostClient, HostError } from '../../../client/host-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { openDesk, type Door, type Opened } from './desk-access.ts';
import type { DeskMemory } from './desk-storage.ts';
import type { Address } from './hash-router.ts';

/** While the host does not answer, the door is tried again this often, ms. */
const KNOCK_EVERY_MS = 2_000;

const door: Door = {
  callsFor: (seat) => createHostClient({ seat }),
  reasonOf(error) {
    if (!(error instanceof HostError)) return 'unexpected';
    const status = error.problem?.status;
    if (status === undefined || status === 503 || status === 429) return 'away';
    return 'no';
  },
};

interface Entry {
  /** Null while the door is being opened for the first time. */
  readonly opened: Opened | null;
  /** Tries at once. */
  readonly knock: () => void;
}

/** Opens the desk by the address, and again when another ticket is put into it. */
export function useOpened(address: Address, memory: DeskMemory, ticket: string | null): Entry {
  const [opened, setOpened] = useState<Opened | null>(null);

  const knock = useCallback(() => {
    const enter = async () => {
      const place = address.read();
      const now = await openDesk(door, place, memory.lastSeat());
      setOpened(now);
      if (now.kind !== 'owner' && now.kind !== 'assistant') return;
      const seat = now.kind === 'owner' ? OWNER_SEAT_ID : now.seat;
      address.say({ gameCode: now.gameCode, seat, page: place.page });
    };
    void enter();
  }, [address, memory]);

  const isOpen = opened?.kind === 'owner' || opened?.kind === 'assistant';
  useEffect(() => {
    if (ticket !== null || !isOpen) knock();
  }, [ticket, isOpen, knock]);

  const away = opened?.kind === 'unreachable';
  useEffect(() => {
    if (!away) return undefined;
    const timer = setInterval(knock, KNOCK_EVERY_MS);
    return () => clearInterval(timer);
  }, [away, knock]);

  return { opened, knock };
}
