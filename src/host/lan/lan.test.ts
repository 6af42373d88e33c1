import { describe, expect, it } from 'vitest';
import type { Warning } from '../../protocol/host-warnings.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { REFRESH_MS, watchLan, type LanOptions } from './lan.ts';
import { type Cards, evidenceOf, interfacesOf } from './laptops.fixtures.ts';

function scene(cards: Cards, options: Partial<LanOptions> = {}) {
  const clock = createManualClock();
  const stored = new Map<string, string>();
  const warnings: (Warning | null)[] = [];
  let questions = 0;
  let current = cards;
  const lan = watchLan({
    clock,
    settings: { get: (name) => stored.get(name) ?? null, set: (name, value) => void stored.set(name, value) },
    interfaces: () => interfacesOf(current),
    readEvidence: () => {
      questions += 1;
      return Promise.resolve(evidenceOf(current));
    },
    override: null,
    warn: (warning) => warnings.push(warning),
    report: () => undefined,
    onFailure: () => undefined,
    ...options,
  });
  const answered = () => new Promise((resolve) => setImmediate(resolve));
  return {
    lan,
    clock,
    warning: () => warnings.at(-1) ?? null,
    questions: () => questions,
    answered,
    shown: () => lan.shown()?.address ?? null,
    urls: () => lan.joinUrls(4747),
    /** What the interfaces are from now on, noticed and asked about. */
    change: async (to: Cards) => {
      current = to;
      clock.advance(REFRESH_MS);
      await answered();
    },
  };
}

const WIFI: Cards = { wlan0: { address: '192.168.1.20', is: 'wifi', gateway: true } };
const HOTSPOT: Cards = { ...WIFI, bridge100: { address: '192.168.2.1', is: 'hotspot' } };
const ETHERNET_3 = { address: '192.168.99.6', driver: 'TAP-Windows Adapter V9' };

describe('the name of the Wi-Fi', () => {
  const cards: Cards = { wlan0: '192.168.1.20', eth0: '10.0.0.7' };
  const told = new Map([['wlan0', { kind: 'wifi', hasGateway: true, ssid: 'Hall' } as const]]);

  it('is that of the card through which phones come, and there is none for a cable', async () => {
    const { lan, answered } = scene(cards, { readEvidence: () => Promise.resolve(told) });
    expect(lan.ssid()).toBeNull();
    await answered();
    expect([lan.shown()?.interfaceName, lan.ssid()]).toEqual(['wlan0', 'Hall']);
    lan.choose('10.0.0.7');
    expect(lan.ssid()).toBeNull();
    lan.close();
  });
});

