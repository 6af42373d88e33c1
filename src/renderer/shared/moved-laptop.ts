/** That the laptop's address has changed, as the host says it. */
import type { HostInfo } from '../../protocol/host-info.ts';

/** The address that the laptop has instead of the one that phones had scanned; null: that one still holds, or nobody knows. */
export function addressChange(info: Pick<HostInfo, 'warnings'> | null): string | null {
  const to = info?.warnings.find(({ code }) => code === 'address_changed')?.params['to'];
  return typeof to === 'string' ? to : null;
}
