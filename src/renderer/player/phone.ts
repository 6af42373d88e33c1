/** The state of the phone's page: joining, or in a seat. */
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
      /** True while asking for the seat again, before saying that it is lost. */
      readonly asking: boolean;
    };

export interface PhoneOptions {
  readonly route: PhoneRoute;
  readonly seats: SeatStore;
  readonly open: (seat: StoredSeat) => SeatSession;
  /** A client that authenticates with the seat's stored token, not its cookie. */
  readonly apiByToken: (seat: StoredSeat) => Pick<HostClient, 'me'>;
  /** Changes the address without loading anything. */
  readonly setAddress: (address: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface Phone {
  readonly getState: () => PhoneState;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Stores the seat and opens its game. */
  readonly enter: (seat: StoredSeat) => void;
  /** To a game's entry, or with null to where a code is typed. The seat stays stored. */
  readonly leave: (code: string | null) => void;
  /** The seat is gone for good. */
  readonly forget: () => void;
  /** Reconnects after the host said not to do so automatically. */
  readonly reopen: () => void;
}

export function createPhone(options: PhoneOptions): Phone {
  const { route, seats, setAddress, onError } = options;
  const listeners = new Set<() => void>();
  /** Seats asked for again that haven't opened since: a browser without cookies would ask for ever. */
  const askedWithoutSuccess = new Set<number>();
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

  /** Asks for the seat again if the host refuses it or it was merged: once, until it opens. */
  const watchSeat = (session: SeatSession) => {
    const { playerId } = session.seat;
    let asked = false;
    const look = () => {
      const { connection, closeCode, me, loaded } = session.store.getView();
      if (loaded) askedWithoutSuccess.delete(playerId);
      if (me !== null && me.player_name !== session.seat.name) rename(session.seat, me.player_name);
      const isRefused =
        connection === 'closed' && closeCode === CLOSE_CODES.unauthorised && me?.blocked !== true;
      if (asked || (!isRefused && (me?.merged_into ?? null) === null) || askedWithoutSuccess.has(playerId))
        return;
      asked = true;
      askedWithoutSuccess.add(playerId);
      reclaimSeat(session).catch(onError);
    };
    return session.store.subscribe(look);
  };
  const rename = (seat: StoredSeat, name: string) => {
    const kept = seats.all().find(({ code, playerId }) => code === seat.code && playerId === seat.playerId);
    if (kept !== undefined && kept.name !== name) seats.save({ ...kept, name });
  };
  const reclaimSeat = async (session: SeatSession) => {
    const isCurrent = () => state.at === 'game' && state.session === session;
    show({ at: 'game', session, asking: true });
    const result = await trySeatRequest(() => refreshSeat(options.apiByToken(session.seat), session.seat));
    if (!isCurrent()) return;
    if ('failed' in result) return show({ at: 'game', session, asking: false });
    if (result.seat.playerId !== session.seat.playerId) seats.remove(session.seat);
    enter(result.seat);
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
