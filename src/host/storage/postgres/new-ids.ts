/**
 * New ids, none of which is ever given twice, though sequences begin again at an older place where a backup is read in, or a standby
 * without the last commits takes over. See decision 22.
 */
import { randomInt } from 'node:crypto';
import { StorageError, type IdKind } from '../event-store.ts';
import type { Database } from './database.ts';
import { HISTORY } from './history.ts';
import { lockKey } from './lock-key.ts';

/** "TGN3": ours among all advisory locks of the database. */
const LOCK = lockKey(0x54474e33);
/** Ids count from this moment on, so many for each ms: never are so many given, so where a leap leads now, none was given before. */
const FIRST_AT = Date.UTC(2026, 0);
const IDS_PER_MS = 16;
/** How far the clock may have gone back meanwhile, as it does where a standby's is slow. */
const CLOCK_MARGIN_MS = 60 * 60 * 1_000;
/**
 * Where the clock says less than what was given, because it is wrong, or others have leapt in the same moment: more than are given in an
 * evening, somewhere else each time, and no more than passes in an hour or so, after which the clock leads again.
 */
const LEAST_LEAP = 2 ** 20;
const LONGEST_LEAP = 2 ** 26;
/** Of a database that shows an older place again and again. */
const MOST_LEAPS = 5;

const sequence = (kind: IdKind) => `${kind}_ids`;
const next = (kind: IdKind) => ({
  name: `next_${kind}_ids`,
  // While others take some, nobody leaps.
  text: `select nextval('${sequence(kind)}') as id, ${HISTORY} as history
    from (select pg_advisory_xact_lock_shared(${LOCK})) as together, generate_series(1, $1::integer)`,
});
const leapOf = (kind: IdKind) => ({
  name: `leap_${kind}_ids`,
  text: `select setval('${sequence(kind)}', case when after < earliest then earliest else after + $2::bigint end) as id,
      ${HISTORY} as history
    from (
      select greatest(nextval('${sequence(kind)}'), $1::bigint) as after,
        ((extract(epoch from clock_timestamp()) * 1000)::bigint - ${FIRST_AT - CLOCK_MARGIN_MS}) * ${IDS_PER_MS}
          as earliest
      from (select pg_advisory_xact_lock(${LOCK})) as alone
    ) as place`,
});

interface GivenId {
  readonly id: number;
  readonly history: string;
}

/** A history, and the highest id that this host knows to be given in it or before. */
interface Place {
  readonly history: string;
  highest: number;
}

export interface NewIds {
  /** As many new ids, in order. Those that are never used are lost, which harms nobody. Rejects with `StorageError`. */
  readonly take: (count: number) => Promise<readonly number[]>;
}

/** @param randomLeap says how many ids to skip where no clock says how many may have been given */
export function openNewIds(
  { read }: Pick<Database, 'read'>,
  kind: IdKind,
  randomLeap: () => number = () => randomInt(LEAST_LEAP, LONGEST_LEAP),
): NewIds {
  const [nextIds, leap] = [next(kind), leapOf(kind)];
  let place: Place | null = null;
  let highest = 0;
  let leaping: Promise<Place> | null = null;

  const leapOver = async (): Promise<Place> => {
    try {
      const values = [highest, randomLeap()];
      const { rows } = await read((session) => session.run<GivenId>(leap, values));
      const [reached] = rows;
      if (reached === undefined) throw new StorageError('The database gave no id.');
      place = { history: reached.history, highest: reached.id };
      return place;
    } finally {
      leaping = null;
    }
  };

  return {
    async take(count) {
      for (let leaps = 0; leaps < MOST_LEAPS; leaps += 1) {
        // It is not known what this host's predecessors have lost, either.
        const from = place ?? (await (leaping ??= leapOver()));
        const above = from.highest;
        const { rows } = await read((session) => session.run<GivenId>(nextIds, [count]));
        const isSame = rows.every(({ id, history }) => history === from.history && id > above);
        if (isSame) {
          from.highest = Math.max(from.highest, ...rows.map(({ id }) => id));
          highest = Math.max(highest, from.highest);
          return rows.map(({ id }) => id);
        }
        // Another call may have leapt meanwhile.
        if (place === from) place = null;
      }
      throw new StorageError('The database gives ids that it has given before.');
    },
  };
}
