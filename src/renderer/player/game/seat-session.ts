/** An open seat in a game: its live connection, REST client, pending command and what it remembers. */
import { MAX_DELAY_MS } from '../../../client/backoff.ts';
import { callAnew, isSetOtherwise } from '../../../client/call-anew.ts';
import { type ChallengeFeed, createGameStore } from '../../../client/game-store.ts';
import type { GameStore } from '../../../client/game-view.ts';
import { createHostClient, HostError, type HostClient } from '../../../client/host-client.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import type { OpenSeatCarrier } from '../../../client/seat-carrier.ts';
import { isOpen } from '../../../game/open-challenges.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { StoredSeat } from '../entry/seat-store.ts';
import { outcomeKey } from '../model/outcome.ts';
import type { Identification } from '../phone.ts';
import { createCommandSender, type CommandSender } from './command-sender.ts';
import { createKnownSeat, type KnownSeat } from './known-seat.ts';
import { createLocalActions, type LocalActions } from './local-actions.ts';
import type { PlayerCommand } from './player-command.ts';
import { createReversals, type Reversals } from './reversals.ts';

const FIRST_WAIT_MS = 500;
/** How long to ask the history. */
const PATIENCE_MS = 10_000;

export interface SeatSession {
  readonly seat: StoredSeat;
  /** `token` in a browser that keeps no cookies. */
  readonly by: Identification;
  readonly store: GameStore & ChallengeFeed;
  readonly api: HostClient;
  readonly sender: CommandSender;
  readonly localActions: LocalActions;
  readonly reversals: Reversals;
  readonly knownSeat: KnownSeat;
  close(): void;
}

export interface SeatSessionOptions {
  readonly by: Identification;
  /** The other seats that this phone opens. */
  readonly others: readonly StoredSeat[];
  readonly storage: SafeStorage;
  /** The build of this page. */
  readonly page: string;
  /** Absent: the page stays at this address of the laptop. */
  readonly carrySeat?: OpenSeatCarrier;
  readonly onError: (error: unknown) => void;
}

/** Connects at once. */
export function openSeatSession(
  seat: StoredSeat,
  { by, others, storage, page, carrySeat, onError }: SeatSessionOptions,
): SeatSession {
  const { code, playerId } = seat;
  const token = by === 'token' ? (seat.token ?? undefined) : undefined;
  const inGame = others.filter((other) => other.code === code && other.playerId !== playerId);
  const sharedTokens = by === 'token' ? inGame.flatMap((other) => other.token ?? []) : [];
  const isByCookie = by === 'cookie' && seat.token !== null;
  const spareRight = isByCookie ? { path: `/games/${code}/me`, token: seat.token } : undefined;
  const store = createGameStore({
    code,
    participantId: playerId,
    token,
    sharedTokens,
    spareRight,
    page,
    carrySeat,
    onError,
  });
  const plainApi = createHostClient({ seat: playerId, token, spareRight });
  const api: HostClient = {
    ...plainApi,
    changePlayer: (game, id, body, o) =>
      callAnew(
        (to) => plainApi.changePlayer(game, id, body, to),
        // The banker may have set it otherwise since.
        (answer) => {
          const { connection, me } = store.getView();
          return connection === 'live' && me !== null && isSetOtherwise(me, answer, body);
        },
        o,
      ),
  };
  const localActions = createLocalActions(storage, `${code}.${playerId}`);
  const sender = createCommandSender({
    call: (command, key) => carryOut(api, seat, command, key),
    waitToRetry: (attempt) => waitToRetry(store, attempt),
    storage,
    storageKey: `${code}.${playerId}.unanswered`,
    onAnswer: (command, challenge) => {
      if (command.kind === 'undo') localActions.markUndone(outcomeKey(challenge));
      else if (command.kind !== 'request') localActions.markDone(outcomeKey(challenge));
      // The host has answered, so it is reachable: no need for the connection to wait.
      if (store.getView().connection !== 'live') store.wake();
      confirmDrawn();
    },
    isOver: (challenge) => isOver(api, code, challenge),
    onError,
  });
  const reversals = createReversals(store, playerId, (challenge) => {
    const command = sender.getState().sending?.command;
    const isPending = command?.kind !== 'request' && command?.challengeId === challenge.id;
    return isPending || localActions.isOwnAction(outcomeKey(challenge));
  });
  /** A command stays on the screen until what it did is drawn. */
  const confirmDrawn = () => {
    sender.confirmShown(store.drawn.getView());
  };
  const unwatch = store.drawn.subscribe(confirmDrawn);
  const knownSeat = createKnownSeat(storage, `${code}.${playerId}.known`);
  const unlook = store.subscribe(() => {
    const { me } = store.getView();
    if (me !== null) knownSeat.look(me);
  });
  return {
    seat,
    by,
    store,
    api,
    sender,
    localActions,
    reversals,
    knownSeat,
    close() {
      unwatch();
      unlook();
      sender.close();
      store.close();
    },
  };
}

function carryOut(
  api: HostClient,
  { code, playerId }: StoredSeat,
  command: PlayerCommand,
  key: string,
): Promise<Challenge> {
  const options = { idempotencyKey: key };
  if (command.kind === 'request') {
    const { building, meant } = command;
    return api.request(code, { player_id: playerId, building_type: building, ...meant }, options);
  }
  const { kind, challengeId, meant } = command;
  return api[kind](code, challengeId, meant, options);
}

/** Whether the history says that it has ended, or nothing of it. Without an answer, nothing should wait for it any longer. */
async function isOver(api: HostClient, code: string, { id }: Challenge): Promise<boolean> {
  try {
    const { items } = await api.history(code, { before: id + 1, limit: 1 }, { retryForMs: PATIENCE_MS });
    return !items.some((found) => found.id === id && isOpen(found.status));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return true;
  }
}

/** Resolves when the connection comes back, or after a wait that grows with each attempt. */
function waitToRetry(store: Pick<GameStore, 'getView' | 'subscribe'>, attempt: number): Promise<void> {
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
