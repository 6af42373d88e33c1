/** Hosts as real processes on PostgreSQL, one row of whose database is not as it was written. */
import { expect, it } from 'vitest';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { findTestServer, runSql } from '../storage/postgres/postgres-server.harness.ts';
import { writeAsNewer } from '../storage/postgres/spoilt-games.harness.ts';
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
      const notOpened = async () => readObject((await group.send(1, '/games', {})).text)['not_opened'];
      const code = readObject(other.text)['game_code'];
      expect(await codes()).toEqual([code]);
      expect(await notOpened()).toEqual([{ game_code: group.code, reason: 'damaged', may_be_wiped: true }]);
      expect(await warnings()).toContainEqual(
        expect.objectContaining({ code: 'games_not_opened', params: { games: [group.code] } }),
      );
      const wipe = (key: string, more: object) =>
        group.send(1, '/games/:code', { method: 'DELETE', key, body: {}, ...more });
      // Nobody but an owner, whatever seat they say that they have.
      expect((await wipe('player', { token: anna.token })).status).toBe(503);
      // Whoever means one that has ended has seen another one, and what can be opened is not damaged.
      const meant = (path: string, status: string, key: string) =>
        group.send(1, `${path}?expected_status=${status}`, { method: 'DELETE', key, body: {} });
      expect((await meant('/games/:code', 'completed', 'ended')).status).toBe(503);
      expect((await meant(`/games/${String(code)}`, 'damaged', 'sound')).status).toBe(409);
      expect(await notOpened()).toHaveLength(1);
      expect((await meant('/games/:code', 'damaged', 'wipe')).status).toBe(204);
      // Its answer was lost.
      expect((await meant('/games/:code', 'damaged', 'wipe')).status).toBe(204);
      expect((await wipe('again', {})).status).toBe(404);
      expect(await warnings()).not.toContainEqual(expect.objectContaining({ code: 'games_not_opened' }));
      expect(await codes()).toEqual([code]);
      expect(await notOpened()).toEqual([]);
    } finally {
      await group.dispose();
    }
  },
);

it.skipIf(note !== '')(
  `a game of a newer version is named by a host of this one, in no list, and not wiped; others go on${note}`,
  { timeout: LIMIT_MS },
  async () => {
    const group = await HostGroup.start(server.url ?? '', 1);
    try {
      const anna = await group.join(0, 'Anna');
      const other = await group.send(0, '/games', { method: 'POST', key: 'other', body: { name: 'Other' } });
      await writeAsNewer(group.databaseUrl, group.code);
      await group.add();
      const list = await group.send(1, '/games', {});
      expect(list.status).toBe(200);
      expect(readItems(list.text).map((game) => game['game_code'])).toEqual([
        readObject(other.text)['game_code'],
      ]);
      expect(readObject(list.text)['not_opened']).toEqual([
        { game_code: group.code, reason: 'newer', may_be_wiped: false },
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
