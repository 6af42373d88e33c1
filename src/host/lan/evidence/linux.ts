/** Reads what Linux tells about network interfaces: the kernel's files, `ip`, `iw` and NetworkManager. Pure, but for the files. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InterfaceKind } from '../interface-kind.ts';
import type { Finding } from '../network-evidence.ts';
import { readableSsid } from './readable-ssid.ts';

/** `DEVTYPE` of the interface's uevent file. */
const DEVICE_TYPES: Readonly<Record<string, InterfaceKind>> = {
  wlan: 'wifi',
  wwan: 'mobile',
  wireguard: 'tunnel',
  bluetooth: 'tethered',
};

/** ARPHRD_* of linux/if_arp.h: PPP, raw IP of a modem, tunnels, and none, which TUN has. */
const HARDWARE_TYPES: Readonly<Record<string, InterfaceKind>> = {
  512: 'tunnel',
  519: 'mobile',
  768: 'tunnel',
  769: 'tunnel',
  776: 'tunnel',
  778: 'tunnel',
  65534: 'tunnel',
};

const DRIVERS: Readonly<Record<string, InterfaceKind>> = {
  ipheth: 'tethered',
  rndis_host: 'tethered',
  qmi_wwan: 'mobile',
  cdc_mbim: 'mobile',
  sierra_net: 'mobile',
};

/**
 * What the kernel's files tell.
 * @param root /sys/class/net
 */
export function readSysfs(root: string, interfaceNames: readonly string[]): readonly Finding[] {
  return interfaceNames.flatMap((interfaceName) => {
    const kind = kindFromSysfs(root, interfaceName);
    return kind === null ? [] : [{ interfaceName, kind }];
  });
}

function kindFromSysfs(root: string, interfaceName: string): InterfaceKind | null {
  const folder = join(root, interfaceName);
  const deviceType = /^DEVTYPE=(\w+)$/m.exec(textOf(join(folder, 'uevent')))?.[1] ?? '';
  if (existsSync(join(folder, 'tun_flags'))) return 'tunnel';
  if (existsSync(join(folder, 'brif'))) return kindOfBridge(root, join(folder, 'brif'));
  const byType = DEVICE_TYPES[deviceType] ?? HARDWARE_TYPES[textOf(join(folder, 'type')).trim()];
  if (byType !== undefined) return byType;
  if (isWireless(folder)) return 'wifi';
  if (!existsSync(join(folder, 'device'))) return null;
  return DRIVERS[linkName(join(folder, 'device/driver'))] ?? 'ethernet';
}

/** A card that joined a Wi-Fi can't be in a bridge: one that is in a bridge is an access point. */
function kindOfBridge(root: string, memberFolder: string): InterfaceKind {
  const members = namesIn(memberFolder).map((name) => join(root, name));
  if (members.some(isWireless)) return 'hotspot';
  return members.some((member) => existsSync(join(member, 'device'))) ? 'ethernet' : 'doubtful';
}

function isWireless(folder: string): boolean {
  return existsSync(join(folder, 'phy80211')) || existsSync(join(folder, 'wireless'));
}

/** Interfaces come and go while their files are read: what is gone tells nothing. */
function orNothing<T>(read: () => T, nothing: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return nothing;
    throw error;
  }
}

const textOf = (path: string) => orNothing(() => readFileSync(path, 'utf8'), '');
const namesIn = (path: string) => orNothing(() => readdirSync(path), []);
const linkName = (path: string) => orNothing(() => basename(readlinkSync(path)), '');

/** The interfaces of `ip route show default`, of IPv4 or IPv6; not those whose cable is out. */
export function readIpRoutes(output: string): readonly Finding[] {
  const lines = output.split('\n').filter((line) => /^(default|\s+nexthop)\b/.test(line));
  return lines
    .filter((line) => !/\b(linkdown|dead)\b/.test(line))
    .flatMap((line) => {
      const interfaceName = /\bdev (\S+)/.exec(line)?.[1];
      return interfaceName === undefined ? [] : [{ interfaceName, hasGateway: true }];
    });
}

