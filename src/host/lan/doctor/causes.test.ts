import { describe, expect, it } from 'vitest';
import { cause, type Circumstances, likelyCauses } from './causes.ts';

const START: Circumstances = {
  rung: 'request',
  address: '192.168.1.20',
  addresses: [{ address: '192.168.1.20', interfaceName: 'wlan0' }],
  self: { outcome: 'reached', error: null, at: 0 },
  elsewhere: null,
  firewall: { isOpen: true, causes: [], unread: [] },
  asksForLocalNetwork: false,
};
const FORBIDDEN = cause('firewall_closed', { firewall: 'ufw', port: '4747' }, 'sudo ufw allow 4747/tcp');
const UNREAD = cause('firewall_unread', { firewall: null });

const codes = (circumstances: Partial<Circumstances>) =>
  likelyCauses({ ...START, ...circumstances }).map(({ code }) => code);

describe('why no phone comes', () => {
  it('is first the phone, last the network', () => {
    expect(codes({})).toEqual([
      'phone_wifi',
      'mobile_data',
      'phone_permission',
      'phone_vpn',
      'isolation',
      'captive_portal',
      'private_dns',
    ]);
  });

  it('is first of all a firewall that certainly keeps phones out', () => {
    const firewall = { isOpen: false, causes: [FORBIDDEN], unread: [] };
    expect(likelyCauses({ ...START, firewall })[0]).toEqual(FORBIDDEN);
  });

  it('may be a firewall that does not tell', () => {
    const firewall = { isOpen: null, causes: [UNREAD], unread: [] };
    expect(codes({ firewall }).indexOf('firewall_unread')).toBe(2);
  });

  it('is the address, where phones came to another one', () => {
    const [first] = likelyCauses({ ...START, elsewhere: '10.42.0.1' });
    expect(first).toEqual(cause('arrived_elsewhere', { address: '10.42.0.1' }));
  });

  it('may be the address, where there are several', () => {
    const addresses = [...START.addresses, { address: '10.0.0.5', interfaceName: 'eth0' }];
    expect(codes({ addresses })).toContain('other_address');
    expect(codes({ addresses, elsewhere: '10.0.0.5' })).not.toContain('other_address');
  });

  it.each([
    'tun0',
    'tap0',
    'wg0',
    'utun4',
    'tailscale0',
    'ztabc',
    'ppp0',
    'NordLynx',
    'ProtonVPN',
    'Fortinet SSL',
    'Cisco AnyConnect',
    'CloudflareWARP',
  ])('may be a VPN on the laptop (%s)', (name) => {
    const addresses = [...START.addresses, { address: '10.8.0.2', interfaceName: name }];
    expect(likelyCauses({ ...START, addresses })).toContainEqual(cause('laptop_vpn', { interface: name }));
  });

  it.each(['wlan0', 'Wi-Fi', 'WLAN', 'en0', 'Ethernet 3', 'bridge100', 'eth0', 'LAN-Verbindung'])(
    'is no VPN where there is none (%s)',
    (name) => {
      const addresses = [{ address: '192.168.1.20', interfaceName: name }];
      expect(codes({ addresses })).not.toContain('laptop_vpn');
    },
  );

  it('may be the permission that newer macOS asks for', () => {
    expect(codes({ asksForLocalNetwork: true })).toContain('local_network');
  });
});

describe('on the other rungs', () => {
  it.each<[string, Partial<Circumstances>, readonly string[]]>([
    ['no network', { rung: 'address', address: null }, ['no_network']],
    ['an address of somewhere else', { rung: 'address' }, ['address_not_here']],
    ['not asked yet', { rung: 'self', self: null }, []],
    [
      'nothing answers',
      { rung: 'self', self: { outcome: 'unreachable', error: 'EHOSTUNREACH', at: 0 } },
      ['unreachable_itself'],
    ],
    [
      'another answers',
      { rung: 'self', self: { outcome: 'another', error: null, at: 0 } },
      ['answered_by_another'],
    ],
    ['nobody joined', { rung: 'socket' }, ['not_joined', 'phone_vpn', 'live_blocked', 'mobile_data']],
    ['silence', { rung: 'heard' }, ['asleep', 'access_point', 'mobile_data']],
    ['the ground', { rung: 'listening' }, []],
  ])('%s', (_name, circumstances, expected) => {
    expect(codes(circumstances)).toEqual(expected);
  });
});
