/** Games that nobody uses are not open. Who only makes things up opens none: each costs the host what a game in play does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Participant } from '../../game/state.ts';
import { formatCarryTicket } from '../../protocol/carried-seat.ts';
import { announcing } from '../lan/announced-origins.fake.ts';
import { MAX_FAILED_AUTHS_PER_MINUTE } from './rate-limits.ts';
import { makeGame, startTestApp, type TestApp, type TestSeat } from './test-app.harness.ts';

const HERE = 'http://10.0.0.9:4747';
const GAMES = 3;
const MADE_UP = 'a'.repeat(43);

let app: TestApp;
let seats: TestSeat[];
let paths: string[];
/** As they were when the games were played. */
let players: Participant[];

beforeEach(async () => {
  app = await startTestApp({
    opensOnDemand: true,
    announcedOrigins: announcing({ list: () => [HERE], reachedAt: () => HERE }),
  });
  seats = [];
  paths = [];
  players = [];
  for (let count = 0; count < GAMES; count += 1) {
    const game = await makeGame(app);
    const seat = await game.join('Anna');
    seats.push(seat);
    paths.push(game.path);
    const participant = (await app.rooms.bySeat(seat.id))?.participant;
    if (participant !== undefined) players.push(participant);
  }
  await app.restart();
});
afterEach(() => app.close());

const redeem = (ticket: string) => app.call('/api/v2/tickets/redeem', { body: { ticket } });
const proofOf = async ({ id }: TestSeat) =>
  (await app.call(`/api/v2/seats/${id}/proof?challenge=${'0'.repeat(32)}`)).status;
const openSeats = () => seats.filter(({ id }) => app.rooms.isSeatAtHand(id)).map(({ id }) => id);
const cookies = (valueOf: (seat: TestSeat) => string) =>
  seats.map((seat) => `${app.seats.cookieName(seat.id)}=${valueOf(seat)}`).join('; ');

describe('games that nobody uses are opened by', () => {
  it('no token that is made up', async () => {
    for (const [index, { id }] of seats.entries())
      expect((await app.call(`${paths[index]}/me`, { token: `${id}.${MADE_UP}` })).status).toBe(401);
    expect(openSeats()).toEqual([]);
  });

  it('no cookies that are made up, and by no seat that is only named', async () => {
    const cookie = cookies(({ id }) => `${id}.${MADE_UP}`);
    for (const { id } of seats)
      for (const headers of [{ cookie, seat: String(id) }, { cookie }, { seat: String(id) }])
        expect((await app.call(`${paths[0]}/me`, { headers })).status).toBe(401);
    expect(openSeats()).toEqual([]);
  });

  it('no card and no ticket that are made up', async () => {
    const cards = players.map((player) => app.seats.cardTicketOf(player));
    for (const [index, { id }] of seats.entries()) {
      const another = cards[(index + 1) % GAMES] ?? '';
      // The seat of one and the code of another.
      const card = (cards[index] ?? '').slice(0, -22) + another.slice(-22);
      const carry = formatCarryTicket({ participantId: id, at: app.clock.wall(), mac: 'f'.repeat(64) });
      for (const ticket of [card, carry]) expect((await redeem(ticket)).status).toBe(401);
    }
    expect(openSeats()).toEqual([]);
  });

  it('what is real, each its own', async () => {
    const [first, second, third] = seats;
    expect((await app.call(`${paths[0]}/me`, { token: first?.token ?? '' })).status).toBe(200);
    expect(openSeats()).toEqual([first?.id]);
    const cookie = cookies(({ id, token }) => (id === second?.id ? token : `${id}.${MADE_UP}`));
    const headers = { cookie, seat: String(second?.id) };
    expect((await app.call(`${paths[1]}/me`, { headers })).status).toBe(200);
    expect(openSeats()).toEqual([first?.id, second?.id]);
    const [, , player] = players;
    if (player === undefined) throw new Error('nobody there');
    expect((await redeem(app.seats.cardTicketOf(player))).status).toBe(200);
    expect(openSeats()).toEqual([first?.id, second?.id, third?.id]);
  });

  it('a token that its seat has had before, which then learns that it is of another phone', async () => {
    const [seat] = seats;
    const moved = await app.call(`${paths[0]}/seats/recover`, {
      body: { player_name: 'Anna', seat_pin: seat?.pin },
    });
    expect(moved.status).toBe(201);
    await app
      .call(`${paths[0]}/tickets`, {
        token: app.seats.ownerToken,
        body: { for: 'seat', player_id: seat?.id },
      })
      .then(({ json }) => redeem(String(json['ticket'])));
    await app.restart();
    expect((await app.call(`${paths[0]}/me`, { token: seat?.token ?? '' })).status).toBe(401);
    expect(openSeats()).toEqual([seat?.id]);
  });

  it('the owner, for whom no player’s page acts, whether the game is open or not', async () => {
    const cookie = `${app.seats.cookieName(0)}=${app.seats.ownerToken}`;
    const asSeat = () => app.call(paths[0] ?? '', { headers: { cookie, seat: String(seats[0]?.id) } });
    for (const _ of ['closed', 'open']) expect((await asSeat()).status).toBe(401);
    expect(openSeats()).toEqual([seats[0]?.id]);
  });

  it('questions for proofs only as often as tokens may be wrong', async () => {
    const [first, second] = seats;
    if (first === undefined || second === undefined) throw new Error('nobody there');
    expect(await proofOf(first)).toBe(200);
    expect(openSeats()).toEqual([first.id]);
    for (let count = 1; count < MAX_FAILED_AUTHS_PER_MINUTE; count += 1)
      await proofOf({ ...first, id: 1_000_000 + count });
    // Whose game is open is told as ever.
    for (const seat of [second, first]) expect(await proofOf(seat)).toBe(200);
    expect(openSeats()).toEqual([first.id]);
    app.clock.advance(60_000);
    expect(await proofOf(second)).toBe(200);
    expect(openSeats()).toEqual([first.id, second.id]);
  });
});
