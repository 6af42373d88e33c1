/** The latest joins of all games, each with a name for where it came from: no address is kept. Forgotten after an hour. */

/** A player who has joined a game. */
export interface JoinRecord {
  readonly gameId: number;
  readonly participantId: number;
  /** Stands for the address, in this game alone. */
  readonly source: string;
  /** Host time, ms. */
  readonly at: number;
}

/** How long a join is remembered, ms. */
export const REMEMBERED_MS = 60 * 60_000;
/** The most joins to remember, so that nobody can exhaust the memory. */
export const MAX_REMEMBERED = 20_000;

/** Where hosts that share a database keep them together. Each rejects with `StorageError`. */
export interface StoredJoins {
  /** Those that are there already stay as they are; those of games that are gone are left out. */
  readonly add: (joins: readonly JoinRecord[]) => Promise<void>;
  /** The latest `MAX_REMEMBERED` after `after`, host time in ms, of all games that have at least so many; oldest first. */
  readonly ofGamesWith: (least: number, after: number) => Promise<readonly JoinRecord[]>;
  /** Those of one game, oldest first. */
  readonly ofGame: (gameId: number, after: number) => Promise<readonly JoinRecord[]>;
  /** Forgets those up to then. */
  readonly forget: (until: number) => Promise<void>;
}

export interface JoinRecords {
  /** Resolves once it is where it belongs, or cannot be brought there now. */
  add(join: JoinRecord): Promise<void>;
  /** Those of games that have at least so many, by game and oldest first. Never waits for long. */
  ofGamesWith(least: number): Promise<ReadonlyMap<number, readonly JoinRecord[]>>;
  /** Oldest first. Rejects with `StorageError`. */
  ofGame(gameId: number): Promise<readonly JoinRecord[]>;
}

/** What one host remembers of them. */
export interface HeldJoins {
  add(joins: readonly JoinRecord[]): void;
  /** Oldest first. */
  all(): readonly JoinRecord[];
}

/** @param now host time, ms */
export function holdJoins(now: () => number): HeldJoins {
  const held = new Map<number, JoinRecord>();
  const forgetOld = () => {
    for (const [id, { at }] of held) {
      if (at > now() - REMEMBERED_MS && held.size <= MAX_REMEMBERED) return;
      held.delete(id);
    }
  };
  return {
    add(joins) {
      for (const join of joins) if (!held.has(join.participantId)) held.set(join.participantId, join);
      forgetOld();
    },
    all() {
      forgetOld();
      const isKept = ({ at }: JoinRecord) => at > now() - REMEMBERED_MS;
      return [...held.values()]
        .filter(isKept)
        .toSorted((one, other) => one.at - other.at || one.participantId - other.participantId);
    },
  };
}

/** Those of games that have at least so many. */
export function gamesWith(
  least: number,
  joins: readonly JoinRecord[],
): ReadonlyMap<number, readonly JoinRecord[]> {
  const games = new Map<number, JoinRecord[]>();
  for (const join of joins) {
    const some = games.get(join.gameId) ?? [];
    games.set(join.gameId, some);
    some.push(join);
  }
  return new Map([...games].filter(([, some]) => some.length >= least));
}

/** In this host's memory alone. */
export function rememberJoins(now: () => number): JoinRecords {
  const held = holdJoins(now);
  return {
    add: async (join) => held.add([join]),
    ofGamesWith: async (least) => gamesWith(least, held.all()),
    ofGame: async (wanted) => held.all().filter(({ gameId }) => gameId === wanted),
  };
}
