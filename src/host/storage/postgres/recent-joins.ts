/** Who has joined within the hour, and from where, as names that mean nothing: for hosts that watch over joins together. */
import { MAX_REMEMBERED, type JoinRecord, type StoredJoins } from '../../limits/join-records.ts';
import type { Database } from './database.ts';

const ADD = {
  name: 'add_recent_joins',
  text: `
    insert into recent_joins (participant_id, game_id, source, at)
    select participant_id, game_id, source, at
    from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[]) as joins (participant_id, game_id, source, at)
    where exists (select 1 from games where games.game_id = joins.game_id and state = 'stored' for key share)
    on conflict (participant_id) do nothing`,
};
const JOINS = `
  select game_id as "gameId", participant_id as "participantId", source, at from recent_joins`;
const LATEST = `order by at desc, participant_id desc limit ${MAX_REMEMBERED}`;
const OF_GAMES = {
  name: 'recent_joins_of_games',
  text: `${JOINS} where at > $2 and game_id in (
    select game_id from recent_joins where at > $2 group by game_id having count(*) >= $1) ${LATEST}`,
};
const OF_GAME = { name: 'recent_joins_of_game', text: `${JOINS} where at > $2 and game_id = $1 ${LATEST}` };
const FORGET = { name: 'forget_joins', text: 'delete from recent_joins where at <= $1' };

export function openRecentJoins({ read, write }: Pick<Database, 'read' | 'write'>): StoredJoins {
  const find = async (
    statement: { readonly name: string; readonly text: string },
    values: readonly number[],
  ): Promise<readonly JoinRecord[]> =>
    (
      await read((session) => session.run<{ [Key in keyof JoinRecord]: JoinRecord[Key] }>(statement, values))
    ).rows.toReversed();
  return {
    add: (joins) =>
      write(async (session) => {
        const columns = (['participantId', 'gameId', 'source', 'at'] as const).map((column) =>
          joins.map((join) => join[column]),
        );
        await session.run(ADD, columns);
      }),
    ofGamesWith: (least, after) => find(OF_GAMES, [least, after]),
    ofGame: (gameId, after) => find(OF_GAME, [gameId, after]),
    forget: (until) => write(async (session) => void (await session.run(FORGET, [until]))),
  };
}
