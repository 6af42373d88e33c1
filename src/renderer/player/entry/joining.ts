/** Joining a game, and going on with it if the page is loaded again before the answer. */
import { type HostClient, HostError } from '../../../client/host-client.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import { seatFromAnswer } from './seat-requests.ts';
import type { StoredSeat } from './seat-store.ts';

const STORAGE_KEY = 'joining';
const VERSION = 1;
/** As long as the host is asked under the same key, ms. */
const KEPT_MS = 10 * 60_000;

export interface Joining {
  /** Throws `HostError`. Remembers the name until there is an answer. */
  readonly join: (code: string, name: string) => Promise<StoredSeat>;
  /** The name that somebody on this phone wants to join this game with; null: nobody is waiting for an answer. */
  nameFor(code: string): string | null;
}

export interface JoiningOptions {
  readonly api: Pick<HostClient, 'join'>;
  readonly storage: SafeStorage;
  /** The device's wall clock, ms. */
  readonly wall: () => number;
}

export function createJoining({ api, storage, wall }: JoiningOptions): Joining {
  return {
    async join(code, name) {
      storage.write(STORAGE_KEY, JSON.stringify({ version: VERSION, code, name, at: wall() }));
      try {
        const answer = await api.join(code, { player_name: name });
        storage.remove(STORAGE_KEY);
        return seatFromAnswer(answer);
      } catch (error) {
        // Without an answer, there may be a seat already.
        if (!(error instanceof HostError) || error.problem !== null) storage.remove(STORAGE_KEY);
        throw error;
      }
    },
    nameFor(code) {
      const waiting = parseJoining(storage.read(STORAGE_KEY));
      const isRecent = waiting !== null && Math.abs(wall() - waiting.at) <= KEPT_MS;
      return isRecent && waiting.code === code ? waiting.name : null;
    },
  };
}

function parseJoining(text: string | null) {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return null;
  if (!('version' in value && 'code' in value && 'name' in value && 'at' in value)) return null;
  const { version, code, name, at } = value;
  if (version !== VERSION || typeof code !== 'string' || typeof name !== 'string') return null;
  return typeof at === 'number' ? { code, name, at } : null;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
