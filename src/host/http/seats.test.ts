/** Who holds which seat: cookies, names, PINs, tickets, merging. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  makeGame,
  startTestApp,
  type TestResponse,
  type TestSeat,
  type TestApp,
  type SeatedGame,
} from './test-app.harness.ts';

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

const owner = () => app.seats.ownerToken;
const me = (headers: Record<string, string>, token?: string) => game.call('/me', { headers, token });
const cookieOf = (...credentials: readonly Pick<TestSeat, 'id' | 'token'>[]) =>
  credentials.map(({ id, token }) => `${app.seats.cookieName(id)}=${token}`).join('; ');
const redeem = (ticket: unknown, headers: Record<string, string> = {}) =>
  app.call('/api/v2/tickets/redeem', { body: { ticket }, headers });
const ticketFor = async (purpose: string, playerId?: number) =>
  (await game.asOwner('/tickets', { for: purpose, player_id: playerId })).json['ticket'];
const role = (answer: TestResponse) => answer.json['role'] ?? answer.json['code'];

describe('cookies', () => {
  it('are one per participant, for this host alone, and hidden from scripts', async () => {
    const joined = await game.call('/players', { body: { player_name: 'Ben' } });
    const [cookie, ...more] = joined.headers.getSetCookie();
    const name = `seat_${app.seats.hostId}_${String(joined.json['player_id'])}`;
    expect(cookie).toMatch(new RegExp(`^${name}=${String(joined.json['token'])}; `));
    expect(cookie?.split('; ').slice(1).toSorted()).toEqual(
      ['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Strict'].toSorted(),
    );
    expect(more).toEqual([]);
  });

  it('open their seat; if there are several, the one that the Seat header names', async () => {
    const ben = await game.join('Ben');
    const both = cookieOf(anna, ben);
    expect((await me({ cookie: cookieOf(anna) })).json['player_id']).toBe(anna.id);
    expect((await me({ cookie: both })).json['code']).toBe('which_seat');
    expect((await me({ cookie: both, seat: String(ben.id) })).json['player_id']).toBe(ben.id);
    expect((await me({ cookie: both, seat: '999' })).json['code']).toBe('no_right');
    expect((await me({ cookie: both, seat: 'Ben' })).json['code']).toBe('no_right');
    expect((await me({ cookie: `${both}; other=1` }, anna.token)).json['player_id']).toBe(anna.id);
  });

  it("count by the body's player_id where no header says", async () => {
    const ben = await game.join('Ben', 2);
    await game.asOwner('/start');
    const body = { player_id: ben.id, building_type: 'farm' };
    const asked = await app.call(`${game.challenges}/request`, {
      headers: { cookie: cookieOf(anna, ben) },
      body,
    });
    expect(asked).toMatchObject({ status: 201, json: { player_id: ben.id } });
  });

  it('are set again for a page that still has its token', async () => {
    expect((await me({}, anna.token)).headers.get('set-cookie')).toContain(anna.token);
    expect((await me({ cookie: cookieOf(anna) })).headers.get('set-cookie')).toBeNull();
  });

  it("let a player's browser join again, and a banker's too", async () => {
    const again = await game.call('/players', {
      body: { player_name: 'Cleo' },
      headers: { cookie: cookieOf(anna) },
    });
    expect(again.json).toHaveProperty('token');
    const banker = cookieOf(game.banker);
    const asPlayer = await game.call('/players', {
      body: { player_name: 'Dan' },
      headers: { cookie: banker },
    });
    expect(asPlayer.json).toHaveProperty('token');
    const headers = { cookie: banker, seat: String(game.banker.id) };
    const added = await game.call('/players', { body: { player_name: 'Eve' }, headers });
    expect(added.json).not.toHaveProperty('token');
    const phone = { seat: String(anna.id) };
    expect((await game.call('/players', { body: { player_name: 'Fay' }, headers: phone })).status).toBe(201);
  });

  it("open nothing for a blocked player, and a removed player's own seat", async () => {
    await game.asOwner(`/players/${anna.id}`, {}, 'DELETE');
    expect((await me({ cookie: cookieOf(anna) })).json).toMatchObject({ player_id: anna.id, removed: true });
    await game.asOwner(`/players/${anna.id}`, { blocked: true }, 'PATCH');
    expect((await me({ cookie: cookieOf(anna) })).json['code']).toBe('no_right');
    expect(
      (await game.call('/seats/recover', { body: { player_name: 'Anna', seat_pin: anna.pin } })).status,
    ).toBe(401);
    await game.asOwner(`/players/${anna.id}`, { blocked: false }, 'PATCH');
    expect((await me({ cookie: cookieOf(anna) })).status).toBe(200);
  });
});

describe('joining', () => {
  it('takes the code in any case, with spaces and dashes, full width, with other digits', async () => {
    const typed = [
      game.code.toLowerCase(),
      ` ${game.code.slice(0, 3)}-${game.code.slice(3)} `,
      game.code.replace(/[\x21-\x7e]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
      game.code.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
    ];
    const answers = await Promise.all(
      typed.map((code) =>
        app.call(`/api/v2/games/${encodeURIComponent(code)}/players`, { body: { player_name: 'Gus' } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  });

  it('gives a taken name a number, whatever its case', async () => {
    expect((await game.join('ANNA')).name).toBe('ANNA 2');
    expect((await game.join('  anna\u200b ')).name).toBe('anna 3');
  });

  it('refuses names that are invisible or too long', async () => {
    const names = ['\u200b\u202e', ' ', 'x'.repeat(21), '', 7, null];
    const answers = await Promise.all(
      names.map((name) => game.call('/players', { body: { player_name: name } })),
    );
    expect(answers.map(({ json }) => json['code'])).toEqual(names.map(() => 'bad_request'));
  });

  it('refuses a team that does not exist', async () => {
    const answer = await game.call('/players', { body: { player_name: 'Ida', team_number: 9 } });
    expect(answer.json['code']).toBe('not_found');
  });
});

describe('coming back', () => {
  const recover = (name: string, pin: string) =>
    game.call('/seats/recover', { body: { player_name: name, seat_pin: pin } });

  it('takes the name in any case and the PIN in any digits, and returns token and cookie', async () => {
    const pin = anna.pin.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
    const back = await recover(' ANNA', ` ${pin} `);
    expect(back).toMatchObject({
      status: 201,
      json: { player_id: anna.id, token: anna.token, seat_pin: anna.pin },
    });
    expect(back.headers.get('set-cookie')).toContain(anna.token);
  });

  it('needs the PIN, and does not tell an unknown name from a wrong PIN', async () => {
    const wrong = await recover('Anna', '----');
    const unknown = await recover('Nobody', anna.pin);
    expect(wrong).toMatchObject({ status: 401, text: unknown.text });
    expect((await recover('Banker', '0000')).status).toBe(401);
    expect((await game.call('/seats/recover', { body: { player_name: 'Anna' } })).status).toBe(400);
  });
});

describe('tickets', () => {
  it('move a seat: the new phone has it, the old one is out', async () => {
    const ticket = await ticketFor('seat', anna.id);
    const moved = await redeem(ticket);
    expect(moved.json).toMatchObject({ participant_id: anna.id, role: 'player', game_code: game.code });
    expect(moved.headers.get('set-cookie')).toContain(String(moved.json['token']));
    expect((await me({}, String(moved.json['token']))).json['player_id']).toBe(anna.id);
    expect((await me({}, anna.token)).status).toBe(401);
    expect((await redeem(ticket)).json['code']).toBe('no_right');
  });

  it('give a phone to a player who had none', async () => {
    const added = await game.call('/players', { token: owner(), body: { player_name: 'Jo' } });
    const moved = await redeem(await ticketFor('seat', Number(added.json['player_id'])));
    expect((await me({}, String(moved.json['token']))).json).toMatchObject({
      player_name: 'Jo',
      without_phone: false,
    });
  });

  it('make assistants and boards, each with a seat of its own', async () => {
    const banker = await redeem(await ticketFor('banker'));
    expect(role(banker)).toBe('banker');
    expect((await me({}, String(banker.json['token']))).json['player_name']).toBe('Banker 2');
    const board = await redeem(await ticketFor('board'));
    expect(role(board)).toBe('board');
    expect((await game.call('/start', { method: 'POST', token: String(banker.json['token']) })).status).toBe(
      200,
    );
    const removed = await game.asOwner(`/players/${String(banker.json['participant_id'])}`, {}, 'DELETE');
    expect(removed.json['removed']).toBe(true);
    expect((await me({}, String(banker.json['token']))).status).toBe(401);
  });

  it('expire after ten minutes', async () => {
    const [one, two] = [await ticketFor('board'), await ticketFor('board')];
    app.clock.advance(599_000);
    expect((await redeem(one)).status).toBe(200);
    app.clock.advance(1_001);
    expect((await redeem(two)).json['code']).toBe('no_right');
  });

  it('open one seat however many people hold them, and disturb nobody else', async () => {
    const ticket = await ticketFor('banker');
    const racing = Array.from({ length: 20 }, () => redeem(ticket));
    const joining = Array.from({ length: 20 }, (_, index) => game.join(`P${index}`));
    const statuses = (await Promise.all(racing)).map(({ status }) => status);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 401),
    ]);
    expect(await Promise.all(joining)).toHaveLength(20);
  });

  it('for a seat must name a player of this game', async () => {
    const of = async (playerId: unknown) =>
      (await game.call('/tickets', { token: owner(), body: { for: 'seat', player_id: playerId } })).json[
        'code'
      ];
    expect(await of(undefined)).toBe('bad_request');
    expect(await of(game.banker.id)).toBe('not_found');
    const other = await makeGame(app);
    expect(await of((await other.join('Far')).id)).toBe('not_found');
  });

  it('open the desk once, and again only in the browser with its cookie', async () => {
    const ticket = await app.deskTicket();
    const opened = await redeem(ticket);
    expect(opened.json).toEqual({ participant_id: 0, role: 'banker', game_code: null, token: owner() });
    expect((await redeem(ticket)).status).toBe(401);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await redeem(ticket, { cookie })).json['participant_id']).toBe(0);
    expect((await app.call('/api/v2/games', { headers: { cookie, seat: '0' } })).status).toBe(200);
    await app.restart();
    expect((await redeem(ticket)).status).toBe(401);
    expect((await redeem('nonsense', { cookie })).status).toBe(401);
  });

  it('never appear in a path: the link carries them in its fragment', async () => {
    const { json } = await game.asOwner('/tickets', { for: 'seat', player_id: anna.id });
    const link = new URL(String(json['url']));
    expect(link.pathname).toBe(`/j/${game.code}`);
    expect([link.search, link.hash]).toEqual(['', `#ticket=${String(json['ticket'])}`]);
    const secret = String(json['ticket']).split('.').at(-1) ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(16);
  });
});

describe('"Anna 2 is Anna"', () => {
  it("the newcomer's phone has the old seat, and learns its token", async () => {
    const lost = await game.join('Anna');
    await game.asOwner(`/players/${lost.id}/merge`, { into: anna.id });
    const now = await me({}, lost.token);
    expect(now.json).toMatchObject({ player_id: anna.id, player_name: 'Anna', token: anna.token });
    expect(now.headers.get('set-cookie')).toContain(`${app.seats.cookieName(anna.id)}=${anna.token}`);
    expect((await me({}, anna.token)).json).not.toHaveProperty('token');
    await game.asOwner('/start');
    const body = { player_id: anna.id, building_type: 'farm' };
    expect((await app.call(`${game.challenges}/request`, { token: lost.token, body })).status).toBe(201);
  });
});
