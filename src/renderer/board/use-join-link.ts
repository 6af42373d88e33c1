import { useEffect, useState } from 'react';
import { hostInfoFrom, joinLinks } from '../shared/join-link.ts';
import type { BoardSeat } from './door.ts';

/** The laptop may change its network in the middle of a game. */
const ASK_EVERY_MS = 5_000;

/** The link that phones scan; null while the laptop is in no network. Keeps the last one while the host cannot be asked. */
export function useJoinLink({ gameCode, participantId }: BoardSeat): string | null {
  const [link, setLink] = useState<string | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      const urls = await askHost(participantId, asking.signal);
      if (urls !== null && !asking.signal.aborted) setLink(joinLinks(urls, gameCode)[0] ?? null);
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [gameCode, participantId]);
  return link;
}

/** Null when there is no answer: the board says so already. */
async function askHost(seat: number, signal: AbortSignal): Promise<readonly string[] | null> {
  try {
    const response = await fetch('/api/v2/host', {
      headers: { Seat: String(seat) },
      cache: 'no-store',
      signal,
    });
    return response.ok ? (hostInfoFrom(await response.json())?.joinUrls ?? null) : null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)
      return null;
    throw error;
  }
}
