/** The games of a host, as everything else sees them. */
import type { GameState, Participant } from '../../game/state.ts';
import type {
  EventStore,
  GameOutlooks,
  IdempotencyKey,
  KeyedResponse,
  StoredResponse,
  UnopenableGameError,
} from '../storage/event-store.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import type { EventBus } from './event-bus.ts';
import type { NewGame, NewGameRequest } from './new-game.ts';
import type { Failpoint, Room, RoomOptions } from './room-types.ts';

export interface RoomsOptions {
  readonly eventStore: EventStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly pinOf: RoomOptions['pinOf'];
  readonly report: RoomOptions['report'];
  readonly failpoint?: (point: Failpoint) => void;
  /**
   * Called with the codes of all games that contradict themselves or are damaged, and of those that a newer version has written, whenever
   * these change. They have no room.
   */
  readonly onUnopenable?: (codes: readonly string[], newer: readonly string[]) => void;
  /** Whether other hosts append to the same logs: rooms then read what is new in theirs, and decide again where two met. */
  readonly isLogShared?: boolean | undefined;
  readonly onAppended?: NonNullable<RoomOptions['onAppended']>;
  /** The games as folded by the store's check at startup. If absent, they are folded now. */
  readonly games?: readonly GameState[] | undefined;
  /** Of games that are opened only when somebody asks for them; absent: all games are opened now. */
  readonly outlooks?: GameOutlooks | undefined;
  /** An integer from 0 to below - 1. */
  readonly random?: (below: number) => number;
}

export interface Replacement {
  /** The games to replace, given those that are open. */
  readonly gameIds: (open: readonly number[]) => readonly number[];
  /** Null if no key was sent. */
  readonly key: IdempotencyKey | null;
  /** Changes the stored games, stores the response under the key, and returns it. */
  readonly step: (gameIds: readonly number[]) => Promise<StoredResponse>;
}

/** Asked with what the game is when nobody can change it any more, on whichever host. */
export type MayWipe = (state: GameState) => boolean | Promise<boolean>;

export interface RoomsWatcher {
  opened(room: Room): void;
  wiped(room: Room): void;
  /** It went to rest: its next lookup opens another one. */
  closed?(room: Room): void;
}

/**
 * Games are opened, created, replaced and wiped one at a time. Looking up a game that is not open waits for any such operation to
 * finish, so nobody is told that a game is gone while it is being restored. Every method rejects with `StorageError` if the store
 * fails, and with `RoomClosedError` after `close`.
 */
export interface Rooms {
  /** The open rooms: of all games, unless they are opened on demand. */
  all(): readonly Room[];
  /** Whether a game's room is opened only when somebody asks for it. */
  readonly isOnDemand: boolean;
  /** The state of a game as it is stored, whether it is open or not; null if there is none. Opens nothing. */
  read(gameId: number): Promise<GameState | null>;
  /** Whether there is such a game, open or not. Opens nothing. */
  has(gameId: number): Promise<boolean>;
  /** Why games were found to be such as cannot be opened: one error for each. */
  unopenable(): readonly UnopenableGameError[];
  /** Whether it was a newer version that wrote what is still the game's log: to read it again would tell nothing new, however it goes on. */
  isStillNewer(gameId: number): boolean;
  /**
   * Removes every trace of a game that cannot be opened, unread, and stores the response. False, and nothing was done: it can be opened
   * by now, a newer version plays it, or games are not opened on demand, so that a backup has to bring it back.
   */
  wipeUnopenable(gameId: number, answer?: KeyedResponse | null): Promise<boolean>;
  /** Opens the games that continue this one, where they may not be open; not those that cannot be opened. */
  openContinuing(gameId: number): Promise<void>;
  /** Rooms of which `isHeld` says so do not rest. */
  hold(isHeld: (room: Room) => boolean): void;
  isHeld(room: Room): boolean;
  /** When the room was last looked up, monotonic ms. */
  usedAt(room: Room): number;
  /** Closes the room if `isIdle` says so when it is this call's turn. Its next lookup opens it again, and nobody in between notices. */
  rest(room: Room, isIdle: (room: Room) => boolean): Promise<void>;
  byCode(code: string): Promise<Room | null>;
  byId(gameId: number): Promise<Room | null>;
  /** Whether other hosts append to the same logs. */
  readonly isLogShared: boolean;
  /**
   * Has the room with this code, if it is open, read what other hosts have appended. Does nothing where no others do. Rejects with
   * `StorageError` while that cannot be read.
   */
  catchUp(code: string): Promise<void>;
  /** Finds a participant and their room. Includes removed participants. Rejects with `StorageError`. */
  bySeat(participantId: number): Promise<SeatedParticipant | null>;
  /** Whether `bySeat` opens no game for this id: always, unless games are opened on demand. */
  isSeatAtHand(participantId: number): boolean;
  /** Writes the game's first events and opens its room, unless the key already has a response. If it rejects, nothing was created. */
  create(order: NewGameRequest): Promise<StoredResponse>;
  /** The room that `existing` finds, asked when it is this call's turn; if there is none, that of a game made now. */
  findOrCreate(existing: () => Room | null, order: Pick<NewGame, 'compose' | 'causedBy'>): Promise<Room>;
  /**
   * Closes the room, removes every trace of the game and stores the response. Does nothing if the game is already gone. If it rejects with
   * `StorageError`, the game is open again; if with `UnfinishedWipeError`, the game is gone but traces remain. Where `mayWipe` is given
   * and says no, once nobody can change the game any more, it is open again and the answer is false.
   */
  wipe(room: Room, answer?: KeyedResponse | null, mayWipe?: MayWipe): Promise<boolean>;
  /**
   * Closes the rooms of these games, runs `step`, and reopens whichever of them are then stored, each under a new epoch. Does
   * nothing if the key already has a response. Rejects as `step` does; the same games are then open again, also under new epochs.
   */
  replace(replacement: Replacement): Promise<StoredResponse>;
  /** Returns `wanted` if no game has that code, otherwise a new one. Only safe within a `replace` step: elsewhere another game may take it. */
  freeCode(wanted: string): Promise<string>;
  /** Reports each room that opens, starting with those already open, and each game that is wiped. */
  watch(watcher: RoomsWatcher): void;
  tick(): void;
  /** Waits for the operation in progress, then closes every room. */
  close(): Promise<void>;
}

export interface SeatedParticipant {
  readonly room: Room;
  readonly participant: Participant;
}
