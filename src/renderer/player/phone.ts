/** The state of the phone's page: opening, joining, or in a seat. */
import type { HostClient } from '../../client/host-client.ts';
import { CLOSE_CODES } from '../../protocol/connection.ts';
import type { HeldSeat } from '../../protocol/rest-schemas.ts';
import type { Joining } from './entry/joining.ts';
import { routePath, type PhoneRoute } from './entry/phone-route.ts';
import {
  askForSeat,
  refreshSeat,
  lostSeat,
  trySeatRequest,
  type UnfinishedRecovery,
} from './entry/seat-requests.ts';
import { type StoredSeat, findSeat, seatsToOffer, type SeatStore } from './entry/seat-store.ts';
import type { SeatSession } from './game/seat-session.ts';

type PhoneState =
  /** Asking the host which seats this browser holds, or for the one that came along from another address. */
  | { readonly at: 'opening'; readonly isMoving: boolean }
  | {
      readonly at: 'entry';
      readonly code: string | null;
      readonly ticket: string | null;
      /** The name that was being joined with when the page was loaded again; empty if none was. */
      readonly name: string;
      readonly recovery: UnfinishedRecovery | null;
      /** Whether the address that was opened leads to no game. */
      readonly isWrongAddress: boolean;
    }
  | {
      readonly at: 'game';
      readonly session: SeatSession;
      /** True while asking for the seat again, before saying that it is lost. */
      readonly asking: boolean;
      /** Whether somebody looks at the game before the one that is played. */
      readonly looksBack: boolean;
    };

/** How the page says who it is: usually by cookie; by the seat's token in a browser that keeps none. */
export type Identification = 'cookie' | 'token';

export interface PhoneOptions {
  readonly route: PhoneRoute;
  readonly seats: SeatStore;
  readonly open: (seat: StoredSeat, by: Identification) => SeatSession;
  /** The seats that this browser's cookies open; null if the host did not answer. */
  readonly heldSeats: () => Promise<readonly HeldSeat[] | null>;
  readonly joining: Joining;
  /** Asks for the seat that the page has brought from another address, and resolves with null if it has none; null: it has not. */
  readonly arrive: (() => Promise<StoredSeat | null>) | null;
  /** A client for the seat. Without a token, it falls back to the cookie. */
  readonly apiFor: (seat: StoredSeat, by: Identification) => Pick<HostClient, 'me'>;
  /**
   * The seat in the next game; null: it does not come along. Others who play on this phone come along too. Waits while the host does not
   * answer.
   */
  readonly follow: (seat: StoredSeat, by: Identification) => Promise<StoredSeat | null>;
  /** Waits, ms. */
  readonly wait: (ms: number) => Promise<void>;
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
  /** To the game that was played before; `reopen` leads to the next one again. */
  readonly lookBack: () => void;
  /** The seat is gone for good. */
  readonly forget: () => void;
  /** Reconnects after the host said not to do so automatically. */
  readonly reopen: () => void;
}

