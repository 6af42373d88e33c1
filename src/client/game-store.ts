/**
 * One game as one seat sees it, kept up to date by the live connection.
 * Others build on: `createGameStore` (with `GameStoreOptions`), `ChallengeFeed`, `ChallengeUpdate`.
 */
import { isOpen } from '../game/open-challenges.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import type { EventFrame, PresenceItem, WelcomeFrame } from '../protocol/frames.ts';
import {
  applyEvent,
  needsSnapshot,
  withChallenge,
  type ClientState,
  stateFromSnapshot,
} from './apply-event.ts';
import { DeliveredVersions, type DeliveredVersion } from './delivered-versions.ts';
import { FrameByFrame } from './drawn-view.ts';
import { Emitter } from './emitter.ts';
import { defaultEnvironment, type Environment } from './environment.ts';
import { findInHistory, type FindChallenges } from './find-challenges.ts';
import type { GameStore, GameView } from './game-view.ts';
import { createHostClient, HostError, type SpareRight } from './host-client.ts';
import { HostClock } from './host-clock.ts';
import { LiveConnection } from './live-connection.ts';
import { RemotePlayClock } from './remote-play-clock.ts';
import type { OpenSeatCarrier, SeatCarrier } from './seat-carrier.ts';
import { shareUnchanged } from './share-unchanged.ts';

export interface GameStoreOptions {
  readonly code: string;
  /** The seat; the owner uses the banker's or board's. */
  readonly participantId: number;
  /** As `http://192.168.1.5:4747`; default: where the page came from. */
  readonly baseUrl?: string | undefined;
  /** For Node, which has no cookie. */
  readonly token?: string | undefined;
  /** Of the other seats on this phone, for whoever has no cookies: the desk then knows that they are here, too. */
  readonly sharedTokens?: readonly string[] | undefined;
  /** For a browser that may lose the cookie: what opens the history then. */
  readonly spareRight?: SpareRight | undefined;
  /** Which build this page is. */
  readonly page?: string | undefined;
  /** True for the desk and the board; default false, as phones need it. */
  readonly keepsTimersWhileHidden?: boolean | undefined;
  readonly environment?: Environment | undefined;
  /** The host broke the contract, a listener threw, or the history was refused. Default: `environment.reportError`. */
  readonly onError?: (error: unknown) => void;
  /** How a page goes on at another address of the laptop; absent: it stays where it is. */
  readonly carrySeat?: OpenSeatCarrier | undefined;
  /** Default: the host's history. */
  readonly findChallenges?: FindChallenges;
}

/** A challenge in a version that was not delivered before, whatever its source. `frame` is null unless it came as an event. */
export interface ChallengeUpdate {
  readonly challenge: Challenge;
  /** The version delivered before this one; null: none. */
  readonly previous: DeliveredVersion | null;
  readonly frame: EventFrame | null;
}

/** What the store offers beyond `GameStore`. */
export interface ChallengeFeed {
  /**
   * Every version of a challenge, once: from events, from snapshots, and from the history for those that ended while
   * disconnected. Returns the unsubscriber.
   */
  onChallenge(listener: (update: ChallengeUpdate) => void): () => void;
}

const INITIAL_VIEW: GameView = {
  connection: 'connecting',
  closeCode: null,
  isMoving: false,
  origins: [],
  loaded: false,
  game: null,
  message: null,
  me: null,
  teams: [],
  challenges: [],
  ended: [],
  players: [],
  presence: new Map(),
  pinGuessesUntil: null,
  seq: 0,
  epoch: null,
  snapshots: 0,
};

/** Connects at once. Close it when the page moves to another game or seat. */
export function createGameStore(options: GameStoreOptions): GameStore & ChallengeFeed {
  const store = new Store(options);
  return {
    getView: () => store.view,
    subscribe: (listener) => store.changes.subscribe(listener),
    onEvent: (listener) => store.events.subscribe(listener),
    onChallenge: (listener) => store.challengeUpdates.subscribe(listener),
    drawn: store.drawn,
    hostNow: () => store.hostClock.hostNow(),
    playNow: () => store.playClock.playNow(),
    wake: () => store.connection.wake(),
    resync: () => store.connection.resync(),
    close: () => store.close(),
  };
}

class Store {
  readonly changes: Emitter<void>;
  readonly events: Emitter<EventFrame>;
  readonly challengeUpdates: Emitter<ChallengeUpdate>;
  readonly drawn: FrameByFrame;
  readonly hostClock: HostClock;
  readonly playClock: RemotePlayClock;
  readonly connection: LiveConnection;
  view: GameView = INITIAL_VIEW;
  private readonly onError: (error: unknown) => void;
  private readonly findChallenges: FindChallenges;
  private readonly carrier: SeatCarrier | undefined;
  private readonly closing = new AbortController();
  private readonly delivered = new DeliveredVersions();
  /** Challenges that ended while disconnected, until the history says how. */
  private readonly unsettled = new Set<number>();

