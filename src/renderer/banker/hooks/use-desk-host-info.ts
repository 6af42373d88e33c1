import type { HostInfo } from '../../../protocol/host-info.ts';
import { useHostInfo } from '../../shared/hooks/use-host-info.ts';
import { deskRights } from '../entry/desk-rights.ts';

/**
 * What the host says about itself to the desk of this seat.
 * @param asking as for `useHostInfo`
 */
export function useDeskHostInfo(seat: number, asking?: () => (info: HostInfo) => void): HostInfo | null {
  return useHostInfo(seat, deskRights.of(seat), asking);
}
