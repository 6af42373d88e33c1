import { type ComponentType, useEffect, useState } from 'react';

export interface LoadedQrCode {
  /** Null: not there yet. */
  readonly QrCode: ComponentType<{ readonly url: string }> | null;
  /** Whether it could not be fetched; tried again when the connection changes. */
  readonly isMissing: boolean;
}

/**
 * What draws codes: a chunk of its own, so that the first screen need not wait for it. Asked for early, it is there when the laptop is
 * out of reach.
 * @param connection a change of it is a reason to try again
 */
export function useQrCode(connection: string): LoadedQrCode {
  const [loaded, setLoaded] = useState<LoadedQrCode>({ QrCode: null, isMissing: false });
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const { QrCode } = await import('../../shared/components/qr-code.tsx');
      return { QrCode, isMissing: false };
    };
    // Whoever shows it says that it is missing.
    void load()
      .catch((): LoadedQrCode => ({ QrCode: null, isMissing: true }))
      .then((found) => isWanted && setLoaded(found));
    return () => {
      isWanted = false;
    };
    // A new connection is a reason to try again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [connection]);
  return loaded;
}
