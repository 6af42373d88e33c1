/** Hosts as real processes on PostgreSQL, one row of whose database is not as it was written. */
import { expect, it } from 'vitest';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { eventChecksum, type EventRow } from '../storage/event-chain.ts';
import { findTestServer, runSql } from '../storage/postgres/postgres-server.harness.ts';
import { readItems, readObject } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';

const LIMIT_MS = 120_000;
const server = await findTestServer();
const note = server.note || OWN_REDIS.note;

it.skipIf(note !== '')(
  `a damaged game is named by a host that starts, in no list, and can be wiped by its owner${note}`,
  { timeout: LIMIT_MS },
  async () => {
    const group = await HostGroup.start(server.url ?? '', 1);
    try {
      const anna = await group.join(0, 'Anna');
      await group.send(0, '/games/:code/start', { method: 'POST', key: 'start' });
      const other = await group.send(0, '/games', { method: 'POST', key: 'other', body: { name: 'Other' } });
      await runSql(group.databaseUrl, `update events set body = replace(body, 'Anna', 'Anne')`);
      await group.add();
      const list = async () => readItems((await group.send(1, '/games', {})).text);
      const warnings = async () => readObject((await group.send(1, '/host', {})).text)['warnings'];
      const codes = async () => (await list()).map((game) => game['game_code']);
      const code = readObject(other.text)['game_code'];
      expect(await codes()).toEqual([code]);
      expect(await warnings()).toContainEqual(
        expect.objectContaining({ code: 'games_not_opened', params: { games: [group.code] } }),
      );
      const wipe = (key: string, more: object) =>
        group.send(1, '/games/:code', { method: 'DELETE', key, body: {}, ...more });
      // Nobody but an owner, whatever seat they say that they have.
      expect((await wipe('player', { token: anna.token })).status).toBe(503);
      expect((await wipe('wipe', {})).status).toBe(204);
      // Its answer was lost.
      expect((await wipe('wipe', {})).status).toBe(204);
      expect((await wipe('again', {})).status).toBe(404);
      expect(await warnings()).not.toContainEqual(expect.objectContaining({ code: 'games_not_opened' }));
      expect(await codes()).toEqual([code]);
    } finally {
      await group.dispose();
    }
  },
);

/** The last event of the game becomes one that this version does not know, with everything else as a newer host writes it. */
async function writtenByNewer(url: string, code: string): Promise<void> {
  const [game] = await runSql<{ id: string }>(url, `select game_id as id from games where code = '${code}'`);
  const id = Number(game?.id);
  const rows = await runSql<Record<keyof EventRow, string>>(
    url,
    `select seq, at, play_ms as "playMs", caused_by as "by", version, body, checksum from events
     where game_id = ${id} order by seq desc limit 2`,
  );
  const [last, before] = rows;
  if (last === undefined || before === undefined) throw new Error('the game has no events');
  const body = JSON.stringify({ type: 'bell_rung' });
  const [seq, at, playMs, by, version] = [last.seq, last.at, last.playMs, last.by, last.version].map(Number);
  const row = { seq: seq ?? 0, at: at ?? 0, playMs: playMs ?? 0, by: by ?? 0, version: version ?? 0, body };
  const checksum = eventChecksum(id, row, Number(before.checksum));
  await runSql(
    url,
    `update events set body = '${body}', checksum = ${checksum} where game_id = ${id} and seq = ${row.seq}`,
  );
  await runSql(url, `update games set last_checksum = ${checksum} where game_id = ${id}`);
}

it.skipIf(note !== '')(
  `a game of a newer version is named by a host of this one, in no list, and not wiped; others go on${note}`,
  { timeout: LIMIT_MS },
  async () => {
    const group = await HostGroup.start(server.url ?? '', 1);
    try {
      const anna = await group.join(0, 'Anna');
      const other = await group.send(0, '/games', { method: 'POST', key: 'other', body: { name: 'Other' } });
      await writtenByNewer(group.databaseUrl, group.code);
      await group.add();
      const list = await group.send(1, '/games', {});
      expect(list.status).toBe(200);
      expect(readItems(list.text).map((game) => game['game_code'])).toEqual([
        readObject(other.text)['game_code'],
      ]);
      expect(readObject((await group.send(1, '/host', {})).text)['warnings']).toContainEqual(
        expect.objectContaining({ code: 'games_newer', params: { games: [group.code] } }),
      );
      for (const more of [{}, { token: anna.token }]) {
        const asked = await group.send(1, '/games/:code', more);
        expect([asked.status, readObject(asked.text)['reason']]).toEqual([503, 'game_newer']);
      }
      const wipe = await group.send(1, '/games/:code', { method: 'DELETE', key: 'wipe', body: {} });
      expect([wipe.status, readObject(wipe.text)['reason']]).toEqual([503, 'game_newer']);
    } finally {
      await group.dispose();
    }
  },
);
