import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-error.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { OwnOffersResponse } from '../../../protocol/rest-schemas.ts';
import { useGameContext } from '../game/game-context.ts';

export type OwnOffer = OwnOffersResponse['items'][number];

const NONE: readonly OwnOffer[] = [];

/** What of the banker's own may be done instead; empty until the host has said. */
export function useOwnOffers({ id, version }: Challenge, retryForMs: number): readonly OwnOffer[] {
  const { session } = useGameContext();
  const [offers, setOffers] = useState(NONE);
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      try {
        const { items } = await session.api.offers(session.seat.code, id, {
          retryForMs,
          signal: asking.signal,
        });
        setOffers(items);
      } catch (error) {
        // What the catalogue has is offered all the same, and choosing it says that there is no connection.
        if (!(error instanceof HostError)) throw error;
      }
    };
    void ask();
    return () => asking.abort();
    // Needs that have changed meanwhile have changed the challenge.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [session, id, version, retryForMs]);
  return offers;
}
