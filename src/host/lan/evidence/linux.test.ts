import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../storage/events.fixtures.ts';
import { readIpRoutes, readIwDevices, readNmcliDevices, readNmcliNetworks, readSysfs } from './linux.ts';

const gateways = (...names: readonly string[]) =>
  names.map((interfaceName) => ({ interfaceName, hasGateway: true }));

describe('ip route show default', () => {
  it.each([
    ['with NetworkManager', 'default via 192.168.1.1 dev wlp3s0 proto dhcp metric 600 \n', ['wlp3s0']],
    [
      'with a source address',
      'default via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.7 metric 100 \n',
      ['eth0'],
    ],
    [
      'with cable and Wi-Fi',
      'default via 192.168.1.1 dev enp0s25 proto dhcp metric 100 \ndefault via 10.3.0.1 dev wlp3s0 proto dhcp metric 600 \n',
      ['enp0s25', 'wlp3s0'],
    ],
    ['of an old iproute2', 'default via 192.168.178.1 dev wlan0  proto static \n', ['wlan0']],
    ['through a modem', 'default dev wwan0 scope link metric 700 \n', ['wwan0']],
    [
      'of IPv6',
      'default via fe80::1 dev wlp3s0 proto ra metric 600 expires 1782sec hoplimit 64 pref medium\n',
      ['wlp3s0'],
    ],
    [
      'with several routers',
      'default proto ra metric 1024 expires 1777sec pref medium\n\tnexthop via fe80::1 dev eth0 weight 1 \n\tnexthop via fe80::2 dev eth1 weight 1 \n',
      ['eth0', 'eth1'],
    ],
    [
      'whose cable is out',
      'default via 192.168.1.1 dev eth0 proto dhcp metric 100 linkdown \ndefault via 10.3.0.1 dev wlan0 metric 600 \n',
      ['wlan0'],
    ],
    ['that leads nowhere', 'unreachable default dev lo metric 4294967295 error -101 pref medium\n', []],
    ['without a network', '', []],
    ['that is nonsense', 'Object "route" is unknown, try "ip help".\n', []],
    ['of BusyBox', 'default via 192.168.1.1 dev br0 \n', ['br0']],
  ])('%s', (_name, output, names) => expect(readIpRoutes(output)).toEqual(gateways(...names)));
});

describe('iw dev', () => {
  it('tells an access point from a card that joined a Wi-Fi', () => {
    const output = `phy#0
	Unnamed/non-netdev interface
		wdev 0x2
		addr 3c:22:fb:00:00:02
		type P2P-device
		txpower 0.00 dBm
	Interface ap0
		ifindex 7
		wdev 0x3
		addr 3e:22:fb:00:00:01
		ssid Night
		type AP
		channel 6 (2437 MHz), width: 20 MHz, center1: 2437 MHz
		txpower 22.00 dBm
	Interface wlp3s0
		ifindex 3
		wdev 0x1
		addr 3c:22:fb:00:00:01
		ssid Hall type AP
		type managed
		channel 6 (2437 MHz), width: 20 MHz, center1: 2437 MHz
		txpower 22.00 dBm
phy#1
	Interface p2p-wlan1-0
		ifindex 9
		type P2P-GO
`;
    expect(readIwDevices(output)).toEqual([
      { interfaceName: 'ap0', kind: 'hotspot', ssid: 'Night' },
      { interfaceName: 'wlp3s0', kind: 'wifi', ssid: 'Hall type AP' },
      { interfaceName: 'p2p-wlan1-0', kind: 'doubtful' },
    ]);
  });

  it.each(['', 'nl80211 not found.\n', 'Interface\n', 'phy#0\n\tInterface wlan0\n\t\ttype mesh point\n'])(
    'tells nothing by %j',
    (output) => expect(readIwDevices(output)).toEqual([]),
  );
});

describe('the name of a Wi-Fi', () => {
  it.each([
    ['H\\xc3\\xbctte\\x205', 'Hütte 5'],
    ['back\\x5cslash', 'back\\slash'],
    ['\\xff\\xfe', undefined],
    ['\\x00\\x00', undefined],
  ])('that iw writes as %s is %s', (written, ssid) => {
    const [found] = readIwDevices(`\tInterface wlan0\n\t\tssid ${written}\n\t\ttype managed\n`);
    expect(found?.ssid).toBe(ssid);
  });

  it('in the list of nmcli is that of the network that each device is in', () => {
    const output = 'no:wlan0:Next door\nyes:wlan0:Hall\\: big\\\\small\nyes:wlan1:\n:wlan2:Other\n';
    expect(readNmcliNetworks(output)).toEqual([{ interfaceName: 'wlan0', ssid: 'Hall: big\\small' }]);
  });
});

