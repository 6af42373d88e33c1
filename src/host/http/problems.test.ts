/** Every code of the closed list over real HTTP, and which one wins where several apply. */
import { request as httpRequest } from 'node:http';
import { Check } from 'typebox/value';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROBLEM_STATUS } from '../../protocol/problem-status.ts';
import { Problem, type ProblemCode } from '../../protocol/problems.ts';
import {
  makeGame,
  startTestApp,
  type TestResponse,
  type TestRequest,
  type TestSeat,
  type TestApp,
  type SeatedGame,
} from './test-app.harness.ts';

const BIG = JSON.stringify({ name: 'x'.repeat(70_000) });

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  anna = await game.join('Anna');
});

async function ask(player: TestSeat): Promise<TestResponse> {
  const body = { player_id: player.id, building_type: 'farm' };
  return app.call(`${game.challenges}/request`, { token: player.token, body });
}

async function step(
  id: number,
  name: string,
  token: string,
  call: TestRequest = { method: 'POST' },
): Promise<TestResponse> {
  return app.call(`${game.challenges}/${id}/${name}`, { token, ...call });
}

const owner = () => app.seats.ownerToken;

const PROVOKED: Readonly<Record<ProblemCode, () => Promise<TestResponse>>> = {
  bad_request: () => app.call('/api/v2/games', { token: owner(), body: { name: 7 } }),
  async which_seat() {
    const ben = await game.join('Ben');
    const cookie = [anna, ben].map(({ id, token }) => `${app.seats.cookieName(id)}=${token}`).join('; ');
    return game.call('/me', { headers: { cookie } });
  },
  no_right: () => game.call('/me'),
  not_yours: () => game.call('/start', { method: 'POST', token: anna.token }),
  bad_origin: () => game.call('/me', { token: anna.token, headers: { origin: 'http://evil.example' } }),
  not_found: () => app.call('/api/v2/games/ZZZZZZ', { token: owner() }),
  game_not_started: () => ask(anna),
  async game_over() {
    await game.asOwner('/start');
    await game.asOwner('/end');
    return ask(anna);
  },
  end_time: () => game.call('', { method: 'PATCH', token: owner(), body: { end_time: 1 } }),
  game_status: () => game.call('/pause', { method: 'POST', token: owner() }),
  async no_team() {
    await game.asOwner('/start');
    return ask(await game.join('Homeless', null));
  },
  async challenge_open() {
    await game.asOwner('', { settings: { own_team_in_play: true } }, 'PATCH');
    await game.asOwner('/start');
    await game.request(anna);
    const body = { team_number: 2 };
    return game.call(`/players/${anna.id}`, { method: 'PATCH', token: anna.token, body });
  },
  async team_changed() {
    await game.asOwner('/start');
    const body = { player_id: anna.id, building_type: 'farm', expected_team: 2 };
    return app.call(`${game.challenges}/request`, { token: anna.token, body });
  },
  name_changed: () =>
    game.call(`/players/${anna.id}`, {
      method: 'PATCH',
      token: owner(),
      body: { approved: true, expected_name: 'Hanna' },
    }),
  async changed_meanwhile() {
    const body = { name: 'Claps', target: 12 };
    await app.call('/api/v2/library/exercises', { token: owner(), body });
    return app.call('/api/v2/library/exercises/1', {
      method: 'PATCH',
      token: owner(),
      body: { target: 20, expected: { target: 10 } },
    });
  },
  async team_folded() {
    await game.asOwner('/teams/2/fold', { players_to: 1 });
    return game.call('/players', { body: { player_name: 'Late', team_number: 2 } });
  },
  team_not_folded: () => game.call('/teams/2/unfold', { token: owner(), body: {} }),
  fold_destination: () => game.call('/teams/2/fold', { token: owner(), body: { players_to: 2 } }),
  async team_limit() {
    for (let number = 5; number <= 12; number += 1) await game.asOwner('/teams', {});
    return game.call('/teams', { token: owner(), body: {} });
  },
  async last_team() {
    for (const number of [1, 2, 3]) await game.asOwner(`/teams/${number}/fold`, { players_to: 4 });
    return game.call('/teams/4/fold', { token: owner(), body: { players_to: 'evenly' } });
  },
  async team_locked() {
    await game.asOwner('/start');
    await game.request(anna);
    return ask(await game.join('Ben'));
  },
  async player_limit() {
    await game.asOwner('/teams/1', { has_school: true }, 'PATCH');
    await game.asOwner('/start');
    await game.request(anna);
    return ask(anna);
  },
  async challenge_status() {
    await game.asOwner('/start');
    return step(await game.request(anna), 'complete', anna.token);
  },
  async no_clock() {
    await game.asOwner('', { settings: { timers: false } }, 'PATCH');
    await game.asOwner('/start');
    const id = await game.request(anna);
    const exercise = { challenge_type: 'custom', challenge_description: 'Sing', target_number: 1 };
    await step(id, 'assign', owner(), { body: exercise });
    const body = { extend_seconds: 60 };
    return app.call(`${game.challenges}/${id}`, { method: 'PATCH', token: owner(), body });
  },
  async undo_too_late() {
    await game.asOwner('/start');
    const id = await game.request(anna);
    app.clock.advance(10_001);
    return step(id, 'undo', anna.token);
  },
  async undo_not_last() {
    await game.asOwner('/start');
    const id = await game.request(anna);
    await step(id, 'undo', anna.token);
    return step(id, 'undo', anna.token);
  },
  async redo_not_last() {
    await game.asOwner('/start');
    return step(await game.request(anna), 'redo', owner());
  },
  async room_locked() {
    await game.asOwner('', { settings: { locked: true } }, 'PATCH');
    return game.call('/players', { body: { player_name: 'Late' } });
  },
  async game_full() {
    await game.asOwner('', { settings: { max_players: 1 } }, 'PATCH');
    return game.call('/players', { body: { player_name: 'Late' } });
  },
  async removed() {
    await game.asOwner('/start');
    await game.asOwner(`/players/${anna.id}`, {}, 'DELETE');
    return ask(anna);
  },
  too_large: () => app.call('/api/v2/games', { token: owner(), body: BIG }),
  async key_reused() {
    await app.call('/api/v2/games', { token: owner(), body: { name: 'One' }, key: 'once' });
    return app.call('/api/v2/games', { token: owner(), body: { name: 'Two' }, key: 'once' });
  },
  async busy() {
    const busy = await startTestApp({ costlyLimits: { desks: 0 } });
    const { banker, challenges } = await makeGame(busy);
    const answer = await busy.call(`${challenges}/history`, { token: banker.token });
    await busy.close();
    return answer;
  },
  async too_many() {
    for (let tries = 0; tries < 5; tries += 1) {
      // One after the other: they are counted.
      await game.call('/seats/recover', { body: { player_name: 'Anna', seat_pin: 'wrong' } });
    }
    return game.call('/seats/recover', { body: { player_name: 'Anna', seat_pin: anna.pin } });
  },
  headers_too_large: () => game.call('/me', { headers: { cookie: `other=${'x'.repeat(70_000)}` } }),
  async too_fast() {
    await game.asOwner('/start');
    const id = await game.request(anna);
    const calls = Array.from({ length: 600 }, () => step(id, 'complete', anna.token));
    const refused = (await Promise.all(calls)).find(({ status }) => status === 429);
    return refused ?? step(id, 'complete', anna.token);
  },
  async storage() {
    await app.refuseWrites(true);
    const answer = await game.call('/start', { method: 'POST', token: owner() });
    await app.refuseWrites(false);
    return answer;
  },
};

