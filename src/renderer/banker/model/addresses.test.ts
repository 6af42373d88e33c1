import { expect, it } from 'vitest';
import { addressesFrom } from './addresses.ts';

const wifi = { address: '192.168.1.20', card: 'wlan0' };

it('reads the addresses and the chosen one', () => {
  expect(addressesFrom({ addresses: [wifi, { address: 7 }, null], chosen: '10.0.0.2' })).toEqual({
    addresses: [wifi],
    chosen: '10.0.0.2',
  });
});

it('reads nothing out of nothing', () => {
  for (const body of [null, 'x', {}, { addresses: 'x', chosen: 7 }]) {
    expect(addressesFrom(body)).toEqual({ addresses: [], chosen: null });
  }
});
