import { useCallback, useState } from 'react';
import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import type { Library } from '../../../protocol/library.ts';
import { usePolled } from '../../shared/hooks/use-polled.ts';

const ASK_EVERY_MS = 3_000;

type Asked = Pick<HostAdminClient, 'exerciseLibrary'>;

interface KeptLibrary {
  /** Null: the host has not said yet. */
  readonly library: Library | null;
  /** Asks at once, after a change of one's own. */
  readonly refresh: () => void;
}

/**
 * The owner's library, as other desks may change it, too.
 * @param laptop the same for as long as the page is open
 */
export function useLibrary(laptop: Asked): KeptLibrary {
  const [ask, setAsk] = useState(() => asking(laptop));
  const library = usePolled(ask, ASK_EVERY_MS);
  const refresh = useCallback(() => setAsk(() => asking(laptop)), [laptop]);
  return { library, refresh };
}

/** Asks for all of it once, and then only whether it has changed. */
function asking(laptop: Asked) {
  let known: Library | null = null;
  return async ({ signal }: { readonly signal: AbortSignal }): Promise<Library | null> => {
    const query = known === null ? {} : { revision: known.revision };
    const { library } = await laptop.exerciseLibrary(query, { signal });
    known = library ?? known;
    return known;
  };
}
