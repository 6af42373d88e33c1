import type { GameView } from '../../client/game-view.ts';
/** The phone's page without a browser or a host. */
import { HostError } from '../../client/host-client.ts';
import { inMemoryStorage } from '../../client/safe-storage.fake.ts';
import { CLOSE_CODES } from '../../protocol/connection.ts';
import type { ProblemCode } from '../../protocol/problem-codes.ts';
import type { ProblemReason } from '../../protocol/problem-reasons.ts';
import type { HeldSeat } from '../../protocol/rest-schemas.ts';
import { aGame, aPlayer } from '../shared/shapes.fixtures.ts';
import { createJoining } from './entry/joining.ts';
import { parseRoute } from './entry/phone-route.ts';
import { createSeatStore, type StoredSeat } from './entry/seat-store.ts';
import { aView } from './game-view.fixtures.ts';
import type { SeatSession } from './game/seat-session.ts';
import { createPhone, type Identification } from './phone.ts';

export const anna: StoredSeat = { code: 'ABC234', playerId: 10, name: 'Anna', token: 't10' };
export const mia: StoredSeat = { ...anna, playerId: 11, name: 'Mia', token: 't11' };

const away = () => Promise.reject(new HostError('away'));
const refusedAs = (code: ProblemCode, reason?: ProblemReason) => () => {
  const problem = {
    type: '',
    title: '',
    status: 401,
    detail: '',
    code,
    ...(reason !== undefined && { reason }),
  };
  return Promise.reject(new HostError('', { problem }));
};

/** A browser at one address, and a host. */
export class World {
  storage = inMemoryStorage();
  tabStorage = inMemoryStorage();
  /** Seats whose cookie the browser holds. */
  cookies = new Set<number>();
  keepsCookies = true;
  isAway = false;
  /** How many questions about a seat get no answer. */
  lost = 0;
  waited = 0;
  wall = 0;
  joined: string[] = [];
  recovered: string[] = [];
  opened: string[] = [];
  address = '';
  /** The seat that the page brings from another address of the laptop; null: that is refused; undefined: it brings none. */
  brings: StoredSeat | null | undefined;
  /** What becomes of the answer to a join, or to name and PIN. */
  becomes: 'arrives' | 'lost' | 'refused' | 'moved on' = 'arrives';
  #close: ((code: number) => void) | null = null;
  /** The seats in the next game, by the id of the one before. */
  next = new Map<number, StoredSeat>();
  followed: string[] = [];
  /** Seats that no token opens any more. */
  gone = new Set<number>();
  /** What the open seat sees from now on. */
  sees: (given: Partial<GameView>) => void = () => undefined;

  load(path: string, hash = '') {
    const seats = createSeatStore(this.storage);
    const joining = createJoining({
      storage: this.storage,
      tabStorage: this.tabStorage,
      wall: () => this.wall,
      api: {
        recover: (code, { player_name: name, seat_pin: pin }) => {
          this.recovered.push(`${name} ${pin}`);
          if (this.becomes === 'lost') return away();
          if (this.becomes === 'refused') return refusedAs('no_right', 'wrong_pin')();
          if (this.becomes === 'moved on') return refusedAs('no_right')();
          if (this.keepsCookies) this.cookies.add(10);
          const game = aGame({ game_code: code });
          return Promise.resolve({ player_id: 10, player_name: name, team_number: 1, token: 't10', game });
        },
        join: (code, { player_name: name }) => {
          this.joined.push(name);
          if (this.becomes === 'lost') return away();
          if (this.becomes === 'refused') return refusedAs('room_locked')();
          if (this.becomes === 'moved on') return refusedAs('no_right')();
          if (this.keepsCookies) this.cookies.add(12);
          const game = aGame({ game_code: code });
          return Promise.resolve({ player_id: 12, player_name: name, team_number: 1, token: 't12', game });
        },
      },
    });
    const phone = createPhone({
      arrive: this.brings === undefined ? null : () => Promise.resolve(this.brings ?? null),
      route: parseRoute({ pathname: path, hash }),
      seats,
      joining,
      heldSeats: () =>
        Promise.resolve(
          this.isAway ? null : [...this.cookies].filter((id) => !this.gone.has(id)).map(heldSeat),
        ),
      open: (seat, by) => this.#open(seat, by),
      apiFor: ({ playerId, token }, by) => ({
        me: () => {
          if (this.lost > 0) {
            this.lost -= 1;
            return this.lost % 2 === 0 ? away() : refusedAs('busy')();
          }
          if (this.gone.has(playerId)) return refusedAs('no_right')();
          if (by === 'token' && token !== null) {
            if (this.keepsCookies) this.cookies.add(playerId);
            return Promise.resolve(aPlayer({ player_id: playerId }));
          }
          return this.cookies.has(playerId)
            ? Promise.resolve(aPlayer({ player_id: playerId }))
            : refusedAs('no_right')();
        },
      }),
      follow: (seat, by) => {
        this.followed.push(`${seat.playerId} by ${by}`);
        const next = this.next.get(seat.playerId);
        if (next !== undefined && this.keepsCookies) this.cookies.add(next.playerId);
        return Promise.resolve(next ?? null);
      },
      wait: (ms) => Promise.resolve(void (this.waited += ms)),
      setAddress: (address) => void (this.address = address),
      onError: (error) => {
        throw error;
      },
    });
    const shown = () => {
      const state = phone.getState();
      if (state.at === 'game') return `${state.session.seat.playerId} by ${state.session.by}`;
      return state.at === 'entry' ? `entry ${state.code} "${state.name}"` : state.at;
    };
    return { phone, seats, shown, joining };
  }

  #open(seat: StoredSeat, by: Identification): SeatSession {
    this.opened.push(`${seat.playerId} by ${by}`);
    const listeners = new Set<() => void>();
    let view = aView({ loaded: false, me: null });
    const isLetIn = by === 'token' || this.cookies.has(seat.playerId);
    this.sees = (given) => {
      view = { ...view, ...given };
      for (const listener of listeners) listener();
    };
    this.#close = (code) => this.sees({ connection: 'closed', closeCode: code });
    if (!isLetIn) queueMicrotask(() => this.#close?.(CLOSE_CODES.unauthorised));
    const store = {
      getView: () => view,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    // What the phone's state uses of a session, and no more.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { seat, by, store, close: () => undefined } as unknown as SeatSession;
  }
}

function heldSeat(id: number): HeldSeat {
  const player_name = id === 11 ? 'Mia' : 'Anna';
  const game_code = id < 20 ? 'ABC234' : 'NXT234';
  return { participant_id: id, role: 'player', game_code, player_name, removed: false };
}
