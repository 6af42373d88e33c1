/** One seat in one game, opened: its live connection, its calls, its outbox and what it remembers. */
import { MAX_DELAY_MS } from '../../../client/backoff.ts';
import { type ChallengeFeed, createGameStore } from '../../../client/game-store.ts';
import type { GameStore } from '../../../client/game-view.ts';
import { createHostClient, type HostClient } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { Memory } from '../../shared/safe-storage.ts';
import type { Seat } from '../entry/seat-store.ts';
import { newsKey } from '../model/outcome.ts';
import { type Command, createOutbox, type Outbox } from './command-sender.ts';
import { createDeeds, type Deeds } from './local-actions.ts';

const FIRST_WAIT_MS = 500;

export interface OpenGame {
  readonly seat: Seat;
  readonly store: GameStore & ChallengeFeed;
  readonly calls: HostClient;
  readonly outbox: Outbox;
  readonly deeds: Deeds;
  close(): void;
}

export interface OpenGameOptions {
  readonly memory: Memory;
  /** Which build this page is. */
  readonly page: string;
  readonly onError: (error: unknown) => void;
}

/** Connects at once. */
export function openGame(seat: Seat, { memory, page, onError }: OpenGameOptions): OpenGame {
  const { code, playerId } = seat;
  const store = createGameStore({ code, participantId: playerId, page, onError });
  const calls = createHostClient({ seat: playerId });
  const deeds = createDeeds(memory, `${code}.${playerId}`);
  const outbox = createOutbox({
    call: (command, key) => carryOut(calls, seat, command, key),
    untilWorthTrying: (attempt) => untilWorthTrying(store, attempt),
    memory,
    memoryKey: `${code}.${playerId}.unanswered`,
    onAnswer: (command, challenge) => {
      if (command.kind !== 'request') deeds.did(newsKey(challenge));
      // The answer came, so the host is there: the connection need not wait.
      if (store.getView().connection !== 'live') store.wake();
      outbox.shown([...store.getView().challenges, ...store.getView().ended]);
    },
    onError,
  });
  const unwatch = store.subscribe(() => {
    const { challenges, ended } = store.getView();
    outbox.shown([...challenges, ...ended]);
  });
  return {
    seat,
    store,
    calls,
    outbox,
    deeds,
    close() {
      unwatch();
      outbox.close();
      store.close();
    },
  };
}

function carryOut(
  calls: HostClient,
  { code, playerId }: Seat,
  command: Command,
  key: string,
): Promise<Challenge> {
  if (command.kind === 'request') {
    return calls.request(
      code,
      { player_id: playerId, building_type: command.building },
      { idempotencyKey: key },
    );
  }
  return calls[command.kind](code, command.challengeId, { idempotencyKey: key });
}

/** Resolves when the connection comes back, or after a while that grows with the attempts. */
function untilWorthTrying(store: Pick<GameStore, 'getView' | 'subscribe'>, attempt: number): Promise<void> {
  return new Promise((resolve) => {
    let wasLive = store.getView().connection === 'live';
    const go = () => {
      clearTimeout(timer);
      unwatch();
      resolve();
    };
    const timer = setTimeout(go, Math.min(MAX_DELAY_MS, FIRST_WAIT_MS * 2 ** attempt));
    const unwatch = store.subscribe(() => {
      const isLive = store.getView().connection === 'live';
      if (isLive && !wasLive) go();
      wasLive = isLive;
    });
  });
}
