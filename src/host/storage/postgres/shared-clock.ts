/** The server's clock as all hosts of a database have it: with what is added to it where somebody has set it. */
import type { ClockReading, SharedClock } from '../../time/clock-doubts.ts';
import { StorageError } from '../event-store.ts';
import type { Database } from './database.ts';

const CLOCK = 'extract(epoch from clock_timestamp()) * 1000';
const CORRECTION = 'coalesce((select correction_ms from shared_clock), 0)';
/** SQL for the time that hosts share, ms since 1970. */
export const SHARED_NOW = `(${CLOCK} + ${CORRECTION})::bigint`;

/** One statement: what is said of the clock is said of one that was set before, not after, the time was read. */
const READ = {
  name: 'read_shared_clock',
  text: `
    select (${CLOCK})::float8 as clock, coalesce(correction_ms, 0) as correction_ms, coalesce(doubt, 0) as doubt,
      coalesce(doubt_state, 'settled') as doubt_state, (select max(seen_at) from hosts_alive) as seen_at
    from (values (1)) as always left join shared_clock on true`,
};
const DOUBT = {
  name: 'doubt_shared_clock',
  text: `
    insert into shared_clock as shared (correction_ms, doubt, doubt_state) values ($1, 1, 'open')
    on conflict (is_only) do update set doubt = shared.doubt + 1, doubt_state = 'open'
      where shared.doubt_state <> 'open' and shared.correction_ms = excluded.correction_ms
    returning doubt`,
};
const OPEN = "doubt = $1 and doubt_state = 'open'";
const DENY = { name: 'deny_doubt', text: `update shared_clock set doubt_state = 'denied' where ${OPEN}` };
const CORRECT = {
  name: 'correct_shared_clock',
  text: `update shared_clock set correction_ms = $2, doubt_state = 'settled' where ${OPEN}`,
};
const BEGIN_ANEW = {
  name: 'begin_shared_clock_anew',
  text: `
    update shared_clock set correction_ms = $3, doubt_state = 'settled'
    where doubt = $1 and correction_ms = $2 and (correction_ms <> $3 or doubt_state = 'open')`,
};
const FORGET_LATER = {
  name: 'forget_later_hosts',
  text: `delete from hosts_alive where seen_at > ${SHARED_NOW} + 1000`,
};

interface ClockRow {
  readonly clock: number;
  readonly correction_ms: number;
  readonly doubt: number;
  readonly doubt_state: ClockReading['doubtState'];
  readonly seen_at: number | null;
}

export function openSharedClock({ read, write }: Pick<Database, 'read' | 'write'>): SharedClock {
  return {
    read: () =>
      read(async (session) => {
        const { rows } = await session.run<ClockRow>(READ);
        const [row] = rows;
        if (row === undefined) throw new StorageError('The database did not say what time it is.');
        const { clock, correction_ms: correctionMs, doubt, doubt_state: doubtState, seen_at: seenAt } = row;
        return { clock, correctionMs, doubt, doubtState, seenAt };
      }),
    doubt: (correctionMs) =>
      write(async (session) => {
        const { rows } = await session.run<{ doubt: number }>(DOUBT, [correctionMs]);
        return rows[0]?.doubt ?? null;
      }),
    deny: (doubt) => write(async (session) => void (await session.run(DENY, [doubt]))),
    correct: (doubt, correctionMs) =>
      write(async (session) => void (await session.run(CORRECT, [doubt, correctionMs]))),
    beginAnew: (left, correctionMs) =>
      write(async (session) => {
        await session.run(BEGIN_ANEW, [left.doubt, left.correctionMs, correctionMs]);
        await session.run(FORGET_LATER);
      }),
  };
}
