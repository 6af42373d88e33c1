import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPlayer } from '../../shared/shapes.fixtures.ts';
import { nextOutage, outageCause, type Outage, isNewsOf } from './outage.ts';

const MINUTE_MS = 60_000;
const T = Date.UTC(2026, 10, 24, 20, 41);

/** What is known of each phone: connected since (positive) or away since; null: never seen. */
type Phone = {
  readonly connected: boolean;
  readonly since: number | null;
  readonly on_phone_of?: number;
};
const here = (since = T - 30 * MINUTE_MS): Phone => ({ connected: true, since });
const away = (since: number): Phone => ({ connected: false, since });
const times = (count: number, phone: (index: number) => Phone) =>
  Array.from({ length: count }, (_, index) => phone(index));

function outageAmong(phones: readonly Phone[], before: Outage | null = null, now = T + 20_000) {
  const players = phones.map((_, index) => aPlayer({ player_id: index + 1 }));
  const presence = new Map(phones.map((phone, index) => [index + 1, { player_id: index + 1, ...phone }]));
  return nextOutage(before, players, presence, now);
}

describe('phones that are away', () => {
  it('are an outage if most of those that were there went at the same moment', () => {
    const phones = [...times(14, (index) => away(T + index * 400)), ...times(5, () => here())];
    expect(outageAmong(phones)).toEqual({
      since: T,
      playerIds: Array.from({ length: 14 }, (_, index) => index + 1),
      isOver: false,
    });
  });

  it.each([
    ['nobody', []],
    ['everybody is here', times(20, () => here())],
    ['nobody has come yet', times(20, () => ({ connected: false, since: null }))],
    ['one is asleep', [away(T), ...times(10, () => here())]],
    ['the only one is asleep', [away(T)]],
    ['two of two went at once', times(2, () => away(T))],
    ['a phone of four players is asleep', [away(T), ...times(3, () => ({ ...away(T), on_phone_of: 1 }))]],
    [
      'half of them fell asleep one after the other',
      [...times(10, (index) => away(T + index * 30_000)), ...times(10, () => here())],
    ],
    ['all of them fell asleep one after the other', times(40, (index) => away(T + index * 4_000))],
    ['a few put their phones away together', [...times(4, () => away(T)), ...times(10, () => here())]],
  ])('are none if %s', (_, phones: readonly Phone[]) => {
    expect(outageAmong(phones)).toBeNull();
  });

  it('grow as the host notices, are fewer as they come back, and are over when all are', () => {
    const all = times(60, (index) => away(T + (index % 6) * 1_000));
    const first = outageAmong([...all.slice(0, 31), ...times(29, () => here())]);
    expect(first?.playerIds).toHaveLength(31);
    const full = outageAmong(all, first);
    expect(full?.playerIds).toHaveLength(60);
    const half = outageAmong([...all.slice(0, 30), ...times(30, () => here(T + 21_000))], full);
    expect(half).toMatchObject({ since: T, isOver: false });
    const few = outageAmong([...all.slice(0, 1), ...times(59, () => here(T + 22_000))], half);
    expect(few).toEqual({ since: T, playerIds: [1], isOver: true });
    expect(
      outageAmong(
        times(60, () => here(T + 23_000)),
        few,
      ),
    ).toBeNull();
  });

  it('are forgotten if single ones have not come back after minutes: they are asleep', () => {
    const before = { since: T, playerIds: [1, 2, 3], isOver: true };
    const phones = [...times(2, () => away(T)), ...times(20, () => here())];
    expect(outageAmong(phones, before, T + 5 * MINUTE_MS)).toMatchObject({ playerIds: [1, 2] });
    expect(outageAmong(phones, before, T + 5 * MINUTE_MS + 1)).toBeNull();
  });

  it('do not count if they fell asleep after the others were back', () => {
    const before = { since: T, playerIds: [1, 2], isOver: true };
    const phones = [away(T), away(T + MINUTE_MS), ...times(20, () => here())];
    expect(outageAmong(phones, before, T + 2 * MINUTE_MS)).toMatchObject({ playerIds: [1] });
  });

  it('do not count bankers, players without a phone and players who were removed', () => {
    const players = [
      aPlayer({ player_id: 1, role: 'banker' }),
      aPlayer({ player_id: 2, removed: true }),
      aPlayer({ player_id: 3, without_phone: true }),
      aPlayer({ player_id: 4 }),
      aPlayer({ player_id: 5 }),
    ];
    const presence = new Map(players.map(({ player_id: id }) => [id, { player_id: id, ...away(T) }]));
    expect(nextOutage(null, players, presence, T)).toBeNull();
  });
});

