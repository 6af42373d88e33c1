/** Walks the table of docs/protocol.md, "Routes": every route is there, documented, and answers as the table says. */
import Type, { type TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Challenge, Game, Player } from '../../protocol/entity-schemas.ts';
import {
  AuditLogResponse,
  GamesResponse,
  HistoryResponse,
  JoinResponse,
  CreateGameResponse,
  PlayersResponse,
  RedeemTicketResponse,
  IssueTicketResponse,
} from '../../protocol/rest-schemas.ts';
import { LIBRARY_ROUTES } from './library-changes.harness.ts';
import {
  makeGame,
  SQUATS,
  startTestApp,
  type TestResponse,
  type TestSeat,
  type TestApp,
  type SeatedGame,
} from './test-app.harness.ts';

const TABLE: readonly (readonly [method: string, path: string, status: number])[] = [
  ['post', '/api/v2/games', 201],
  ['get', '/api/v2/games', 200],
  ['get', '/api/v2/games/{code}', 200],
  ['patch', '/api/v2/games/{code}', 200],
  ['delete', '/api/v2/games/{code}', 204],
  ['post', '/api/v2/games/{code}/start', 200],
  ['post', '/api/v2/games/{code}/pause', 200],
  ['post', '/api/v2/games/{code}/resume', 200],
  ['post', '/api/v2/games/{code}/end', 200],
  ['post', '/api/v2/games/{code}/finale', 200],
  ['delete', '/api/v2/games/{code}/finale', 200],
  ['post', '/api/v2/games/{code}/next', 201],
  ['delete', '/api/v2/games/{code}/next', 200],
  ['get', '/api/v2/games/{code}/next', 200],
  ['post', '/api/v2/games/{code}/message', 200],
  ['delete', '/api/v2/games/{code}/message', 200],
  ['post', '/api/v2/games/{code}/players', 201],
  ['get', '/api/v2/games/{code}/players', 200],
  ['get', '/api/v2/games/{code}/teams', 200],
  ['get', '/api/v2/games/{code}/me', 200],
  ['get', '/api/v2/seats', 200],
  ['get', '/api/v2/seats/{id}/proof', 200],
  ['patch', '/api/v2/games/{code}/players/{id}', 200],
  ['delete', '/api/v2/games/{code}/players/{id}', 200],
  ['post', '/api/v2/games/{code}/players/several', 201],
  ['post', '/api/v2/games/{code}/players/remove', 200],
  ['post', '/api/v2/games/{code}/players/restore', 200],
  ['post', '/api/v2/games/{code}/players/move', 200],
  ['post', '/api/v2/games/{code}/players/{id}/restore', 200],
  ['post', '/api/v2/games/{code}/players/{id}/merge', 200],
  ['get', '/api/v2/games/{code}/teams/members', 200],
  ['post', '/api/v2/games/{code}/teams', 201],
  ['patch', '/api/v2/games/{code}/teams/{number}', 200],
  ['post', '/api/v2/games/{code}/teams/{number}/fold', 200],
  ['post', '/api/v2/games/{code}/teams/{number}/unfold', 200],
  ['post', '/api/v2/games/{code}/teams/balance', 200],
  ['post', '/api/v2/games/{code}/tickets', 201],
  ['get', '/api/v2/games/{code}/seat-cards', 200],
  ['post', '/api/v2/tickets/redeem', 200],
  ['post', '/api/v2/games/{code}/seats/recover', 201],
  ['post', '/api/v2/challenges/{code}/request', 201],
  ['post', '/api/v2/challenges/{code}/{id}/assign', 200],
  ['patch', '/api/v2/challenges/{code}/{id}', 200],
  ['post', '/api/v2/challenges/{code}/{id}/complete', 200],
  ['get', '/api/v2/challenges/{code}/{id}/offers', 200],
  ['post', '/api/v2/challenges/{code}/{id}/swap', 200],
  ['post', '/api/v2/challenges/{code}/{id}/reject', 200],
  ['post', '/api/v2/challenges/{code}/{id}/cancel', 200],
  ['post', '/api/v2/challenges/{code}/{id}/undo', 200],
  ['post', '/api/v2/challenges/{code}/{id}/redo', 200],
  ['post', '/api/v2/challenges/{code}/assign-several', 200],
  ['post', '/api/v2/challenges/{code}/undo-several', 200],
  ['post', '/api/v2/challenges/{code}/redo-several', 200],
  ['get', '/api/v2/challenges/{code}/active', 200],
  ['get', '/api/v2/challenges/{code}/history', 200],
  ['get', '/api/v2/games/{code}/events', 200],
  ['get', '/api/v2/games/{code}/events.csv', 200],
  ['get', '/api/v2/games/{code}/export', 200],
  ['post', '/api/v2/games/import', 201],
  ['get', '/api/v2/backups', 200],
  ['post', '/api/v2/backups', 201],
  ['post', '/api/v2/backups/{name}/restore', 200],
  ['get', '/api/v2/host', 200],
  ['patch', '/api/v2/host', 200],
  ['get', '/api/v2/host/doctor', 200],
  ['get', '/api/v2/host/wifi', 200],
  ['patch', '/api/v2/host/wifi', 204],
  ['get', '/api/v2/languages', 200],
  ['get', '/api/v2/languages/{tag}/{namespace}', 200],
  ['get', '/api/v2/host/languages', 200],
  ['post', '/api/v2/host/languages/look', 200],
  ...LIBRARY_ROUTES,
  ['post', '/api/v2/host/desk-link', 201],
  ['post', '/api/v2/host/sign-out', 204],
  ['get', '/api/v2/ping', 200],
];

