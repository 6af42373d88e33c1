/** Tracks which seats have devices connected that answer. In memory only: a new host has not seen anybody yet. */
import type { GameState } from '../../game/state.ts';
import type { PresenceItem } from '../../protocol/frames.ts';
import type { HostTime } from '../time/clock.ts';
import type { Connection } from './connection.ts';

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

  constructor(gameTime: HostTime) {
    this.#gameTime = gameTime;
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
    const devices = this.#devicesFor(seatId);
    if (devices.length === 0) return { connected: false, lastSeen: this.#since.get(seatId) ?? null };
    return {
      connected: devices.some((device) => !device.isAway),
      lastSeen: Math.max(...devices.map((device) => device.lastHeardAt)),
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
      const { connected, lastSeen } = this.presenceOf(id);
      const since = connected ? (this.#since.get(id) ?? lastSeen) : lastSeen;
      const shown = this.#shownInsteadOf(id);
      items.push({ player_id: id, connected, since, ...(shown !== null && { on_phone_of: shown }) });
    }
    return items;
  }
}
