/**
 * Which seats of a game have devices at other hosts: each host tells the others of its own, as ids and times alone. In memory only:
 * what is lost on the way comes again within seconds.
 */
import { randomUUID } from 'node:crypto';
import type { HostBus } from '../bus/host-bus.ts';
import { parseJson } from '../parse-json.ts';
import type { Cancel, Clock } from '../time/clock.ts';

/** A seat as one host knows it. Times are host time in ms. */
export interface KnownSeat {
  readonly id: number;
  readonly connected: boolean;
  /** Since when it has been connected or away; null: never seen. */
  readonly since: number | null;
  readonly lastSeen: number | null;
  /** Whose seat the phone shows instead of this one; null: its own. */
  readonly onPhoneOf: number | null;
}

export interface PresenceExchangeOptions {
  readonly gameId: number;
  readonly bus: HostBus;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  /** The seats that have been seen at this host. */
  readonly own: () => readonly KnownSeat[];
  /** Called when other hosts have told something. */
  readonly onTold: () => void;
  /** Whether the game has this seat: of others, nothing is kept. */
  readonly isSeat: (id: number) => boolean;
}

export interface PresenceExchange {
  /** What other hosts know of this seat; null: nothing. */
  find(seatId: number): KnownSeat | null;
  /** To be called whenever the own seats may have changed. */
  changed(): void;
  /** Takes leave of the others. */
  stop(): void;
}

/** At most one message in this time. */
const SHORTEST_MS = 1_000;
/** How often the same is said again, for hosts that have missed it or are new. */
const REPEAT_MS = 2_000;
/** A host that has been silent for so long is gone, and with it what was connected to it. */
const FORGET_MS = 5_000;
/** No installation has more: of made-up ones, those that were heard longest ago are forgotten. */
const MAX_HOSTS = 100;
/** What a host says of as many seats as a game has is shorter. */
const MAX_CHARACTERS = 1_000_000;

interface OtherHost {
  readonly seats: ReadonlyMap<number, KnownSeat>;
  /** Monotonic ms. */
  readonly toldAt: number;
}

const topicOf = (gameId: number) => `presence ${gameId}`;

export function exchangePresence(options: PresenceExchangeOptions): PresenceExchange {
  const { gameId, bus, clock, own, onTold, isSeat } = options;
  const topic = topicOf(gameId);
  const ownId = randomUUID();
  const others = new Map<string, OtherHost>();
  /** What hosts that have gone said last. */
  const earlier = new Map<number, KnownSeat>();
  let saidAt = -Infinity;
  let planned: { readonly at: number; readonly cancel: Cancel } | null = null;
  let cancelForgetting: Cancel | null = null;

  const say = (seats: readonly KnownSeat[]) => bus.publish(topic, encode(ownId, seats));
  const sayNow = (): void => {
    planned = null;
    saidAt = clock.monotonic();
    const seats = own();
    say(seats);
    if (seats.length > 0) plan(saidAt + REPEAT_MS);
  };
  const plan = (at: number): void => {
    if (planned !== null && planned.at <= at) return;
    planned?.cancel();
    planned = { at, cancel: clock.after(Math.max(0, at - clock.monotonic()), sayNow) };
  };

  const forget = (id: string): void => {
    for (const seat of others.get(id)?.seats.values() ?? [])
      earlier.set(seat.id, later({ ...seat, connected: false }, earlier.get(seat.id)));
    others.delete(id);
  };
  const forgetSilent = (): void => {
    cancelForgetting = null;
    const silent = [...others].filter(([, { toldAt }]) => clock.monotonic() - toldAt >= FORGET_MS);
    for (const [id] of silent) forget(id);
    if (silent.length > 0) onTold();
    planForgetting();
  };
  const planForgetting = (): void => {
    if (cancelForgetting !== null || others.size === 0) return;
    const oldest = Math.min(...[...others.values()].map(({ toldAt }) => toldAt));
    cancelForgetting = clock.after(Math.max(0, oldest + FORGET_MS - clock.monotonic()), forgetSilent);
  };

  const unsubscribe = bus.subscribe(topic, (text) => {
    const told = decode(text);
    if (told === null) return bus.noteForeign();
    if (told.hostId === ownId) return;
    // One that has joined elsewhere, and is not known here yet, comes again within seconds.
    const seats = new Map(told.seats.filter(({ id }) => isSeat(id)).map((seat) => [seat.id, seat]));
    if (seats.size === 0) forget(told.hostId);
    else {
      others.delete(told.hostId);
      others.set(told.hostId, { seats, toldAt: clock.monotonic() });
      const [longestSilent] = others.keys();
      if (others.size > MAX_HOSTS && longestSilent !== undefined) forget(longestSilent);
    }
    planForgetting();
    onTold();
  });

  return {
    find(seatId) {
      let found = earlier.get(seatId) ?? null;
      for (const { seats } of others.values()) {
        const seat = seats.get(seatId);
        if (seat !== undefined) found = later(seat, found ?? undefined);
      }
      return found;
    },
    changed: () => plan(saidAt + SHORTEST_MS),
    stop() {
      unsubscribe();
      planned?.cancel();
      cancelForgetting?.();
      if (saidAt > -Infinity) say([]);
    },
  };
}

/** Of what two hosts know of a seat, what counts: where it is connected, or else where it was last. */
export function later(one: KnownSeat, other: KnownSeat | undefined): KnownSeat {
  if (other === undefined) return one;
  if (one.connected !== other.connected) return one.connected ? one : other;
  return (one.lastSeen ?? 0) >= (other.lastSeen ?? 0) ? one : other;
}

function encode(hostId: string, seats: readonly KnownSeat[]): string {
  const rows = seats.map((seat) => [seat.id, seat.connected, seat.since, seat.lastSeen, seat.onPhoneOf]);
  return JSON.stringify([hostId, rows]);
}

const isNumberOrNull = (value: unknown): value is number | null =>
  value === null || typeof value === 'number';

/** Undefined: it is not JSON. */
function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Null: it is none of our messages. */
function decode(text: string): { readonly hostId: string; readonly seats: readonly KnownSeat[] } | null {
  const message = text.length > MAX_CHARACTERS ? undefined : readJson(text);
  if (!Array.isArray(message)) return null;
  const [hostId, rows] = message as readonly unknown[];
  if (typeof hostId !== 'string' || !Array.isArray(rows)) return null;
  const seats: KnownSeat[] = [];
  for (const row of rows as readonly unknown[]) {
    if (!Array.isArray(row)) return null;
    const [id, connected, since, lastSeen, onPhoneOf] = row as readonly unknown[];
    if (typeof id !== 'number' || typeof connected !== 'boolean') return null;
    if (!isNumberOrNull(since) || !isNumberOrNull(lastSeen) || !isNumberOrNull(onPhoneOf)) return null;
    seats.push({ id, connected, since, lastSeen, onPhoneOf });
  }
  return { hostId, seats };
}
