/** The live side of the host: sockets become connections, connections join their game's fan-out. docs/protocol.md, "Live connection". */
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import type { Access } from '../auth/authentication.ts';
import type { Seats } from '../auth/credentials.ts';
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

/** RFC 6455's own code for a fault of the server. */
const INTERNAL_ERROR = 1011;

export interface LiveOptions {
  readonly rooms: Pick<Rooms, 'byCode' | 'watch'>;
  readonly bus: Pick<EventBus, 'subscribe'>;
  readonly access: Access;
  readonly seats: Pick<Seats, 'pinOf'>;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly report: (message: string, error?: unknown) => void;
  /** The build of the pages that this host serves; null: pages are not compared. */
  readonly pageId: string | null;
  /** An integer from 0 to below - 1. */
  readonly random: (below: number) => number;
}

export interface Live {
  /** Whether the asked socket opens; null: the host is closing. To be settled before the upgrade. */
  authorize(headers: IncomingHttpHeaders, request: UpgradeRequest): Promise<UpgradeDecision | null>;
  /** Welcomes an upgraded socket, or closes it with the code of its refusal, in this turn. `socket` is the one under it. */
  open(webSocket: WebSocket, socket: Socket, decision: UpgradeDecision, cursor: ResumeCursor | null): void;
  /** Closes a socket that a fault of ours left half open: 1011. */
  fail(webSocket: WebSocket, error: Error): void;
  /** Whether a device of this participant is connected, and when one was last heard. */
  presence(participantId: number): SeatPresence;
  /** Sockets in the fan-outs of all games. */
  connections(): number;
  /** Tells every socket 4001, cuts those that don't answer within 300 ms, takes no more. Resolves when all are gone. */
  close(): Promise<void>;
}

/** Opens a fan-out for each game; connections come by `open`. Close it before the rooms. */
export function createLive(options: LiveOptions): Live {
  const { rooms, bus, seats, clock, hostTime, report, random } = options;
  const webSockets = new Set<WebSocket>();
  const hubs = new Map<Room, Hub>();
  let closing: Promise<void> | null = null;

  const closeHub = (room: Room, code: number) => {
    hubs.get(room)?.close(code);
    hubs.delete(room);
  };

  rooms.watch({
    opened(room) {
      // A wipe that failed opens the same game anew, under another epoch.
      for (const old of hubs.keys())
        if (old.state.gameId === room.state.gameId) closeHub(old, CLOSE_CODES.resync);
      hubs.set(
        room,
        new Hub({ room, bus, clock, hostTime, pinOf: (participant) => seats.pinOf(participant) }),
      );
    },
    wiped: (room) => closeHub(room, CLOSE_CODES.gameWiped),
  });

  const closeAll = async (): Promise<void> => {
    const gone = [...webSockets].map(
      (webSocket) => new Promise<void>((resolve) => void webSocket.once('close', () => resolve())),
    );
    for (const room of hubs.keys()) closeHub(room, CLOSE_CODES.hostClosing);
    for (const webSocket of webSockets) terminateUnlessClosed(webSocket, clock, HOST_CLOSING_TIMEOUT_MS);
    await Promise.all(gone);
  };

  return {
    authorize: async (headers, request) =>
      closing === null ? authorizeUpgrade(options, headers, request) : null,
    open(webSocket, socket, decision, cursor) {
      webSockets.add(webSocket);
      webSocket.once('close', () => webSockets.delete(webSocket));
      // Frames that break the protocol: the code is sent already (1002, 1009), only the end is not certain.
      webSocket.on('error', () => terminateUnlessClosed(webSocket, clock));
      if ('closeCode' in decision) return closeSocket(webSocket, decision.closeCode, clock);
      if (closing !== null) return closeSocket(webSocket, CLOSE_CODES.hostClosing, clock);
      const { room, pathId, currentSeat } = decision;
      // All in one turn: what is read of the room here, and what the fan-out sends from now on, join without a gap. The game may have
      // been restored or wiped since its room was found.
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
      });
      hub.join(connection, seat, cursor);
    },
    fail(webSocket, error) {
      report('a live connection failed', error);
      closeSocket(webSocket, INTERNAL_ERROR, clock);
    },
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