describe('nmcli device show', () => {
  it('of 1.46: tells its own hotspot from a Wi-Fi, and who has a router', () => {
    const output = `GENERAL.DEVICE:enp0s25
GENERAL.TYPE:ethernet
IP4.ADDRESS[1]:192.168.1.10/24
IP4.GATEWAY:192.168.1.1

GENERAL.DEVICE:wlp3s0
GENERAL.TYPE:wifi
IP4.ADDRESS[1]:10.42.0.1/24
IP4.GATEWAY:

GENERAL.DEVICE:docker0
GENERAL.TYPE:bridge
IP4.ADDRESS[1]:172.17.0.1/16
IP4.GATEWAY:

GENERAL.DEVICE:cdc-wdm0
GENERAL.TYPE:gsm
IP4.GATEWAY:

GENERAL.DEVICE:lo
GENERAL.TYPE:loopback
IP4.ADDRESS[1]:127.0.0.1/8
IP4.GATEWAY:
`;
    expect(readNmcliDevices(output)).toEqual([
      { interfaceName: 'enp0s25', hasGateway: true },
      { interfaceName: 'wlp3s0', kind: 'hotspot' },
      { interfaceName: 'cdc-wdm0', kind: 'mobile' },
    ]);
  });

  it.each([
    ['1.10 writes -- for none', '10.42.0.1/24', '--', 'hotspot'],
    ['another hotspot', '10.42.12.1/24', '', 'hotspot'],
    ['the laptop as its own router', '10.42.0.1/24', '10.42.0.1', 'hotspot'],
    ['a Wi-Fi with that range', '10.42.0.1/24', '10.42.0.254', 'wifi'],
    ['a guest of such a hotspot', '10.42.0.57/24', '10.42.0.1', 'wifi'],
    ['an address that ends alike', '110.42.0.1/24', '', 'wifi'],
    ['0.9.10 writes differently', 'ip = 10.42.0.1/24, gw = 0.0.0.0', '', 'hotspot'],
  ])('of a Wi-Fi card, %s: %s by %s is a %s', (_name, address, gateway, kind) => {
    const output = `GENERAL.DEVICE:wlan0\nGENERAL.TYPE:wifi\nIP4.ADDRESS[1]:${address}\nIP4.GATEWAY:${gateway}\n`;
    expect(readNmcliDevices(output)).toMatchObject([{ interfaceName: 'wlan0', kind }]);
  });

  it.each([
    ['bt', 'tethered'],
    ['wireguard', 'tunnel'],
    ['tun', 'tunnel'],
    ['dummy', 'internal'],
  ])('calls %s a %s', (type, kind) => {
    expect(readNmcliDevices(`GENERAL.DEVICE:x0\nGENERAL.TYPE:${type}\n`)).toEqual([
      { interfaceName: 'x0', kind },
    ]);
  });

  it.each([
    '',
    'Error: NetworkManager is not running.\n',
    'GENERAL.DEVICE:\n',
    'GENERAL.TYPE:wifi\n',
    ':::\n',
  ])('tells nothing by %j', (output) => expect(readNmcliDevices(output)).toEqual([]));
});

describe("the kernel's files", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  /** An interface's folder with these files; `driver` is a link as in /sys. */
  const add = (name: string, files: Readonly<Record<string, string>>, driver?: string) => {
    const own = join(folder.path, name);
    mkdirSync(own, { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      if (path.includes('/')) mkdirSync(join(own, path, '..'), { recursive: true });
      writeFileSync(join(own, path), text);
    }
    if (driver === undefined) return;
    mkdirSync(join(own, 'device'), { recursive: true });
    symlinkSync(`../../../bus/usb/drivers/${driver}`, join(own, 'device/driver'), 'junction');
  };
  const kindOf = (name: string) => readSysfs(folder.path, [name])[0]?.kind ?? null;
  const ETHER = { uevent: 'INTERFACE=x\nIFINDEX=2\n', type: '1\n' };

  it.each([
    ['a Wi-Fi card', { uevent: 'DEVTYPE=wlan\nINTERFACE=wlp3s0\n', type: '1\n' }, 'iwlwifi', 'wifi'],
    ['a Wi-Fi card of an old driver', { ...ETHER, 'wireless/status': '0' }, 'wl', 'wifi'],
    ['a cable', ETHER, 'e1000e', 'ethernet'],
    ["a virtual machine's card", ETHER, 'virtio_net', 'ethernet'],
    ['an Android phone', ETHER, 'rndis_host', 'tethered'],
    ['an iPhone', ETHER, 'ipheth', 'tethered'],
    ['a modem', { uevent: 'DEVTYPE=wwan\n', type: '519\n' }, 'qmi_wwan', 'mobile'],
    ['a modem that calls itself Ethernet', ETHER, 'cdc_mbim', 'mobile'],
    ['OpenVPN', { uevent: 'INTERFACE=tun0\n', type: '65534\n', tun_flags: '0x1001\n' }, undefined, 'tunnel'],
    ['OpenVPN on TAP', { ...ETHER, tun_flags: '0x1002\n' }, undefined, 'tunnel'],
    ['WireGuard', { uevent: 'DEVTYPE=wireguard\n', type: '65534\n' }, undefined, 'tunnel'],
    ['PPP', { uevent: 'DEVTYPE=ppp\n', type: '512\n' }, undefined, 'tunnel'],
    ['a container', ETHER, undefined, null],
    ['an alias that has no folder', {}, undefined, null],
  ])('tell %s', (_name, files, driver, kind) => {
    add('card', files, driver);
    expect(kindOf('card')).toBe(kind);
  });

  it('tell by its members what a bridge is', () => {
    add('wlan0', { uevent: 'DEVTYPE=wlan\n', 'phy80211/name': 'phy0' }, 'ath9k');
    add('eth0', ETHER, 'r8169');
    add('veth1', ETHER);
    const bridge = { uevent: 'DEVTYPE=bridge\n', type: '1\n' };
    add('docker0', { ...bridge, 'brif/veth1': '' });
    add('empty', { ...bridge, 'brif/.keep': '' });
    add('br0', { ...bridge, 'brif/veth1': '', 'brif/eth0': '' });
    add('br1', { ...bridge, 'brif/eth0': '', 'brif/wlan0': '' });
    expect(['docker0', 'empty', 'br0', 'br1'].map(kindOf)).toEqual([
      'doubtful',
      'doubtful',
      'ethernet',
      'hotspot',
    ]);
  });

  it('tell nothing of an interface that is gone, or where there are none', () => {
    expect(readSysfs(folder.path, ['gone'])).toEqual([]);
    expect(readSysfs(join(folder.path, 'no-such-folder'), ['eth0'])).toEqual([]);
  });
});
