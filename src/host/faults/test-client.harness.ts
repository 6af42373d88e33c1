/** For tests: a page's view of the game over a connection of its own, and the events in the order of delivery. */
import { WebSocket } from 'ws';
import { type ClientState, stateFromSnapshot } from '../../client/apply-event.ts';
import { headlessEnvironment } from '../../client/environment.ts';
import { createGameStore } from '../../client/game-store.ts';
import type { GameView } from '../../client/game-view.ts';
import { openSocketWith } from '../../client/socket.ts';
import type { Snapshot } from '../../protocol/entity-schemas.ts';
import type { SeatToken } from './api-client.harness.ts';
import { NetworkProxy } from './network-proxy.harness.ts';

/** Unless a test is about how long they wait, pages wait this many times less than in reality. */
const SPEED_UP = 5;

/** An event as a client received it. */
export interface DeliveredEvent {
  readonly epoch: string | null;
  readonly seq: number;
  readonly eventType: string;
}

export class TestClient {
  readonly proxy: NetworkProxy;
  readonly seat: SeatToken;
  readonly delivered: DeliveredEvent[] = [];
  readonly errors: unknown[] = [];
  readonly #store: ReturnType<typeof createGameStore>;

  static async open(
    seat: SeatToken,
    code: string,
    target: () => number,
    speedUp = SPEED_UP,
  ): Promise<TestClient> {
    return new TestClient(await NetworkProxy.open(target), seat, code, speedUp);
  }

  private constructor(proxy: NetworkProxy, seat: SeatToken, code: string, speedUp: number) {
    this.proxy = proxy;
    this.seat = seat;
    this.#store = createGameStore({
      code,
      participantId: seat.id,
      token: seat.token,
      baseUrl: proxy.url,
      keepsTimersWhileHidden: true,
      environment: headlessEnvironment({
        openSocket: openSocketWith(WebSocket),
        monotonic: () => performance.now() * speedUp,
        after(ms, callback) {
          const timer = setTimeout(callback, ms / speedUp);
          return () => clearTimeout(timer);
        },
        reportError: (error) => void this.errors.push(error),
      }),
      onError: (error) => void this.errors.push(error),
    });
    this.#store.onEvent(({ seq, event_type: eventType }) => {
      this.delivered.push({ epoch: this.view.epoch, seq, eventType });
    });
  }

  get view(): GameView {
    return this.#store.getView();
  }

  get seq(): number {
    return this.view.seq;
  }

  get isLive(): boolean {
    return this.view.connection === 'live' && this.view.loaded;
  }

  close(): void {
    this.#store.close();
    this.proxy.close();
  }
}

/** A view or snapshot without clock readings, which differ between an event and a later snapshot. */
export function stableView({ game, me, teams, challenges, players }: Partial<ClientState> | GameView) {
  return {
    game: { ...game, play_ms: 0, as_of: 0 },
    me,
    teams,
    challenges: challenges?.map((challenge) => ({ ...challenge, time_remaining_seconds: null })),
    players,
  };
}

/** What a snapshot shows, as a view would. */
export function stableViewOf(snapshot: Snapshot) {
  return stableView(stateFromSnapshot(snapshot));
}
