import { useCallback, useEffect, useState } from 'react';
import { HostError } from '../../../client/host-error.ts';
import type { Backup } from '../../../protocol/backups.ts';
import { ownerLaptop } from '../entry/owner-laptop.ts';

const TRY_AGAIN_MS = 4_000;

interface BackupsView {
  readonly state: 'loading' | 'failed' | 'ready';
  /** Newest first. */
  readonly items: readonly Backup[];
  /** Asks again. */
  readonly look: () => Promise<void>;
}

/** The laptop's backups, fetched again when the window regains focus and while the host doesn't answer. */
export function useBackups(): BackupsView {
  const [items, setItems] = useState<readonly Backup[] | null>(null);
  const [failed, setFailed] = useState(false);

  const look = useCallback(async () => {
    try {
      setItems((await ownerLaptop.backups()).items);
      setFailed(false);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    const again = () => void look();
    again();
    addEventListener('focus', again);
    return () => removeEventListener('focus', again);
  }, [look]);

  useEffect(() => {
    if (!failed) return undefined;
    const timer = setInterval(() => void look(), TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [failed, look]);

  if (failed) return { state: 'failed', items: [], look };
  return { state: items === null ? 'loading' : 'ready', items: items ?? [], look };
}
