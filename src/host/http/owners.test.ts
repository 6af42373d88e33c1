/** Several owners on one host: each has their own games, and nobody else's exist. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../auth/owners.ts';
import { liveOfServices } from '../live/live-of-services.harness.ts';
import { liveRoutes } from '../live/live-routes.ts';
import { TestSocket } from '../live/test-socket.harness.ts';
import { UnopenableGameError } from '../storage/event-store.ts';
import { BRISTOL, cookieIn, LEEDS, rehearseAs, SECRETS, signInTo } from './owners.harness.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

const NO_GAME = 'ZZZZZZ';
/** Bristol's, which contradicts itself. */
const BROKEN = 'BRKEN2';
const EXERCISE = { name: 'Log lift', target: 10 };

let app: TestApp;
let bristol: string;
let leeds: string;
/** Bristol's, running, with a player who has asked for something. */
let game: SeatedGame;
let anna: TestSeat;
let challengeId: number;
let routes: readonly string[];

const signIn = (secret: string) => signInTo(app, secret);
const gamesOf = async (token: string) =>
  ((await app.call('/api/v2/games', { token })).json['items'] as { game_code: string }[]).map(
    (each) => each.game_code,
  );

const broken = new UnopenableGameError({ gameId: 1, code: BROKEN, ownerId: BRISTOL.id }, 'It is broken.');

