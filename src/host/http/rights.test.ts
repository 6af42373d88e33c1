/** Who may do what, for every route of the OpenAPI document: a route without a row here fails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type TestApp } from './test-app.harness.ts';

const ROLES = [
  'nobody',
  'self',
  'mate',
  'stranger',
  'board',
  'banker',
  'foreign banker',
  'owner',
  'removed',
] as const;
type Role = (typeof ROLES)[number];
/** `ok`: authorised; 401 and 403: refused. */
type Verdict = 'ok' | 401 | 403;
type Verdicts = readonly Verdict[];

const ANYONE: Verdicts = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'];
const OWNER: Verdicts = [401, 403, 403, 403, 403, 403, 403, 'ok', 403];
const WIPE: Verdicts = [401, 403, 403, 401, 403, 403, 401, 'ok', 403];
const BANKER: Verdicts = [401, 403, 403, 401, 403, 'ok', 401, 'ok', 403];
const BANKER_AND_BOARD: Verdicts = [401, 403, 403, 401, 'ok', 'ok', 401, 'ok', 403];
const ANY_DESK: Verdicts = [401, 403, 403, 403, 'ok', 'ok', 'ok', 'ok', 403];
const ANY_BANKER: Verdicts = [401, 403, 403, 403, 403, 'ok', 'ok', 'ok', 403];
const EVERYONE_IN_IT: Verdicts = [401, 'ok', 'ok', 401, 'ok', 'ok', 401, 'ok', 403];
/** Who was removed sees nothing more of the game than that. */
const EVEN_REMOVED: Verdicts = [401, 'ok', 'ok', 401, 'ok', 'ok', 401, 'ok', 'ok'];
const ITS_PLAYER: Verdicts = [401, 'ok', 403, 401, 403, 'ok', 401, 'ok', 403];
/** Players may always join; a banker has to be one of this game. */
const JOIN: Verdicts = ['ok', 'ok', 'ok', 'ok', 403, 'ok', 401, 'ok', 'ok'];

const TABLE: Readonly<Record<string, Verdicts>> = {
  'post /games': OWNER,
  'get /games': OWNER,
  'get /games/{code}': BANKER_AND_BOARD,
  'patch /games/{code}': BANKER,
  'delete /games/{code}': WIPE,
  'post /games/{code}/start': BANKER,
  'post /games/{code}/pause': BANKER,
  'post /games/{code}/resume': BANKER,
  'post /games/{code}/end': BANKER,
  'post /games/{code}/finale': BANKER,
  'delete /games/{code}/finale': BANKER,
  'post /games/{code}/next': BANKER,
  'delete /games/{code}/next': BANKER,
  'get /games/{code}/next': EVERYONE_IN_IT,
  'post /games/{code}/message': BANKER,
  'delete /games/{code}/message': BANKER,
  'post /games/{code}/players': JOIN,
  'get /games/{code}/players': BANKER_AND_BOARD,
  'get /games/{code}/teams': BANKER_AND_BOARD,
  'get /games/{code}/me': EVEN_REMOVED,
  'get /seats': ANYONE,
  'get /seats/{id}/proof': ANYONE,
  'patch /games/{code}/players/{id}': BANKER,
  'delete /games/{code}/players/{id}': BANKER,
  'post /games/{code}/players/several': BANKER,
  'post /games/{code}/players/remove': BANKER,
  'post /games/{code}/players/restore': BANKER,
  'post /games/{code}/players/move': BANKER,
  'post /games/{code}/players/{id}/restore': BANKER,
  'post /games/{code}/players/{id}/merge': BANKER,
  'get /games/{code}/teams/members': BANKER_AND_BOARD,
  'post /games/{code}/teams': BANKER,
  'patch /games/{code}/teams/{number}': BANKER,
  'post /games/{code}/teams/{number}/fold': BANKER,
  'post /games/{code}/teams/{number}/unfold': BANKER,
  'post /games/{code}/teams/balance': BANKER,
  'post /games/{code}/tickets': BANKER,
  'get /games/{code}/seat-cards': BANKER,
  'post /tickets/redeem': ANYONE,
  'post /games/{code}/seats/recover': ANYONE,
  'post /challenges/{code}/request': ITS_PLAYER,
  'post /challenges/{code}/{id}/assign': BANKER,
  'patch /challenges/{code}/{id}': BANKER,
  'get /challenges/{code}/{id}/offers': ITS_PLAYER,
  'post /challenges/{code}/{id}/swap': ITS_PLAYER,
  'post /challenges/{code}/{id}/complete': ITS_PLAYER,
  'post /challenges/{code}/{id}/reject': BANKER,
  'post /challenges/{code}/{id}/cancel': ITS_PLAYER,
  'post /challenges/{code}/{id}/undo': ITS_PLAYER,
  'post /challenges/{code}/{id}/redo': BANKER,
  'post /challenges/{code}/assign-several': BANKER,
  'post /challenges/{code}/undo-several': BANKER,
  'post /challenges/{code}/redo-several': BANKER,
  'get /challenges/{code}/active': EVERYONE_IN_IT,
  'get /challenges/{code}/history': EVERYONE_IN_IT,
  'get /games/{code}/events': BANKER,
  'get /games/{code}/events.csv': BANKER,
  'get /backups': OWNER,
  'post /backups': OWNER,
  'post /backups/{name}/restore': OWNER,
  'post /games/import': OWNER,
  'get /games/{code}/export': BANKER,
  'get /host': ANY_DESK,
  'patch /host': OWNER,
  'get /host/doctor': ANY_BANKER,
  'get /host/wifi': ANY_DESK,
  'get /languages': ANYONE,
  'get /languages/{tag}/{namespace}': ANYONE,
  'get /host/languages': OWNER,
  'post /host/languages/look': OWNER,
  'patch /host/wifi': OWNER,
  'get /library': ANY_BANKER,
  'post /library/exercises': OWNER,
  'patch /library/exercises/{id}': OWNER,
  'delete /library/exercises/{id}': OWNER,
  'post /library/templates': OWNER,
  'patch /library/templates/{id}': OWNER,
  'delete /library/templates/{id}': OWNER,
  'get /library/export': OWNER,
  'post /library/import': OWNER,
  'post /host/desk-link': ANYONE,
  'post /host/sign-out': ANYONE,
  'get /ping': ANYONE,
};

