/** Guessing PINs: limited by address and by seat, the same for right and wrong ones, and told to whom it concerns. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveOfServices } from '../live/live-of-services.harness.ts';
import { liveRoutes } from '../live/live-routes.ts';
import { TestSocket } from '../live/test-socket.harness.ts';
import { addresses, ATTACKER, pinGuessing, wrongPin } from './pin-guessing.harness.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

/** Names, and how else they may be typed: case, width, look-alikes, which need not share a key with one another. */
const SPELLINGS = {
  Anna: ['anna', 'ANNA', 'Ａｎｎａ', '\u0410nna', 'Ann\u0430', ' A\u200Bnna '],
  HENRY: ['henry', 'НЕNRY', 'Henry', 'ＨＥＮＲＹ', 'ΗΕΝRY'],
  Alex: ['AIex', 'alex', 'ALEX', 'A1ex', 'аlех', '\u{1D400}lex'],
};
let app: TestApp;
let game: SeatedGame;
const sockets: TestSocket[] = [];
beforeEach(async () => {
  app = await startTestApp({
    live: (services) =>
      liveRoutes(liveOfServices(services, { report: (message) => void app.reports.push(message) }), services),
  });
  game = await makeGame(app);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await app.close();
});

const { guess, guessAt, joinMany } = pinGuessing(() => ({ app, game }));

