/** Laptops with macOS and Linux, and the address that phones should be shown there. */
import type { Laptop } from './laptops.fixtures.ts';

export const MACOS: readonly Laptop[] = [
  {
    system: 'a Mac on Wi-Fi',
    cards: {
      lo0: { addresses: ['127.0.0.1', '::1'] },
      en0: { addresses: ['fe80::2', '10.0.0.7'], is: 'wifi', gateway: true },
      awdl0: 'fe80::3',
      utun0: 'fe80::4',
    },
    first: '10.0.0.7',
    why: 'it is the only one',
  },
  {
    system: 'a Mac that shares its cable as a Wi-Fi',
    cards: {
      en5: { address: '192.168.178.20', is: 'ethernet', gateway: true },
      bridge100: { address: '192.168.2.1', is: 'hotspot' },
    },
    first: '192.168.2.1',
    why: 'the bridge has the access point in it',
  },
  {
    system: 'a Mac with a virtual machine',
    cards: {
      en0: { address: '172.20.10.3', is: 'wifi', gateway: true },
      bridge100: { address: '192.168.64.1', is: 'internal' },
    },
    first: '172.20.10.3',
    why: "the bridge has only a virtual machine's card in it",
  },
  {
    system: 'a Mac of whose bridge nothing is known',
    cards: { en0: '172.20.10.3', bridge100: '192.168.64.1' },
    first: '172.20.10.3',
    why: 'most bridges lead to virtual machines',
  },
  {
    system: 'a Mac with a VPN in a better range',
    cards: {
      utun3: { address: '192.168.99.2', gateway: true },
      en0: { address: '172.20.10.2', is: 'wifi', gateway: true },
    },
    first: '172.20.10.2',
    why: 'utun is a tunnel',
  },
  {
    system: 'a Mac with an iPhone on a cable, beside the Wi-Fi',
    cards: {
      en7: { address: '172.20.10.4', is: 'tethered', gateway: true },
      en0: { address: '192.168.7.7', is: 'wifi' },
    },
    first: '192.168.7.7',
    why: 'that is a network of one phone',
  },
  {
    system: 'a Mac with an iPhone on a cable alone',
    cards: { en7: { address: '172.20.10.4', is: 'tethered', gateway: true } },
    first: '172.20.10.4',
    why: "phones in the iPhone's hotspot are in the same network",
  },
  {
    system: 'a Mac in an IPv6-only network',
    cards: {
      en0: { addresses: ['fe80::9', '192.0.0.2', 'fd12::7', '2001:db8::7'], is: 'wifi', gateway: true },
    },
    first: 'fd12::7',
    why: '192.0.0.2 is the inner end of a translation (CLAT)',
  },
  {
    system: 'a Mac with Parallels',
    cards: {
      vnic0: { address: '10.211.55.2', mac: '00:1c:42:00:00:08' },
      en0: { address: '172.16.1.2', is: 'wifi', gateway: true },
    },
    first: '172.16.1.2',
    why: 'only virtual machines are there',
  },
];

