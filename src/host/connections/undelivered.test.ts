/** Whose answers wait because too much is on its way to them, and who is cut. */
import { beforeEach, describe, expect, it } from 'vitest';
import { PATIENCE_MS, Undelivered } from './undelivered.ts';

const LIMITS = { perCaller: 1_000, total: 4_000 };

interface Holding {
  address: string;
  holder: number | null;
  isProxy: boolean;
  carriesFrames: boolean;
  undelivered: number;
  readAt: number;
}

let undelivered: Undelivered<Holding>;
beforeEach(() => {
  undelivered = new Undelivered<Holding>(LIMITS);
});

function holding(bytes: number, address: string, more: Partial<Holding> = {}): Holding {
  const connection = {
    address,
    holder: null,
    isProxy: false,
    carriesFrames: false,
    undelivered: bytes,
    readAt: 0,
    ...more,
  };
  undelivered.count(connection);
  return connection;
}

const nobody = (address: string) => ({ ...holding(0, address) });

describe('bytes on their way', () => {
  it.each([
    ['an address', '10.0.0.66', '10.0.0.66', '10.0.0.7'],
    ['an IPv6 network', '2001:db8:7:1::66', '2001:db8:7:1::67', '2001:db8:7:2::66'],
  ])('are counted by %s, and make only its own answers wait', (_what, one, same, other) => {
    holding(600, one);
    expect(undelivered.isOver(nobody(one))).toBe(false);
    const second = holding(600, same);
    expect([one, same, other].map((address) => undelivered.isOver(nobody(address)))).toEqual([
      true,
      true,
      false,
    ]);
    second.undelivered = 100;
    undelivered.count(second);
    expect(undelivered.isOver(nobody(one))).toBe(false);
  });

  it('are counted by seat where there is one, whatever its address', () => {
    const seat = holding(1_001, '10.0.0.66', { holder: 7 });
    expect(undelivered.isOver(nobody('10.0.0.66'))).toBe(false);
    expect(undelivered.isOver(seat)).toBe(true);
    seat.holder = 8;
    undelivered.count(seat);
    expect(undelivered.isOver({ ...seat, holder: 7 })).toBe(false);
  });

  it.each([
    ['proxies', { isProxy: true }],
    ['WebSockets', { carriesFrames: true }],
  ])('of %s are not counted', (_what, more) => {
    holding(10_000, '10.0.0.66', more);
    expect([undelivered.total, undelivered.isOver(nobody('10.0.0.66'))]).toEqual([0, false]);
    expect(undelivered.surplus(1_000_000)).toEqual([]);
  });

  it('of all together make those wait who have most', () => {
    for (let last = 1; last <= 5; last += 1) holding(850, `10.0.0.${last}`);
    holding(50, '10.0.0.9');
    expect(undelivered.total).toBe(4_300);
    expect(undelivered.isOver(nobody('10.0.0.1'))).toBe(true);
    expect(undelivered.isOver(nobody('10.0.0.9'))).toBe(false);
    expect(undelivered.isOver(nobody('10.0.0.10'))).toBe(false);
  });

  it('are none any more once their connections are gone', () => {
    const all = Array.from({ length: 9 }, () => holding(900, '10.0.0.66'));
    for (const each of all) undelivered.delete(each);
    expect([undelivered.total, undelivered.isOver(nobody('10.0.0.66'))]).toEqual([0, false]);
  });
});

describe('those that are cut', () => {
  it('have read nothing for longest, and are no more than needed', () => {
    const all = Array.from({ length: 5 }, (_, index) => holding(300, '10.0.0.66', { readAt: 5 - index }));
    holding(900, '10.0.0.7');
    expect(undelivered.surplus(PATIENCE_MS)).toEqual([]);
    expect(undelivered.surplus(PATIENCE_MS + 5)).toEqual([all[4], all[3]]);
  });

  it('are not waited for where there is twice as much', () => {
    const all = Array.from({ length: 9 }, (_, readAt) => holding(300, '10.0.0.66', { readAt }));
    expect(undelivered.surplus(0)).toEqual(all.slice(0, 3));
  });

  it('belong to whoever has most, where all together have too much', () => {
    for (let last = 1; last <= 5; last += 1) holding(700, `10.0.0.${last}`);
    const most = [holding(500, '10.0.0.66'), holding(450, '10.0.0.66')];
    expect(undelivered.surplus(1_000_000)).toEqual(most.slice(0, 1));
  });
});
