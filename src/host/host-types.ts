/** What a host is asked for and what it gives: the headless host and the Electron shell are written against this. */
import type { GameStatus } from '../game/state.ts';
import type { Interfaces } from './lan/addresses.ts';
import type { StartRehearsal } from './rooms/rehearsals.ts';
import type { Failpoint } from './rooms/room.ts';
import type { OpenStore } from './storage/open-store.ts';
import type { Cancel, Clock, HostTime } from './time/clock.ts';

export interface HostOptions {
  /** Made where it is missing; one host at a time. */
  readonly dataFolder: string;
  /** Data folders of earlier versions, whose games are imported; each is then renamed. */
  readonly importFolders?: readonly string[];
  /** Null: the port this folder used last, first 4747, the next free one where a stranger holds it. 0: any free one. */
  readonly port: number | null;
  /** Whether the laptop is announced on the network by name. */
  readonly mdns: boolean;
  /** Further names by which browsers reach this host. */
  readonly allowHosts: readonly string[];
  /** The built pages; without them the host serves the API alone. */
  readonly pagesFolder: string;
  readonly version: string;
  /** The address phones are shown, for this run; null or absent: the remembered choice, else the best one. */
  readonly chosenAddress?: string | null;
  /** Gets every line of the log, as JSON, besides the file in the data folder. */
  readonly logSink?: (line: string) => void;
  /** Lets the desk start rehearsals; absent: there are none. */
  readonly rehearse?: StartRehearsal;

  /** Real unless a test hands in its own. */
  readonly clock?: Clock;
  readonly hostTime?: HostTime;
  readonly randomBytes?: (size: number) => Uint8Array;
  readonly interfaces?: () => Interfaces;
  readonly openStore?: OpenStore;
  readonly failpoint?: (point: Failpoint) => void;
}

export interface HostedGame {
  readonly code: string;
  readonly name: string;
  readonly status: GameStatus;
}

export interface Host {
  readonly port: number;
  /** `http://127.0.0.1:4747`: the host as this laptop sees it. */
  readonly url: string;
  readonly ownerToken: string;
  /** Where phones reach the host, best first; empty without a network. */
  joinUrls(): readonly string[];
  /** A link that opens the desk, once and within ten minutes. Rejects with `StorageError`. */
  deskUrl(): Promise<string>;
  /**
   * A link that opens the board of the newest game that is not over, once and within ten minutes; null without such a game.
   * Rejects with `StorageError`.
   */
  boardUrl(): Promise<string | null>;
  /** Games in progress or paused. */
  runningGames(): readonly HostedGame[];
  /** Games that are not over: those in the lobby, in progress and paused. */
  unfinishedGames(): readonly HostedGame[];
  /** Told whenever a game is made, starts, pauses, goes on, ends or is wiped. */
  onGames(listener: () => void): Cancel;
  /** Requests that are waiting for the banker, in all unfinished games; without rehearsals started by this host. */
  waitingRequests(): number;
  /** Called soon after `waitingRequests()` has changed. */
  onWaiting(listener: () => void): Cancel;
  /** Sentences about what does not work as it should but stops nothing, for terminal and app. */
  warnings(): readonly string[];
  /** Told whenever `warnings()` changes. */
  onWarnings(listener: () => void): Cancel;
  /** Logs in the host's own log what went wrong around the host, even after it has closed. Never names or tokens. */
  report(message: string, error?: unknown): void;
  /** The laptop is about to sleep. */
  suspend(): void;
  /** The laptop woke up. */
  resume(): void;
  /** Tells every socket 4001, finishes what was asked, gives port and data back: within 2 s. May be called twice. */
  close(): Promise<void>;
}
