import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { usePolled } from '../../shared/hooks/use-polled.ts';

/** Quick enough to watch a phone climb. */
const ASK_EVERY_MS = 2_000;

/** What the network doctor says; null until it has answered, and its last answer while the laptop can't be reached. */
export function useDoctorReport({ doctor }: Pick<HostAdminClient, 'doctor'>): DoctorReport | null {
  return usePolled(doctor, ASK_EVERY_MS);
}
