/** Joining a game or coming back to it, and going on with that if the page is loaded again before the answer. */
import { type HostClient, HostError } from '../../../client/host-client.ts';
import { parseKept } from '../../../client/parse-kept.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import type { JoinResponse, RecoverSeatBody } from '../../../protocol/rest-schemas.ts';
import { seatFromAnswer } from './seat-requests.ts';
import type { StoredSeat } from './seat-store.ts';

const JOINING = 'joining';
const RECOVERING = 'recovering';
const VERSION = 1;
/**
 * How long the page goes on by itself with what was typed, ms: later, somebody else may hold the phone. Whoever types the same again,
 * whenever that is, is asked for under the same key.
 */
const KEPT_MS = 10 * 60_000;

export interface Joining {
  /** Throws `HostError`. Remembers the name until there is an answer. */
  readonly join: (code: string, name: string) => Promise<StoredSeat>;
  /** The name that somebody on this phone wants to join this game with; null: nobody is waiting for an answer. */
  nameFor(code: string): string | null;
  /** Throws `HostError`. Remembers name and PIN until there is an answer, in this tab alone. */
  readonly recover: (code: string, typed: RecoverSeatBody) => Promise<StoredSeat>;
  /** What somebody typed in this tab to come back to this game; null: nobody is waiting for an answer. */
  recoveryFor(code: string): RecoverSeatBody | null;
}

export interface JoiningOptions {
  readonly api: Pick<HostClient, 'join' | 'recover'>;
  readonly storage: SafeStorage;
  /** For PINs. */
  readonly tabStorage: SafeStorage;
  /** The device's wall clock, ms. */
  readonly wall: () => number;
}

export function createJoining({ api, storage, tabStorage, wall }: JoiningOptions): Joining {
  const forget = () => {
    storage.remove(JOINING);
    tabStorage.remove(RECOVERING);
  };
  /** @param isAgain whether that was asked before, and no answer came */
  const untilAnswered = async (call: () => Promise<JoinResponse>, isAgain = false): Promise<StoredSeat> => {
    try {
      const answer = await call();
      forget();
      return seatFromAnswer(answer);
    } catch (error) {
      // What was refused then, as while the room was locked, may be allowed by now.
      if (isAgain && error instanceof HostError && error.problem?.status === 409) return untilAnswered(call);
      // Without an answer, there may be a seat already.
      if (!(error instanceof HostError) || error.problem !== null) forget();
      throw error;
    }
  };
  /** What was typed for this game, and not too long ago. */
  const waitingFor = (text: string | null, code: string) => {
    const waiting = parseWaiting(text);
    const isRecent = waiting !== null && Math.abs(wall() - waiting.at) <= KEPT_MS;
    return isRecent && waiting.code === code ? waiting : null;
  };
  return {
    join(code, typed) {
      const before = waitingFor(storage.read(JOINING), code)?.name;
      // It is still theirs who may have a seat by now.
      const name = before !== undefined && isSameName(before, typed) ? before : typed;
      const isAgain = storage.read(JOINING) !== null;
      forget();
      storage.write(JOINING, JSON.stringify({ version: VERSION, code, name, at: wall() }));
      return untilAnswered(() => api.join(code, { player_name: name }), isAgain);
    },
    nameFor: (code) => waitingFor(storage.read(JOINING), code)?.name ?? null,
    recover(code, typed) {
      forget();
      const { player_name: name, seat_pin: pin } = typed;
      tabStorage.write(RECOVERING, JSON.stringify({ version: VERSION, code, name, pin, at: wall() }));
      return untilAnswered(() => api.recover(code, typed));
    },
    recoveryFor(code) {
      const waiting = waitingFor(tabStorage.read(RECOVERING), code);
      if (waiting?.pin !== undefined) return { player_name: waiting.name, seat_pin: waiting.pin };
      // A PIN stays no longer than it may be of use.
      tabStorage.remove(RECOVERING);
      return null;
    },
  };
}

/** Also in other cases, with other blanks or accents, as a keyboard may leave it. */
export function isSameName(one: string, other: string): boolean {
  // oxlint-disable-next-line no-restricted-properties -- nothing is sorted
  return one.localeCompare(other, [], { sensitivity: 'base', ignorePunctuation: true }) === 0;
}

function parseWaiting(text: string | null) {
  const value = parseKept(text);
  if (typeof value !== 'object' || value === null) return null;
  if (!('version' in value && 'code' in value && 'name' in value && 'at' in value)) return null;
  const { version, code, name, at } = value;
  if (version !== VERSION || typeof code !== 'string' || typeof name !== 'string') return null;
  const pin = 'pin' in value && typeof value.pin === 'string' ? value.pin : undefined;
  return typeof at === 'number' ? { code, name, pin, at } : null;
}
