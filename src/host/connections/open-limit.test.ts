import { describe, expect, it } from 'vitest';
import { crowdLimits, systemDescriptorLimit } from './open-limit.ts';
import { isProxyAddress, trustsProxy } from './trusted-proxies.ts';

describe('the limits of connections', () => {
  it.each([
    [null, { open: 10_000, strangers: 4_096, perAddress: 1_024 }],
    [1_000_000, { open: 10_000, strangers: 4_096, perAddress: 1_024 }],
    [4_096, { open: 3_968, strangers: 2_976, perAddress: 1_024 }],
    [1_024, { open: 896, strangers: 672, perAddress: 448 }],
    [256, { open: 128, strangers: 96, perAddress: 64 }],
    [64, { open: 32, strangers: 24, perAddress: 16 }],
  ])('with %s descriptors leave enough for the database, and for seats', (descriptors, limits) => {
    expect(crowdLimits(descriptors)).toEqual(limits);
  });

  it.skipIf(process.platform === 'win32')('start from what the system allows', () => {
    expect(systemDescriptorLimit() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(100);
  });
});

describe('trusted proxies', () => {
  it('are addresses and subnets, in either notation', () => {
    const trusts = trustsProxy(['10.0.0.0/8', '192.168.1.2', 'fd12::/64', '::1']);
    const all = ['10.1.2.3', '::ffff:10.1.2.3', '192.168.1.2', 'fd12::99', '::1'];
    expect(all.filter((address) => !trusts(address))).toEqual([]);
    const none = ['11.0.0.1', '192.168.1.3', 'fd13::1', '', 'nonsense', '127.0.0.1'];
    expect(none.filter((address) => trusts(address))).toEqual([]);
    expect(trustsProxy([])('127.0.0.1')).toBe(false);
  });

  it.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fd12::/64'])('may be %s', (text) => {
    expect(isProxyAddress(text)).toBe(true);
  });

  it.each([
    '',
    'balancer',
    '10.0.0.1/0',
    '10.0.0.1/33',
    '10.0.0.1/8/8',
    '10.0.0.1/',
    '10.0.0.1/x',
    '::1/129',
    '*',
  ])('may not be "%s"', (text) => {
    expect(isProxyAddress(text)).toBe(false);
  });
});