/** Asks the host for this browser's seats at once, unless the address holds a ticket to move one here. */
export function createPhone(options: PhoneOptions): Phone {
  const { route, seats, joining, arrive, wait, setAddress, onError } = options;
  const listeners = new Set<() => void>();
  /** Seats asked for again that haven't opened since: they would be asked for for ever. */
  const askedWithoutSuccess = new Set<number>();
  let unwatch: () => void = () => undefined;
  let state: PhoneState = { at: 'opening', isMoving: arrive !== null };

  const show = (next: PhoneState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const leaveGame = () => {
    unwatch();
    if (state.at === 'game') state.session.close();
  };
  /** @param from the next game, which somebody looks back from; null: it is played. */
  const inGame = (seat: StoredSeat, by: Identification, from: string | null = null): PhoneState => {
    const session = options.open(seat, by);
    const stopWatching = [watchSeat(session), watchNextGame(session, from)];
    unwatch = () => stopWatching.forEach((stop) => stop());
    setAddress(routePath({ code: seat.code, seat: seat.playerId, before: seat.before }));
    return { at: 'game', session, asking: false, looksBack: from !== null };
  };
  const isShown = (session: SeatSession) => state.at === 'game' && state.session === session;
  const leave = (code: string | null) => {
    leaveGame();
    setAddress(routePath({ code, seat: null }));
    show({ at: 'entry', code, ticket: null, name: '', recovery: null, isWrongAddress: false });
  };
  /** Storage may have been emptied meanwhile, and a seat that came by ticket or cookie does not know where it began. */
  const withBefore = (seat: StoredSeat): StoredSeat => {
    const inAddress = seat.playerId === route.seat ? route.before : null;
    const before = seat.before ?? seats.find(seat)?.before ?? inAddress;
    return before === null ? seat : { ...seat, before };
  };
  const enterBy = (given: StoredSeat, by: Identification) => {
    const seat = withBefore(given);
    leaveGame();
    seats.save(seat);
    show(inGame(seat, by));
  };
  const enter = (seat: StoredSeat) => enterBy(seat, 'cookie');

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
  /** Follows its people to the next game, but not to the one it looks back from; and goes back when its own is gone. */
  const watchNextGame = (session: SeatSession, from: string | null) => {
    let following = from;
    let isGoingBack = false;
    const goOn = async () => {
      const seat = await options.follow(session.seat, session.by);
      if (seat !== null && isShown(session)) enterBy(seat, session.by);
    };
    return session.store.subscribe(() => {
      const { connection, closeCode, game } = session.store.getView();
      if (connection === 'closed' && closeCode === CLOSE_CODES.gameWiped && !isGoingBack) {
        isGoingBack = true;
        goBack(session).catch(onError);
      }
      if (game === null || game.next_game_code === following) return;
      following = game.next_game_code;
      // What was looked back from is no more: this game is the one that is played.
      if (state.at === 'game' && state.looksBack) show({ ...state, looksBack: false });
      if (following === null) return;
      goOn().catch((error: unknown) => {
        // The next word from the host is a reason to try again.
        following = null;
        onError(error);
      });
    });
  };
  /** As stored; else its cookie may open it. */
  const seatBefore = ({ seat: { before, name } }: SeatSession) =>
    before && (seats.find(before) ?? { ...before, name, token: null });
  /** Back to the seat of the game before, if it opens. */
  const goBack = async (session: SeatSession) => {
    const earlier = seatBefore(session);
    if (earlier === undefined) return;
    show({ at: 'game', session, asking: true, looksBack: false });
    const result = await askForSeat(() => refreshSeat(options.apiFor(earlier, session.by), earlier), wait);
    if (!isShown(session)) return;
    if ('failed' in result) return show({ at: 'game', session, asking: false, looksBack: false });
    seats.remove(session.seat);
    enterBy(result.seat, session.by);
  };
  const rename = (seat: StoredSeat, name: string) => {
    const kept = seats.find(seat);
    if (kept !== undefined && kept.name !== name) seats.save({ ...kept, name });
  };
  const reclaimSeat = async (session: SeatSession) => {
    const looksBack = state.at === 'game' && state.looksBack;
    show({ at: 'game', session, asking: true, looksBack });
    const result = await askForSeat(
      () => refreshSeat(options.apiFor(session.seat, 'token'), session.seat),
      wait,
    );
    if (!isShown(session)) return;
    if ('failed' in result) {
      show({ at: 'game', session, asking: false, looksBack });
      return looksBack ? undefined : goBack(session);
    }
    const { seat } = result;
    // That answer brought the cookie back, if this browser keeps any.
    const byCookie = await askForSeat(() => refreshSeat(options.apiFor(seat, 'cookie'), seat), wait);
    if (!isShown(session)) return;
    if (seat.playerId !== session.seat.playerId) seats.remove(session.seat);
    enterBy(seat, 'failed' in byCookie && byCookie.failed === 'no_right' ? 'token' : 'cookie');
  };

  const entry: PhoneState = {
    at: 'entry',
    code: route.code,
    ticket: route.ticket,
    name: '',
    recovery: null,
    isWrongAddress: route.isWrong,
  };
  const begin = async () => {
    const brought = (await arrive?.()) ?? null;
    if (brought !== null) return enter(brought);
    const held = await options.heldSeats();
    const known = seatsToOffer(seats.all(), held);
    const seat = findSeat(known, route);
    const { code } = route;
    const name = code === null ? null : joining.nameFor(code);
    const typed = code === null ? null : joining.recoveryFor(code);
    let recovery: UnfinishedRecovery | null = null;
    // Somebody is joining or coming back, unless the address says that it was somebody else's page.
    if (code !== null && (seat === null || seat.playerId !== route.seat)) {
      if (typed !== null) {
        const result = await trySeatRequest(() => joining.recover(code, typed));
        if ('seat' in result) return enter(result.seat);
        recovery = { typed, failed: result.failed };
      } else if (name !== null) {
        const result = await trySeatRequest(() => joining.join(code, name));
        if ('seat' in result) return enter(result.seat);
        if (result.failed === 'no_right') recovery = lostSeat(name);
      }
    }
    if (seat !== null) return enter(seat);
    // That game was deleted while this page was not open, and with it all that led back but the address.
    const earlier = known.find(({ playerId }) => playerId === route.before?.playerId);
    if (earlier !== undefined) return enter(earlier);
    return show({ ...entry, name: name ?? '', recovery });
  };
  if (route.ticket === null || arrive !== null) begin().catch(onError);
  else state = entry;

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enter,
    leave,
    lookBack() {
      const session = state.at === 'game' ? state.session : null;
      const earlier = session === null ? undefined : seatBefore(session);
      if (session === null || earlier === undefined) return;
      leaveGame();
      show(inGame(earlier, session.by, session.seat.code));
    },
    forget() {
      if (state.at === 'game') seats.remove(state.session.seat);
      leave(null);
    },
    reopen() {
      if (state.at === 'game') enter(state.session.seat);
    },
  };
}
