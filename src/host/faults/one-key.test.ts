/** Two hosts with the same games, real processes on PostgreSQL and Redis, are given one request under one key at the same time. */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OWN_REDIS } from '../../../scripts/own-redis.ts';
import { GAME_FILE_MEDIA_TYPE } from '../../protocol/game-file.ts';
import { REPEAT_HEADER } from '../../protocol/repeat-header.ts';
import { hashOfTicket, TICKET_MS } from '../auth/one-time-links.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import { type ApiResponse, readItems, readObject } from './api-client.harness.ts';
import { HostGroup } from './host-group.harness.ts';

/** Processes that start on a machine which is busy with other tests. */
const LIMIT_MS = 120_000;
/** Two presses at once, each time a race: without the rule three of four went wrong. */
const ROUNDS = 6;
/** Reading goes on, and whoever stores an answer waits. */
const HOLD_ANSWERS = 'begin; lock table outcomes, host_responses in share mode';
const WAITING = `select count(*)::integer as count from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

const server = await findTestServer();
const note = server.note || OWN_REDIS.note;

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly token?: string | null;
}

describe.skipIf(note !== '')(`two hosts asked at once under one key${note}`, () => {
  let group: HostGroup;
  let holder: Client;
  let watcher: Client;
  let keys = 0;

  beforeAll(async () => {
    group = await HostGroup.start(server.url ?? '', 2);
  }, LIMIT_MS);
  afterAll(() => group.dispose(), LIMIT_MS);
  beforeEach(async () => {
    [holder, watcher] = [new Client(group.databaseUrl), new Client(group.databaseUrl)];
    await Promise.all([holder.connect(), watcher.connect()]);
  });
  afterEach(() => Promise.all([holder.end(), watcher.end()]));

  const ask = async (
    at: number,
    path: string,
    key: string,
    { method = 'POST', body = {}, type = 'application/json', token = group.host(0).ownerToken }: Asked = {},
  ): Promise<ApiResponse> => {
    const response = await fetch(`${group.host(at).url}/api/v2${path}`, {
      method,
      headers: {
        'Content-Type': type,
        'Idempotency-Key': key,
        ...(token !== null && { Authorization: `Bearer ${token}` }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const isRepeat = response.headers.has(REPEAT_HEADER);
    return { status: response.status, text: await response.text(), isRepeat };
  };

  /** Both have looked for an answer, and found none, before either can store one. Returns what they answer. */
  async function askBoth(path: string, asked?: Asked): Promise<readonly ApiResponse[]> {
    keys += 1;
    const key = `both-${keys}`;
    await holder.query(HOLD_ANSWERS);
    const both = [ask(0, path, key, asked), ask(1, path, key, asked)];
    await expect
      .poll(async () => (await watcher.query<{ count: number }>(WAITING)).rows[0]?.count, {
        interval: 10,
        timeout: 10_000,
      })
      .toBe(2);
    await holder.query('commit');
    const answers = await Promise.all(both);
    // Whoever asks again is told the same, wherever that is.
    const later = await Promise.all([ask(0, path, key, asked), ask(1, path, key, asked)]);
    return [...answers, ...later];
  }

  const games = async () => readItems((await group.send(1, '/games', {})).text).length;
  const made = async (path: string, asked?: Asked) => {
    const before = await games();
    const answers = await askBoth(path, asked);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await games()) - before).toBe(1);
    return readObject(answers[0]?.text ?? '');
  };
  const newGame = async (name: string) => {
    keys += 1;
    const { text } = await ask(0, '/games', `alone-${keys}`, { body: { name } });
    return String(readObject(text)['game_code']);
  };
  const agreed = async (path: string, asked?: Asked) => {
    const answers = await askBoth(path, asked);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    return answers[0]?.status;
  };

  it('G2: one game is made', async () => {
    expect(await made('/games', { body: { name: 'Night' } })).toHaveProperty('game_code');
  });

  it('G2: one game is taken in from a file, also where its code is free', async () => {
    const code = await newGame('Kept');
    const { text: body } = await group.send(0, `/games/${code}/export?names=real`, {});
    await made('/games/import', { body, type: GAME_FILE_MEDIA_TYPE });
    await ask(0, `/games/${code}`, 'free-the-code', { method: 'DELETE' });
    const imported = await made('/games/import', { body, type: GAME_FILE_MEDIA_TYPE });
    expect(imported['game_code']).not.toBe('');
  });

  it('G2: one rehearsal is made', async () => {
    expect(await made('/rehearsals', { body: { players: 3 } })).toHaveProperty('game_code');
  });

  it('G2: one next game is made, and it is wiped once', async () => {
    const code = await newGame('First');
    await ask(0, `/games/${code}/start`, 'start-first');
    await ask(0, `/games/${code}/end`, 'end-first');
    await made(`/games/${code}/next`);
    const before = await games();
    expect(await agreed(`/games/${code}/next`, { method: 'DELETE' })).toBe(200);
    expect((await games()) - before).toBe(-1);
  });

  it('G3: one next game is made also by two bankers at once, each under a key of their own', async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const code = await newGame(`Both ${round}`);
      await ask(0, `/games/${code}/start`, `start-${round}`);
      await ask(0, `/games/${code}/end`, `end-${round}`);
      const before = await games();
      const next = (at: number, who: string) => ask(at, `/games/${code}/next`, `${who}-${round}`);
      const answers = await Promise.all([next(0, 'one'), next(1, 'other')]);
      // Whoever asks again is told the same, wherever that is.
      answers.push(...(await Promise.all([next(1, 'one'), next(0, 'other')])));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      const [nextCode, ...others] = new Set(answers.map(({ text }) => readObject(text)['game_code']));
      expect(others).toEqual([]);
      expect((await games()) - before).toBe(1);
      for (const at of [0, 1])
        expect(readObject((await group.send(at, `/games/${code}`, {})).text)).toHaveProperty(
          'next_game_code',
          nextCode,
        );
    }
  });

  it('G2: a game is wiped', async () => {
    const code = await newGame('Wiped');
    expect(await agreed(`/games/${code}`, { method: 'DELETE' })).toBe(204);
  });

  it('G2: the library is changed once', async () => {
    const body = { name: 'Rope walk', target: 3 };
    expect(await agreed('/library/exercises', { body })).toBe(201);
    const id = Number(readObject((await ask(0, '/library/exercises', `both-${keys}`, { body })).text)['id']);
    const { text } = await group.send(1, '/library', {});
    expect(text.match(/Rope walk/g)).toHaveLength(1);
    const template = { name: 'Two', game_code: group.code, exercises: [] };
    const changed = { body: { name: 'Rope', target: 4 }, method: 'PATCH' };
    expect(await agreed(`/library/exercises/${id}`, changed)).toBe(200);
    expect(await agreed('/library/templates', { body: template })).toBe(201);
    expect(await agreed(`/library/exercises/${id}`, { method: 'DELETE' })).toBe(204);
  });

  it('G2: a link is redeemed, for a seat and for a desk', async () => {
    const seat = await group.join(0, 'Anna');
    const link = await ask(0, `/games/${group.code}/tickets`, 'a-link', {
      body: { for: 'seat', player_id: seat.id },
    });
    const body = { ticket: readObject(link.text)['ticket'] };
    expect(await agreed('/tickets/redeem', { body, token: null })).toBe(200);
    const ticket = 'a-ticket-for-the-desk';
    await watcher.query("insert into tickets (hash, purpose, expires_at) values ($1, 'desk', $2)", [
      hashOfTicket(ticket),
      Date.now() + TICKET_MS / 2,
    ]);
    expect(await agreed('/tickets/redeem', { body: { ticket }, token: null })).toBe(200);
  });

  it('G2: somebody joins once', async () => {
    const body = { player_name: 'Ben', team_number: 1 };
    expect(await agreed(`/games/${group.code}/players`, { body, token: null })).toBe(201);
  });

  it('G2: the laptop is set once', async () => {
    const network = { ssid: 'Camp', security: 'open', password: '', hidden: false };
    expect(await agreed('/host/wifi', { method: 'PATCH', body: { network, on_board: true } })).toBe(204);
    expect(await agreed('/host', { method: 'PATCH', body: { chosen: null } })).toBe(200);
  });
});
