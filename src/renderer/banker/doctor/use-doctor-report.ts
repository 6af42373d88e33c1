import { useEffect, useState } from 'react';
import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import { HostError } from '../../../client/host-error.ts';
import { reuseIfEqual } from '../../../client/share-unchanged.ts';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';

/** Quick enough to watch a phone climb. */
const ASK_EVERY_MS = 2_000;

/** What the network doctor says; null until it has answered, and its last answer while the laptop can't be reached. */
export function useDoctorReport(laptop: Pick<HostAdminClient, 'doctor'>): DoctorReport | null {
  const [report, setReport] = useState<DoctorReport | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    const { signal } = asking;
    const ask = async () => {
      try {
        const answer = await laptop.doctor({ signal });
        if (!signal.aborted) setReport((before) => reuseIfEqual(before, answer));
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [laptop]);
  return report;
}
