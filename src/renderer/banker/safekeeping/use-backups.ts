import { useCallback, useEffect, useState } from 'react';
import { HostError } from '../../../client/host-error.ts';
import type { Backup, BackupsResponse } from '../../../protocol/backups.ts';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import type { ListedEpochs } from './restoring.ts';

const TRY_AGAIN_MS = 4_000;
const NOTHING: BackupsResponse = { items: [], epoch: '', epochs: [] };

interface BackupsView {
  readonly state: 'loading' | 'failed' | 'ready';
  /** Newest first. */
  readonly items: readonly Backup[];
  /** Of the games as they were when these were listed. */
  readonly epochs: ListedEpochs;
  /** Asks again. */
  readonly look: () => Promise<void>;
}

/** The laptop's backups, fetched again when the window regains focus and while the host doesn't answer. */
export function useBackups(): BackupsView {
  const [listed, setListed] = useState<BackupsResponse | null>(null);
  const [failed, setFailed] = useState(false);

  const look = useCallback(async () => {
    try {
      setListed(await ownerLaptop.backups());
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

  const { items, ...epochs } = (failed ? null : listed) ?? NOTHING;
  return { state: failed ? 'failed' : listed === null ? 'loading' : 'ready', items, epochs, look };
}
