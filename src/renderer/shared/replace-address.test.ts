import { expect, it, vi } from 'vitest';
import { replaceAddress } from './replace-address.ts';

it('changes the address alone', () => {
  const replaceState = vi.fn<History['replaceState']>();
  replaceAddress({ state: { hasRetried: true }, replaceState }, '/j/ABC234');
  expect(replaceState).toHaveBeenCalledWith({ hasRetried: true }, '', '/j/ABC234');
});

it('leaves it as it was where the browser refuses, and nothing else is passed over', () => {
  const refusing = (error: Error) => () => {
    throw error;
  };
  const refused = new DOMException('100 times per 30 seconds', 'SecurityError');
  expect(() => replaceAddress({ state: null, replaceState: refusing(refused) }, '/')).not.toThrow();
  const fault = new TypeError('no address');
  expect(() => replaceAddress({ state: null, replaceState: refusing(fault) }, '/')).toThrow(fault);
});