beforeAll(async () => {
  app = await startTestApp({
    replace: ({ rooms }) => ({
      rooms: {
        ...rooms,
        byCode: (code) => (code === BROKEN ? Promise.reject(broken) : rooms.byCode(code)),
        unopenable: () => [...rooms.unopenable(), broken],
      },
    }),
    rehearse: ({ ownerToken, hostUrl }) => rehearseAs(ownerToken, hostUrl),
    live: (services) =>
      liveRoutes(liveOfServices(services, { report: (message) => void app.reports.push(message) }), services),
  });
  app.owners.replace([BRISTOL, LEEDS]);
  [bristol, leeds] = [
    String((await signIn(SECRETS.bristol)).json['token']),
    String((await signIn(SECRETS.leeds)).json['token']),
  ];
  const document = (await app.call('/docs/json')).json as { paths: Record<string, object> };
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace('/api/v2', '')}`),
  );
  game = await makeGame(app, {}, 'Camp night', bristol);
  anna = await game.join('Anna');
  await game.asOwner('/start');
  challengeId = await game.request(anna);
});
afterAll(() => app.close());

describe('an owner’s link', () => {
  it('opens the desk as often as it is used, with a cookie that no script sees', async () => {
    for (const _ of [1, 2]) {
      const { status, json, headers } = await signIn(SECRETS.bristol);
      expect([status, json]).toEqual([
        200,
        { participant_id: 0, role: 'banker', game_code: null, token: bristol },
      ]);
      expect(headers.getSetCookie()[0]).toMatch(/^seat_[0-9a-f]{8}_0=0\.\S+; .*HttpOnly; .*SameSite=Strict/);
      expect(headers.getSetCookie()[0]).not.toContain('Secure');
    }
  });

  it('that nobody has opens nothing, and counts as a failed attempt', async () => {
    const { status, json } = await signIn('x'.repeat(43));
    expect([status, json['reason']]).toEqual([401, 'link_used']);
  });

  it('says by which name the file has them, and nothing of the others', async () => {
    const { json } = await app.call('/api/v2/host', { token: bristol });
    expect(json['owner_name']).toBe('4th Bristol');
    const { json: host } = await app.call('/api/v2/host', { token: app.seats.ownerToken });
    expect(host).not.toHaveProperty('owner_name');
    expect((await app.call('/api/v2/host', { token: game.banker.token })).json).not.toHaveProperty(
      'owner_name',
    );
  });

  it('gives no cookie back for a token, as the desk of whoever runs the host gets: who has signed out stays out', async () => {
    const cookieFor = async (token: string) =>
      (await app.call('/api/v2/host', { token })).headers.getSetCookie().length;
    expect([await cookieFor(bristol), await cookieFor(app.seats.ownerToken)]).toEqual([0, 1]);
  });

  it('is signed out of by this browser', async () => {
    const cookie = cookieIn(await signIn(SECRETS.leeds));
    const { status, headers } = await app.call('/api/v2/host/sign-out', {
      body: {},
      headers: { cookie, seat: '0' },
    });
    expect(status).toBe(204);
    expect(headers.getSetCookie()).toHaveLength(1);
    expect(headers.getSetCookie()[0]).toMatch(/^seat_[0-9a-f]{8}_0=; .*Expires=Thu, 01 Jan 1970/);
  });
});

/** Routes that name a game but ask for no right in it: whoever knows the code may try. */
const FOR_ANYBODY = ['post /games/{code}/seats/recover'];

describe('another owner’s game', () => {
  /** Of how a desk may call: by its token, by its cookie, and with a seat of that very game named. */
  const manners = [
    ['with the token', async () => ({ authorization: `Bearer ${leeds}` })],
    ['with the cookie', async () => ({ cookie: cookieIn(await signIn(SECRETS.leeds)), seat: '0' })],
    [
      'with the cookie, for the seat of its banker',
      async () => ({
        cookie: cookieIn(await signIn(SECRETS.leeds)),
        seat: String(game.banker.id),
      }),
    ],
  ] as const;

  const urlOf = (path: string, code: string) =>
    `/api/v2${path}`
      .replace('{code}', code)
      .replace('{id}', String(path.includes('players') ? anna.id : challengeId))
      .replace('{number}', '1');

  it.each(manners)('answers on every route as one that there is not, %s', async (_, headersOf) => {
    const headers = await headersOf();
    const walked: string[] = [];
    for (const route of routes.filter((each) => each.includes('{code}') && !FOR_ANYBODY.includes(each))) {
      const [method = '', path = ''] = route.split(' ');
      for (const body of ['{', '{}', `{"player_id":${anna.id}}`]) {
        const call = { method: method.toUpperCase(), headers, ...(method !== 'get' && { body }) };
        const [theirs, nobodys] = [
          await app.call(urlOf(path, game.code), call),
          await app.call(urlOf(path, NO_GAME), call),
        ];
        expect([route, theirs.status, theirs.text]).toEqual([route, nobodys.status, nobodys.text]);
        expect([route, theirs.status, theirs.json['reason']]).toEqual([route, 404, 'no_such_game']);
      }
      walked.push(route);
    }
    expect(walked.length).toBeGreaterThan(40);
    expect((await app.call(game.path, { token: bristol })).json['status']).toBe('in_progress');
  });

  it('that cannot be opened says so to its own owner alone', async () => {
    const read = (code: string, token: string) => app.call(`/api/v2/games/${code}`, { token });
    expect((await read(BROKEN, bristol)).json['reason']).toBe('game_impossible');
    const [theirs, nobodys] = [await read(BROKEN, leeds), await read(NO_GAME, leeds)];
    expect([theirs.status, theirs.text]).toEqual([nobodys.status, nobodys.text]);
    const notOpenedFor = async (token: string) =>
      (await app.call('/api/v2/games', { token })).json['not_opened'];
    const named = [{ game_code: BROKEN, reason: 'damaged', may_be_wiped: app.rooms.isOnDemand }];
    expect(await notOpenedFor(bristol)).toEqual(named);
    expect(await notOpenedFor(app.seats.ownerToken)).toEqual(named);
    expect(await notOpenedFor(leeds)).toEqual([]);
  });

  it('has no live connection for them, and its own owner has one', async () => {
    const open = (code: string, token: string) =>
      new TestSocket(`${app.url.replace('http', 'ws')}/ws/${code}/${game.banker.id}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    const [theirs, nobodys] = [open(game.code, leeds), open(NO_GAME, leeds)];
    expect([await theirs.closed(), await nobodys.closed()]).toEqual([4500, 4500]);
    const own = open(game.code, bristol);
    await own.welcome();
    await own.close();
  });

  it('is in no list, and cannot be made a template', async () => {
    expect(await gamesOf(leeds)).not.toContain(game.code);
    expect(await gamesOf(bristol)).toContain(game.code);
    expect(await gamesOf(app.seats.ownerToken)).toContain(game.code);
    const save = (code: string) =>
      app.call('/api/v2/library/templates', {
        token: leeds,
        body: { name: 'Stolen', game_code: code, exercises: [] },
      });
    const [theirs, nobodys] = [await save(game.code), await save(NO_GAME)];
    expect([theirs.status, theirs.text]).toEqual([404, nobodys.text]);
  });

  it('can be joined by their phone like by any other', async () => {
    const cookie = cookieIn(await signIn(SECRETS.leeds));
    const { status } = await app.call(`${game.path}/players`, {
      body: { player_name: 'Lee', team_number: 1 },
      headers: { cookie },
    });
    expect(status).toBe(201);
  });
});

