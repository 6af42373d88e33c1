import { useEffect, useState } from 'react';
import { hostInfoFrom, type HostInfo } from '../../shared/join-link.ts';
import { useDesk } from '../desk/deskwork.tsx';
import { addressesFrom, type LaptopAddresses } from '../model/addresses.ts';
import { reachFrom, type Reach } from '../model/reach.ts';

/** The laptop may change its network in the middle of a game. */
const ASK_EVERY_MS = 5_000;

export type HostNews = HostInfo &
  Reach &
  LaptopAddresses & {
    /** Whether it can fill a game with simulated players. */
    readonly rehearsal: boolean;
  };

/** Null when it is no such answer. */
export function hostNewsFrom(body: unknown): HostNews | null {
  const info = hostInfoFrom(body);
  return info === null
    ? null
    : { ...info, ...reachFrom(body), ...addressesFrom(body), rehearsal: offersRehearsal(body) };
}

/** What the host says about itself; null until it said so, and the last word while it cannot be asked. */
export function useHostInfo(): HostNews | null {
  return useHostInfoFor(useDesk().seat);
}

/** @param seat who asks, where there is no desk of a game. */
export function useHostInfoFor(seat: number): HostNews | null {
  const [info, setInfo] = useState<HostNews | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      const answer = await askHost(seat, asking.signal);
      if (answer !== null && !asking.signal.aborted) setInfo(answer);
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [seat]);
  return info;
}

function offersRehearsal(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'rehearsal' in body && body.rehearsal === true;
}

/** Null when there is no answer: the connection's banner says so already. */
async function askHost(seat: number, signal: AbortSignal): Promise<HostNews | null> {
  try {
    const response = await fetch('/api/v2/host', {
      headers: { Seat: String(seat) },
      cache: 'no-store',
      signal,
    });
    if (!response.ok) return null;
    return hostNewsFrom(await response.json());
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)
      return null;
    throw error;
  }
}
