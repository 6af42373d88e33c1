/** For tests: games in a database that a host cannot open. */
import { eventChecksum } from '../event-chain.ts';
import { runSql } from './postgres-server.harness.ts';

/** As when somebody edits a name by SQL: a row is not as it was written. */
export async function damageGame(url: string, code: string): Promise<void> {
  await runSql(
    url,
    `update events set body = replace(body, '"type"', ' "type"')
     where seq = 2 and game_id = (select game_id from games where code = '${code}')`,
  );
}

/** The last event of the game becomes one that this version does not know, and all else is as a newer host writes it. */
export async function writeAsNewer(url: string, code: string): Promise<void> {
  const rows = await runSql<Readonly<Record<string, string>>>(
    url,
    `select game_id as id, seq, at, play_ms, caused_by, version, events.checksum
     from events join games using (game_id) where code = '${code}' order by seq desc limit 2`,
  );
  const [last, before] = rows;
  if (last === undefined || before === undefined) throw new Error('the game has too few events');
  const number = (name: string) => Number(last[name]);
  const [gameId, seq] = [number('id'), number('seq')];
  const body = JSON.stringify({ type: 'bell_rung' });
  const row = {
    seq,
    at: number('at'),
    playMs: number('play_ms'),
    by: number('caused_by'),
    version: number('version'),
    body,
  };
  const checksum = eventChecksum(gameId, row, Number(before['checksum']));
  await runSql(url, 'update events set body = $1, checksum = $2 where game_id = $3 and seq = $4', [
    body,
    checksum,
    gameId,
    seq,
  ]);
  await runSql(url, 'update games set last_checksum = $1 where game_id = $2', [checksum, gameId]);
}
