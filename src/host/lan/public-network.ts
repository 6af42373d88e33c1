/** The network of a host that phones reach at a public address, through a balancer: its own interfaces are nothing to them. */
import type { Lan } from './lan.ts';
import { isOwnVisit } from './own-visits.ts';

/** @param origin as `https://night.example` */
export function publicNetwork(origin: string): Lan {
  return {
    addresses: () => [],
    shown: () => null,
    chosen: () => null,
    choose: (address) => address === null,
    ssid: () => null,
    isOwnVisit: (arrival) => isOwnVisit(arrival, {}, new Map()),
    recordArrival: () => undefined,
    addressesForPhones: () => [],
    joinUrls: () => [origin],
    interfaces: () => ({}),
    onChange: () => () => undefined,
    settled: () => Promise.resolve(),
    refresh: () => undefined,
    close: () => undefined,
  };
}
