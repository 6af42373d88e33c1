/** The host's options and interface, as used by the headless host and the Electron shell. */
import type { GameStatus } from '../game/state.ts';
import type { OpenBus } from './bus/host-bus.ts';
import type { CrowdLimits } from './connections/crowd.ts';
import type { DeliveryLimits } from './connections/undelivered.ts';
import type { Interfaces } from './lan/addresses.ts';
import type { SystemAccess } from './lan/doctor/this-system.ts';
import type { ReadEvidence } from './lan/network-evidence.ts';
import type { OpsAddress } from './operations/ops-server.ts';
import type { PowerAccess } from './power/power-access.ts';
import type { StartRehearsal } from './rooms/rehearsals.ts';
import type { Failpoint } from './rooms/room.ts';
import type { StartError } from './start/start-error.ts';
import type { TerminalWords } from './start/terminal-words.ts';
import type { OpenStore } from './storage/open-store.ts';
import type { Cancel, Clock, HostTime } from './time/clock.ts';

export interface HostOptions {
  /** Created if missing; used by one host at a time. */
  readonly dataFolder: string;
  /** Data folders of earlier versions: their games are imported, then each folder is renamed. */
  readonly importFolders?: readonly string[];
  /** Null: the port this folder used last, or 4747, or the next free one if another program is using it. 0: any free port. */
  readonly port: number | null;
  /** Whether to announce the laptop's name on the network. */
  readonly mdns: boolean;
  /** Additional names by which browsers may reach this host. */
  readonly allowHosts: readonly string[];
  /** Addresses or subnets of proxies and load balancers in front of this host: they speak for many phones. */
  readonly trustedProxies?: readonly string[];
  /** Where phones reach this host, through a balancer: `https://night.example`; null or absent: at its own addresses. */
  readonly publicUrl?: string | null;
  /** The file with the owners who may make games here besides the host's own; null or absent: there are none. */
  readonly ownersFile?: string | null;
  /** Where operators and their programs are answered; null or absent: nowhere. */
  readonly ops?: OpsAddress | null;
  /** How long running requests may take when the host closes, ms; null or absent: 1 s. */
  readonly drainMs?: number | null;
  /** The built pages; without them the host only serves the API. */
  readonly pagesFolder: string;
  readonly version: string;
  /** The address to show to phones during this run; null or absent: the remembered choice, or else the best one. */
  readonly chosenAddress?: string | null;
  /** How many players may join at once from one address, then a fiftieth of them a second; null or absent: 250. */
  readonly joinBurst?: number | null;
  /** Receives every log line as JSON, in addition to the file in the data folder. */
  readonly logSink?: (line: string) => void;
  /** Lets the desk start rehearsals; absent: rehearsals are unavailable. */
  readonly rehearse?: StartRehearsal;

  /** The real ones unless a test passes in its own. */
  readonly clock?: Clock;
  readonly hostTime?: HostTime;
  readonly randomBytes?: (size: number) => Uint8Array;
  readonly interfaces?: () => Interfaces;
  readonly readEvidence?: ReadEvidence;
  readonly system?: SystemAccess;
  readonly power?: PowerAccess;
  readonly openStore?: OpenStore;
  /** Where several hosts have the same games open: how they tell each other what is new. Absent: this host has its games alone. */
  readonly openBus?: OpenBus;
  /** How many days evenings in a database that are over keep their names, and then stay; null or absent: until somebody wipes them. */
  readonly keepEveningsDays?: number | null;
  /** How long nobody has used a game in a database before it is closed, ms; absent: ten minutes. */
  readonly idleMs?: number;
  readonly connectionLimits?: CrowdLimits;
  readonly deliveryLimits?: DeliveryLimits;
  readonly failpoint?: (point: Failpoint) => void;
}

export interface HostedGame {
  readonly code: string;
  readonly name: string;
  readonly status: GameStatus;
}

export interface Host {
  readonly port: number;
  /** `http://127.0.0.1:4747`: the host as its own machine sees it. */
  readonly url: string;
  readonly ownerToken: string;
  /** Where phones reach the host, best first; empty without a network. */
  joinUrls(): readonly string[];
  /** Whether they reach it from anywhere, through a balancer. */
  readonly isAtPublicUrl: boolean;
  /** Resolves once the system has told what it knows about its networks, which may change `joinUrls()`: within 8 s, mostly at once. */
  addressesSettled(): Promise<void>;
  /** A link that opens the desk; it works once, within ten minutes. Rejects with `StorageError`. */
  deskUrl(): Promise<string>;
  /**
   * A link that opens the board of the newest unfinished game; it works once, within ten minutes. Null if there is no such
   * game. Rejects with `StorageError`.
   */
  boardUrl(): Promise<string | null>;
  /** Games that are in progress or paused. */
  runningGames(): readonly HostedGame[];
  /** Games in the lobby, in progress or paused. */
  unfinishedGames(): readonly HostedGame[];
  /** Called whenever a game is created, started, paused, resumed, ended or wiped. */
  onGames(listener: () => void): Cancel;
  /** Number of requests waiting for the banker in all unfinished games, except rehearsals started by this host. */
  waitingRequests(): number;
  /** Called soon after `waitingRequests()` has changed. */
  onWaiting(listener: () => void): Cancel;
  /** Called, also later on, once another host has the games: this one has to close. `why` says so to people. */
  onTaken(listener: (why: StartError) => void): Cancel;
  /** Sentences about problems that do not stop the host: for the terminal in its words, without any in English, as the log has them. */
  warnings(words?: TerminalWords): readonly string[];
  /** Called whenever `warnings()` changes. */
  onWarnings(listener: () => void): Cancel;
  /** A line for each mistake in the files of added languages, for the terminal. */
  languageMistakes(words: TerminalWords): readonly string[];
  /** Writes a problem outside the host to the host's own log, even after the host has closed. Never pass names or tokens. */
  report(message: string, error?: unknown): void;
  /** The laptop is about to sleep. */
  suspend(): void;
  /** The laptop has woken up. */
  resume(): void;
  /** Reads the owners file again now, if there is one. */
  readOwnersAgain(): void;
  /** The laptop was plugged in, or out. */
  powerChanged(): void;
  /** Closes sockets with 4001, finishes running requests and releases port and data, within `drainMs` and 1 s. May be called twice. */
  close(): Promise<void>;
}
