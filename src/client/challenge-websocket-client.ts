/** Calls handlers by event name, for programs that prefer callbacks to a store. Needs no React. */
import type { Challenge } from '../protocol/entity-schemas.ts';
import type { DeliveredVersion } from './delivered-versions.ts';
import { defaultEnvironment } from './environment.ts';
import {
  type ChallengeFeed,
  type ChallengeUpdate,
  createGameStore,
  type GameStoreOptions,
} from './game-store.ts';
import type { GameStore } from './game-view.ts';

export type ChallengeEventName =
  | 'challenge_requested'
  | 'challenge_assigned'
  | 'challenge_completed'
  | 'challenge_cancelled'
  | 'challenge_expired'
  | 'challenge_undone';

export type ChallengeHandler = (challenge: Challenge) => void;

export interface ChallengeClientOptions extends Omit<GameStoreOptions, 'code' | 'participantId'> {
  /** `own` (default): a player gets its own challenges; `game`: everyone's. Bankers and boards always get all. */
  readonly scope?: 'own' | 'game' | undefined;
}

export class ChallengeWebSocketClient {
  readonly #gameCode: string;
  readonly #playerId: number;
  readonly #options: ChallengeClientOptions;
  readonly #handlers = new Map<ChallengeEventName, Set<ChallengeHandler>>();
  readonly #onError: (error: unknown) => void;
  #store: (GameStore & ChallengeFeed) | null = null;

  constructor(gameCode: string, playerId: number, options: ChallengeClientOptions = {}) {
    const environment = options.environment ?? defaultEnvironment();
    this.#gameCode = gameCode;
    this.#playerId = playerId;
    this.#options = { ...options, environment };
    this.#onError = options.onError ?? ((error) => environment.reportError(error));
  }

  /** Also takes the wire's own name, `challenge_request`. The same handler added twice is called once. */
  on(name: ChallengeEventName | 'challenge_request', handler: ChallengeHandler): this {
    const canonical = canonicalName(name);
    this.#handlers.set(canonical, (this.#handlers.get(canonical) ?? new Set()).add(handler));
    return this;
  }

  off(name: ChallengeEventName | 'challenge_request', handler: ChallengeHandler): this {
    this.#handlers.get(canonicalName(name))?.delete(handler);
    return this;
  }

  /** Add handlers first: they are called for the first snapshot. A second call does nothing. */
  connect(): void {
    if (this.#store !== null) return;
    const { scope: _, ...options } = this.#options;
    const store = createGameStore({ ...options, code: this.#gameCode, participantId: this.#playerId });
    store.onChallenge((update) => {
      if (this.#isInScope(store, update.challenge))
        for (const name of eventNamesFor(update)) this.#callHandlers(name, update.challenge);
    });
    this.#store = store;
  }

  disconnect(): void {
    this.#store?.close();
    this.#store = null;
  }

  #isInScope(store: GameStore, challenge: Challenge): boolean {
    const { me } = store.getView();
    if (this.#options.scope === 'game' || me?.role !== 'player') return true;
    return challenge.player_id === me.player_id;
  }

  /** A handler that throws doesn't keep the others from being called. */
  #callHandlers(name: ChallengeEventName, challenge: Challenge): void {
    for (const handler of Array.from(this.#handlers.get(name) ?? [])) {
      try {
        handler(challenge);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}

function canonicalName(name: ChallengeEventName | 'challenge_request'): ChallengeEventName {
  return name === 'challenge_request' ? 'challenge_requested' : name;
}

/** The event names for this update. An update that came without its event gives the names the event would have given. */
function eventNamesFor({
  challenge,
  previous: before,
  frame,
}: ChallengeUpdate): readonly ChallengeEventName[] {
  const statusEvent = `challenge_${challenge.status}` as const;
  const undone = frame === null ? wasUndone(challenge, before) : frame.event_type === 'challenge_undone';
  if (undone) return [statusEvent, 'challenge_undone'];
  const isStep = frame === null ? isNewStep(challenge, before) : frame.event_type !== 'challenge_updated';
  return isStep ? [statusEvent] : [];
}

/** Only an undo leads back to an earlier status. */
function wasUndone(challenge: Challenge, before: DeliveredVersion | null): boolean {
  if (before === null) return false;
  return challenge.ended_reason === 'undone' || rank(challenge) < rank(before);
}

/** Claims, extensions and changed exercises don't count as a step; a new assignment does. */
function isNewStep(challenge: Challenge, before: DeliveredVersion | null): boolean {
  return before?.status !== challenge.status || before.start_time !== challenge.start_time;
}

function rank({ status }: DeliveredVersion): number {
  return status === 'requested' ? 0 : status === 'assigned' ? 1 : 2;
}
