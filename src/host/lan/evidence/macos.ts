/** Reads what macOS tells about network interfaces: `networksetup`, `ifconfig`, `ipconfig` and `netstat`. Pure. */
import type { InterfaceKind } from '../interface-kind.ts';
import type { Finding } from '../network-evidence.ts';
import { readableSsid } from './readable-ssid.ts';

const PORTS: readonly (readonly [pattern: RegExp, kind: InterfaceKind])[] = [
  [/wi-?fi|wlan|airport/i, 'wifi'],
  [/iphone|ipad|bluetooth|android|rndis/i, 'tethered'],
  [/modem|wwan|mobile|huawei/i, 'mobile'],
  [/bridge/i, 'doubtful'],
  [/ethernet|\blan\b|thunderbolt|usb|display/i, 'ethernet'],
];

/**
 * The ports of `networksetup -listallhardwareports`: blocks of a port's name, its device and its address. The order counts, not
 * the labels.
 */
export function readHardwarePorts(output: string): readonly Finding[] {
  return output.split(/\r?\n\s*\r?\n/).flatMap((block) => {
    const [port = '', device = ''] = block
      .trim()
      .split(/\r?\n/)
      .map((line) => line.slice(line.indexOf(':') + 1).trim());
    const kind = PORTS.find(([pattern]) => pattern.test(port))?.[1];
    return kind === undefined || !/^[a-z]+\d+$/.test(device) ? [] : [{ interfaceName: device, kind }];
  });
}

/**
 * The bridges of `ifconfig`. Internet Sharing makes bridge100 and up, with the access point or the shared cable in it; virtual
 * machines make them too, with a card of their own in it.
 */
export function readBridges(output: string): readonly Finding[] {
  return output.split(/^(?=\S+: flags=)/m).flatMap((block) => {
    const interfaceName = /^(bridge1\d\d): flags=/.exec(block)?.[1];
    if (interfaceName === undefined) return [];
    const members = [...block.matchAll(/^\s+member: (\S+)/gm)].map(([, member = '']) => member);
    const kind = kindOfMembers(members);
    return kind === null ? [] : [{ interfaceName, kind }];
  });
}

function kindOfMembers(members: readonly string[]): InterfaceKind | null {
  if (members.some((member) => /^ap\d/.test(member))) return 'hotspot';
  if (members.some((member) => /^(vmenet|vmnet|vnic|tap|feth)\d/.test(member))) return 'internal';
  return members.some((member) => /^en\d/.test(member)) ? 'hotspot' : null;
}

/** The Wi-Fi in `ipconfig getsummary` of this interface. Newer systems withhold its name. */
export function readIpconfigSummary(interfaceName: string, output: string): readonly Finding[] {
  const ssid = readableSsid(/^\s*SSID : (.+)$/m.exec(output)?.[1] ?? '');
  return ssid === undefined ? [] : [{ interfaceName, ssid }];
}

/** The default routes of `netstat -rn` that lead to a router: sharing and some tunnels add one that leads to themselves. */
export function readNetstatRoutes(output: string): readonly Finding[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [destination, , flags = '', ...rest] = line.trim().split(/\s+/);
    if (destination !== 'default' || !flags.includes('G')) return [];
    const interfaceName = rest.find((word) => /^[a-z]+\d+$/.test(word));
    return interfaceName === undefined ? [] : [{ interfaceName, hasGateway: true }];
  });
}
