/** The whole page without its looks: at the door, or in a seat of a game. */
import type { HostClient } from '../../client/host-client.ts';
import { CLOSE_CODES } from '../../protocol/connection.ts';
import { addressOf, type Place } from './entry/phone-route.ts';
import { attempt, seatAgain } from './entry/seat-requests.ts';
import { type Seat, seatFor, type Seats } from './entry/seat-store.ts';
import type { OpenGame } from './game/seat-session.ts';

type PhoneState =
  | { readonly at: 'door'; readonly code: string | null; readonly ticket: string | null }
  | {
      readonly at: 'game';
      readonly open: OpenGame;
      /** Asking whether the seat can be had again before saying that it is gone. */
      readonly asking: boolean;
    };

export interface PhoneOptions {
  readonly place: Place;
  readonly seats: Seats;
  readonly open: (seat: Seat) => OpenGame;
  /** Calls that show the seat's stored token, not its cookie. */
  readonly callsByToken: (seat: Seat) => Pick<HostClient, 'me'>;
  /** Changes the address without loading anything. */
  readonly setAddress: (address: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface Phone {
  readonly getState: () => PhoneState;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes the seat, remembers it and opens its game. */
  readonly enter: (seat: Seat) => void;
  /** To the door of a game, or with null to where a code is typed. The seat stays remembered. */
  readonly leave: (code: string | null) => void;
  /** The seat is gone for good. */
  readonly forget: () => void;
  /** Connects again after the host said not to come back by ourselves. */
  readonly reopen: () => void;
}

export function createPhone(options: PhoneOptions): Phone {
  const { place, seats, setAddress, onError } = options;
  const listeners = new Set<() => void>();
  /** Seats asked for again that have not opened since: a browser without cookies would ask for ever. */
  const askedInVain = new Set<number>();
  let unwatch: () => void = () => undefined;
  let state: PhoneState = { at: 'door', code: place.code, ticket: place.ticket };

  const show = (next: PhoneState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const leaveGame = () => {
    unwatch();
    if (state.at === 'game') state.open.close();
  };
  const inGame = (seat: Seat): PhoneState => {
    const open = options.open(seat);
    unwatch = watchSeat(open);
    setAddress(addressOf({ code: seat.code, seat: seat.playerId }));
    return { at: 'game', open, asking: false };
  };
  const leave = (code: string | null) => {
    leaveGame();
    setAddress(addressOf({ code, seat: null }));
    show({ at: 'door', code, ticket: null });
  };
  const enter = (seat: Seat) => {
    leaveGame();
    seats.keep(seat);
    show(inGame(seat));
  };

  /** A seat that the host doesn't open, or that turned out to be another one, is asked for again, once until it opens. */
  const watchSeat = (open: OpenGame) => {
    const { playerId } = open.seat;
    let asked = false;
    const look = () => {
      const { connection, closeCode, me, loaded } = open.store.getView();
      if (loaded) askedInVain.delete(playerId);
      if (me !== null && me.player_name !== open.seat.name) rename(open.seat, me.player_name);
      const isRefused =
        connection === 'closed' && closeCode === CLOSE_CODES.unauthorised && me?.blocked !== true;
      if (asked || (!isRefused && (me?.merged_into ?? null) === null) || askedInVain.has(playerId)) return;
      asked = true;
      askedInVain.add(playerId);
      askAgain(open).catch(onError);
    };
    return open.store.subscribe(look);
  };
  const rename = (seat: Seat, name: string) => {
    const kept = seats.all().find(({ code, playerId }) => code === seat.code && playerId === seat.playerId);
    if (kept !== undefined && kept.name !== name) seats.keep({ ...kept, name });
  };
  const askAgain = async (open: OpenGame) => {
    const isHere = () => state.at === 'game' && state.open === open;
    show({ at: 'game', open, asking: true });
    const got = await attempt(() => seatAgain(options.callsByToken(open.seat), open.seat));
    if (!isHere()) return;
    if ('failed' in got) return show({ at: 'game', open, asking: false });
    if (got.seat.playerId !== open.seat.playerId) seats.forget(open.seat);
    enter(got.seat);
  };

  const seat = place.ticket === null ? seatFor(seats.all(), place) : null;
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
      if (state.at === 'game') seats.forget(state.open.seat);
      leave(null);
    },
    reopen() {
      if (state.at === 'game') enter(state.open.seat);
    },
  };
}
