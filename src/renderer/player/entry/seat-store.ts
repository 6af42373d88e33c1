import { isHeaderText } from '../../../client/header-text.ts';
import { parseKept } from '../../../client/parse-kept.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
/** The seats held by this browser. Phones are shared, so there may be several; the last used comes first. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';
import type { HeldSeat } from '../../../protocol/rest-schemas.ts';

export interface StoredSeat {
  readonly code: string;
  readonly playerId: number;
  readonly name: string;
  /** Restores the cookie if the browser dropped it. */
  readonly token: string | null;
  /** The seat of the game before, which this one goes on from. */
  readonly before?: SeatName;
}

export type SeatName = Pick<StoredSeat, 'code' | 'playerId'>;

const STORAGE_KEY = 'seats';
/** Enough for a summer of shared phones. */
const KEPT = 20;

export interface SeatStore {
  all(): readonly StoredSeat[];
  /** Puts the seat first. */
  save(seat: StoredSeat): void;
  remove(seat: SeatName): void;
  find(seat: SeatName): StoredSeat | undefined;
}

export function createSeatStore(storage: SafeStorage): SeatStore {
  const all = () => parseSeats(storage.read(STORAGE_KEY));
  const write = (seats: readonly StoredSeat[]) =>
    storage.write(STORAGE_KEY, JSON.stringify(seats.slice(0, KEPT)));
  const others = (seat: SeatName) => all().filter((other) => !isSameSeat(other, seat));
  return {
    all,
    save: (seat) => write([seat, ...others(seat)]),
    remove: (seat) => write(others(seat)),
    find: (seat) => all().find((one) => isSameSeat(one, seat)),
  };
}

function isSameSeat(one: SeatName, other: SeatName): boolean {
  return one.code === other.code && one.playerId === other.playerId;
}

/**
 * The seats of this browser, the one to open first in front. What the host says counts: it sees the cookies, while storage may be
 * empty, full or out of date.
 * @param held what the host says; null: it did not answer, so what is stored has to do.
 */
export function seatsToOffer(
  stored: readonly StoredSeat[],
  held: readonly HeldSeat[] | null,
): readonly StoredSeat[] {
  if (held === null) return stored;
  const playing = new Set(held.flatMap(({ participant_id: id, removed }) => (removed ? [] : id)));
  const isStored = ({ playerId }: StoredSeat) => stored.some((seat) => seat.playerId === playerId);
  // A seat that is not stored could not be: it is newer than what is.
  const all = [
    ...held.flatMap((seat) => playerSeat(seat) ?? []).filter((seat) => !isStored(seat)),
    ...stored,
  ];
  const isPlaying = ({ playerId }: StoredSeat) => playing.has(playerId);
  return [...all.filter(isPlaying), ...all.filter((seat) => !isPlaying(seat))];
}

function playerSeat({ participant_id: playerId, role, game_code: code, player_name: name }: HeldSeat) {
  if (role !== 'player' || code === null) return null;
  return { code, playerId, name: name ?? '', token: null } satisfies StoredSeat;
}

/** The seat for an address: the one it names, else the last used in its game, or on `/` the last used at all. */
export function findSeat(
  seats: readonly StoredSeat[],
  place: { readonly code: string | null; readonly seat: number | null },
): StoredSeat | null {
  const inGame = seats.filter(({ code }) => place.code === null || code === place.code);
  return inGame.find(({ playerId }) => playerId === place.seat) ?? inGame[0] ?? null;
}

function parseSeats(text: string | null): readonly StoredSeat[] {
  const value = parseKept(text);
  return Array.isArray(value) ? value.flatMap((each: unknown) => parseSeat(each) ?? []) : [];
}

function parseSeat(value: unknown): StoredSeat | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('code' in value && 'playerId' in value && 'name' in value && 'token' in value)) return null;
  const { name, token } = value;
  const seat = parseSeatName(value);
  if (seat === null || typeof name !== 'string') return null;
  const before = 'before' in value ? parseSeatName(value.before) : null;
  // Without a token that can be sent, the seat may still open by its cookie or its PIN.
  return { ...seat, name, token: isHeaderText(token) ? token : null, ...(before !== null && { before }) };
}

function parseSeatName(value: unknown): SeatName | null {
  if (typeof value !== 'object' || value === null || !('code' in value && 'playerId' in value)) return null;
  const { code, playerId } = value;
  if (typeof code !== 'string' || normaliseGameCode(code) !== code) return null;
  if (typeof playerId !== 'number' || !Number.isInteger(playerId) || playerId < 1) return null;
  return { code, playerId };
}
