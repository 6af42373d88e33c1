/** Printed cards: each opens its seat once, whenever that is, and the PIN on it stays good. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cardTicketOf } from './seat-cards.harness.ts';
import { makeGame, startTestApp, type TestApp, type TestSeat, type SeatedGame } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
/** A player without a phone. */
let ida: number;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  anna = await game.join('Anna');
  ida = Number((await game.asOwner('/players', { player_name: 'Ida' })).json['player_id']);
});

const redeem = (ticket: string, headers: Record<string, string> = {}) =>
  app.call('/api/v2/tickets/redeem', { body: { ticket }, headers });
const me = (token: unknown) => game.call('/me', { token: String(token) });
const pinOf = async (id: number) => {
  const { items } = (await game.call('/players', { token: game.banker.token })).json;
  const players = items as readonly { readonly player_id: number; readonly seat_pin: string }[];
  return players.find(({ player_id }) => player_id === id)?.seat_pin ?? '';
};
const recover = (name: string, pin: string) =>
  game.call('/seats/recover', { body: { player_name: name, seat_pin: pin } });
const cardsOf = async () => {
  const { items } = (await game.call('/seat-cards', { token: game.banker.token })).json;
  return (items as readonly { readonly player_id: number }[]).map(({ player_id }) => player_id);
};
const redeemLink = async (playerId: number) => {
  const { json } = await game.asOwner('/tickets', { for: 'seat', player_id: playerId });
  return redeem(String(json['ticket']));
};
const firstFreePin = (pin: string) => (pin === '0000' ? '0001' : '0000');

describe('a card', () => {
  it('gives a phone to a player without one, hours later and after a restart', async () => {
    const ticket = await cardTicketOf(game, ida);
    app.clock.advance(5 * 60 * 60_000);
    await app.restart();
    const opened = await redeem(ticket);
    expect(opened).toMatchObject({
      status: 200,
      json: { participant_id: ida, role: 'player', game_code: game.code },
    });
    expect(opened.headers.get('set-cookie')).toContain(String(opened.json['token']));
    expect((await me(opened.json['token'])).json).toMatchObject({ player_name: 'Ida', without_phone: false });
  });

  it('G2: gives the same answer again where that was lost, also after a restart', async () => {
    const ticket = await cardTicketOf(game, ida);
    const use = () => app.call('/api/v2/tickets/redeem', { key: `scan-${ida}`, body: { ticket } });
    const [first, twin] = await Promise.all([use(), use()]);
    await app.restart();
    const later = await use();
    expect(first.status).toBe(200);
    expect([twin.text, later.text]).toEqual([first.text, first.text]);
    expect(later.headers.get('set-cookie')).toBe(first.headers.get('set-cookie'));
  });

  it('moves a seat from one phone to another', async () => {
    const opened = await redeem(await cardTicketOf(game, anna.id));
    expect((await me(opened.json['token'])).json['player_id']).toBe(anna.id);
    expect((await me(anna.token)).status).toBe(401);
  });

  it('opens its seat once, however many hold a copy, and says then what to do', async () => {
    const ticket = await cardTicketOf(game, ida);
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(ticket)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 401),
    ]);
    const { items } = (await game.call('/events', { token: game.banker.token })).json;
    const moves = (items as readonly { readonly type: string }[]).filter(({ type }) => type === 'seat_moved');
    expect(moves).toHaveLength(1);
    const refused = await redeem(ticket);
    expect(refused.json).toMatchObject({ code: 'no_right' });
    expect(String(refused.json['detail'])).toContain('name and PIN');
  });

  it('opens the seat again in the browser that holds it, and in no other', async () => {
    const ticket = await cardTicketOf(game, ida);
    const first = await redeem(ticket);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await redeem(ticket, { cookie })).toMatchObject({ status: 200, json: first.json });
    const ofAnna = `${app.seats.cookieName(anna.id)}=${anna.token}`;
    expect((await redeem(ticket, { cookie: ofAnna })).status).toBe(401);
    expect(
      (await redeem(ticket, { cookie: `${app.seats.cookieName(0)}=${app.seats.ownerToken}` })).status,
    ).toBe(401);
  });

  it('is the same when it is printed again: whichever copy is used first ends all of them', async () => {
    const [one, two] = [await cardTicketOf(game, ida), await cardTicketOf(game, ida)];
    expect(two).toBe(one);
    await redeem(one);
    const printedLater = await cardTicketOf(game, ida);
    expect(printedLater).not.toBe(one);
    expect((await redeem(printedLater)).status).toBe(200);
  });

  it('ends when the seat moves by a link', async () => {
    const ticket = await cardTicketOf(game, ida);
    await redeemLink(ida);
    expect((await redeem(ticket)).status).toBe(401);
  });

  it('opens nothing while its player is removed or blocked, and the seat once that is taken back', async () => {
    const ticket = await cardTicketOf(game, ida);
    await game.asOwner(`/players/${ida}`, {}, 'DELETE');
    expect((await redeem(ticket)).status).toBe(401);
    expect(await cardsOf()).toEqual([anna.id]);
    await game.asOwner(`/players/${ida}/restore`);
    await game.asOwner(`/players/${ida}`, { blocked: true }, 'PATCH');
    expect((await redeem(ticket)).status).toBe(401);
    expect(await cardsOf()).toEqual([anna.id]);
    await game.asOwner(`/players/${ida}`, { blocked: false }, 'PATCH');
    expect((await redeem(ticket)).status).toBe(200);
  });

  it('opens nothing once its player turned out to be somebody else, or the game is wiped', async () => {
    const [ticket, ofAnna] = [await cardTicketOf(game, ida), await cardTicketOf(game, anna.id)];
    await game.asOwner(`/players/${ida}/merge`, { into: anna.id });
    expect((await redeem(ticket)).status).toBe(401);
    await game.asOwner('/start');
    await game.asOwner('/end');
    await game.asOwner('', {}, 'DELETE');
    expect((await redeem(ofAnna)).status).toBe(401);
  });

  it('cannot be guessed from another one', async () => {
    const ticket = await cardTicketOf(game, anna.id);
    const forged = ticket.replace(String(anna.id), String(ida));
    expect((await redeem(forged)).status).toBe(401);
    expect((await redeem(`${ticket}x`)).status).toBe(401);
  });

  it('is there for each player in the game, and for nobody else', async () => {
    await game.asOwner('/tickets', { for: 'board' });
    expect(await cardsOf()).toEqual([anna.id, ida]);
  });
});