let app: TestApp;
let routes: readonly string[];
let code: string;
let annaId: number;
let challengeId: number;
let tokens: Readonly<Record<Role, string | undefined>>;

beforeAll(async () => {
  app = await startTestApp();
  const document = (await app.call('/docs/json')).json as { paths: Record<string, object> };
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace('/api/v2', '')}`),
  );
  const game = await makeGame(app);
  const other = await makeGame(app);
  const anna = await game.join('Anna');
  const { json } = await game.asOwner('/tickets', { for: 'board' });
  const board = await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
  const removed = await game.join('Rob');
  await game.asOwner(`/players/${removed.id}`, {}, 'DELETE');
  tokens = {
    nobody: undefined,
    self: anna.token,
    mate: (await game.join('Mia')).token,
    stranger: (await other.join('Sam')).token,
    board: String(board.json['token']),
    banker: game.banker.token,
    'foreign banker': other.banker.token,
    owner: app.seats.ownerToken,
    removed: removed.token,
  };
  await game.asOwner('/start');
  challengeId = await game.request(anna);
  code = game.code;
  annaId = anna.id;
});
afterAll(() => app.close());

function urlOf(path: string): string {
  const id = path.includes('players') ? annaId : challengeId;
  return `/api/v2${path}`.replace('{code}', code).replace('{id}', String(id)).replace('{number}', '1');
}

/** Sends a bad body, which is only checked after authorisation: a 400 means authorised, and nothing changes. */
async function verdict(route: string, role: Role): Promise<string> {
  const [method = '', path = ''] = route.split(' ');
  const body = path.endsWith('/request') ? { player_id: annaId } : '{';
  const call = { method: method.toUpperCase(), ...(method !== 'get' && { body }) };
  const { status } = await app.call(urlOf(path), { ...call, token: tokens[role] });
  // Its query is missing, too; nobody plays this game again, and no language was added.
  const reads = path.endsWith('/proof') ? 400 : path.endsWith('/next') || path.includes('{tag}') ? 404 : 200;
  const passed = method === 'get' ? reads : 400;
  return `${role}: ${status === passed ? 'ok' : status}`;
}

describe('rights', () => {
  it('are listed for every route', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(routes.toSorted());
  });

  it.each(Object.entries(TABLE))('%s', async (route, verdicts) => {
    const expected = ROLES.map((role, index) => `${role}: ${verdicts[index]}`);
    expect(await Promise.all(ROLES.map((role) => verdict(route, role)))).toEqual(expected);
  });

  it('of who was removed are to read their own seat alone, until they are brought back', async () => {
    const game = await makeGame(app);
    const [mia, rob] = [await game.join('Mia'), await game.join('Rob', 2)];
    await game.asOwner('/start');
    await game.request(mia);
    const reads = ['active', 'history'].map((each) => `${game.challenges}/${each}`);
    const paths = [...reads, `${game.path}/teams/members`, `${game.path}/me`];
    const read = () => Promise.all(paths.map((path) => app.call(path, { token: rob.token })));
    const statuses = async () => (await read()).map(({ status }) => status);
    expect(await statuses()).toEqual([200, 200, 403, 200]);
    await game.asOwner(`/players/${rob.id}`, {}, 'DELETE');
    expect(await statuses()).toEqual([403, 403, 403, 200]);
    expect((await read()).map(({ text }) => text).join('\n')).not.toContain('Mia');
    await game.asOwner(`/players/${rob.id}/restore`);
    expect(await statuses()).toEqual([200, 200, 403, 200]);
  });

  it('do not reveal to strangers which games exist', async () => {
    const known = await app.call(`/api/v2/games/${code}/me`, { token: '99.nothing' });
    const unknown = await app.call('/api/v2/games/ZZZZZZ/me', { token: '99.nothing' });
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    const foreign = await app.call('/api/v2/games/ZZZZZZ/me', { token: tokens.banker });
    expect([foreign.status, foreign.text]).toEqual([known.status, known.text]);
  });
});