/** A group owner is a wireless screen's network, not one that phones join. */
const WIRELESS_MODES: Readonly<Record<string, InterfaceKind>> = {
  AP: 'hotspot',
  managed: 'wifi',
  'P2P-GO': 'doubtful',
  'P2P-client': 'doubtful',
};

/** The wireless interfaces of `iw dev`, and the Wi-Fi that each is in. */
export function readIwDevices(output: string): readonly Finding[] {
  return output.split(/^\s*Interface /m).flatMap((block) => {
    const interfaceName = /^(\S+)/.exec(block)?.[1];
    const kind = WIRELESS_MODES[/^\s*type (\S+)/m.exec(block)?.[1] ?? ''];
    const ssid = ssidOfIw(/^\s*ssid (.+)$/m.exec(block)?.[1]);
    if (interfaceName === undefined || kind === undefined) return [];
    return [{ interfaceName, kind, ...(ssid !== undefined && { ssid }) }];
  });
}

/** `iw` writes every byte that is no visible ASCII character as `\\x` and two hex digits, the backslash too. */
function ssidOfIw(text = ''): string | undefined {
  const latin1 = text.replace(/\\x([0-9a-f]{2})/gi, (_, byte: string) =>
    String.fromCharCode(Number.parseInt(byte, 16)),
  );
  return readableSsid(Buffer.from(latin1, 'latin1').toString('utf8'));
}

/** The Wi-Fi of each device in `nmcli -g ACTIVE,DEVICE,SSID device wifi list`, in which `:` and `\` follow a `\`. */
export function readNmcliNetworks(output: string): readonly Finding[] {
  return output.split('\n').flatMap((line) => {
    const [, interfaceName, text = ''] = /^yes:([^:]+):(.+)$/.exec(line) ?? [];
    const ssid = readableSsid(text.replace(/\\(.)/g, '$1'));
    return interfaceName === undefined || ssid === undefined ? [] : [{ interfaceName, ssid }];
  });
}

/** Ethernet is left to the kernel, which knows its driver: NetworkManager calls a phone on a USB cable Ethernet, too. */
const MANAGER_TYPES: Readonly<Record<string, InterfaceKind>> = {
  wifi: 'wifi',
  gsm: 'mobile',
  cdma: 'mobile',
  bt: 'tethered',
  tun: 'tunnel',
  wireguard: 'tunnel',
  vpn: 'tunnel',
  'ip-tunnel': 'tunnel',
  dummy: 'internal',
};

/** NetworkManager gives itself this address in the network of a hotspot. */
const SHARED = /\b10\.42\.\d+\.1\/\d+/;

/** The devices of `nmcli -t -f GENERAL.DEVICE,GENERAL.TYPE,IP4.ADDRESS,IP4.GATEWAY device show`. */
export function readNmcliDevices(output: string): readonly Finding[] {
  return output.split(/^(?=GENERAL\.DEVICE:)/m).flatMap((block) => {
    const valueOf = (field: string) => new RegExp(`^${field}:(.*)$`, 'm').exec(block)?.[1]?.trim() ?? '';
    const interfaceName = valueOf('GENERAL\\.DEVICE');
    const type = valueOf('GENERAL\\.TYPE');
    const address = valueOf('IP4\\.ADDRESS\\[1\\]');
    const gateway = valueOf('IP4\\.GATEWAY');
    const hasGateway = /^[1-9]/.test(gateway) && !address.includes(`${gateway}/`);
    const isHotspot = type === 'wifi' && SHARED.test(address) && !hasGateway;
    const kind = isHotspot ? 'hotspot' : MANAGER_TYPES[type];
    if (interfaceName === '' || (kind === undefined && !hasGateway)) return [];
    return [{ interfaceName, ...(kind !== undefined && { kind }), ...(hasGateway && { hasGateway }) }];
  });
}
