/** The host's live side: turns sockets into connections, which join their game's hub. docs/protocol.md, "Live connection". */
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { CLOSE_CODES, type NoticeFrame } from '../../protocol/frames.ts';
import type { Authentication } from '../auth/authentication.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { GuessedSeat, GuessedSeats } from '../limits/guessed-seats.ts';
import type { EventBus } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import { type UpgradeDecision, authorizeUpgrade } from './authorize-upgrade.ts';
import { closeSocket, terminateUnlessClosed, HOST_CLOSING_TIMEOUT_MS } from './close-socket.ts';
import { Connection } from './connection.ts';
import { Hub } from './hub.ts';
import type { SeatPresence } from './presence-tracker.ts';
import type { ResumeCursor, UpgradeRequest } from './upgrade-request.ts';

/** RFC 6455's code for a server error. */
const INTERNAL_ERROR = 1011;

export interface LiveOptions {
  readonly rooms: Pick<Rooms, 'byCode' | 'watch'>;
  readonly bus: Pick<EventBus, 'subscribe'>;
  readonly access: Authentication;
  readonly seats: Pick<Credentials, 'pinOf'>;
  readonly guessedSeats: Pick<GuessedSeats, 'find' | 'listen'>;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly report: (message: string, error?: unknown) => void;
  /** The build of the pages that this host serves; null: pages are not compared. */
  readonly pageId: string | null;
  /** Called with the socket of each live connection that has been welcomed. */
  readonly onWelcome: (socket: Socket) => void;
  /** An integer from 0 to below - 1. */
  readonly random: (below: number) => number;
}

export interface Live {
  /** Decides whether the socket may open, before the upgrade. Null: the host is closing. */
  authorize(headers: IncomingHttpHeaders, request: UpgradeRequest): Promise<UpgradeDecision | null>;
  /** Welcomes an upgraded socket or closes it, as decided, in the same turn. `socket` is the underlying one. */
  open(webSocket: WebSocket, socket: Socket, decision: UpgradeDecision, cursor: ResumeCursor | null): void;
  /** Closes with 1011 a socket that an error of ours left half open. */
  fail(webSocket: WebSocket, error: unknown): void;
  /** Whether a device of this participant is connected, and when one was last heard from. */
  presence(participantId: number): SeatPresence;
  /** The number of open connections in all games. */
  connections(): number;
  /** Closes every socket with 4001, terminates those that don't answer within 300 ms, and accepts no more. */
  close(): Promise<void>;
}

/** Creates a hub for each game. Close it before the rooms. */
export function createLive(options: LiveOptions): Live {
  const {
    rooms,
    bus,
    seats: credentials,
    guessedSeats,
    clock,
    hostTime,
    report,
    random,
    onWelcome,
  } = options;
  const webSockets = new Set<WebSocket>();
  const hubs = new Map<Room, Hub>();
  let closing: Promise<void> | null = null;

  const closeHub = (room: Room, code: number) => {
    hubs.get(room)?.close(code);
    hubs.delete(room);
  };

  rooms.watch({
    opened(room) {
      // A failed wipe reopens the same game under a new epoch.
      for (const old of hubs.keys())
        if (old.state.gameId === room.state.gameId) closeHub(old, CLOSE_CODES.resync);
      hubs.set(
        room,
        new Hub({
          room,
          bus,
          clock,
          hostTime,
          pinOf: (participant) => credentials.pinOf(participant),
          noticeFor: (seat) => noticeText(guessedSeats.find(seat), options),
        }),
      );
    },
    wiped: (room) => closeHub(room, CLOSE_CODES.gameWiped),
  });

  guessedSeats.listen((gameId, participantId) => {
    for (const [room, hub] of hubs) if (room.state.gameId === gameId) hub.notify(participantId);
  });

  const closeAll = async (): Promise<void> => {
    const gone = [...webSockets].map(
      (webSocket) => new Promise<void>((resolve) => void webSocket.once('close', () => resolve())),
    );
    for (const room of hubs.keys()) closeHub(room, CLOSE_CODES.hostClosing);
    for (const webSocket of webSockets) terminateUnlessClosed(webSocket, clock, HOST_CLOSING_TIMEOUT_MS);
    await Promise.all(gone);
  };

  const fail = (webSocket: WebSocket, error: unknown) => {
    report('a live connection failed', error);
    closeSocket(webSocket, INTERNAL_ERROR, clock);
  };

  return {
    authorize: async (headers, request) =>
      closing === null ? authorizeUpgrade(options, headers, request) : null,
    open(webSocket, socket, decision, cursor) {
      // What is merely closed leaves the unread to the system, which tries for minutes to deliver it.
      webSocket.terminate = () => void socket.resetAndDestroy();
      webSockets.add(webSocket);
      webSocket.once('close', () => webSockets.delete(webSocket));
      // A frame broke the protocol: ws has sent the code (1002, 1009), but the client may not answer.
      webSocket.on('error', () => terminateUnlessClosed(webSocket, clock));
      if ('closeCode' in decision) return closeSocket(webSocket, decision.closeCode, clock);
      if (closing !== null) return closeSocket(webSocket, CLOSE_CODES.hostClosing, clock);
      const { room, pathId, currentSeat } = decision;
      // All in one turn, so that there is no gap between what is read from the room and what the hub sends from now on. The game may
      // have been restored or wiped since its room was found.
      const hub = hubs.get(room);
      if (hub === undefined) return closeSocket(webSocket, CLOSE_CODES.resync, clock);
      const seat = currentSeat();
      if (seat === null) return closeSocket(webSocket, CLOSE_CODES.unauthorised, clock);
      const isStillAuthorized = () => currentSeat() !== null;
      const connection = new Connection({
        webSocket,
        socket,
        clock,
        hostTime,
        random,
        pathId,
        isStillAuthorized,
        onFault: (error) => fail(webSocket, error),
      });
      hub.join(connection, seat, cursor);
      onWelcome(socket);
    },
    fail,
    presence(participantId) {
      for (const [room, hub] of hubs)
        if (room.state.participants.has(participantId)) return hub.presenceOf(participantId);
      return { connected: false, lastSeen: null };
    },
    connections: () => [...hubs.values()].reduce((sum, hub) => sum + hub.size, 0),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

/** The notice for a seat whose PIN somebody is guessing. */
function noticeText(
  guessed: GuessedSeat | null,
  { clock, hostTime }: Pick<LiveOptions, 'clock' | 'hostTime'>,
): string | null {
  if (guessed === null) return null;
  const until = Math.round(hostTime.now() + guessed.endsAt - clock.monotonic());
  return JSON.stringify({ type: 'notice', code: 'pin_guesses', until } satisfies NoticeFrame);
}
