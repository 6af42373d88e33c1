import { beforeEach, describe, expect, it } from 'vitest';
import type { Interfaces } from './addresses.ts';
import { type AnnouncedOrigins, createAnnouncedOrigins } from './announced-origins.ts';
import { readEarlierAddresses } from './earlier-addresses.ts';

const DAY = 24 * 60 * 60_000;
const NAME = 'night-4f2a.local';

const card = (address: string, netmask = '255.255.255.0') => ({
  address,
  netmask,
  family: 'IPv4' as const,
  mac: '02:00:00:00:00:01',
  internal: false,
  cidr: null,
});
const card6 = (address: string) => ({
  address,
  netmask: 'ffff:ffff:ffff:ffff::',
  family: 'IPv6' as const,
  mac: '02:00:00:00:00:01',
  internal: false,
  cidr: null,
  scopeid: 0,
});

let interfaces: Interfaces;
let now: number;
let listeners: Set<() => void>;
let stored: Map<string, string>;
let reports: string[];
let origins: AnnouncedOrigins;

const settings = {
  get: (name: string) => stored.get(name) ?? null,
  set: (name: string, value: string) => void stored.set(name, value),
};

function open(own: Partial<Parameters<typeof createAnnouncedOrigins>[0]> = {}): AnnouncedOrigins {
  return createAnnouncedOrigins({
    lan: {
      interfaces: () => interfaces,
      addressesForPhones: () =>
        Object.values(interfaces).flatMap((infos = []) => infos.map(({ address }) => address)),
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    settings,
    hostName: NAME,
    port: () => 4747,
    now: () => now,
    report: (message) => void reports.push(message),
    ...own,
  });
}
function change(next: Interfaces): void {
  interfaces = next;
  for (const listener of listeners) listener();
}

beforeEach(() => {
  interfaces = { wlan0: [card('192.168.1.20')] };
  now = 1_000_000;
  listeners = new Set();
  stored = new Map();
  reports = [];
  origins = open();
});

describe('the announced origins', () => {
  it('are the addresses on all interfaces, then the name, then earlier ones', () => {
    expect(origins.list()).toEqual(['http://192.168.1.20:4747', `http://${NAME}:4747`]);
    change({ wlan0: [card('192.168.1.30')], eth0: [card('10.0.0.2')] });
    expect(origins.list()).toEqual([
      'http://192.168.1.30:4747',
      'http://10.0.0.2:4747',
      `http://${NAME}:4747`,
      'http://192.168.1.20:4747',
    ]);
  });

  it('are only in local networks, and only the laptop’s own', () => {
    const addressesForPhones = () => [
      '203.0.113.7',
      '192.0.2.2',
      '2001:db8::5',
      '172.16.0.9',
      'fd00::7',
      '10.9.9.9',
    ];
    interfaces = {
      wlan0: [
        card('203.0.113.7'),
        card('192.0.2.2'),
        card6('2001:db8::5'),
        card('172.16.0.9'),
        card6('fd00::7'),
      ],
    };
    const local = open({
      lan: { interfaces: () => interfaces, addressesForPhones, onChange: () => () => undefined },
      hostName: null,
    });
    // 10.9.9.9 is given by --address: no interface has it.
    expect(local.list().slice(0, 2)).toEqual(['http://172.16.0.9:4747', 'http://[fd00::7]:4747']);
    expect(local.list().join(' ')).not.toMatch(/203\.|192\.0\.2|2001|10\.9/);
  });

  it('are kept over a restart, for a day, and no more than six', () => {
    change({ wlan0: [card('192.168.1.30')] });
    expect(open().isAnnounced('http://192.168.1.20:4747')).toBe(true);
    for (let last = 40; last < 50; last += 1) change({ wlan0: [card(`192.168.1.${last}`)] });
    expect(origins.list()).toHaveLength(1 + 1 + 6);
    now += DAY + 1;
    expect(open().list()).toEqual(['http://192.168.1.49:4747', `http://${NAME}:4747`]);
  });

  it('are read as version 1 wrote them; nonsense counts as none', () => {
    const version1 = '{"version":1,"addresses":[{"address":"192.168.1.9","last_at":900000}]}';
    stored.set('earlier_addresses', version1);
    expect(readEarlierAddresses(settings)).toEqual([{ address: '192.168.1.9', lastAt: 900_000 }]);
    for (const nonsense of [
      '',
      '{',
      '[]',
      '{"version":2,"addresses":[]}',
      '{"version":1,"addresses":[{}]}',
    ]) {
      stored.set('earlier_addresses', nonsense);
      expect(readEarlierAddresses(settings)).toEqual([]);
    }
  });

  it('are announced even if they cannot be kept, which is reported', () => {
    const fail = () => {
      throw new Error('disk full');
    };
    const unkept = open({ settings: { get: fail, set: fail } });
    expect(unkept.list()).toContain('http://192.168.1.20:4747');
    expect(reports).toHaveLength(2);
  });

  it('are told when they change, and only then', () => {
    let changes = 0;
    origins.onChange(() => {
      changes += 1;
    });
    change(interfaces);
    expect(changes).toBe(0);
    change({ wlan0: [card('192.168.1.30')] });
    expect(changes).toBe(1);
  });
});

describe('where the laptop was reached', () => {
  const reached = (host: string, localAddress: string, remoteAddress: string) =>
    origins.reachedAt({ host, localAddress, remoteAddress });

  it('is the address that it was asked at, by digits or by name', () => {
    const here = 'http://192.168.1.20:4747';
    expect(reached('192.168.1.20:4747', '192.168.1.20', '192.168.1.77')).toBe(here);
    expect(reached('192.168.1.20:4747', '::ffff:192.168.1.20', '::ffff:192.168.1.77')).toBe(here);
    expect(reached(`${NAME}:4747`, '192.168.1.20', '192.168.1.77')).toBe(here);
    // Through a router, such as from another floor.
    expect(reached('192.168.1.20:4747', '192.168.1.20', '192.168.9.77')).toBe(here);
  });

  it('is nowhere if somebody passes on what was asked at another address', () => {
    expect(reached('192.168.1.66:4747', '192.168.1.20', '192.168.1.66')).toBeNull();
    expect(reached('192.168.1.20:80', '192.168.1.20', '192.168.1.66')).toBeNull();
    expect(reached('evil.local:4747', '192.168.1.20', '192.168.1.66')).toBeNull();
    expect(reached('localhost:4747', '127.0.0.1', '127.0.0.1')).toBeNull();
    // An earlier address is no longer the laptop's.
    change({ wlan0: [card('192.168.1.30')] });
    expect(reached('192.168.1.20:4747', '192.168.1.20', '192.168.1.66')).toBeNull();
  });

  it('is nowhere if somebody in one network passes on what was asked at the laptop’s address in another', () => {
    change({
      wlan0: [card('192.168.1.20')],
      eth0: [card('10.0.0.2'), card6('fd00::2')],
      ap0: [card6('fd07::2')],
    });
    expect(reached('10.0.0.2:4747', '10.0.0.2', '192.168.1.66')).toBeNull();
    expect(reached('10.0.0.2:4747', '10.0.0.2', '10.0.0.66')).toBe('http://10.0.0.2:4747');
    expect(reached('[fd00::2]:4747', 'fd00::2', 'fd07::66')).toBeNull();
    expect(reached('[fd00::2]:4747', 'fd00::2', 'fd00::66')).toBe('http://[fd00::2]:4747');
  });
});