const AN_INSTANT: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

type Document = {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, unknown> }>>;
  readonly components: { readonly schemas: Record<string, unknown> };
};

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

function expectResponse(answer: TestResponse, status: number, schema: TSchema): Record<string, unknown> {
  expect(answer).toMatchObject({ status });
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const value: unknown = JSON.parse(answer.text);
  expect(Check(schema, value) ? [] : Errors(schema, value)).toEqual([]);
  return answer.json;
}

describe('the OpenAPI document', () => {
  let document: Document;
  beforeAll(async () => {
    document = (await app.call('/docs/json')).json as unknown as Document;
  });

  it('holds every route of the table and no other', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(documented.toSorted()).toEqual(TABLE.map(([method, path]) => `${method} ${path}`).toSorted());
  });

  it.each(TABLE)('tells how %s %s answers', (method, path, status) => {
    expect(Object.keys(document.paths[path]?.[method]?.responses ?? {}).toSorted()).toEqual(
      [String(status), '4XX', '503'].toSorted(),
    );
  });

  it('names the shapes once and refers to none that is missing', () => {
    const names = Object.keys(document.components.schemas);
    expect(names).toEqual(
      expect.arrayContaining(['Challenge', 'Game', 'Player', 'Team', 'Settings', 'Problem']),
    );
    const text = JSON.stringify(document);
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(names).toContain(name);
    expect(text).not.toContain('"title":"Challenge"},"title":"Challenge"');
  });

  it('is shown on a page that needs no other host', async () => {
    const page = await app.call('/docs/');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/https?:\/\//);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect((await app.call('/docs/static/swagger-ui-bundle.js')).status).toBe(200);
  });
});

