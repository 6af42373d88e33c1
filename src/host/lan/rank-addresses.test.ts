import { describe, expect, it } from 'vitest';
import { type Cards, evidenceOf, interfacesOf } from './laptops.fixtures.ts';
import { rankAddresses } from './rank-addresses.ts';
import { LINUX, MACOS } from './unix-laptops.fixtures.ts';
import { WINDOWS } from './windows-laptops.fixtures.ts';

describe.each([
  ['Windows', WINDOWS],
  ['macOS', MACOS],
  ['Linux', LINUX],
])('the address that phones are shown on %s', (_family, laptops) => {
  it.each(laptops)('$system: $first, because $why', ({ cards, hotspot, first }) => {
    const ranked = rankAddresses(interfacesOf(cards), evidenceOf(cards, hotspot));
    expect(ranked.find(({ isForPhones }) => isForPhones)?.address ?? null).toBe(first);
  });

  it.each(laptops)('$system: does not depend on the order of the system', ({ cards, hotspot, first }) => {
    const reversed = Object.fromEntries(Object.entries(cards).toReversed());
    const [best] = rankAddresses(interfacesOf(reversed), evidenceOf(reversed, hotspot));
    expect(best?.isForPhones === true ? best.address : null).toBe(first);
  });
});

describe('the ranking', () => {
  const addressesOf = (cards: Cards) =>
    rankAddresses(interfacesOf(cards), evidenceOf(cards)).map(({ address }) => address);

  it('keeps the order of the system between equals', () => {
    expect(addressesOf({ eth0: '10.0.0.1', eth1: '10.0.0.2' })).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('lists what is not for phones last: somebody may know better', () => {
    const cards: Cards = {
      docker0: '172.17.0.1',
      tun0: '10.8.0.6',
      wwan0: { address: '10.1.1.1', gateway: true },
      'br-lan': '100.64.0.1',
    };
    expect(rankAddresses(interfacesOf(cards), evidenceOf(cards))).toEqual([
      { interfaceName: 'br-lan', address: '100.64.0.1', isForPhones: true },
      { interfaceName: 'wwan0', address: '10.1.1.1', isForPhones: false },
      { interfaceName: 'tun0', address: '10.8.0.6', isForPhones: false },
      { interfaceName: 'docker0', address: '172.17.0.1', isForPhones: false },
    ]);
  });
});
