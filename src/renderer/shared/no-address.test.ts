import { expect, it } from 'vitest';
import type { HostWarning } from '../../protocol/host-info.ts';
import { noAddressCode, noAddressWarnings } from './no-address.ts';

const warning = (code: string): HostWarning => ({ code, params: {}, detail: code, about_games: false });

it.each(['no_network', 'no_address_given', 'no_phone_network'])('knows %s among other warnings', (code) => {
  const warnings = [warning('name_taken'), warning(code), warning('storage')];
  expect(noAddressCode({ warnings })).toBe(code);
  expect(noAddressWarnings({ warnings })).toEqual([warning(code)]);
});

it('has a reason where the host gives none, or one that it does not know', () => {
  const warnings = [warning('address_changed'), warning('swamp')];
  expect(noAddressCode({ warnings })).toBe('no_network');
  expect(noAddressWarnings({ warnings })).toEqual([]);
});