async function phoneOf({ id, token }: Pick<TestSeat, 'id' | 'token'>): Promise<TestSocket> {
  const socket = new TestSocket(`${app.url.replace('http', 'ws')}/ws/${game.code}/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  sockets.push(socket);
  await socket.welcome();
  return socket;
}

async function warned(token = app.seats.ownerToken): Promise<readonly unknown[]> {
  const { json } = await app.call('/api/v2/host', { token });
  const warnings = json['warnings'] as readonly { readonly code: string; readonly params: unknown }[];
  return warnings.filter(({ code }) => code === 'pin_guesses').map(({ params }) => params);
}

describe('wrong PINs across many seats', () => {
  it('are answered 30 times, then right ones rest like wrong ones, and only at that address', async () => {
    const seats = await joinMany(99);
    const statuses = await guessAt([...seats, ...seats, ...seats, ...seats, ...seats]);
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    expect(statuses.lastIndexOf(401)).toBe(29);

    for (const seat of [seats[0], seats[40]]) {
      if (seat === undefined) throw new Error('nobody there');
      const [wrong, right, nobody] = [
        await guess(ATTACKER, seat.name, wrongPin(seat)),
        await guess(ATTACKER, seat.name, seat.pin),
        await guess(ATTACKER, 'Nobody', '1234'),
      ];
      expect(right.status).toBe(429);
      expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(30);
      for (const other of [wrong, nobody]) {
        expect(other.text).toBe(right.text);
        expect([...other.headers.keys()]).toEqual([...right.headers.keys()]);
      }
      expect((await guess('10.0.0.7', seat.name, seat.pin)).status).toBe(201);
    }
  });

  it('come back one at a time, every half minute', async () => {
    const seats = await joinMany(40);
    await guessAt(seats);
    app.clock.advance(30_000);
    expect(await guessAt(seats.slice(0, 3))).toEqual([401, 429, 429]);
    app.clock.advance(30_000);
    const [first] = seats;
    expect((await guess(ATTACKER, first?.name ?? '', first?.pin ?? '')).status).toBe(201);
  });

  it.each([
    ['wrong codes', () => guess(ATTACKER, 'Anna', '1234', { code: 'ZZZZZZ' })],
    ['malformed codes', () => guess(ATTACKER, 'Anna', '1234', { code: 'nonsense' })],
    ['names that nobody has', () => guess(ATTACKER, `Nobody ${Math.floor(app.clock.monotonic())}`, '1234')],
  ])('share their limit with %s, so that those say nothing either', async (_what, attempt) => {
    const anna = await game.join('Anna');
    for (let tries = 0; tries < 30; tries += 1) {
      app.clock.advance(1);
      // They are counted.
      expect([401, 404]).toContain((await attempt()).status);
    }
    expect((await attempt()).status).toBe(429);
    expect((await guess(ATTACKER, 'Anna', anna.pin)).status).toBe(429);
    expect((await guess('10.0.0.7', 'Anna', anna.pin)).status).toBe(201);
  });

  it('count together for all addresses of one IPv6 network, however they are written', async () => {
    const seats = await joinMany(40);
    const spellings = ['2001:db8:7:1::', '2001:DB8:7:1:ffff:ffff:ffff:ffff', '2001:db8:7:1::5'];
    for (const [index, seat] of seats.slice(0, 30).entries())
      expect(await guessAt([seat], spellings[index % 3])).toEqual([401]);
    expect(await guessAt(seats.slice(30, 31), '2001:db8:7:1:aaaa::1')).toEqual([429]);
    expect(await guessAt(seats.slice(30, 31), '2001:db8:7:2::1')).toEqual([401]);
  });
});

describe('wrong PINs for one seat', () => {
  it('from one address leave that address to rest for ten minutes, and let others in', async () => {
    const anna = await game.join('Anna');
    expect(await guessAt(Array.from({ length: 7 }, () => anna))).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await guess(ATTACKER, 'Anna', anna.pin)).status).toBe(429);
    expect((await guess('10.0.0.7', 'anna', anna.pin)).status).toBe(201);
    app.clock.advance(599_000);
    expect((await guess(ATTACKER, 'Anna', anna.pin)).status).toBe(429);
    app.clock.advance(1_000);
    expect((await guess(ATTACKER, 'Anna', anna.pin)).status).toBe(201);
  });

  it.each(Object.entries(SPELLINGS))('count at the seat, however %s is spelled', async (name, spellings) => {
    const seat = await game.join(name);
    const statusesFrom = async (networks: readonly string[]) => {
      const statuses: number[] = [];
      // They are counted.
      for (const address of networks)
        for (const spelling of [name, ...spellings])
          statuses.push((await guess(address, spelling, wrongPin(seat))).status);
      return statuses;
    };
    const fromOne = await statusesFrom([ATTACKER, ATTACKER]);
    expect(fromOne).toEqual(fromOne.map((_, index) => (index < 5 ? 401 : 429)));
    const fromMany = await statusesFrom(addresses(20));
    // What is left of the seat's budget, five from an address, and then one from each.
    const perAddress = addresses(20).map((_, index) => (index < 3 ? 5 : 1));
    expect(fromMany).toEqual(
      perAddress.flatMap((judged) => [name, ...spellings].map((_, index) => (index < judged ? 401 : 429))),
    );
    expect((await guess(ATTACKER, spellings[0] ?? '', seat.pin)).status).toBe(429);
    expect((await guess('10.0.0.7', spellings[0] ?? '', seat.pin)).status).toBe(201);
  });

  it('are answered as for a name that nobody has, so that the answers do not tell whether it is there', async () => {
    const spellings = ['anna', 'ANNA', 'Ａｎｎａ', '\u0410nna', 'Anna', 'Anna.', 'Änna'];
    // They are counted.
    const statuses = async (from: string) => {
      const answered: number[] = [];
      for (const spelling of spellings) answered.push((await guess(from, spelling, 'no PIN')).status);
      return answered;
    };
    const without = await statuses('10.0.0.7');
    await game.join('Anna');
    expect(await statuses('10.0.0.8')).toEqual(without);
    expect(without.filter((status) => status === 429)).not.toEqual([]);
  });

  it('never shut out the phone that has the seat', async () => {
    const anna = await game.join('Anna');
    await game.asOwner('/start');
    const phone = await phoneOf(anna);
    for (const address of [ATTACKER, '127.0.0.1'])
      await guessAt(
        Array.from({ length: 40 }, () => anna),
        address,
      );
    expect((await game.call('/me', { token: anna.token })).status).toBe(200);
    const id = await game.request(anna);
    await phone.next('event', 0);
    expect(phone.closeCode).toBeNull();
    expect(
      (await app.call(`${game.challenges}/${id}/cancel`, { method: 'POST', token: anna.token })).status,
    ).toBe(200);
    expect((await phoneOf(anna)).closeCode).toBeNull();
  });
});

describe('whoever it concerns is told', () => {
  it('at the desk and on the phone of that seat, after five wrong PINs, and for ten minutes', async () => {
    const [anna, ben] = [await game.join('Anna'), await game.join('Ben')];
    const [phone, other] = [await phoneOf(anna), await phoneOf(ben)];
    await guessAt([anna, anna, anna, anna]);
    expect(await warned()).toEqual([]);
    await guessAt([anna]);
    const { until } = (await phone.next('notice')) as { until?: number };
    expect(until).toBe(app.clock.wall() + 600_000);
    expect(await warned()).toEqual([{ game_code: game.code, player_ids: [String(anna.id)] }]);
    expect(await warned(game.banker.token)).toHaveLength(1);

    // A phone that was away hears of it, too; nobody else does.
    await (await phoneOf(anna)).next('notice');
    await guessAt([ben]);
    await phoneOf(ben);
    expect(other.ofType('notice')).toEqual([]);
    app.clock.advance(600_000);
    expect(await warned()).toEqual([]);
    expect((await phoneOf(anna)).ofType('notice')).toEqual([]);
  });

  it('for every seat that was tried, once the address has spent its limit', async () => {
    const seats = await joinMany(40);
    const phone = await phoneOf(seats[0] ?? { id: 0, token: '' });
    await guessAt(seats.slice(0, 29));
    expect(await warned()).toEqual([]);
    await guessAt(seats.slice(29));
    await phone.next('notice');
    const [params] = (await warned()) as { player_ids: string[] }[];
    const named = new Set(params?.player_ids);
    expect(named.size).toBe(20);
    expect(seats.filter(({ id }) => named.has(String(id)))).toHaveLength(20);
  });

  it('until the seat moves, which gives it another PIN', async () => {
    const anna = await game.join('Anna');
    await guessAt([anna, anna, anna, anna, anna]);
    const { json } = await game.asOwner('/tickets', { for: 'seat', player_id: anna.id });
    const moved = await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
    expect(await warned()).toEqual([]);
    const phone = await phoneOf({ id: anna.id, token: String(moved.json['token']) });
    await game.asOwner(`/players/${anna.id}`, { team_number: 2 }, 'PATCH');
    await phone.next('event');
    expect(phone.ofType('notice')).toEqual([]);
    expect((await guess('10.0.0.7', 'Anna', anna.pin)).status).toBe(401);
  });

  it('but not in other games, and not on boards', async () => {
    const other = await makeGame(app, {}, 'Another night');
    const anna = await game.join('Anna');
    await guessAt([anna, anna, anna, anna, anna]);
    expect(await warned(other.banker.token)).toEqual([]);
    const { json } = await game.asOwner('/tickets', { for: 'board' });
    const board = await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
    expect(await warned(String(board.json['token']))).toEqual([]);
  });

  it('without any address in the log, in a warning or in a file', async () => {
    const anna = await game.join('Anna');
    await guessAt(Array.from({ length: 40 }, () => anna));
    const { text } = await app.call('/api/v2/host', { token: app.seats.ownerToken });
    const events = await game.call('/events', { token: app.seats.ownerToken });
    for (const told of [text, events.text, ...app.reports]) expect(told).not.toContain(ATTACKER);
  });
});
