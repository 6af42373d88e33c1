import { useEffect, useState } from 'react';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { addressChange } from '../../shared/moved-laptop.ts';

/** By then, whoever could not move over has scanned, or was asleep and asks. */
const SCAN_AGAIN_MS = 10 * 60_000;

/** Whether to say that the code has changed, and phones that stay away have to scan it again. */
export function useScanAgain(info: HostInfo | null): boolean {
  const to = addressChange(info);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (to === null) return undefined;
    const timer = setTimeout(() => setOver(true), SCAN_AGAIN_MS);
    return () => {
      clearTimeout(timer);
      setOver(false);
    };
  }, [to]);
  return to !== null && !isOver;
}
