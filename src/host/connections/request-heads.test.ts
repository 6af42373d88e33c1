/** Whose heads are counted together, and that nothing stays counted. */
import { expect, it } from 'vitest';
import { headBytes, RequestHeads } from './request-heads.ts';

const LIMITS = { perConnection: 100, perCaller: 250 };
interface Counted {
  readonly address: string;
  readonly holder: number | null;
  readonly isProxy: boolean;
}

const from = (address: string, more: { holder?: number; isProxy?: boolean } = {}): Counted => ({
  address,
  holder: null,
  isProxy: false,
  ...more,
});

it('a connection may hold one head of any length, or several up to its limit', () => {
  const heads = new RequestHeads<Counted>(LIMITS);
  const one = from('10.0.0.1');
  expect([heads.add(one, 180), heads.add(one, 1)]).toEqual([null, 'perConnection']);
  heads.remove(one, 180);
  expect([heads.add(one, 60), heads.add(one, 40), heads.add(one, 1)]).toEqual([null, null, 'perConnection']);
});

it('an address has one limit for all its connections, and so has a seat; proxies have none', () => {
  const heads = new RequestHeads<Counted>(LIMITS);
  const addresses = ['2001:db8::1', '2001:db8::2', '2001:db8::3'];
  expect(addresses.map((address) => heads.add(from(address), 90))).toEqual([null, null, 'perCaller']);
  const seat = (address: string) => heads.add(from(address, { holder: 7 }), 90);
  expect(['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(seat)).toEqual([null, null, 'perCaller']);
  const proxied = () => heads.add(from('10.0.0.9', { isProxy: true }), 90);
  expect([proxied(), proxied(), proxied(), proxied()]).toEqual([null, null, null, null]);
});

it('what is answered, or whose connection has closed, counts no longer, whoever it belongs to by then', () => {
  const heads = new RequestHeads<Counted>(LIMITS);
  const connections = [1, 2].map(() => from('10.0.0.1'));
  for (let round = 0; round < 5; round += 1) {
    for (const connection of connections)
      for (const bytes of [60, 40]) expect(heads.add(connection, bytes)).toBeNull();
    const [first, second] = connections;
    if (first === undefined || second === undefined) throw new Error('There are two.');
    Object.assign(first, { holder: 7 });
    heads.remove(first, 60);
    heads.delete(first);
    heads.delete(first);
    heads.delete(second);
    Object.assign(first, { holder: null });
  }
});

it('the length of a head is that of its address and of all its headers', () => {
  expect(headBytes({ url: '/ab', rawHeaders: ['Host', 'c', 'Cookie', 'de=f'] })).toBe(
    '/abHost: c\r\nCookie: de=f\r\n'.length,
  );
  expect(headBytes({ rawHeaders: [] })).toBe(0);
});
