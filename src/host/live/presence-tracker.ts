/** Tracks which seats have devices connected that answer, here or at other hosts. In memory only: a new host has not seen anybody yet. */
import type { GameState } from '../../game/state.ts';
import type { PresenceItem } from '../../protocol/frames.ts';
import type { HostTime } from '../time/clock.ts';
import type { Connection } from './connection.ts';
import { type KnownSeat, later } from './presence-exchange.ts';

export interface SeatPresence {
  readonly connected: boolean;
  /** Host time in ms of the last byte from any of the seat's devices; null: never. */
  readonly lastSeen: number | null;
}

export class PresenceTracker {
  readonly #gameTime: HostTime;
  readonly #devices = new Map<number, Set<Connection>>();
  /** Host time in ms since when a seat has been connected or away. */
  readonly #since = new Map<number, number>();
  /** Player not on the screen of a phone that several share -> whose seat that phone showed last. */
  readonly #shownInstead = new Map<number, number>();

  readonly #findElsewhere: (seatId: number) => KnownSeat | null;

  /** `findElsewhere`: what other hosts know of a seat. */
  constructor(gameTime: HostTime, findElsewhere: (seatId: number) => KnownSeat | null) {
    this.#gameTime = gameTime;
    this.#findElsewhere = findElsewhere;
  }

  /** `held`: whose seats the device opens, where several players share it. */
  connected(seatId: number, connection: Connection, held: readonly number[]): void {
    this.#shownInstead.delete(seatId);
    for (const other of held) if (other !== seatId) this.#shownInstead.set(other, seatId);
    const devices = this.#devices.get(seatId) ?? new Set();
    if (devices.size === 0) this.#since.set(seatId, this.#gameTime.now());
    devices.add(connection);
    this.#devices.set(seatId, devices);
  }

  disconnected(seatId: number, connection: Connection): void {
    const devices = this.#devices.get(seatId);
    if (devices === undefined || !devices.delete(connection) || devices.size > 0) return;
    this.#devices.delete(seatId);
    this.#since.set(seatId, connection.lastHeardAt);
    for (const [other, shown] of this.#shownInstead)
      if (shown === seatId && !this.#devices.has(other)) this.#since.set(other, connection.lastHeardAt);
  }

  /** Oldest first. */
  devicesOf(seatId: number): readonly Connection[] {
    return [...(this.#devices.get(seatId) ?? [])];
  }

  presenceOf(seatId: number): SeatPresence {
    const { connected, lastSeen } = this.#find(seatId);
    return { connected, lastSeen };
  }

  /** What this host knows itself, of every seat that it has seen. */
  seenHere(): KnownSeat[] {
    const ids = new Set([...this.#devices.keys(), ...this.#since.keys(), ...this.#shownInstead.keys()]);
    return [...ids].map((id) => this.#findHere(id));
  }

  #find(seatId: number): KnownSeat {
    const here = this.#findHere(seatId);
    return later(here, this.#findElsewhere(seatId) ?? undefined);
  }

  #findHere(id: number): KnownSeat {
    const devices = this.#devicesFor(id);
    const connected = devices.some((device) => !device.isAway);
    const since = this.#since.get(id) ?? null;
    const lastSeen = devices.length === 0 ? since : Math.max(...devices.map((device) => device.lastHeardAt));
    return {
      id,
      connected,
      since: connected ? (since ?? lastSeen) : lastSeen,
      lastSeen,
      onPhoneOf: this.#shownInsteadOf(id),
    };
  }

  /** The seat's own devices, or else those that can show it at a tap. */
  #devicesFor(seatId: number): readonly Connection[] {
    const own = this.devicesOf(seatId);
    const shown = own.length > 0 ? undefined : this.#shownInstead.get(seatId);
    if (shown === undefined) return own;
    return this.devicesOf(shown).filter((device) => device.heldPlayers().includes(seatId));
  }

  /** Whose seat the phone shows that this one is on as well; null: it has a phone of its own, or none. */
  #shownInsteadOf(seatId: number): number | null {
    if (this.#devices.has(seatId)) return null;
    const shown = this.#shownInstead.get(seatId) ?? null;
    // A phone that is away cannot be asked whether the seat has been moved to another one since.
    return shown === null || !this.#devices.has(shown) || this.#devicesFor(seatId).length > 0 ? shown : null;
  }

  /** One item for every seat that a device can open. */
  items(state: GameState): PresenceItem[] {
    const items: PresenceItem[] = [];
    for (const { id, removed, withoutPhone } of state.participants.values()) {
      if (removed || withoutPhone) continue;
      const { connected, since, onPhoneOf } = this.#find(id);
      items.push({
        player_id: id,
        connected,
        since,
        ...(onPhoneOf !== null && { on_phone_of: onPhoneOf }),
      });
    }
    return items;
  }
}