export const LINUX: readonly Laptop[] = [
  {
    system: "NetworkManager's hotspot beside the cable",
    cards: {
      enp0s25: { address: '192.168.1.10', is: 'ethernet', gateway: true },
      wlp3s0: { address: '10.42.0.1', is: 'hotspot' },
    },
    first: '10.42.0.1',
    why: 'the card is an access point',
  },
  {
    system: 'an access point of its own beside the Wi-Fi (create_ap)',
    cards: {
      wlan0: { address: '192.168.1.20', is: 'wifi', gateway: true },
      ap0: { address: '192.168.12.1', is: 'hotspot' },
    },
    first: '192.168.12.1',
    why: 'iw says that it is one',
  },
  {
    system: 'the same without iw',
    cards: { wlan0: { address: '192.168.1.20', gateway: true }, ap0: '192.168.12.1' },
    first: '192.168.12.1',
    why: 'nothing else is called ap0',
  },
  {
    system: 'docker and libvirt',
    cards: {
      docker0: { address: '172.17.0.1', is: 'doubtful', mac: '02:42:8e:3b:11:02' },
      'br-3f2a1b4c5d6e': { address: '192.168.16.1', is: 'doubtful' },
      virbr0: { address: '192.168.122.1', is: 'doubtful' },
      eth0: { address: '10.1.2.3', is: 'ethernet', gateway: true },
    },
    first: '10.1.2.3',
    why: 'the others are inside the laptop',
  },
  {
    system: 'a bridge that carries the cable',
    cards: {
      br0: { address: '192.168.1.9', is: 'ethernet', gateway: true },
      virbr0: { address: '192.168.122.1', is: 'doubtful' },
    },
    first: '192.168.1.9',
    why: 'it has a real card in it',
  },
  {
    system: 'a company VPN in a better range than the Wi-Fi',
    cards: {
      tun0: { address: '192.168.250.6', is: 'tunnel', gateway: true },
      wlan0: { address: '10.178.0.34', is: 'wifi', gateway: true },
    },
    first: '10.178.0.34',
    why: 'tun0 is a tunnel',
  },
  {
    system: 'WireGuard with a name of its own',
    cards: {
      home: { address: '192.168.250.6', is: 'tunnel' },
      wlan0: { address: '10.178.0.34', is: 'wifi', gateway: true },
    },
    first: '10.178.0.34',
    why: 'the kernel tells',
  },
  {
    system: 'cable and Wi-Fi in one network',
    cards: {
      enp0s25: { address: '192.168.1.10', is: 'ethernet', gateway: true },
      wlp3s0: { address: '192.168.1.11', is: 'wifi', gateway: true },
    },
    first: '192.168.1.11',
    why: 'phones are in the Wi-Fi',
  },
  {
    system: 'cable and Wi-Fi in different networks',
    cards: {
      enp0s25: { address: '192.168.1.10', is: 'ethernet', gateway: true },
      wlp3s0: { address: '172.16.0.11', is: 'wifi', gateway: true },
    },
    first: '172.16.0.11',
    why: 'phones are in the Wi-Fi, whatever its range',
  },
  {
    system: 'a cable to the router, and the Wi-Fi of a projector',
    cards: {
      enp0s25: { address: '10.0.0.10', is: 'ethernet', gateway: true },
      wlp3s0: { address: '192.168.49.2', is: 'wifi' },
    },
    first: '10.0.0.10',
    why: 'no phone is in a Wi-Fi without a router',
  },
  {
    system: 'a second card that leads nowhere',
    cards: {
      eth0: { address: '192.168.100.1', is: 'ethernet' },
      eth1: { address: '10.0.0.2', is: 'ethernet', gateway: true },
    },
    first: '10.0.0.2',
    why: 'only one leads to a router',
  },
  {
    system: 'Tailscale beside a Wi-Fi',
    cards: { tailscale0: '100.101.102.103', wlan0: '172.16.4.4' },
    first: '172.16.4.4',
    why: 'phones are not in it',
  },
  {
    system: 'Tailscale, IPv6 and a VPN alone',
    cards: { tailscale0: { addresses: ['100.64.1.1', 'fd7a:115c:a1e0::9'] }, tun0: '10.8.0.6' },
    first: null,
    why: 'no phone is in a VPN: no code can work',
  },
  {
    system: 'docker alone',
    cards: { docker0: { address: '172.17.0.1', is: 'doubtful' } },
    first: null,
    why: 'no phone is inside the laptop',
  },
  {
    system: 'a modem alone',
    cards: { wwan0: { address: '100.70.1.2', is: 'mobile', gateway: true } },
    first: null,
    why: 'no phone can be behind the provider',
  },
  {
    system: 'a container',
    cards: { eth0: { address: '172.17.0.2', mac: '02:42:ac:11:00:02', gateway: true } },
    first: '172.17.0.2',
    why: 'it is its only card, and leads to a router',
  },
  {
    system: 'a container of which nothing is known',
    cards: { eth0: { address: '172.17.0.2', mac: '02:42:ac:11:00:02' } },
    first: '172.17.0.2',
    why: 'a doubtful card is better than none',
  },
  {
    system: 'no answer from the router yet',
    cards: { wlan0: { addresses: ['169.254.10.20', 'fe80::1'], is: 'wifi' } },
    first: null,
    why: 'phones do not speak to self-assigned addresses',
  },
  {
    system: 'a self-assigned address beside a real one',
    cards: { eth0: '169.254.1.1', wlan0: '10.0.0.2' },
    first: '10.0.0.2',
    why: 'only one has been given',
  },
  {
    system: 'IPv6 alone',
    cards: { wlan0: { addresses: ['fe80::1', '2001:db8::7', 'fd12::7'] } },
    first: 'fd12::7',
    why: 'the private one stays as it is',
  },
  {
    system: 'IPv6-only with CLAT on Linux',
    cards: { clat: '192.0.0.1', wlan0: { address: 'fd12::7', is: 'wifi', gateway: true } },
    first: 'fd12::7',
    why: 'clat is a translation inside the laptop',
  },
  {
    system: 'IPv4 beside IPv6',
    cards: { wlan0: { addresses: ['fd12::7', '192.168.1.2'] } },
    first: '192.168.1.2',
    why: 'every phone speaks it',
  },
  {
    system: 'a proxy that catches everything (fake addresses)',
    cards: { Meta: '198.18.0.1', wlan0: '10.9.9.9' },
    first: '10.9.9.9',
    why: 'that range is for measurements',
  },
  { system: 'a public address', cards: { eth0: '203.0.113.5' }, first: '203.0.113.5', why: 'it may work' },
  {
    system: 'no network',
    cards: { lo: { addresses: ['127.0.0.1', '::1'] } },
    first: null,
    why: 'there is none',
  },
  { system: 'no interfaces at all', cards: {}, first: null, why: 'there are none' },
];