  constructor(options: GameStoreOptions) {
    const {
      code,
      participantId,
      token,
      sharedTokens,
      spareRight,
      page,
      environment = defaultEnvironment(),
    } = options;
    const baseUrl = (options.baseUrl ?? environment.origin).replace(/\/$/, '');
    const onError = options.onError ?? ((error: unknown) => environment.reportError(error));
    this.onError = onError;
    this.findChallenges =
      options.findChallenges ??
      findInHistory(createHostClient({ baseUrl, seat: participantId, token, spareRight, environment }), code);
    this.changes = new Emitter(onError);
    this.events = new Emitter(onError);
    this.challengeUpdates = new Emitter(onError);
    this.drawn = new FrameByFrame(
      (callback) => environment.nextFrame(callback),
      () => this.view,
      onError,
    );
    this.hostClock = new HostClock(() => environment.monotonic());
    this.playClock = new RemotePlayClock(() => this.hostClock.hostNow());
    const keepsTimersWhileHidden = options.keepsTimersWhileHidden ?? false;
    this.carrier = options.carrySeat?.({
      environment,
      baseUrl,
      participantId,
      keepsTimersWhileHidden,
      onMoving: (isMoving) => {
        if (isMoving !== this.view.isMoving) this.update({ isMoving });
      },
    });
    this.connection = new LiveConnection({
      baseUrl,
      code,
      participantId,
      token,
      sharedTokens,
      page,
      keepsTimersWhileHidden,
      environment,
      hostClock: this.hostClock,
      onWelcome: (frame) => this.onWelcome(frame),
      onEvent: (frame) => this.onEvent(frame),
      onPresence: ({ items }) => this.update({ presence: presenceByPlayer(items) }),
      onNotice: ({ until }) => this.update({ pinGuessesUntil: until }),
      onAddresses: (frame) => {
        this.carrier?.learn(frame);
        this.update({ origins: frame.origins });
      },
      onStatus: (connection, closeCode) => {
        this.update({ connection, closeCode });
        this.carrier?.follow(connection);
      },
      onError,
    });
  }

  close(): void {
    this.closing.abort();
    this.carrier?.close();
    this.connection.close();
    this.drawn.close();
  }

  private update(change: Partial<GameView>): void {
    this.view = { ...this.view, ...change };
    this.drawn.changed();
    this.changes.emit();
  }

  private onWelcome({ epoch, seq, snapshot }: WelcomeFrame): void {
    if (snapshot !== null) {
      const { view } = this;
      const state = stateFromSnapshot(snapshot, view.ended);
      for (const { id } of [...view.challenges, ...state.ended]) this.unsettled.add(id);
      this.playClock.syncWithGame(snapshot.game);
      this.update({
        ...shareUnchanged(view, state),
        loaded: true,
        epoch,
        seq,
        snapshots: view.snapshots + 1,
      });
      for (const challenge of state.challenges.toReversed()) this.deliver(challenge, null);
    }
    void this.resolveUnsettled();
  }

  private onEvent(frame: EventFrame): void {
    const before = clientStateIn(this.view);
    if (before === null) throw new Error('An event came before the snapshot it builds on.');
    const after = applyEvent(before, frame);
    if (frame.event_type === 'game_updated') this.playClock.syncWithGame(frame.data);
    this.playClock.syncWithEvent(frame);
    this.update({ ...after, seq: frame.seq });
    if (isChallengeFrame(frame)) this.deliver(frame.data, frame);
    this.drawn.applied(frame);
    this.events.emit(frame);
    if (needsSnapshot(before.me, after.me)) this.connection.resync();
  }

  private deliver(challenge: Challenge, frame: EventFrame | null): void {
    this.unsettled.delete(challenge.id);
    const { isNew: isNews, previous: before } = this.delivered.record(this.view.epoch, challenge);
    if (isNews) this.challengeUpdates.emit({ challenge, previous: before, frame });
  }

  /** Asks the history how the unsettled challenges ended. A failure is retried at the next welcome. */
  private async resolveUnsettled(): Promise<void> {
    const ids = [...this.unsettled];
    // A removed player may not ask; once brought back, it gets a new welcome.
    if (ids.length === 0 || this.view.me?.removed === true) return;
    try {
      const found = await this.findChallenges(ids, this.closing.signal);
      for (const challenge of found) this.applyResolved(challenge);
      this.discardUnknown(ids.filter((id) => found.every((challenge) => challenge.id !== id)));
    } catch (error) {
      if (!this.closing.signal.aborted && !isTransient(error)) this.onError(error);
    }
  }

  /** The game was restored to a time before these were requested. */
  private discardUnknown(ids: readonly number[]): void {
    const gone = new Set(ids.filter((id) => this.unsettled.delete(id)));
    const ended = this.view.ended.filter(({ id }) => !gone.has(id));
    if (ended.length < this.view.ended.length) this.update({ ended });
  }

  /** Open challenges are skipped: their own events deliver them. */
  private applyResolved(challenge: Challenge): void {
    const state = clientStateIn(this.view);
    if (state === null || isOpen(challenge.status) || !this.unsettled.has(challenge.id)) return;
    // The one we have is from before the snapshot, perhaps from another epoch: its version means nothing.
    const ended = state.ended.filter(({ id }) => id !== challenge.id);
    this.update(shareUnchanged(this.view, withChallenge({ ...state, ended }, challenge)));
    this.deliver(challenge, null);
  }
}

/** No answer, or a temporary refusal: retried later. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof HostError)) return false;
  const status = error.problem?.status;
  return status === undefined || status === 429 || status === 503;
}

function clientStateIn({
  game,
  message,
  me,
  teams,
  challenges,
  ended,
  players,
}: GameView): ClientState | null {
  return game === null || me === null ? null : { game, message, me, teams, challenges, ended, players };
}

function isChallengeFrame(frame: EventFrame): frame is Extract<EventFrame, { data: Challenge }> {
  return frame.event_type.startsWith('challenge_');
}

function presenceByPlayer(items: readonly PresenceItem[]): ReadonlyMap<number, PresenceItem> {
  return new Map(items.map((item) => [item.player_id, item]));
}