describe('what an owner makes', () => {
  it.each([
    ['a game', async (token: string) => app.call('/api/v2/games', { token, body: { name: 'Theirs' } })],
    ['a rehearsal', async (token: string) => app.call('/api/v2/rehearsals', { token, body: { players: 2 } })],
    [
      'a game from a file',
      async (token: string) => {
        const file = await app.call(`${game.path}/export?names=real`, { token: bristol });
        return app.call('/api/v2/games/import', {
          token,
          body: file.text,
          headers: { 'content-type': 'application/x-ndjson' },
        });
      },
    ],
  ])('is theirs, also after a restart: %s', async (_, make) => {
    const { status, json } = await make(leeds);
    expect(status).toBe(201);
    const code = String(json['game_code']);
    expect(await gamesOf(leeds)).toContain(code);
    expect(await gamesOf(bristol)).not.toContain(code);
    await app.restart();
    app.owners.replace([BRISTOL, LEEDS]);
    expect(await gamesOf(leeds)).toContain(code);
    expect(await gamesOf(bristol)).not.toContain(code);
  });

  it('goes on in a game of theirs', async () => {
    const first = await makeGame(app, {}, 'Round 1', leeds);
    await first.asOwner('/start');
    await first.asOwner('/end');
    const { json } = await first.asOwner('/next');
    expect(await gamesOf(leeds)).toContain(json['game_code']);
    expect(await gamesOf(bristol)).not.toContain(json['game_code']);
  });

  it('G2: is answered to nobody else who uses the same key', async () => {
    const make = (token: string) =>
      app.call('/api/v2/games', { token, body: { name: 'Twice' }, key: 'the-very-same' });
    const [one, other, again] = [await make(bristol), await make(leeds), await make(bristol)];
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(other.json['game_code']).not.toBe(one.json['game_code']);
    expect(again.text).toBe(one.text);
  });
});

describe('an owner’s library', () => {
  it('is theirs and their bankers’ alone', async () => {
    const { status } = await app.call('/api/v2/library/exercises', { token: bristol, body: EXERCISE });
    expect(status).toBe(201);
    const namesFor = async (token: string) => {
      const { json } = await app.call('/api/v2/library', { token });
      const { exercises } = json['library'] as { exercises: { name: string }[] };
      return exercises.map(({ name }) => name);
    };
    expect(await namesFor(bristol)).toEqual(['Log lift']);
    expect(await namesFor(game.banker.token)).toEqual(['Log lift']);
    expect(await namesFor(leeds)).toEqual([]);
    expect(await namesFor(app.seats.ownerToken)).toEqual([]);
  });

  it('gives its templates to their games alone', async () => {
    const body = { name: 'Our night', game_code: game.code, exercises: [] };
    const { json } = await app.call('/api/v2/library/templates', { token: bristol, body });
    const makeFrom = (token: string) =>
      app.call('/api/v2/games', { token, body: { name: 'From it', template_id: json['id'] } });
    expect((await makeFrom(bristol)).status).toBe(201);
    expect((await makeFrom(leeds)).json['reason']).toBe('no_such_library_item');
  });
});

