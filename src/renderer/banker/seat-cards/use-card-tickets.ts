import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-client.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';

/** By player. */
export type CardTickets = ReadonlyMap<number, string>;

interface CardTicketsState {
  /** Null: not there yet. */
  readonly tickets: CardTickets | null;
  readonly hasFailed: boolean;
  readonly again: () => void;
}

/** Until the host answers, for as long as somebody may wait at a printer. */
const PATIENCE_MS = 20_000;

/** The tickets on the players' cards, asked for again whenever a card may have been used, or somebody came or went. */
export function useCardTickets(): CardTicketsState {
  const { api, gameCode } = useDesk();
  const [answer, setAnswer] = useState<Pick<CardTicketsState, 'tickets' | 'hasFailed'>>({
    tickets: null,
    hasFailed: false,
  });
  const [tries, setTries] = useState(0);
  // Each event that concerns a player makes this another list.
  const players = useGame((view) => view.players);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      try {
        const { items } = await api.seatCards(gameCode, { retryForMs: PATIENCE_MS, signal: asking.signal });
        if (asking.signal.aborted) return;
        setAnswer({
          tickets: new Map(items.map(({ player_id: id, ticket }) => [id, ticket])),
          hasFailed: false,
        });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        // What was there may have been used since: better none than one that opens nothing.
        if (!asking.signal.aborted) setAnswer({ tickets: null, hasFailed: true });
      }
    };
    void ask();
    return () => asking.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, gameCode, players, tries]);
  return { ...answer, again: () => setTries(tries + 1) };
}
