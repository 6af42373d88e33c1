/**
 * Finds very many joins from one address or from a few. It goes by the joins alone, so that every host that knows them finds the same,
 * whenever it looks.
 */
import type { JoinRecord } from './join-records.ts';

/** So many players from one address within this time, ms, are either a flood or a hall behind one router: the banker knows. */
export const FLOOD_JOINS = 100;
const FLOOD_WINDOW_MS = 10 * 60_000;
/**
 * Fewer than that from one address count together with others that have so many: one device can take several addresses. The first of
 * these numbers counts with which they are a flood, so that a class behind one router is not counted with an attacker who has more of
 * them. A phone that joins again and again has fewer.
 */
const SHARE_JOINS = [20, 10, 5] as const;
/** Instead of a source: all that make a flood together. */
const TOGETHER = 'several';

/** Many players who joined a game from one address, or from a few. */
export interface JoinFlood {
  /** Stands for the address or addresses. */
  readonly source: string;
  /** Host time, ms, of the first of these joins. */
  readonly since: number;
  /** How many of them are in the game. */
  readonly joined: number;
  /** How many addresses they joined from. */
  readonly addresses: number;
}

type Joins = readonly JoinRecord[];

/** The largest flood among the joins of one game by those who are in it, oldest first; null: none. */
export function findFlood(joins: Joins, now: number): JoinFlood | null {
  const { alone, since, members } = followJoins(joins, now);
  const floods = [...alone].map(([source, first]): JoinFlood => {
    const joined = joins.filter((join) => join.source === source && join.at >= first).length;
    return { source, since: first, joined, addresses: 1 };
  });
  const [largest] = floods.toSorted((one, other) => other.joined - one.joined);
  if (largest !== undefined || since === null) return largest ?? null;
  const joined = joins.filter(({ source, at }) => members.has(source) && at >= since).length;
  return { source: TOGETHER, since, joined, addresses: members.size };
}

/** Those of all joins of one game, oldest first, that came from there at or after `since`, host time in ms. */
export function joinsFrom(joins: Joins, wanted: string, since: number, now: number): Joins {
  const members = wanted === TOGETHER ? followJoins(joins, now, since).members : new Set([wanted]);
  return joins.filter(({ source, at }) => members.has(source) && at >= since);
}

interface Followed {
  /** The sources that are a flood by themselves, with the time of the first join of each, ms. */
  readonly alone: ReadonlyMap<string, number>;
  /** The time of the first join of the flood that others make together, ms; null: there is none now. */
  readonly since: number | null;
  /** Those that have been in it since it began, or were in the last one. */
  readonly members: ReadonlySet<string>;
}

/** @param from the members of floods that went on then, or later, are remembered, also after another one has begun */
function followJoins(joins: Joins, now: number, from = Infinity): Followed {
  const counts = countRecent();
  const alone = new Map<string, number>();
  /** The most recent joins that each source has had in this flood. */
  const peaks = new Map<string, number>();
  let since: number | null = null;
  let least = 0;
  let lookedAt = -Infinity;
  let oldest = 0;

  /** The first of those that are recent, and from such a source. */
  const firstOf = (isWanted: (source: string) => boolean, end: number): number =>
    joins.slice(oldest, end).find(({ source }) => isWanted(source))?.at ?? now;
  const forgetUntil = (at: number, end: number): void => {
    for (; oldest < end; oldest += 1) {
      const join = joins[oldest];
      if (join === undefined || join.at > at) return;
      if (counts.change(join.source, -1) < FLOOD_JOINS) alone.delete(join.source);
    }
  };
  const note = (source: string, count: number) => peaks.set(source, Math.max(count, peaks.get(source) ?? 0));
  /** Whether there is a flood of several. */
  const look = (at: number, end: number): boolean => {
    const found = counts.leastOfFlood();
    if (found === null) {
      since = null;
      return false;
    }
    least = found;
    if (since === null) {
      if (lookedAt < from) peaks.clear();
      for (const [source, count] of counts.all()) note(source, count);
      since = firstOf((source) => counts.shares(source, found), end);
    }
    lookedAt = at;
    return true;
  };

  for (const [index, { source, at }] of joins.entries()) {
    forgetUntil(at - FLOOD_WINDOW_MS, index);
    const count = counts.change(source, 1);
    if (count >= FLOOD_JOINS && !alone.has(source))
      alone.set(
        source,
        firstOf((other) => other === source, index + 1),
      );
    if (look(at, index + 1)) note(source, count);
  }
  forgetUntil(now - FLOOD_WINDOW_MS, joins.length);
  look(now, joins.length);
  const members = [...peaks].filter(([source, count]) => count >= least && !alone.has(source));
  return { alone, since, members: new Set(members.map(([source]) => source)) };
}

/** How many recent joins each source has, and how many those with a share in a flood have together. */
function countRecent() {
  const counts = new Map<string, number>();
  const sums = new Map<number, number>(SHARE_JOINS.map((least) => [least, 0]));
  const isShare = (count: number, least: number) => count >= least && count < FLOOD_JOINS;
  return {
    all: () => counts.entries(),
    shares: (source: string, least: number) => isShare(counts.get(source) ?? 0, least),
    /** How many it has then. */
    change(source: string, by: 1 | -1): number {
      const before = counts.get(source) ?? 0;
      const after = before + by;
      if (after === 0) counts.delete(source);
      else counts.set(source, after);
      for (const least of SHARE_JOINS) {
        const [had, has] = [before, after].map((count) => (isShare(count, least) ? count : 0));
        sums.set(least, (sums.get(least) ?? 0) + (has ?? 0) - (had ?? 0));
      }
      return after;
    },
    /** The first number of joins with which sources are a flood together; null: they are none. */
    leastOfFlood: (): number | null =>
      SHARE_JOINS.find((least) => (sums.get(least) ?? 0) >= FLOOD_JOINS) ?? null,
  };
}
