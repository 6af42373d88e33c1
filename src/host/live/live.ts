/** The host's live side: turns what carries frames into connections, which join their game's hub. docs/protocol.md, "Live connection". */
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Participant } from '../../game/state.ts';
import { type AddressesFrame, CLOSE_CODES, type NoticeFrame } from '../../protocol/frames.ts';
import type { Authentication } from '../auth/authentication.ts';
import type { CarriedSeats } from '../auth/carried-seats.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { Owners } from '../auth/owners.ts';
import type { HostBus } from '../bus/host-bus.ts';
import type { AnnouncedOrigins } from '../lan/announced-origins.ts';
import type { GuessedSeat, GuessedSeats } from '../limits/guessed-seats.ts';
import type { EventBus } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import { type UpgradeDecision, authorizeUpgrade } from './authorize-upgrade.ts';
import { HOST_CLOSING_TIMEOUT_MS } from './close-reasons.ts';
import { Connection } from './connection.ts';
import { Hub } from './hub.ts';
import type { SeatPresence } from './presence-tracker.ts';
import type { Transport } from './transport.ts';
import type { ResumeCursor, UpgradeRequest } from './upgrade-request.ts';

/** RFC 6455's code for a server error. */
const INTERNAL_ERROR = 1011;

export interface LiveOptions {
  readonly rooms: Pick<Rooms, 'byCode' | 'watch' | 'hold'>;
  readonly bus: Pick<EventBus, 'subscribe'>;
  /** To other hosts that have the same games; null: this is the only one. */
  readonly hostBus: HostBus | null;
  readonly access: Authentication;
  /** Those who are no longer listed lose their connections at once. */
  readonly owners: Pick<Owners, 'onChange'>;
  readonly seats: Pick<Credentials, 'pinOf'>;
  readonly guessedSeats: Pick<GuessedSeats, 'find' | 'listen'>;
  readonly carriedSeats: Pick<CarriedSeats, 'secretFor'>;
  readonly announcedOrigins: Pick<AnnouncedOrigins, 'list' | 'onChange'>;
  readonly clock: Clock;
  readonly report: (message: string, error?: unknown) => void;
  /** The build of the pages that this host serves; null: pages are not compared. */
  readonly pageId: string | null;
  /** Called with the TCP connection of each client that has been welcomed. */
  readonly onWelcome: (socket: Socket) => void;
  /** An integer from 0 to below - 1. */
  readonly random: (below: number) => number;
}

export interface Live {
  /** Decides whether a connection may open, before there is one. Null: the host is closing. */
  authorize(headers: IncomingHttpHeaders, request: UpgradeRequest): Promise<UpgradeDecision | null>;
  /** Welcomes a client or closes its connection, as decided, in the same turn. `socket` is the TCP connection that it came on. */
  open(transport: Transport, socket: Socket, decision: UpgradeDecision, cursor: ResumeCursor | null): void;
  /** Closes with 1011 what an error of ours left half open. */
  fail(transport: Transport, error: unknown): void;
  /** Whether a device of this participant is connected, and when one was last heard from. */
  presence(participantId: number): SeatPresence;
  /** The number of open connections in all games. */
  connections(): number;
  /** Closes every connection with 4001, cuts off clients that don't leave within 300 ms, and accepts no more. */
  close(): Promise<void>;
}

/** Creates a hub for each game. Close it before the rooms. */
export function createLive(options: LiveOptions): Live {
  const {
    rooms,
    bus,
    hostBus,
    owners,
    seats: credentials,
    guessedSeats,
    announcedOrigins,
    clock,
    report,
    random,
    onWelcome,
  } = options;
  const transports = new Set<Transport>();
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
          hostBus,
          clock,
          pinOf: (participant) => credentials.pinOf(participant),
          noticeFor: (seat) => noticeText(guessedSeats.find(seat), clock, room.gameTime),
          addressesFor: (seat) => addressesText(seat, options),
        }),
      );
    },
    closed: (room) => closeHub(room, CLOSE_CODES.resync),
    wiped: (room) => closeHub(room, CLOSE_CODES.gameWiped),
  });
  rooms.hold((room) => (hubs.get(room)?.size ?? 0) > 0);

  guessedSeats.listen((gameId, participantId) => {
    for (const [room, hub] of hubs) if (room.state.gameId === gameId) hub.notify(participantId);
  });

  announcedOrigins.onChange(() => {
    for (const hub of hubs.values()) hub.announceAddresses();
  });

  owners.onChange(() => {
    for (const hub of hubs.values()) hub.closeUnauthorised();
  });

  const closeAll = async (): Promise<void> => {
    const gone = [...transports].map(
      (transport) => new Promise<void>((resolve) => transport.onceClosed(resolve)),
    );
    for (const room of hubs.keys()) closeHub(room, CLOSE_CODES.hostClosing);
    for (const transport of transports) transport.terminateAfter(HOST_CLOSING_TIMEOUT_MS);
    await Promise.all(gone);
  };

  const fail = (transport: Transport, error: unknown) => {
    report('a live connection failed', error);
    transport.close(INTERNAL_ERROR);
  };

  return {
    authorize: async (headers, request) =>
      closing === null ? authorizeUpgrade(options, headers, request) : null,
    open(transport, socket, decision, cursor) {
      transports.add(transport);
      transport.onceClosed(() => transports.delete(transport));
      if ('closeCode' in decision) return transport.close(decision.closeCode);
      if (closing !== null) return transport.close(CLOSE_CODES.hostClosing);
      const { room, pathId, currentSeat, heldPlayers } = decision;
      // All in one turn, so that there is no gap between what is read from the room and what the hub sends from now on. The game may
      // have been restored or wiped since its room was found.
      const hub = hubs.get(room);
      if (hub === undefined) return transport.close(CLOSE_CODES.resync);
      const seat = currentSeat();
      if (seat === null) return transport.close(CLOSE_CODES.unauthorised);
      const isStillAuthorized = () => currentSeat() !== null;
      const connection = new Connection({
        transport,
        clock,
        gameTime: room.gameTime,
        random,
        pathId,
        isStillAuthorized,
        heldPlayers,
        onFault: (error) => fail(transport, error),
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

/** Where this seat's page may look for the laptop, and by what it recognises it; null for seats that stay where they are. */
function addressesText(
  seat: Participant,
  { carriedSeats, announcedOrigins }: Pick<LiveOptions, 'carriedSeats' | 'announcedOrigins'>,
): string | null {
  const origins = [...announcedOrigins.list()];
  const secret = origins.length === 0 ? null : carriedSeats.secretFor(seat);
  if (secret === null) return null;
  return JSON.stringify({ type: 'addresses', origins, secret } satisfies AddressesFrame);
}

/** The notice for a seat whose PIN somebody is guessing. */
function noticeText(guessed: GuessedSeat | null, clock: Clock, gameTime: HostTime): string | null {
  if (guessed === null) return null;
  const until = Math.round(gameTime.now() + guessed.endsAt - clock.monotonic());
  return JSON.stringify({ type: 'notice', code: 'pin_guesses', until } satisfies NoticeFrame);
}