describe('the address that phones are shown', () => {
  it('is the likeliest by name at once, and by the evidence once it is there', async () => {
    const { lan, shown, answered } = scene({ 'Ethernet 3': ETHERNET_3, Ethernet: '10.0.0.4' });
    expect(shown()).toBe('192.168.99.6');
    let told = 0;
    lan.onChange(() => void (told += 1));
    await lan.settled();
    await answered();
    expect([shown(), told]).toEqual(['10.0.0.4', 1]);
  });

  it('needs no new scan where only the first evidence changed it', async () => {
    const { warning, answered } = scene({ 'Ethernet 3': ETHERNET_3, Ethernet: '10.0.0.4' });
    await answered();
    expect(warning()).toBeNull();
  });

  it('follows a hotspot that is switched on, and asks the system only then', async () => {
    const { shown, change, clock, questions, warning, answered } = scene(WIFI);
    await answered();
    clock.advance(100 * REFRESH_MS);
    expect(questions()).toBe(1);
    await change(HOTSPOT);
    expect([shown(), questions()]).toEqual(['192.168.2.1', 2]);
    expect(warning()).toEqual({
      code: 'address_changed',
      params: { from: '192.168.1.20', to: '192.168.2.1' },
    });
    await change(WIFI);
    expect([shown(), warning()]).toEqual(['192.168.1.20', null]);
  });

  it('is asked about anew after a sleep', async () => {
    const { lan, questions, answered } = scene(WIFI);
    await answered();
    lan.refresh();
    expect(questions()).toBe(2);
  });

  it('is the one that a phone has reached, whatever the ranking', async () => {
    const { lan, shown, answered } = scene({ ...WIFI, eth0: { address: '10.0.0.9', is: 'ethernet' } });
    await answered();
    lan.recordArrival({ localAddress: '::ffff:10.0.0.9', remoteAddress: '::ffff:10.0.0.77' });
    expect(shown()).toBe('10.0.0.9');
  });

  it('follows the card on which phones arrived to its next address', async () => {
    const { lan, shown, change } = scene({ ...WIFI, eth0: { address: '10.0.0.9', is: 'ethernet' } });
    lan.recordArrival({ localAddress: '10.0.0.9', remoteAddress: '10.0.0.77' });
    await change({ ...WIFI, eth0: { address: '10.5.0.9', is: 'ethernet' } });
    expect(shown()).toBe('10.5.0.9');
  });

  it('is not changed by somebody in a VPN while there is a network for all', async () => {
    const { lan, shown, change } = scene({ ...WIFI, tailscale0: '100.64.1.1' });
    lan.recordArrival({ localAddress: '100.64.1.1', remoteAddress: '100.64.1.2' });
    expect(shown()).toBe('192.168.1.20');
    await change({ tailscale0: '100.64.1.1' });
    expect(shown()).toBe('100.64.1.1');
  });

  it('still follows the first phone of the network for all, after somebody in a VPN', () => {
    const { lan, shown } = scene({ ...WIFI, tailscale0: '100.64.1.1', eth0: '10.0.0.9' });
    lan.recordArrival({ localAddress: '100.64.1.1', remoteAddress: '100.64.1.2' });
    lan.recordArrival({ localAddress: '10.0.0.9', remoteAddress: '10.0.0.77' });
    lan.recordArrival({ localAddress: '192.168.1.20', remoteAddress: '192.168.1.77' });
    expect(shown()).toBe('10.0.0.9');
  });

  it('stays an IPv4 one where a phone has reached another address of its network', () => {
    const cards = { ...WIFI, eth0: { addresses: ['fd12::9', '10.0.0.9'], is: 'ethernet' } } as const;
    const { lan, shown } = scene(cards);
    lan.recordArrival({ localAddress: 'fd12::9', remoteAddress: 'fd12::77' });
    expect(shown()).toBe('10.0.0.9');
  });

  it('stays when the system says nothing at all', async () => {
    const { shown, answered } = scene(WIFI, { readEvidence: () => Promise.resolve(new Map()) });
    await answered();
    expect(shown()).toBe('192.168.1.20');
  });
});

describe('a visit by the laptop itself', () => {
  const cards: Cards = {
    ...WIFI,
    eth0: { addresses: ['10.0.0.9', 'fd12::9'], is: 'ethernet' },
    docker0: '172.17.0.1',
  };
  it.each([
    ['over loopback', '127.0.0.1', '127.0.0.1'],
    ['over loopback, from its IPv6', '::1', '::1'],
    ['to its own address', '10.0.0.9', '10.0.0.9'],
    ['to one address from another', '10.0.0.9', '::ffff:192.168.1.20'],
    ['over IPv6', '::ffff:10.0.0.9', 'fd12::9'],
    ['from a container', '172.17.0.1', '172.17.0.5'],
    ['from a container, to the real card', '10.0.0.9', '172.17.0.5'],
  ])('proves nothing: %s', (_name, localAddress, remoteAddress) => {
    const { lan, shown } = scene(cards);
    expect(lan.isOwnVisit({ localAddress, remoteAddress })).toBe(true);
    lan.recordArrival({ localAddress, remoteAddress });
    expect(shown()).toBe('192.168.1.20');
  });

  it.each([
    ['from the same network', '10.0.0.77'],
    ['from another one', '192.168.1.77'],
    ['from far away', '203.0.113.5'],
    ['over IPv6', 'fd12::77'],
  ])('is none %s', (_name, remoteAddress) => {
    const { lan, shown } = scene(cards);
    expect(lan.isOwnVisit({ localAddress: '10.0.0.9', remoteAddress })).toBe(false);
    lan.recordArrival({ localAddress: '10.0.0.9', remoteAddress });
    expect(shown()).toBe('10.0.0.9');
  });
});