describe('the PIN on a card', () => {
  it('stays good after the card has been used, as often as it is, until the seat moves by a link', async () => {
    const pin = await pinOf(ida);
    expect(pin).toMatch(/^\d{4}$/);
    await redeem(await cardTicketOf(game, ida));
    expect(await pinOf(ida)).toBe(pin);
    await redeem(await cardTicketOf(game, ida));
    expect(await recover('Ida', pin)).toMatchObject({ status: 201, json: { player_id: ida, seat_pin: pin } });
    await redeemLink(ida);
    expect(await pinOf(ida)).not.toBe(pin);
    expect((await recover('Ida', pin)).status).toBe(401);
  });

  it('gives a phone to a player without one, as where the code cannot be scanned; the card is used then', async () => {
    const [ticket, pin] = [await cardTicketOf(game, ida), await pinOf(ida)];
    expect((await recover('Ida', firstFreePin(pin))).status).toBe(401);
    const back = await recover('Ida', pin);
    expect(back).toMatchObject({ status: 201, json: { player_id: ida, seat_pin: pin } });
    expect((await me(back.json['token'])).json).toMatchObject({ without_phone: false });
    expect((await redeem(ticket)).status).toBe(401);
  });

  it('comes along into the next game, also after the card has been used', async () => {
    const pin = await pinOf(ida);
    await redeem(await cardTicketOf(game, ida));
    await game.asOwner('/start');
    await game.asOwner('/end');
    const { json } = await game.asOwner('/next');
    const next = await app.call(`/api/v2/games/${String(json['game_code'])}/players`, {
      token: app.seats.ownerToken,
    });
    expect(next.json['items']).toContainEqual(expect.objectContaining({ player_name: 'Ida', seat_pin: pin }));
  });
});

describe('a list of names', () => {
  const add = (names: readonly unknown[], more: object = {}) =>
    game.call('/players/several', { token: game.banker.token, body: { player_names: names, ...more } });
  const names = async () => {
    const { items } = (await game.call('/players', { token: game.banker.token })).json;
    const players = items as readonly { readonly player_name: string; readonly removed: boolean }[];
    return players.flatMap(({ player_name, removed }) => (removed ? [] : player_name));
  };

  it('adds all of them, in their order, each with a name of their own', async () => {
    const added = await add([' Mia ', 'Leo', 'mia'], { team_number: 2 });
    expect(added).toMatchObject({
      status: 201,
      json: {
        items: [
          { player_name: 'Mia', team_number: 2, without_phone: true },
          { player_name: 'Leo', team_number: 2, without_phone: true },
          { player_name: 'mia 2', team_number: 2, without_phone: true },
        ],
      },
    });
    expect(await names()).toEqual(['Banker', 'Anna', 'Ida', 'Mia', 'Leo', 'mia 2']);
  });

  it.each([
    ['is too long', 'x'.repeat(21)],
    ['cannot be seen', '\u200b'],
    ['has nothing to read', '---'],
    ['is no text', 7],
  ])('adds nobody if one of them %s, and says which', async (_, name) => {
    const before = await names();
    const refused = await add(['Mia', name, 'Leo']);
    expect(refused).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    expect(String(refused.json['detail'])).toContain('"player_names.1"');
    expect(await names()).toEqual(before);
  });

  it('adds nobody to a locked room, a full game or a team that there is not', async () => {
    const before = await names();
    expect((await add(['Mia', 'Leo'], { team_number: 9 })).json['code']).toBe('not_found');
    await game.asOwner('', { settings: { max_players: 3 } }, 'PATCH');
    expect((await add(['Mia', 'Leo'])).json['code']).toBe('game_full');
    await game.asOwner('', { settings: { max_players: 100, locked: true } }, 'PATCH');
    expect((await add(['Mia', 'Leo'])).json['code']).toBe('room_locked');
    expect(await names()).toEqual(before);
  });

  it('is taken back in one step, and done again in another', async () => {
    const before = await names();
    const { items } = (await add(['Mia', 'Leo'])).json as unknown as {
      readonly items: readonly { readonly player_id: number }[];
    };
    const player_ids = items.map(({ player_id }) => player_id);
    const { json } = await game.asOwner('/players/remove', { player_ids });
    expect(json['removed']).toBe(2);
    expect(await names()).toEqual(before);
    await game.asOwner('/players/restore', { removed_at: json['removed_at'] });
    expect(await names()).toEqual([...before, 'Mia', 'Leo']);
  });

  it('is removed by ids or by source, not by both or by half of one', async () => {
    for (const body of [
      {},
      { source: 'a' },
      { player_ids: [ida], source: 'a', since: 1 },
      { player_ids: [] },
    ])
      expect((await game.call('/players/remove', { token: game.banker.token, body })).json['code']).toBe(
        'bad_request',
      );
  });
});
