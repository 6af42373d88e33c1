import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

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

const cookieOf = (...seats: readonly Pick<TestSeat, 'id' | 'token'>[]) =>
  seats.map(({ id, token }) => `${app.seats.cookieName(id)}=${token}`).join('; ');
const held = (cookie: string) => app.call('/api/v2/seats', { headers: { cookie } });
const annasSeat = () => ({
  participant_id: anna.id,
  role: 'player',
  game_code: game.code,
  player_name: 'Anna',
  removed: false,
});

it('are told to the browser whose cookies open them, the newest first', async () => {
  const other = await makeGame(app);
  const ben = await other.join('Ben');
  const { status, json } = await held(`theme=dark; ${cookieOf(anna, ben)}`);
  expect(status).toBe(200);
  expect(json['items']).toEqual([
    { ...annasSeat(), participant_id: ben.id, player_name: 'Ben', game_code: other.code },
    annasSeat(),
  ]);
});

it("include the owner's, and those of bankers", async () => {
  const owner = { id: 0, token: app.seats.ownerToken };
  const { json } = await held(cookieOf(owner, game.banker));
  expect(json['items']).toMatchObject([
    { participant_id: game.banker.id, role: 'banker', game_code: game.code },
    { participant_id: 0, role: 'banker', game_code: null, player_name: null },
  ]);
});

it('say who was removed, and leave out what opens nothing any more', async () => {
  const mia = await game.join('Mia');
  await game.asOwner(`/players/${anna.id}`, {}, 'DELETE');
  await game.asOwner(`/players/${mia.id}`, { blocked: true }, 'PATCH');
  expect((await held(cookieOf(anna, mia))).json['items']).toEqual([{ ...annasSeat(), removed: true }]);
});

it('are what they are now after a merge, with the cookie for it', async () => {
  const again = await game.join('Anna');
  await game.asOwner(`/players/${again.id}/merge`, { into: anna.id });
  const { json, headers } = await held(cookieOf(again));
  expect(json['items']).toEqual([annasSeat()]);
  const token = app.rooms.all().flatMap(({ state }) => state.participants.get(anna.id) ?? []);
  expect(headers.get('set-cookie')).toContain(
    `${app.seats.cookieName(anna.id)}=${token[0] === undefined ? '' : app.seats.tokenOf(token[0])}`,
  );
});

it.each([
  ['no cookies', () => ''],
  ['a forged one', () => cookieOf({ id: anna.id, token: `${anna.id}.${'x'.repeat(43)}` })],
  ["somebody's under another name", () => cookieOf({ id: anna.id + 1, token: anna.token })],
  ['nonsense', () => `${app.seats.cookieName(anna.id)}; =; ;;; ${app.seats.cookieName(anna.id)}x=1`],
  ['hundreds', () => Array.from({ length: 200 }, (_, id) => `${app.seats.cookieName(id)}=1`).join('; ')],
])('are none with %s, and that counts against nobody', async (_, cookie) => {
  for (let count = 0; count < 3; count += 1) {
    const { status, json } = await held(cookie());
    expect([status, json['items']]).toEqual([200, []]);
  }
});

it("are the newest where there are hundreds, and the owner's; each cookie is looked at twice at most", async () => {
  const look = vi.spyOn(app.seats, 'seatOfCookie');
  const owner = { id: 0, token: app.seats.ownerToken };
  const forged = Array.from({ length: 600 }, (_, index) => {
    const id = anna.id + 1 + index;
    return { id, token: `${id}.${'x'.repeat(43)}` };
  });
  const { json } = await held(cookieOf(owner, anna, ...forged));
  expect(json['items']).toMatchObject([{ participant_id: 0 }]);
  expect(look.mock.calls.length).toBeLessThanOrEqual(2 * 602);
  look.mockRestore();
});

it('are never told by a token in the header: a page that has one knows its seat', async () => {
  expect((await app.call('/api/v2/seats', { token: anna.token })).json['items']).toEqual([]);
});