describe('without an address that a phone could reach', () => {
  it.each<[string, Cards, Warning]>([
    ['without any network', {}, { code: 'no_network', params: {} }],
    ['with loopback alone', { lo: '127.0.0.1' }, { code: 'no_network', params: {} }],
    [
      'in a Wi-Fi that gives no address',
      { wlan0: { addresses: ['169.254.7.7', 'fe80::7'], is: 'wifi' }, docker0: '172.17.0.1' },
      { code: 'no_address_given', params: { card: 'wlan0' } },
    ],
    [
      'in a Wi-Fi without a router, in IPv6',
      { wlan0: 'fe80::7' },
      { code: 'no_address_given', params: { card: 'wlan0' } },
    ],
    [
      'with an unknown card that gets no address',
      { Hall: '169.254.7.7' },
      { code: 'no_address_given', params: { card: 'Hall' } },
    ],
    [
      'with cards that only speak to themselves',
      {
        awdl0: 'fe80::7',
        utun0: 'fe80::8',
        docker0: 'fe80::9',
        other: 'fe80::a',
        en5: { address: 'fe80::aede:48ff:fe00:1122', mac: 'ac:de:48:00:11:22' },
        'Npcap Loopback Adapter': { address: '169.254.1.173', mac: '02:00:4c:4f:4f:50' },
        'Ethernet 3': { address: '169.254.9.9', driver: 'TAP-Windows Adapter V9' },
        'LAN-Verbindung* 2': '169.254.8.8',
      },
      { code: 'no_network', params: {} },
    ],
    [
      'with VPNs and virtual machines alone',
      { utun3: { addresses: ['10.8.0.6', 'fd12::6'] }, docker0: '172.17.0.1' },
      { code: 'no_phone_network', params: { cards: ['utun3', 'docker0'] } },
    ],
    [
      'behind a translation alone',
      { clat4: '192.0.0.2', tun0: '198.18.0.1' },
      { code: 'no_network', params: {} },
    ],
  ])('there is no code, but the reason: %s', async (_name, cards, warning) => {
    const seen = scene(cards);
    await seen.answered();
    expect([seen.shown(), seen.urls(), seen.warning()]).toEqual([null, [], warning]);
  });

  it('somebody who knows better can choose one', async () => {
    const { lan, shown, urls, warning } = scene({ utun3: '10.8.0.6' });
    expect(lan.addresses().map(({ address }) => address)).toEqual(['10.8.0.6']);
    expect(lan.choose('10.8.0.6')).toBe(true);
    expect([shown(), urls(), warning()]).toEqual(['10.8.0.6', ['http://10.8.0.6:4747'], null]);
    expect(lan.choose(null)).toBe(true);
    expect(shown()).toBeNull();
  });

  it('the listeners hear of it, though the addresses are the same', async () => {
    const { lan, answered } = scene({ home: { address: '10.8.0.6', is: 'tunnel' } });
    let told = 0;
    lan.onChange(() => void (told += 1));
    await answered();
    expect([lan.shown(), told]).toEqual([null, 1]);
  });
});

describe('a join link', () => {
  it('is never one to a VPN or a virtual machine', () => {
    const { urls } = scene({ utun3: '10.8.0.6', docker0: '172.17.0.1', ...WIFI, eth0: '10.0.0.9' });
    expect(urls()).toEqual(['http://192.168.1.20:4747', 'http://10.0.0.9:4747']);
  });

  it('of an IPv6-only network has brackets, and a warning', () => {
    const { urls, warning } = scene({ en0: { addresses: ['192.0.0.2', 'fe80::1', 'fd12::7'] } });
    expect(urls()).toEqual(['http://[fd12::7]:4747']);
    expect(warning()).toEqual({ code: 'ipv6_only', params: { shown: 'fd12::7' } });
  });

  it('is the address given at the start, even if no interface has it', () => {
    const { urls, warning } = scene(WIFI, { override: '203.0.113.5' });
    expect(urls()).toEqual(['http://203.0.113.5:4747', 'http://192.168.1.20:4747']);
    expect(warning()).toEqual({ code: 'address_unknown', params: { shown: '203.0.113.5' } });
  });
});
