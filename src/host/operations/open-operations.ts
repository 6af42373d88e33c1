/** Opens the port for operators where one is asked for. */
import type { HostServer } from '../http/server.ts';
import { createHostMetrics, type HostMetricsOptions, type Traffic } from './host-metrics.ts';
import { openOpsServer, type OpsAddress } from './ops-server.ts';

interface OperationsOptions extends HostMetricsOptions {
  readonly server: Pick<HostServer, 'isOpen'>;
  readonly traffic: Traffic;
}

/**
 * Returns what closes it; it stays open while the server closes, and says so. Rejects with `StartError`.
 * @param address null: nobody asked for one
 */
export async function openOperations(
  address: OpsAddress | null,
  options: OperationsOptions,
): Promise<() => Promise<void>> {
  if (address === null) return () => Promise.resolve();
  const opened = await openOpsServer({
    address,
    isReady: () => options.server.isOpen(),
    readMetrics: createHostMetrics(options, options.traffic),
  });
  return () => opened.close();
}
