/** The whole page without its looks: at the door, or in a seat of a game. */
import type { HostClient } from '../../client/host-client.ts';
import { CLOSE_CODES } from '../../protocol/connection.ts';
import { routePath, type PhoneRoute } from './entry/phone-route.ts';
import { trySeatRequest, refreshSeat } from './entry/seat-requests.ts';
import { type StoredSeat, findSeat, type SeatStore } from './entry/seat-store.ts';
import type { SeatSession } from './game/seat-session.ts';

type PhoneState =
  | { readonly at: 'entry'; readonly code: string | null; readonly ticket: string | null }
  | {
      readonly at: 'game';
      readonly session: SeatSession;
      /** Asking whether the seat can be had again before saying that it is gone. */
      readonly asking: boolean;
    };

export interface PhoneOptions {
  readonly route: PhoneRoute;
  readonly seats: SeatStore;
  readonly open: (seat: StoredSeat) => SeatSession;
  /** Calls that show the seat's stored token, not its cookie. */
  readonly apiByToken: (seat: StoredSeat) => Pick<HostClient, 'me'>;
  /** Changes the address without loading anything. */
  readonly setAddress: (address: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface Phone {
  readonly getState: () => PhoneState;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes the seat, remembers it and opens its game. */
  readonly enter: (seat: StoredSeat) => void;
  /** To the door of a game, or with null to where a code is typed. The seat stays remembered. */
  readonly leave: (code: string | null) => void;
  /** The seat is gone for good. */
  readonly forget: () => void;
  /** Connects again after the host said not to come back by ourselves. */
  readonly reopen: () => void;
}

export function createPhone(options: PhoneOptions): Phone {
  const { route, seats, setAddress, onError } = options;
  const listeners = new Set<() => void>();
  /** Seats asked for again that have not opened since: a browser without cookies would ask for ever. */
  const askedInVain = new Set<number>();
  let unwatch: () => void = () => undefined;
  let state: PhoneState = { at: 'entry', code: route.code, ticket: route.ticket };

  const show = (next: PhoneState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const leaveGame = () => {
    unwatch();
    if (state.at === 'game') state.session.close();
  };
  const inGame = (seat: StoredSeat): PhoneState => {
    const session = options.open(seat);
    unwatch = watchSeat(session);
    setAddress(routePath({ code: seat.code, seat: seat.playerId }));
    return { at: 'game', session, asking: false };
  };
  const leave = (code: string | null) => {
    leaveGame();
    setAddress(routePath({ code, seat: null }));
    show({ at: 'entry', code, ticket: null });
  };
  const enter = (seat: StoredSeat) => {
    leaveGame();
    seats.save(seat);
    show(inGame(seat));
  };

  /** A seat that the host doesn't open, or that turned out to be another one, is asked for again, once until it opens. */
  const watchSeat = (session: SeatSession) => {
    const { playerId } = session.seat;
    let asked = false;
    const look = () => {
      const { connection, closeCode, me, loaded } = session.store.getView();
      if (loaded) askedInVain.delete(playerId);
      if (me !== null && me.player_name !== session.seat.name) rename(session.seat, me.player_name);
      const isRefused =
        connection === 'closed' && closeCode === CLOSE_CODES.unauthorised && me?.blocked !== true;
      if (asked || (!isRefused && (me?.merged_into ?? null) === null) || askedInVain.has(playerId)) return;
      asked = true;
      askedInVain.add(playerId);
      askAgain(session).catch(onError);
    };
    return session.store.subscribe(look);
  };
  const rename = (seat: StoredSeat, name: string) => {
    const kept = seats.all().find(({ code, playerId }) => code === seat.code && playerId === seat.playerId);
    if (kept !== undefined && kept.name !== name) seats.save({ ...kept, name });
  };
  const askAgain = async (session: SeatSession) => {
    const isHere = () => state.at === 'game' && state.session === session;
    show({ at: 'game', session, asking: true });
    const got = await trySeatRequest(() => refreshSeat(options.apiByToken(session.seat), session.seat));
    if (!isHere()) return;
    if ('failed' in got) return show({ at: 'game', session, asking: false });
    if (got.seat.playerId !== session.seat.playerId) seats.remove(session.seat);
    enter(got.seat);
  };

  const seat = route.ticket === null ? findSeat(seats.all(), route) : null;
  if (seat !== null) state = inGame(seat);

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enter,
    leave,
    forget() {
      if (state.at === 'game') seats.remove(state.session.seat);
      leave(null);
    },
    reopen() {
      if (state.at === 'game') enter(state.session.seat);
    },
  };
}
