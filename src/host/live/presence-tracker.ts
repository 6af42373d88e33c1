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

  constructor(gameTime: HostTime) {
    this.#gameTime = gameTime;
  }

  connected(seatId: number, connection: Connection): void {
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
  }

  /** Oldest first. */
  devicesOf(seatId: number): readonly Connection[] {
    return [...(this.#devices.get(seatId) ?? [])];
  }

  presenceOf(seatId: number): SeatPresence {
    const devices = this.devicesOf(seatId);
    if (devices.length === 0) return { connected: false, lastSeen: this.#since.get(seatId) ?? null };
    return {
      connected: devices.some((device) => !device.isAway),
      lastSeen: Math.max(...devices.map((device) => device.lastHeardAt)),
    };
  }

  /** One item for every seat that a device can open. */
  items(state: GameState): PresenceItem[] {
    const items: PresenceItem[] = [];
    for (const { id, removed, withoutPhone } of state.participants.values()) {
      if (removed || withoutPhone) continue;
      const { connected, lastSeen } = this.presenceOf(id);
      const since = connected ? (this.#since.get(id) ?? null) : lastSeen;
      items.push({ player_id: id, connected, since });
    }
    return items;
  }
}
