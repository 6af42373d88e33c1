/** The services that all routes share. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { HostWarning } from '../../protocol/host-info.ts';
import type { GamePlace } from '../../protocol/wire-enums.ts';
import type { Authentication } from '../auth/authentication.ts';
import type { CarriedSeats } from '../auth/carried-seats.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { Owners } from '../auth/owners.ts';
import type { Connections } from '../connections/connections.ts';
import type { AnnouncedOrigins } from '../lan/announced-origins.ts';
import type { Doctor } from '../lan/doctor/doctor.ts';
import type { Arrival } from '../lan/own-visits.ts';
import type { Wifi } from '../lan/wifi.ts';
import type { Languages } from '../languages/languages.ts';
import type { LibraryOf } from '../library/libraries.ts';
import type { GuessedSeats } from '../limits/guessed-seats.ts';
import type { JoinFloods } from '../limits/join-floods.ts';
import type { Continuations } from '../rooms/continuations.ts';
import type { Rehearsals } from '../rooms/rehearsals.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Archive } from '../storage/archive.ts';
import type { EventStore, HostResponses, TicketStore } from '../storage/event-store.ts';
import type { HostTime, Clock } from '../time/clock.ts';
import type { CostlyAnswers } from './costly-answers.ts';
import type { RateLimits } from './rate-limits.ts';

/** The Fastify app; its schemas also provide the types of what they validate. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Whether a participant's phone is connected, judging by the live connections. */
interface ParticipantPresence {
  readonly connected: boolean;
  /** Host time in ms when it was last heard from; null: not since the host started. */
  readonly lastSeen: number | null;
}

/** The laptop's current addresses. */
interface Network {
  /** Best first; the first one is shown to phones. */
  addresses(): readonly { readonly address: string; readonly interfaceName: string }[];
  /** The address someone chose; null: the host chooses. */
  chosen(): string | null;
  /** Returns false if this is not an address of this laptop. Throws `StorageError`. */
  choose(address: string | null): boolean;
  /** Whether a connection comes from this laptop itself. */
  isOwnVisit(arrival: Arrival): boolean;
}

export interface Services {
  readonly rooms: Rooms;
  readonly credentials: Credentials;
  readonly authentication: Authentication;
  readonly eventStore: EventStore;
  readonly tickets: TicketStore;
  readonly hostResponses: HostResponses;
  readonly gamesKeptIn: GamePlace;
  readonly archive: Archive;
  readonly hostTime: HostTime;
  readonly clock: Clock;
  readonly rateLimits: RateLimits;
  readonly connections: Connections;
  readonly joinFloods: JoinFloods;
  readonly guessedSeats: Pick<GuessedSeats, 'find' | 'listen'>;
  readonly costlyAnswers: CostlyAnswers;
  readonly presence: (participantId: number) => ParticipantPresence;
  /** `http://192.168.1.20:4747`: where phones reach the host, best first; empty without a network. */
  /** Whether phones come to a public address, through a balancer. */
  readonly isAtPublicUrl: boolean;
  readonly joinUrls: () => readonly string[];
  readonly network: Network;
  readonly announcedOrigins: AnnouncedOrigins;
  readonly carriedSeats: CarriedSeats;
  readonly continuations: Continuations;
  readonly doctor: Doctor;
  readonly wifi: Wifi;
  readonly languages: Languages;
  readonly owners: Owners;
  readonly libraryOf: LibraryOf;
  /** Problems that do not stop the host. */
  readonly warnings: () => readonly HostWarning[];
  /** Null: this host was built without simulated players. */
  readonly rehearsals: Rehearsals | null;
  /** Host names by which this host can be reached, in addition to its addresses. */
  readonly names: readonly string[];
  readonly version: string;
  /** What only programs know that may read the data folder; another one at each start. */
  readonly deskSecret: string;
  /** A fresh one-time link to the owner's desk, for this laptop. Rejects with `StorageError`. */
  readonly deskUrl: () => Promise<string>;
  readonly randomBytes: (size: number) => Uint8Array;
}
