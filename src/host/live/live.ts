/** The live side of the host: upgrades become connections, connections join their game's fan-out. docs/protocol.md, "Live connection". */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE_CODES, MAX_CLIENT_FRAME_BYTES, BATCH_SUBPROTOCOL } from '../../protocol/frames.ts';
import type { Clock, HostTime } from '../clock.ts';
import type { Access } from '../http/access.ts';
import type { Room } from '../room.ts';
import type { Rooms } from '../rooms.ts';
import type { Seats } from '../seats.ts';
import { admit } from './admission.ts';
import { closeSocket, cutUnlessClosed, HOST_CLOSING_LINGER_MS } from './closing.ts';
import { Connection } from './connection.ts';
import { Hub } from './hub.ts';
import type { Seen } from './presence.ts';
import { refuseUpgrade } from './refusal.ts';
import { readTarget, type Target } from './target.ts';

export interface LiveOptions {
  readonly rooms: Pick<Rooms, 'byCode' | 'bySeat' | 'watch'>;
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
  /** Takes the server's upgrades: those to `/ws/...` become connections, all others get 404. */
  attach(server: Server): void;
  /** Whether a device of this participant is connected, and when one was last heard. */
  presence(participantId: number): Seen;
  /** Sockets in the fan-outs of all games. */
  connections(): number;
  /** Tells every socket 4001, cuts those that don't answer within 300 ms, takes no more. Resolves when all are gone. */
  close(): Promise<void>;
}

/** Opens a fan-out for each game; connections come once a server is attached. Close it before the rooms. */
export function createLive(options: LiveOptions): Live {
  const { rooms, access, seats, clock, hostTime, report, random } = options;
  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    autoPong: false,
    handleProtocols: (asked) => (asked.has(BATCH_SUBPROTOCOL) ? BATCH_SUBPROTOCOL : false),
  });
  const hubs = new Map<Room, Hub>();
  let closing: Promise<void> | null = null;

  const dropHub = (room: Room, code: number) => {
    hubs.get(room)?.close(code);
    hubs.delete(room);
  };

  rooms.watch({
    opened(room) {
      // A wipe that failed opens the same game anew, under another epoch.
      for (const old of hubs.keys())
        if (old.state.gameId === room.state.gameId) dropHub(old, CLOSE_CODES.resync);
      hubs.set(room, new Hub({ room, clock, hostTime, pinOf: (participant) => seats.pinOf(participant) }));
    },
    wiped: (room) => dropHub(room, CLOSE_CODES.gameWiped),
  });

  const turnAway = (webSocket: WebSocket, code: number) => {
    webSocket.on('error', () => cutUnlessClosed(webSocket, clock));
    closeSocket(webSocket, code, clock);
  };

  const welcome = (webSocket: WebSocket, socket: Duplex, request: IncomingMessage, target: Target) => {
    const admission = admit(options, request.headers, target);
    if ('refusal' in admission) return turnAway(webSocket, admission.refusal);
    const { room, seat, pathId, mayStay } = admission;
    const hub = hubs.get(room);
    if (hub === undefined) return turnAway(webSocket, CLOSE_CODES.unauthorised);
    const connection = new Connection({ webSocket, socket, clock, hostTime, random, pathId, mayStay });
    hub.join(connection, seat, target.cursor);
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = readTarget(request.url ?? '');
    if (closing !== null) return refuseUpgrade(socket, 503);
    if (!access.isOwnPage({ host: request.headers.host, origin: request.headers.origin }))
      return refuseUpgrade(socket, 403);
    if (target === null) return refuseUpgrade(socket, 404);
    // The handshake's answer and the welcome leave together.
    socket.cork();
    webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      welcome(webSocket, socket, request, target),
    );
    socket.uncork();
  };

  const closeAll = async (): Promise<void> => {
    const sockets = [...webSockets.clients];
    const gone = sockets.map(
      (webSocket) => new Promise<void>((resolve) => void webSocket.once('close', () => resolve())),
    );
    for (const room of hubs.keys()) dropHub(room, CLOSE_CODES.hostClosing);
    for (const webSocket of sockets) cutUnlessClosed(webSocket, clock, HOST_CLOSING_LINGER_MS);
    await Promise.all(gone);
    webSockets.close((error) => {
      if (error !== undefined) report('the WebSocket server did not close cleanly', error);
    });
  };

  return {
    attach(server) {
      server.on('upgrade', onUpgrade);
    },
    presence(participantId) {
      const room = rooms.bySeat(participantId)?.room;
      const hub = room === undefined ? undefined : hubs.get(room);
      return hub?.presenceOf(participantId) ?? { connected: false, lastSeen: null };
    },
    connections: () => [...hubs.values()].reduce((sum, hub) => sum + hub.size, 0),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
