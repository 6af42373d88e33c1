/** Three hosts as real processes on PostgreSQL and Redis, which close the game whenever nobody uses it. */
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { MIN_DURATION_SECONDS } from '../../game/limits.ts';
import { type AuditEntry, AuditLogResponse } from '../../protocol/rest-schemas.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import { type ApiResponse, readItems, readObject, until } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';

const HOSTS = 3;
/** Shorter than the time between two looks for games that nobody uses. */
const IDLE_MS = 20;
const LIMIT_MS = 120_000;
const JOINS = 60;
/** How long after the one before somebody joins, ms. */
const PAUSE_MS = 60;
const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };

const server = await findTestServer();
const note = server.note || OWN_REDIS.note;

describe.skipIf(note !== '')(`three hosts that close what nobody uses${note}`, () => {
  let group: HostGroup;
  beforeAll(async () => {
    group = await HostGroup.start(server.url ?? '', HOSTS, { idleMs: IDLE_MS });
    await group.send(0, '/games/:code/start', { method: 'POST', key: 'start' });
  }, LIMIT_MS);
  afterAll(() => group.dispose(), LIMIT_MS);

  const post = (at: number, path: string, key: string, body: object): Promise<ApiResponse> =>
    group.send(at, path, { method: 'POST', key, body, seat: group.bankerId });
  const log = async (at: number): Promise<readonly AuditEntry[]> => {
    const { text } = await group.send(at, '/games/:code/events', {});
    return Value.Parse(AuditLogResponse, readObject(text)).items.toReversed();
  };

  it('keep everything that they have acknowledged meanwhile', { timeout: LIMIT_MS }, async () => {
    const names = Array.from({ length: JOINS }, (_, index) => `Player ${index}`);
    // One after the other, each on the next host, which has closed the game meanwhile.
    const beganAt = performance.now();
    const passed = () => performance.now() - beganAt;
    for (const [index, name] of names.entries()) {
      await group.join(index % HOSTS, name);
      await until(() => passed() > index * PAUSE_MS, 'the next to join');
    }
    const missingAt = async (at: number) => {
      const { text } = await group.send(at, '/games/:code/players', {});
      const found = readItems(text).map((player) => String(player['player_name']));
      return names.filter((name) => !found.includes(name));
    };
    // Reading does not wait for the word of what another host has just done.
    for (let at = 0; at < HOSTS; at += 1)
      await expect.poll(() => missingAt(at), { timeout: 5_000 }).toEqual([]);
  });

  it(
    'end a challenge once, never early and in time, though none has its game open',
    { timeout: LIMIT_MS },
    async () => {
      const player = await group.join(0, 'Anna', 2);
      const asked = await group.send(1, '/challenges/:code/request', {
        method: 'POST',
        key: 'ask',
        body: { player_id: player.id, building_type: 'farm' },
        token: player.token,
      });
      const id = Number(readObject(asked.text)['id']);
      const body = { ...PUSH_UPS, duration_seconds: MIN_DURATION_SECONDS };
      expect((await post(2, `/challenges/:code/${id}/assign`, 'short', body)).status).toBe(200);
      const givenAt = performance.now();
      const durationMs = MIN_DURATION_SECONDS * 1_000;
      // Nobody asks before it must have happened.
      await expect
        .poll(() => performance.now() - givenAt, { timeout: durationMs + 10_000 })
        .toBeGreaterThan(durationMs + 1_500);
      const events = (await log(0)).filter(
        ({ type, body: of }) => /^challenge_(assigned|expired)$/.test(type) && of['id'] === id,
      );
      expect(events.map(({ type }) => type)).toEqual(['challenge_assigned', 'challenge_expired']);
      const [given = 0, expired = 0] = events.map(({ at }) => Date.parse(at));
      expect(expired - given).toBeGreaterThanOrEqual(durationMs);
      expect(expired - given).toBeLessThan(durationMs + 1_000);
    },
  );
});
