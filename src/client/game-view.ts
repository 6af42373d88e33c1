/** What the client offers: one way to talk to a host, for pages, tests, bench and simulated players. */
import type { Challenge, Game, Message, Player, Team } from '../protocol/entity-schemas.ts';
import type { EventFrame, PresenceItem } from '../protocol/frames.ts';
import type { Problem } from '../protocol/problems.ts';

/**
 * `live`: the host was heard within 6 s. `checking`: silent for 6 s, being probed. `connecting`: no socket yet, or between
 * attempts. `closed`: the host said not to come back, see `closeCode`.
 */
export type ConnectionStatus = 'connecting' | 'live' | 'checking' | 'closed';

/** One game as this seat sees it. A new object on every change that shares its unchanged parts, so that React can compare by identity. */
export interface GameView {
  readonly connection: ConnectionStatus;
  /** Set when `connection` is `closed`. */
  readonly closeCode: number | null;
  /** Whether the page is on its way to another address of the laptop. */
  readonly isMoving: boolean;
  /** Where phones may find the laptop, as it last announced: addresses first, best first; none until it has. */
  readonly origins: readonly string[];
  /** False until the first snapshot: show a loading state. Stays true while the connection is away. */
  readonly loaded: boolean;
  readonly game: Game | null;
  /** What the banker said last to everybody; to be shown until `until`, host time, unless its text is null. */
  readonly message: Message | null;
  readonly me: Player | null;
  readonly teams: readonly Team[];
  /** Open challenges, newest request first. */
  readonly challenges: readonly Challenge[];
  /** Those that ended since this page connected, newest end first, at most 50. The history has the rest. */
  readonly ended: readonly Challenge[];
  /** Bankers and boards: all; players: their own team. */
  readonly players: readonly Player[];
  /** Bankers only; by player_id. */
  readonly presence: ReadonlyMap<number, PresenceItem>;
  /** Host ms until which to say that somebody is guessing this seat's PIN; null: nobody has been. */
  readonly pinGuessesUntil: number | null;
  /** Last applied. */
  readonly seq: number;
  readonly epoch: string | null;
  /** Whole snapshots taken so far. Each may stand for any number of events that `onEvents` never told: fetch again what followed them. */
  readonly snapshots: number;
}

/** Times without the phone's own clock: both are extrapolated on a steady local clock from what the host last said. */
interface GameClocks {
  /** The host's clock now, ms since 1970. */
  hostNow(): number;
  /** The play clock now, ms; stands still unless the game is in progress. */
  playNow(): number;
}

/** The view as it is drawn: it changes at most once an animation frame, so that no flood of events keeps a page from answering. */
export interface DrawnView {
  readonly getView: () => GameView;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** The events since the last frame, each once and in order, before `subscribe` hears of them. Returns the unsubscriber. */
  readonly onEvents: (listener: (frames: readonly EventFrame[]) => void) => () => void;
}

export interface GameStore extends GameClocks {
  /** For React. */
  readonly drawn: DrawnView;
  getView(): GameView;
  /** Returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
  /** Every applied event, in order, once; for sounds and the activity feed. Returns the unsubscriber. */
  onEvent(listener: (frame: EventFrame) => void): () => void;
  /** Wake now: visible, pageshow, online, a tap. Resets the backoff. */
  wake(): void;
  /** Forgets the cursor and asks for a whole snapshot. */
  resync(): void;
  close(): void;
}

/** What a refused call throws: a problem of the host, or none (`problem` null) when the host was not reached. */
export interface HostErrorShape extends Error {
  readonly problem: Problem | null;
  /** True when the call may have succeeded although no answer came. Retry with the same key. */
  readonly unknownOutcome: boolean;
}
