import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  type Interfaces,
  isLoopback,
  isReachable,
  networkOf,
  plainAddress,
  rankAddresses,
  urlHost,
} from './addresses.ts';

function info(address: string, mac = '3c:22:fb:00:00:01'): NetworkInterfaceInfo {
  const internal = address === '::1' || address.startsWith('127.');
  return address.includes(':')
    ? { address, netmask: 'ffff:ffff:ffff:ffff::', family: 'IPv6', mac, internal, cidr: null, scopeid: 0 }
    : { address, netmask: '255.255.255.0', family: 'IPv4', mac, internal, cidr: null };
}

function interfacesOf(interfaces: Record<string, readonly (string | NetworkInterfaceInfo)[]>): Interfaces {
  return Object.fromEntries(
    Object.entries(interfaces).map(([interfaceName, addresses]) => [
      interfaceName,
      addresses.map((address) => (typeof address === 'string' ? info(address) : address)),
    ]),
  );
}

const VIRTUALBOX = '0a:00:27:00:00:0f';
const VMWARE = '00:50:56:c0:00:08';

/** Laptops as people bring them, with their addresses best first. */
const LAPTOPS: readonly [name: string, interfaces: Interfaces, expected: readonly string[]][] = [
  [
    'a plain laptop on Linux',
    interfacesOf({ lo: ['127.0.0.1', '::1'], wlp3s0: ['192.168.1.20', 'fe80::1'] }),
    ['192.168.1.20'],
  ],
  [
    'a Mac',
    interfacesOf({
      lo0: ['127.0.0.1', '::1'],
      en0: ['fe80::2', '10.0.0.7'],
      awdl0: ['fe80::3'],
      utun0: ['fe80::4'],
    }),
    ['10.0.0.7'],
  ],
  [
    'a company VPN in the same kind of range',
    interfacesOf({ tun0: ['10.8.0.6'], wlan0: ['192.168.178.34'] }),
    ['192.168.178.34', '10.8.0.6'],
  ],
  [
    'a VPN in a better range than the Wi-Fi',
    interfacesOf({ utun3: ['192.168.99.2'], en0: ['172.20.10.2'] }),
    ['172.20.10.2', '192.168.99.2'],
  ],
  [
    'Hyper-V and WSL on Windows',
    interfacesOf({
      'vEthernet (Default Switch)': ['172.28.16.1'],
      'vEthernet (WSL)': ['172.30.0.1'],
      'Wi-Fi': ['192.168.0.11'],
    }),
    ['192.168.0.11', '172.28.16.1', '172.30.0.1'],
  ],
  [
    'docker',
    interfacesOf({ docker0: ['172.17.0.1'], 'br-3f2a1b': ['192.168.16.1'], eth0: ['10.1.2.3'] }),
    ['10.1.2.3', '192.168.16.1', '172.17.0.1'],
  ],
  [
    'Tailscale',
    interfacesOf({ tailscale0: ['100.101.102.103'], wlan0: ['172.16.4.4'] }),
    ['172.16.4.4', '100.101.102.103'],
  ],
  [
    'Tailscale on Windows, where the interface has that name',
    interfacesOf({ Tailscale: ['100.64.0.9'], WLAN: ['10.2.2.2'] }),
    ['10.2.2.2', '100.64.0.9'],
  ],
  [
    'VirtualBox under a harmless name',
    interfacesOf({ 'Ethernet 2': [info('192.168.56.1', VIRTUALBOX)], 'Wi-Fi': ['10.20.0.5'] }),
    ['10.20.0.5', '192.168.56.1'],
  ],
  [
    'VMware',
    interfacesOf({ 'Ethernet 3': [info('192.168.80.1', VMWARE)], Ethernet: ['10.0.0.4'] }),
    ['10.0.0.4', '192.168.80.1'],
  ],
  [
    "Windows' own hotspot beside the Wi-Fi it shares",
    interfacesOf({ 'Wi-Fi': ['192.168.1.5'], 'Local Area Connection* 2': ['192.168.137.1'] }),
    ['192.168.137.1', '192.168.1.5'],
  ],
  ['no answer from the router yet', interfacesOf({ wlan0: ['169.254.10.20'] }), []],
  [
    'self-assigned beside a real one',
    interfacesOf({ eth0: ['169.254.1.1'], wlan0: ['10.0.0.2'] }),
    ['10.0.0.2'],
  ],
  [
    'cable and Wi-Fi in one network',
    interfacesOf({ enp0s25: ['192.168.1.10'], wlp3s0: ['192.168.1.11'] }),
    ['192.168.1.11', '192.168.1.10'],
  ],
  [
    'two interfaces of one kind: in the order of the system',
    interfacesOf({ eth0: ['10.0.0.1'], eth1: ['10.0.0.2'] }),
    ['10.0.0.1', '10.0.0.2'],
  ],
  ['IPv6 alone', interfacesOf({ wlan0: ['fe80::1', '2001:db8::7', 'fd12::7'] }), ['fd12::7', '2001:db8::7']],
  ['IPv4 before IPv6', interfacesOf({ wlan0: ['fd12::7', '192.168.1.2'] }), ['192.168.1.2', 'fd12::7']],
  ['a public address', interfacesOf({ eth0: ['203.0.113.5'] }), ['203.0.113.5']],
  [
    'only a doubtful interface',
    interfacesOf({ lo: ['127.0.0.1'], tailscale0: ['100.64.1.1'] }),
    ['100.64.1.1'],
  ],
  [
    'the only interface of a virtual machine',
    interfacesOf({ eth0: [info('172.17.0.2', '02:42:ac:11:00:02')] }),
    ['172.17.0.2'],
  ],
  ['no network', interfacesOf({ lo: ['127.0.0.1', '::1'] }), []],
  ['no interfaces at all', {}, []],
];

describe('the ranking of addresses', () => {
  it.each(LAPTOPS)('%s', (_name, interfaces, expected) => {
    expect(rankAddresses(interfaces).map(({ address }) => address)).toEqual(expected);
  });

  it('says which interface an address belongs to', () => {
    expect(rankAddresses(interfacesOf({ wlan0: ['10.0.0.2'] }))).toEqual([
      { interfaceName: 'wlan0', address: '10.0.0.2' },
    ]);
  });
});

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '169.254.3.4',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'ff02::1',
    'night',
    '',
  ])('%j cannot be shown to a phone', (address) => expect(isReachable(address)).toBe(false));

  it('is recognised as the laptop itself, even on an IPv6 socket', () => {
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true);
    expect(['::ffff:192.168.1.2', '192.168.1.2', 'fd12::1'].some(isLoopback)).toBe(false);
  });

  it('is written as people and URLs do', () => {
    expect(plainAddress('::ffff:10.0.0.2')).toBe('10.0.0.2');
    expect(plainAddress('fd12::1')).toBe('fd12::1');
    expect([urlHost('fd12::1'), urlHost('10.0.0.2')]).toEqual(['[fd12::1]', '10.0.0.2']);
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.168.1.7', '192.168.1.7'],
    ['::ffff:192.168.1.7', '192.168.1.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::1.2.3.4', '2001:db8:1:2::/64'],
    ['fe80::1%wlan0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
