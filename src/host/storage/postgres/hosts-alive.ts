/** Which hosts of a database are alive, and when none was. */
import { randomUUID } from 'node:crypto';
import type { HostsAlive } from '../../time/gaps.ts';
import type { Database } from './database.ts';

const BEAT = {
  name: 'host_is_alive',
  text: `
    insert into hosts_alive (host, seen_at) values ($1, $2)
    on conflict (host) do update set seen_at = excluded.seen_at`,
};
const FORGET = {
  name: 'forget_hosts',
  text: `delete from hosts_alive where seen_at < $1::bigint - 86400000 and seen_at < (select max(seen_at) from hosts_alive)`,
};
const LATEST = {
  name: 'latest_host_alive',
  text: 'select max(seen_at) as seen_at from hosts_alive',
};
/** One host at a time: the next one finds what the first has written. */
const LOCK = { name: 'lock_gaps', text: 'lock table gaps in exclusive mode' };
const ADD = {
  name: 'add_gap',
  text: `
    insert into gaps (from_at, to_at)
    select $1::bigint, $2::bigint where not exists (select 1 from hosts_alive where seen_at > $1)
    on conflict do nothing
    returning from_at, to_at`,
};
const GAPS = { name: 'list_gaps', text: 'select from_at, to_at from gaps order by from_at' };

interface GapRow {
  readonly from_at: string;
  readonly to_at: string;
}

export function openHostsAlive(database: Database): HostsAlive {
  const host = randomUUID();
  return {
    beat: (now) => database.write(async (session) => void (await session.run(BEAT, [host, now]))),
    latest: () =>
      database.read(async (session) => {
        const { rows } = await session.run<{ seen_at: number | null }>(LATEST, []);
        return rows[0]?.seen_at ?? null;
      }),
    addGap: (seenAt, now) =>
      database.write(async (session) => {
        await session.run(LOCK, []);
        await session.run(FORGET, [now]);
        const { rows } = await session.run<GapRow>(ADD, [seenAt, now]);
        // Whoever waited for the lock has to find one who is alive.
        await session.run(BEAT, [host, now]);
        return rows[0] === undefined ? null : gapOf(rows[0]);
      }),
    gaps: () => database.read(async (session) => (await session.run<GapRow>(GAPS, [])).rows.map(gapOf)),
  };
}

function gapOf({ from_at: from, to_at: to }: GapRow) {
  return { from: Number(from), to: Number(to) };
}
