/**
 * Notices when very many players join from one address, and remembers who they were. The addresses stay in here: others get a name that
 * means nothing. In memory only, and forgotten after an hour.
 */

/** So many players from one address within this time, ms, are either a flood or a hall behind one router: the banker knows. */
export const FLOOD_JOINS = 100;
const FLOOD_WINDOW_MS = 10 * 60_000;
const REMEMBERED_MS = 60 * 60_000;
/** The most joins to remember, so that nobody can exhaust the memory. */
const MAX_REMEMBERED = 20_000;
const SOURCE_BYTES = 9;

/** Many players who joined a game from one address. */
interface JoinFlood {
  /** Stands for the address; new after a restart. */
  readonly source: string;
  /** Host time, ms, of the first of these joins. */
  readonly since: number;
  /** How many of them are in the game. */
  readonly joined: number;
}

export interface JoinFloods {
  /** @param network `networkOf` the caller's address */
  record(gameId: number, network: string, participantId: number): void;
  /** The games that somebody has lately joined. */
  gameIds(): readonly number[];
  /** The largest flood of a game; null: none. */
  largest(gameId: number, isInGame: (participantId: number) => boolean): JoinFlood | null;
  /** Who joined the game from there at or after `since`, host time in ms. Nobody, if the source is unknown or forgotten. */
  joinedFrom(gameId: number, source: string, since: number): readonly number[];
}

interface Join {
  readonly participantId: number;
  /** Host time, ms. */
  readonly at: number;
}

/** An address from which a game was joined. */
interface Source {
  readonly name: string;
  readonly gameId: number;
  readonly network: string;
  /** Oldest first. */
  readonly joins: Join[];
  /** Host time, ms, of the first join of a flood that goes on; null: there is none. */
  since: number | null;
}

/** `now`: host time, ms. */
export function createJoinFloods(now: () => number, randomBytes: (size: number) => Uint8Array): JoinFloods {
  const games = new Map<number, Map<string, Source>>();
  /** One entry per remembered join, oldest first. */
  let queue: { readonly source: Source; readonly at: number }[] = [];

  const sourceOf = (gameId: number, network: string): Source => {
    const sources = games.get(gameId) ?? new Map<string, Source>();
    games.set(gameId, sources);
    const name = Buffer.from(randomBytes(SOURCE_BYTES)).toString('base64url');
    const source = sources.get(network) ?? { name, gameId, network, joins: [], since: null };
    sources.set(network, source);
    return source;
  };
  const forgetOld = () => {
    const firstKept = queue.findIndex(({ at }) => at > now() - REMEMBERED_MS);
    const expired = Math.max(firstKept === -1 ? queue.length : firstKept, queue.length - MAX_REMEMBERED);
    for (const { source } of queue.slice(0, expired)) {
      source.joins.shift();
      const sources = games.get(source.gameId);
      if (source.joins.length === 0) sources?.delete(source.network);
      if (sources?.size === 0) games.delete(source.gameId);
    }
    if (expired > 0) queue = queue.slice(expired);
  };
  const floodFrom = (source: Source, isInGame: (participantId: number) => boolean): JoinFlood | null => {
    const present = source.joins.filter(({ participantId }) => isInGame(participantId));
    const recent = present.filter(({ at }) => at > now() - FLOOD_WINDOW_MS);
    const [first] = recent;
    source.since = first === undefined || recent.length < FLOOD_JOINS ? null : (source.since ?? first.at);
    const { name, since } = source;
    if (since === null) return null;
    return { source: name, since, joined: present.filter(({ at }) => at >= since).length };
  };

  return {
    record(gameId, network, participantId) {
      forgetOld();
      const source = sourceOf(gameId, network);
      const at = now();
      source.joins.push({ participantId, at });
      queue.push({ source, at });
    },
    gameIds: () => [...games.keys()],
    largest(gameId, isInGame) {
      forgetOld();
      const floods = [...(games.get(gameId)?.values() ?? [])].flatMap(
        (source) => floodFrom(source, isInGame) ?? [],
      );
      return floods.toSorted((one, other) => other.joined - one.joined)[0] ?? null;
    },
    joinedFrom(gameId, wanted, since) {
      forgetOld();
      const source = [...(games.get(gameId)?.values() ?? [])].find(({ name }) => name === wanted);
      return (source?.joins ?? []).filter(({ at }) => at >= since).map(({ participantId }) => participantId);
    },
  };
}