describe('what concerns the whole host', () => {
  it.each([
    ['patch /host', { chosen: null }],
    ['patch /host/wifi', { network: null }],
    ['get /host/languages', undefined],
    ['post /host/languages/look', {}],
  ])('is not theirs: %s', async (route, body) => {
    const [method = '', path = ''] = route.split(' ');
    const { status, json } = await app.call(`/api/v2${path}`, {
      method: method.toUpperCase(),
      token: bristol,
      ...(body !== undefined && { body }),
    });
    expect([status, json['reason']]).toEqual([403, 'owner_only']);
  });

  it('is not shown to them either: backups, the Wi-Fi, and warnings about others', async () => {
    const { ownerToken } = app.seats;
    const made = await app.call('/api/v2/backups', { token: bristol, body: {} });
    expect([made.status, made.json['reason']]).toEqual([400, 'backups_elsewhere']);
    const restored = await app.call('/api/v2/backups/any/restore', { token: bristol, body: {} });
    expect([restored.status, restored.json['reason']]).toEqual([400, 'backups_elsewhere']);
    await app.call('/api/v2/backups', { token: ownerToken, body: {} });
    expect((await app.call('/api/v2/backups', { token: bristol })).json['items']).toEqual([]);
    const network = { ssid: 'Hall', security: 'wpa', password: 'Zebra: crossing', hidden: false };
    const body = { network, on_board: true };
    expect((await app.call('/api/v2/host/wifi', { token: ownerToken, body, method: 'PATCH' })).status).toBe(
      204,
    );
    for (const token of [bristol, game.banker.token])
      expect((await app.call('/api/v2/host/wifi', { token })).json).toEqual({
        read_ssid: null,
        network: null,
        on_board: false,
        stored: false,
      });
  });

  it('has no other routes than these, those of a game, and those of the library', () => {
    const own = ['post /games', 'get /games', 'post /games/import', 'post /rehearsals', 'get /host'];
    const forHost = ['patch /host', 'patch /host/wifi', 'get /host/wifi', 'get /host/doctor'];
    const files = ['get /host/languages', 'post /host/languages/look'];
    const backups = ['get /backups', 'post /backups', 'post /backups/{name}/restore'];
    const anybodys = ['get /seats', 'get /seats/{id}/proof', 'post /tickets/redeem', 'get /ping'];
    const others = ['get /languages', 'get /languages/{tag}/{namespace}'];
    const doors = ['post /host/desk-link', 'post /host/sign-out'];
    const known = [own, forHost, files, backups, anybodys, others, doors].flat();
    const left = routes.filter((route) => !route.includes('{code}') && !route.includes(' /library'));
    expect(left.toSorted()).toEqual(known.toSorted());
  });
});

describe('an owner who is no longer in the file', () => {
  it('has no right any more, nor an open connection; their games go on, and the host’s owner has them', async () => {
    const night = await makeGame(app, {}, 'Last night', leeds);
    const url = `${app.url.replace('http', 'ws')}/ws/${night.code}`;
    const desk = new TestSocket(`${url}/${night.banker.id}`, {
      headers: { authorization: `Bearer ${leeds}` },
    });
    const mia = await night.join('Mia');
    const phone = new TestSocket(`${url}/${mia.id}`, { headers: { authorization: `Bearer ${mia.token}` } });
    await Promise.all([desk.welcome(), phone.welcome()]);
    app.owners.replace([BRISTOL]);
    expect(await desk.closed()).toBe(4500);
    expect((await app.call('/api/v2/games', { token: leeds })).status).toBe(401);
    expect((await signIn(SECRETS.leeds)).status).toBe(401);
    const { ownerToken } = app.seats;
    expect((await app.call(`${night.path}/start`, { token: ownerToken, body: {} })).status).toBe(200);
    await expect.poll(() => phone.ofType('event').length).toBeGreaterThan(0);
    await phone.close();
  });

  it('has none by the old link once the file names another secret, and the games by the new one', async () => {
    app.owners.replace([BRISTOL, { ...LEEDS, secretHash: sha256('n'.repeat(43)) }]);
    expect((await app.call('/api/v2/games', { token: leeds })).status).toBe(401);
    expect((await signIn(SECRETS.leeds)).status).toBe(401);
    const token = String((await signIn('n'.repeat(43))).json['token']);
    expect((await gamesOf(token)).length).toBeGreaterThan(0);
  });
});
