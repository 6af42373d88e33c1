/** What has to be known of games that no host has open, beside the heads of their logs. */
import type { GameOutlook, GameOutlooks } from '../event-store.ts';
import type { Database, Session } from './database.ts';

/** Of games that are there for all to see. */
const FROM = "outlooks join games using (game_id) where state = 'stored'";
const DUE = {
  name: 'games_due',
  text: `select game_id as "gameId" from ${FROM} and due_at <= $1 order by due_at`,
};
const UNKNOWN = {
  name: 'games_without_outlook',
  text: `select game_id as "gameId" from games left join outlooks using (game_id)
    where state = 'stored' and outlooks.seq is distinct from last_seq order by game_id limit $1`,
};
const RUNNING = {
  name: 'games_in_progress',
  text: `select game_id as "gameId" from ${FROM} and status = 'in_progress' order by game_id`,
};
const CONTINUING = {
  name: 'games_continuing',
  text: `select game_id as "gameId" from ${FROM} and continues = $1 order by game_id`,
};
const SAVE = {
  name: 'save_outlook',
  text: `insert into outlooks (game_id, seq, due_at, status, continues)
    select game_id, $2, $3, $4, $5 from games where game_id = $1 and last_seq = $2 for key share
    on conflict (game_id) do update
      set seq = excluded.seq, due_at = excluded.due_at, status = excluded.status, continues = excluded.continues`,
};

interface Found {
  readonly gameId: number;
}

export function openOutlooks({ read, write }: Database): GameOutlooks {
  const find = async (
    statement: { readonly name: string; readonly text: string },
    values: readonly number[] = [],
  ): Promise<readonly number[]> => {
    const { rows } = await read((session) => session.run<Found>(statement, values));
    return rows.map(({ gameId }) => gameId);
  };
  return {
    due: (by) => find(DUE, [by]),
    unknown: (limit) => find(UNKNOWN, [limit]),
    running: () => find(RUNNING),
    continuing: (gameId) => find(CONTINUING, [gameId]),
    save: (gameId, seq, outlook) => write((session) => saveOutlook(session, gameId, seq, outlook)),
  };
}

/** Does nothing where the log ends elsewhere. Called inside a transaction. */
export async function saveOutlook(
  session: Session,
  gameId: number,
  seq: number,
  { dueAt, status, continues }: GameOutlook,
): Promise<void> {
  await session.run(SAVE, [gameId, seq, dueAt === null ? null : Math.floor(dueAt), status, continues]);
}
