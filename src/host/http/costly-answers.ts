/**
 * Limits answers that take much memory or work, from the moment they are begun until they have been read: long lists, histories and
 * files. docs/protocol.md, "Limits".
 */
import type { EventEmitter } from 'node:events';
import type { Role } from '../../game/state.ts';
import { networkOf } from '../lan/addresses.ts';
import type { Clock } from '../time/clock.ts';
import { ProblemError, refusal } from './problems.ts';

export interface CostlyLimits {
  readonly perCaller: number;
  /** Of bankers, boards and owners together: no player takes any of these. */
  readonly desks: number;
  /** Of all players together. */
  readonly players: number;
  /** Of the players of one network. */
  readonly playersPerNetwork: number;
}

/**
 * Each may be a few hundred kilobytes. A caller's are more than all the pages that one person has open ask for at once; those of desks
 * are enough for four such people. Players' phones ask seldom and for little, and have read it within milliseconds, so that half of
 * the players' share is enough for a hall behind one router.
 */
export const COSTLY_LIMITS: CostlyLimits = { perCaller: 6, desks: 24, players: 40, playersPerNetwork: 20 };
/** From when on an answer makes room for who asks: a page of 500 challenges has 140 KB, which a phone on a bad Wi-Fi has read by then. */
export const MIN_READING_MS = 10_000;
/**
 * How long whoever has had to make room gets only places of the emptier half: it would take those of the others again at once. So long
 * that somebody needs more seats to go on than can join from one address without the desk being told.
 */
export const REST_MS = 10 * 60_000;
const RETRY_AFTER_SECONDS = 1;

/** What is needed of Fastify's request and reply. */
interface Asked {
  readonly ip: string;
  readonly raw: { readonly socket: Listened & Resettable };
}
interface Ending {
  readonly raw: Listened;
}
type Listened = Pick<EventEmitter, 'once' | 'off'>;
/** A socket. */
interface Resettable {
  readonly destroyed: boolean;
  resetAndDestroy(): unknown;
}

/** Whoever asks. Nothing that strangers may ask for is costly: they would crowd out the others. */
interface Asking {
  readonly callerId: number;
  readonly actor: { readonly role: Role };
}

export interface CostlyAnswers {
  /**
   * Counts the answer until it has been read, or its connection has closed. Where too many are under way, the one that has been read for
   * longest is cut off for it, if that is long enough and this caller has no other. Throws `too_many` if this caller has too many
   * already, `busy` if all together have.
   */
  begin(request: Asked, reply: Ending, asking: Asking): void;
}

/** An answer under way. */
interface Place {
  readonly callerId: number;
  readonly network: string;
  /** Ms on the monotonic clock. */
  readonly begunAt: number;
  cutOff(): void;
}

export function createCostlyAnswers(
  clock: Pick<Clock, 'monotonic'>,
  limits: Partial<CostlyLimits> = {},
): CostlyAnswers {
  const { perCaller, desks, players, playersPerNetwork } = { ...COSTLY_LIMITS, ...limits };
  /** In the order in which they were begun. */
  const ofDesks = new Set<Place>();
  const ofPlayers = new Set<Place>();
  const cutOffAt = new CutOffTimes();

  /** Throws `busy` if there is no room. */
  const makeRoom = (taken: readonly Place[], most: number, asks: { isResting: boolean; hasOne: boolean }) => {
    if (taken.length < (asks.isResting ? most / 2 : most)) return;
    const now = clock.monotonic();
    const [longest] = taken;
    if (asks.isResting || asks.hasOne || longest === undefined) throw busy();
    if (now - longest.begunAt < MIN_READING_MS) throw busy();
    cutOffAt.note(longest.callerId, now);
    longest.cutOff();
  };

  return {
    begin(request, reply, { callerId, actor }) {
      const { socket } = request.raw;
      // Whoever left while they were looked up would never be heard to leave.
      if (socket.destroyed) return;
      const isPlayer = actor.role === 'player';
      const places = isPlayer ? ofPlayers : ofDesks;
      const taken = [...places];
      const own = taken.filter((place) => place.callerId === callerId);
      if (own.length >= perCaller)
        throw refusal(
          { reason: 'answers_at_once', params: { most: perCaller } },
          `Only ${perCaller} long answers at a time. Read those first, then ask again.`,
          RETRY_AFTER_SECONDS,
        );
      const network = networkOf(request.ip);
      const isResting = cutOffAt.isResting(callerId, clock.monotonic());
      const asks = { isResting, hasOne: own.length > 0 };
      if (isPlayer) {
        const near = taken.filter((place) => place.network === network);
        makeRoom(near, playersPerNetwork, asks);
      }
      makeRoom([...places], isPlayer ? players : desks, asks);

      const end = () => {
        reply.raw.off('close', end);
        socket.off('close', end);
        places.delete(place);
      };
      const place: Place = {
        callerId,
        network,
        begunAt: clock.monotonic(),
        cutOff() {
          end();
          socket.resetAndDestroy();
        },
      };
      places.add(place);
      // A response that still waits for an earlier one does not hear that its connection has closed.
      reply.raw.once('close', end);
      socket.once('close', end);
    },
  };
}

/** When each caller last had to make room, longest ago first; forgotten once it no longer matters. */
class CutOffTimes {
  readonly #at = new Map<number, number>();

  note(callerId: number, now: number): void {
    this.#at.delete(callerId);
    this.#at.set(callerId, now);
    for (const [each, at] of this.#at) {
      if (now - at < REST_MS) break;
      this.#at.delete(each);
    }
  }

  isResting(callerId: number, now: number): boolean {
    const at = this.#at.get(callerId);
    return at !== undefined && now - at < REST_MS;
  }
}

function busy(): ProblemError {
  return new ProblemError(
    'busy',
    'Too many long answers are under way. Ask again in a moment.',
    null,
    RETRY_AFTER_SECONDS,
  );
}
