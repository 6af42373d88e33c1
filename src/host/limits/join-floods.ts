/**
 * Notices when very many players join from one address or from a few, and remembers who they were. The addresses stay in here: others get a name that
 * means nothing. In memory only, and forgotten after an hour.
 */

/** So many players from one address within this time, ms, are either a flood or a hall behind one router: the banker knows. */
export const FLOOD_JOINS = 100;
/**
 * Fewer than that from one address count together with others that have so many: one device can take several addresses. The first of
 * these numbers counts with which they are a flood, so that a class behind one router is not counted with an attacker who has more of
 * them. A phone that joins again and again has fewer.
 */
const SHARE_JOINS = [20, 10, 5];
const FLOOD_WINDOW_MS = 10 * 60_000;
const REMEMBERED_MS = 60 * 60_000;
/** The most joins to remember, so that nobody can exhaust the memory. */
const MAX_REMEMBERED = 20_000;
const SOURCE_BYTES = 9;

/** Many players who joined a game from one address, or from a few. */
interface JoinFlood {
  /** Stands for the address or addresses; new after a restart. */
  readonly source: string;
  /** Host time, ms, of the first of these joins. */
  readonly since: number;
  /** How many of them are in the game. */
  readonly joined: number;
  /** How many addresses they joined from. */
  readonly addresses: number;
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

const joinsSince = (joins: readonly Join[], since: number): readonly number[] =>
  joins.filter(({ at }) => at >= since).map(({ participantId }) => participantId);

/** Addresses of a game that make a flood together. */
interface Group {
  readonly name: string;
  /** Those that have been in it since it began; after its end those that were. */
  readonly members: Set<Source>;
  /** As for one address. */
  since: number | null;
}

/** `now`: host time, ms. */
export function createJoinFloods(now: () => number, randomBytes: (size: number) => Uint8Array): JoinFloods {
  const games = new Map<number, Map<string, Source>>();
  const groups = new Map<number, Group>();
  /** One entry per remembered join, oldest first. */
  let queue: { readonly source: Source; readonly at: number }[] = [];

  const newName = () => Buffer.from(randomBytes(SOURCE_BYTES)).toString('base64url');
  const sourceOf = (gameId: number, network: string): Source => {
    const sources = games.get(gameId) ?? new Map<string, Source>();
    games.set(gameId, sources);
    const source = sources.get(network) ?? { name: newName(), gameId, network, joins: [], since: null };
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
      if (sources?.size !== 0) continue;
      games.delete(source.gameId);
      groups.delete(source.gameId);
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
    return { source: name, since, joined: present.filter(({ at }) => at >= since).length, addresses: 1 };
  };
  /** A flood from addresses of which none is one by itself. */
  const floodTogether = (gameId: number, isInGame: (participantId: number) => boolean): JoinFlood | null => {
    const isRecent = ({ participantId, at }: Join) => at > now() - FLOOD_WINDOW_MS && isInGame(participantId);
    const all = [...(games.get(gameId)?.values() ?? [])]
      .filter(({ since }) => since === null)
      .map((source) => ({ source, recent: source.joins.filter(isRecent) }));
    const shares = SHARE_JOINS.map((least) => all.filter(({ recent }) => recent.length >= least)).find(
      (some) => some.flatMap(({ recent }) => recent).length >= FLOOD_JOINS,
    );
    const group = groups.get(gameId) ?? { name: newName(), members: new Set(), since: null };
    if (shares === undefined) {
      group.since = null;
      return null;
    }
    const recent = shares.flatMap((share) => share.recent);
    groups.set(gameId, group);
    if (group.since === null) group.members.clear();
    for (const { source } of shares) group.members.add(source);
    const since = (group.since ??= Math.min(...recent.map(({ at }) => at)));
    const joined = joinsOf(group, since).filter(isInGame).length;
    return { source: group.name, since, joined, addresses: group.members.size };
  };
  const joinsOf = ({ members }: Group, since: number): readonly number[] =>
    [...members].flatMap(({ joins }) => joinsSince(joins, since));

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
      const together = floodTogether(gameId, isInGame);
      return floods.toSorted((one, other) => other.joined - one.joined)[0] ?? together;
    },
    joinedFrom(gameId, wanted, since) {
      forgetOld();
      const group = groups.get(gameId);
      if (group?.name === wanted) return joinsOf(group, since);
      const source = [...(games.get(gameId)?.values() ?? [])].find(({ name }) => name === wanted);
      return joinsSince(source?.joins ?? [], since);
    },
  };
}