describe('problems', () => {
  it.each(Object.entries(PROVOKED))('%s', async (code, provoke) => {
    const { status, headers, json } = await provoke();
    expect(json).toMatchObject({ code, status, type: `urn:trading-game:problem:${code}` });
    expect(status).toBe(PROBLEM_STATUS[code as ProblemCode]);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Check(Problem, json)).toBe(true);
    expect(json['detail']).toMatch(/^[A-Z"].+\.$/);
  });

  it('carry the challenge, and who holds the lock', async () => {
    const { json } = await PROVOKED.challenge_status();
    expect(json['challenge']).toMatchObject({ status: 'requested', player_id: anna.id });
    const locked = await ask(await game.join('Ben'));
    expect(locked.json['holder']).toMatchObject({
      player_id: anna.id,
      player_name: 'Anna',
      connected: false,
    });
  });

  it('too_many says when to come back', async () => {
    expect((await PROVOKED.too_many()).headers.get('retry-after')).toBe('600');
  });
});

describe('where several problems apply, the contract picks', () => {
  const code = async (path: string, call: TestRequest) => (await app.call(path, call)).json['code'];
  const foreign = { origin: 'http://evil.example' };

  it('origin before size before right', async () => {
    expect(await code('/api/v2/games', { body: BIG, headers: foreign })).toBe('bad_origin');
    expect(await code('/api/v2/games', { body: BIG })).toBe('too_large');
    expect(await code('/api/v2/games', { body: '{' })).toBe('no_right');
    expect(await code('/api/v2/games/ZZZZZZ/start', { body: '{', token: anna.token })).toBe('no_right');
  });

  it('not yours before unknown before body before state', async () => {
    const path = `${game.challenges}/999/assign`;
    expect(await code(path, { body: '{', token: anna.token })).toBe('not_yours');
    expect(await code(path, { body: '{', token: owner() })).toBe('not_found');
    await game.asOwner('/start');
    const id = await game.request(anna);
    await step(id, 'cancel', anna.token);
    const closed = `${game.challenges}/${id}/assign`;
    expect(await code(closed, { body: {}, token: owner() })).toBe('bad_request');
    const body = { challenge_type: 'squats', challenge_description: 'x', target_number: 1 };
    expect(await code(closed, { body, token: owner() })).toBe('challenge_status');
    const mates = await game.join('Ben');
    expect(await code(`${game.challenges}/${id}/complete`, { body: '{', token: mates.token })).toBe(
      'not_yours',
    );
  });

  it.each(['{', '[', 'nonsense', '"\\ud800', new Uint8Array([0x22, 0xff, 0x22])])(
    'a body that is not JSON is a bad request, if the caller is authorised (%s)',
    async (body) => {
      const path = `${game.path}/start`;
      expect(await code(path, { body })).toBe('no_right');
      expect(await code(path, { body, token: owner() })).toBe('bad_request');
    },
  );

  it('a body of another type is a bad request', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(await code('/api/v2/games', { body: '{"name":"x"}', token: owner(), headers })).toBe(
      'bad_request',
    );
    expect(await code('/api/v2/games', { body: '{"name":"x"}', headers })).toBe('no_right');
  });

  it('an empty body counts as {}', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await game.call('/start', { method: 'POST', token: owner(), headers })).status).toBe(200);
    expect((await game.call('/pause', { method: 'POST', token: owner() })).status).toBe(200);
  });

  it('nothing is coerced in a body', async () => {
    await game.asOwner('/start');
    const body = { player_id: String(anna.id), building_type: 'farm' };
    expect(await code(`${game.challenges}/request`, { token: anna.token, body })).toBe('bad_request');
    expect(await code(`${game.challenges}/history?limit=501`, { token: anna.token })).toBe('bad_request');
    expect(await code(`${game.challenges}/history?limit=500`, { token: anna.token })).toBeUndefined();
  });
});

describe('Host and Origin', () => {
  const statusFor = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      const path = `${game.path}/me`;
      const authorization = `Bearer ${anna.token}`;
      httpRequest({ hostname, port, path, headers: { authorization, ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it.each([
    [200, { host: '192.168.1.20:4747' }],
    [200, { host: '[fe80::1]:4747' }],
    [200, { host: 'localhost' }],
    [200, { host: 'night.local:4747', origin: 'http://night.local:4747' }],
    [403, { host: 'evil.example' }],
    [403, { host: 'night.local.evil.example' }],
    [403, { host: 'night.local:4747', origin: 'http://night.local' }],
    [403, { host: 'night.local', origin: 'https://night.local' }],
    [403, { host: 'night.local', origin: 'null' }],
  ] as const)('answers %i to %o', async (status, headers) => {
    expect(await statusFor(headers)).toBe(status);
  });
});