describe('whatever phones do', () => {
  const phone = fc.oneof(
    fc.record({
      connected: fc.constant(true),
      since: fc.integer({ min: T - MINUTE_MS, max: T + MINUTE_MS }),
    }),
    fc.record({
      connected: fc.constant(false),
      since: fc.integer({ min: T - MINUTE_MS, max: T + MINUTE_MS }),
    }),
    fc.constant({ connected: false, since: null }),
  );
  const before = fc.option(
    fc.record({
      since: fc.integer({ min: T - MINUTE_MS, max: T }),
      playerIds: fc.constant([1]),
      isOver: fc.boolean(),
    }),
  );

  it('an outage names only phones that are away, each once, and all of its moment', () => {
    fc.assert(
      fc.property(fc.array(phone, { maxLength: 80 }), before, (phones, earlier) => {
        const outage = outageAmong(phones, earlier);
        if (outage === null) return;
        const named = outage.playerIds.map((id) => phones[id - 1]);
        expect(new Set(outage.playerIds).size).toBe(outage.playerIds.length);
        expect(named.length).toBeGreaterThan(0);
        for (const one of named) {
          expect(one?.connected).toBe(false);
          expect((one?.since ?? 0) - outage.since).toBeGreaterThanOrEqual(0);
          expect((one?.since ?? 0) - outage.since).toBeLessThanOrEqual(7_000);
        }
        const forgotten = phones.filter(
          ({ connected, since }, index) =>
            !connected &&
            since !== null &&
            !outage.playerIds.includes(index + 1) &&
            since >= outage.since &&
            since - outage.since <= 7_000,
        );
        expect(forgotten).toEqual([]);
      }),
    );
  });

  it('asked again, nothing changes; and once everybody is back, there is none', () => {
    fc.assert(
      fc.property(fc.array(phone, { maxLength: 80 }), before, (phones, earlier) => {
        const outage = outageAmong(phones, earlier);
        expect(outageAmong(phones, outage)).toEqual(outage);
        expect(
          outageAmong(
            phones.map(() => here(T + 1)),
            outage,
          ),
        ).toBeNull();
      }),
    );
  });
});

describe('what has been read', () => {
  const read = { since: T, playerIds: [1, 2, 3], cause: 'wifi' } as const;
  const outage = (change: Partial<Outage>): Outage => ({
    since: T,
    playerIds: [1, 2, 3],
    isOver: false,
    ...change,
  });

  it.each([
    ['is no news', outage({}), 'wifi', false],
    ['is no news with fewer phones', outage({ playerIds: [2, 3], since: T + 5_000 }), 'wifi', false],
    ['is no news once most are back', outage({ playerIds: [3], isOver: true }), 'stayed_away', false],
    ['is news with one more phone', outage({ playerIds: [1, 2, 3, 4] }), 'wifi', true],
    ['is news with another phone', outage({ playerIds: [1, 2, 4] }), 'wifi', true],
    ['is news at another time', outage({ since: T + MINUTE_MS }), 'wifi', true],
    ['is news for another reason', outage({}), 'laptop_network', true],
  ] as const)('%s', (_, now, cause, isNews) => {
    expect(isNewsOf(read, now, cause)).toBe(isNews);
  });

  it('is news while nothing has been read', () => {
    expect(isNewsOf(null, outage({}), 'wifi')).toBe(true);
  });
});

describe('the cause', () => {
  const outage = { since: T, playerIds: [1, 2, 3], isOver: false };
  const slept = (from: number, until: number) => ({ code: 'laptop_slept', params: { from, until } });
  const warning = (code: string) => ({ code, params: {} });

  it.each([
    ['wifi', []],
    ['wifi', [warning('port_taken'), warning('battery_low')]],
    ['laptop_network', [warning('no_network')]],
    ['laptop_network', [warning('no_address_given')]],
    ['laptop_network', [warning('no_phone_network')]],
    ['laptop_address', [warning('address_changed')]],
    ['laptop_slept', [slept(T + 4_000, T + 4 * MINUTE_MS), warning('no_network')]],
    ['laptop_slept', [slept(T - 1_000, T + 4 * MINUTE_MS)]],
    ['wifi', [slept(T - 10 * MINUTE_MS, T - 5 * MINUTE_MS)]],
    ['wifi', [slept(T + MINUTE_MS, T + 2 * MINUTE_MS)]],
    ['laptop_network', [slept(T - 10 * MINUTE_MS, T - 5 * MINUTE_MS), warning('no_network')]],
  ] as const)('is %s, by what the host warns of: %j', (cause, warnings) => {
    expect(outageCause(outage, warnings)).toBe(cause);
  });

  it('is not the Wi-Fi once the others are back', () => {
    expect(outageCause({ ...outage, isOver: true }, [warning('no_network')])).toBe('stayed_away');
  });
});