describe('a night by the table', () => {
  const owner = () => app.seats.ownerToken;

  it('makes, shows, changes games', async () => {
    const body = { name: 'Camp night', team_count: 3, settings: { duration_seconds: 300 } };
    const answer = await app.call('/api/v2/games', { token: owner(), body });
    const made = expectResponse(answer, 201, CreateGameResponse);
    expect(made['game']).toMatchObject({
      status: 'waiting',
      team_count: 3,
      settings: { duration_seconds: 300, completion: 'player' },
    });
    expectResponse(await app.call('/api/v2/games', { token: owner() }), 200, GamesResponse);
    game = await makeGame(app);
    expectResponse(await game.call('', { token: owner() }), 200, Game);
    const change = { name: 'Second night', settings: { timers: false } };
    const changed = expectResponse(
      await game.call('', { token: game.banker.token, method: 'PATCH', body: change }),
      200,
      Game,
    );
    expect(changed).toMatchObject({
      name: 'Second night',
      settings: { timers: false, duration_seconds: 600 },
    });
    await game.call('', { token: owner(), method: 'PATCH', body: { settings: { timers: true } } });
  });

  it('lets players in, with and without a phone', async () => {
    const joined = expectResponse(
      await game.call('/players', { body: { player_name: 'Anna', team_number: 1 } }),
      201,
      JoinResponse,
    );
    expect(joined).toMatchObject({ player_name: 'Anna', team_number: 1 });
    expect(joined['seat_pin']).toMatch(/^\d{4}$/);
    anna = {
      id: Number(joined['player_id']),
      name: 'Anna',
      token: String(joined['token']),
      pin: String(joined['seat_pin']),
    };
    const body = { player_name: 'Ben', team_number: 2 };
    const ben = await game.call('/players', { token: game.banker.token, body });
    expect(expectResponse(ben, 201, JoinResponse)).not.toHaveProperty('token');
    expect(ben.json).not.toHaveProperty('seat_pin');
    expect(ben.headers.get('set-cookie')).toBeNull();
    const { items } = expectResponse(await game.call('/players', { token: owner() }), 200, PlayersResponse);
    expect(items).toMatchObject([
      { role: 'banker' },
      { player_name: 'Anna', without_phone: false, seat_pin: anna.pin },
      { player_name: 'Ben', without_phone: true, seat_pin: expect.stringMatching(/^\d{4}$/) as unknown },
    ]);
    expect(expectResponse(await game.call('/me', { token: anna.token }), 200, Player)).toMatchObject({
      seat_pin: anna.pin,
    });
  });

  it('changes, removes, restores and merges players', async () => {
    const path = `/players/${anna.id}`;
    const change = { player_name: 'Annika', team_number: 2, extra_time_factor: 1.5, approved: true };
    const changed = expectResponse(
      await game.call(path, { token: owner(), method: 'PATCH', body: change }),
      200,
      Player,
    );
    expect(changed).toMatchObject(change);
    const removed = expectResponse(await game.call(path, { token: owner(), method: 'DELETE' }), 200, Player);
    expect(removed).toMatchObject({ removed: true });
    const back = expectResponse(
      await game.call(`${path}/restore`, { token: owner(), method: 'POST' }),
      200,
      Player,
    );
    expect(back).toMatchObject({ removed: false, seat_pin: anna.pin });
    const again = await game.join('Annika');
    expect(again.name).toBe('Annika 2');
    const merge = await game.call(`/players/${again.id}/merge`, { token: owner(), body: { into: anna.id } });
    expect(expectResponse(merge, 200, Player)).toMatchObject({ player_id: anna.id, player_name: 'Annika' });
  });

  it('starts, pauses, resumes', async () => {
    await game.asOwner('/teams/2', { has_school: true }, 'PATCH');
    const step = async (name: string) =>
      expectResponse(await game.call(`/${name}`, { token: game.banker.token, method: 'POST' }), 200, Game)[
        'status'
      ];
    expect(await step('start')).toBe('in_progress');
    expect(await step('pause')).toBe('paused');
    expect(await step('resume')).toBe('in_progress');
  });

  it('takes a challenge from request to completion, with a claim, "not yet", undo and cancel', async () => {
    await game.asOwner('', { settings: { completion: 'banker', max_active_per_player: 2 } }, 'PATCH');
    const ignored = { building_name: 'x', team_number: 9, has_school: false };
    const asked = await app.call(`${game.challenges}/request`, {
      token: anna.token,
      body: { player_id: anna.id, building_type: 'farm', ...ignored },
    });
    const { id } = expectResponse(asked, 201, Challenge);
    const one = `${game.challenges}/${String(id)}`;
    const step = async (path: string, token: string, body: object = {}, method = 'POST') =>
      expectResponse(await app.call(one + path, { token, body, method }), 200, Challenge);
    const { token } = game.banker;
    const assigned = await step('/assign', token, { ...SQUATS, duration_seconds: 100 });
    expect(assigned).toMatchObject({
      status: 'assigned',
      time_remaining_seconds: 150,
      duration_seconds: 150,
    });
    const extended = await step('', token, { target_number: 15, extend_seconds: 30 }, 'PATCH');
    expect(extended).toMatchObject({ target_number: 15, time_remaining_seconds: 180 });
    expect(await step('/complete', anna.token)).toMatchObject({ status: 'assigned', claimed_at: AN_INSTANT });
    expect(await step('/reject', token)).toMatchObject({ status: 'assigned', claimed_at: null });
    await step('/complete', anna.token);
    expect(await step('/complete', token)).toMatchObject({ status: 'completed', completed_at: AN_INSTANT });
    expect(await step('/undo', token)).toMatchObject({ status: 'assigned' });
    expect(await step('/cancel', anna.token)).toMatchObject({ status: 'cancelled', ended_reason: 'player' });
  });

  it('shows what is open and what was, page by page', async () => {
    const open = await game.request(anna, 'mine');
    const newer = await game.request(anna, 'school');
    const active = await app.call(`${game.challenges}/active`, { token: anna.token });
    expectResponse(active, 200, Type.Array(Challenge));
    expect(JSON.parse(active.text)).toMatchObject([{ id: newer }, { id: open }]);

    const ids: number[] = [];
    let next: unknown = `${game.challenges}/history?limit=1&player=${anna.id}`;
    while (typeof next === 'string' && ids.length < 10) {
      const page = expectResponse(await app.call(next, { token: anna.token }), 200, HistoryResponse);
      ids.push(...(page['items'] as { id: number }[]).map(({ id }) => id));
      next = page['next'];
    }
    expect(ids).toEqual([newer, open, open - 1]);
    const cancelled = await app.call(`${game.challenges}/history?status=cancelled&team=3`, {
      token: anna.token,
    });
    expect(expectResponse(cancelled, 200, HistoryResponse)).toEqual({ items: [], next: null });
  });

  it('leaves out the time left when asked to', async () => {
    const active = await app.call(`${game.challenges}/active`, { token: anna.token });
    const [challenge] = JSON.parse(active.text) as { id: number }[];
    await game.assign(challenge?.id ?? 0);
    const timeLeft = async (query: string) => {
      const { text } = await app.call(`${game.challenges}/active${query}`, { token: anna.token });
      return (JSON.parse(text) as { id: number; time_remaining_seconds: number | null }[])[0]
        ?.time_remaining_seconds;
    };
    expect(await timeLeft('')).toBeGreaterThan(0);
    expect(await timeLeft('?include_time_remaining=true')).toBeGreaterThan(0);
    expect(await timeLeft('?include_time_remaining=false')).toBeNull();
  });

  it('hands out links and lets lost phones back in', async () => {
    const ticket = await game.call('/tickets', { token: game.banker.token, body: { for: 'board' } });
    const link = expectResponse(ticket, 201, IssueTicketResponse);
    expect(link['url']).toBe(`http://192.168.1.20:4747/board/#ticket=${String(link['ticket'])}`);
    const redeemed = await app.call('/api/v2/tickets/redeem', { body: { ticket: link['ticket'] } });
    expect(expectResponse(redeemed, 200, RedeemTicketResponse)).toMatchObject({
      role: 'board',
      game_code: game.code,
    });
    const recover = { player_name: 'annika', seat_pin: anna.pin };
    const back = expectResponse(await game.call('/seats/recover', { body: recover }), 201, JoinResponse);
    expect(back).toMatchObject({ player_id: anna.id, token: anna.token });
  });

  it('tells the audit log and ends', async () => {
    expectResponse(await game.call('/events?limit=5', { token: game.banker.token }), 200, AuditLogResponse);
    const table = await game.call('/events.csv', { token: game.banker.token });
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expectResponse(await game.call('/end', { token: owner(), method: 'POST' }), 200, Game);
    const wiped = await game.call('', { token: owner(), method: 'DELETE' });
    expect(wiped).toMatchObject({ status: 204, text: '' });
    expect((await game.call('', { token: owner() })).status).toBe(404);
    expect((await game.call('/me', { token: anna.token })).status).toBe(401);
  });
});
