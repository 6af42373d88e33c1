import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  isInNetworkOf,
  isLoopback,
  isReachable,
  isSelfAssigned,
  networkOf,
  plainAddress,
  urlHost,
} from './addresses.ts';
import { interfacesOf } from './laptops.fixtures.ts';

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
    'febf::1',
    '192.0.0.2',
    '198.18.0.1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '64:ff9b::c000:221',
    'night',
    '',
  ])('%j cannot be shown to a phone', (address) => expect(isReachable(address)).toBe(false));

  it.each([
    '192.168.1.20',
    '192.0.2.1',
    '198.51.100.1',
    '100.64.0.9',
    'fd12::1',
    '2001:db8::7',
    '2001:4860::1',
  ])('%s may be shown', (address) => expect(isReachable(address)).toBe(true));

  it('is known to be self-assigned', () => {
    expect(['169.254.7.7', 'fe80::1', 'FE80::1'].every(isSelfAssigned)).toBe(true);
    expect(['192.168.254.1', 'fd80::1', ''].some(isSelfAssigned)).toBe(false);
  });

  it.each([
    ['192.168.1.77', true],
    ['::ffff:192.168.1.77', true],
    ['192.168.2.20', false],
    ['fd12::1', false],
    ['', false],
  ])('%j: is in the network of 192.168.1.20/24: %s', (address, isIn) => {
    const [wifi] = interfacesOf({ wlan0: '192.168.1.20' })['wlan0'] ?? [];
    expect(wifi !== undefined && isInNetworkOf(wifi, address)).toBe(isIn);
  });

  it('is in a network of any size', () => {
    const [wide] = interfacesOf({ wlan0: { address: '10.255.0.1', netmask: '255.0.0.0' } })['wlan0'] ?? [];
    expect(wide !== undefined && isInNetworkOf(wide, '10.1.2.3')).toBe(true);
    expect(wide !== undefined && isInNetworkOf(wide, '11.1.2.3')).toBe(false);
  });

  it('of this system is read without an error', () => {
    for (const infos of Object.values(networkInterfaces()))
      for (const { address } of infos ?? []) expect(typeof isReachable(address)).toBe('boolean');
  });

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
    ['192.168.1.7:50123', '192.168.1.7'],
    ['[2001:db8:1:2::9]:50123', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['[::ffff:192.168.1.7]:50123', '192.168.1.7'],
    ['not an address', 'not an address'],
    ['[', '['],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
