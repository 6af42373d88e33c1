/** Which connections come from the laptop itself: they prove nothing about phones. Pure. */
import { type Interfaces, isInNetworkOf, isLoopback, plainAddress } from './addresses.ts';
import { kindOf } from './interface-kind.ts';
import type { NetworkEvidence } from './network-evidence.ts';

/** Both ends of a connection. */
export interface Arrival {
  readonly localAddress: string;
  readonly remoteAddress: string;
}

/** Whether it comes from a program on this laptop, or from a virtual machine or container in it. */
export function isOwnVisit(
  { localAddress, remoteAddress }: Arrival,
  interfaces: Interfaces,
  evidence: NetworkEvidence,
): boolean {
  const remote = plainAddress(remoteAddress);
  if (isLoopback(remote) || remote === plainAddress(localAddress)) return true;
  return Object.entries(interfaces).some(([interfaceName, infos = []]) =>
    infos.some(
      (info) =>
        info.address === remote ||
        (isInNetworkOf(info, remote) &&
          kindOf(interfaceName, info.mac, evidence.get(interfaceName)) === 'internal'),
    ),
  );
}
