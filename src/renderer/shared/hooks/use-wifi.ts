import { useCallback, useState } from 'react';
import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import type { WifiReport } from '../../../protocol/wifi.ts';
import { usePolled } from './use-polled.ts';

/** The laptop may change networks during a game. */
const ASK_EVERY_MS = 5_000;

type Laptop = Pick<HostAdminClient, 'wifi'>;
const questionTo = (laptop: Laptop) => ({
  ask: (options: Parameters<Laptop['wifi']>[0]) => laptop.wifi(options),
});

/** The Wi-Fi that phones join first; null until the host has answered. `renew` asks at once, as after a change. */
export function useWifi(laptop: Laptop): { readonly wifi: WifiReport | null; readonly renew: () => void } {
  const [{ ask }, setQuestion] = useState(() => questionTo(laptop));
  const renew = useCallback(() => setQuestion(questionTo(laptop)), [laptop]);
  return { wifi: usePolled(ask, ASK_EVERY_MS), renew };
}

/** The name that phones look for in their list; null: nobody has told. */
export function wifiName(wifi: WifiReport | null): string | null {
  return wifi?.network?.ssid ?? wifi?.read_ssid ?? null;
}
