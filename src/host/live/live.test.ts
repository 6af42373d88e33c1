import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BATCH_SUBPROTOCOL, TOKEN_SUBPROTOCOL_PREFIX } from '../../protocol/connection.ts';
import { CLOSE_CODES, MAX_CLIENT_FRAME_BYTES, MAX_SOCKETS_PER_PLAYER } from '../../protocol/frames.ts';
import { TestLive, PAGE_ID } from './test-live.harness.ts';

let harness: TestLive;
let anna: number;
let tom: number;

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
  tom = await harness.addPlayer('Tom');
});

afterEach(() => harness.close());

const owner = () => ({ token: harness.seats.ownerToken });

describe('a game that somebody looks at', () => {
  it('is held, so that its room does not rest, until the last screen has left', async () => {
    const { room, rooms } = harness;
    expect(rooms.isHeld(room)).toBe(false);
    const phone = await harness.openSocket(anna);
    expect(rooms.isHeld(room)).toBe(true);
    await phone.close();
    await harness.until(() => !rooms.isHeld(room));
  });
});

describe('the right to a socket', () => {
  it.each([
    ['no token', () => harness.connect(anna, { token: null })],
    ['a token that opens nothing', () => harness.connect(anna, { token: `${anna}.${'x'.repeat(43)}` })],
    ["another player's token", () => harness.connect(anna, { token: harness.tokenOf(tom) })],
    [
      "a player's token for the banker's socket",
      () => harness.connect(harness.bankerId, { token: harness.tokenOf(tom) }),
    ],
    [
      "the banker's token for a player's socket",
      () => harness.connect(anna, { token: harness.tokenOf(harness.bankerId) }),
    ],
    ["the owner's token for a player's socket", () => harness.connect(anna, owner())],
    ['a participant who does not exist', () => harness.connect(99_999, owner())],
    ['a game that does not exist', () => harness.connect(anna, { code: 'ZZZZZZ' })],
    ['an invalid code', () => harness.connect(anna, { code: 'n%C3%B6' })],
    ['an invalid id', () => harness.connect('me', owner())],
    ['a path with an extra segment', () => harness.connect(`${anna}/more`, owner())],
  ])('opens it and closes it with 4500 for %s', async (_, socket) => {
    const refused = socket();
    expect(await refused.closed()).toBe(CLOSE_CODES.unauthorised);
    expect(refused.frames).toEqual([]);
    expect(harness.live.connections()).toBe(0);
  });

  it('includes the owner, for the seats of bankers and boards', async () => {
    const board = await harness.addParticipant('board', 'Wall');
    for (const id of [harness.bankerId, board]) {
      const { snapshot } = await (await harness.openSocket(id, owner())).welcome();
      expect(snapshot?.me.player_id).toBe(id);
    }
  });

  it('can be shown by cookie as well as by header', async () => {
    const cookie = `${harness.seats.cookieName(anna)}=${harness.tokenOf(anna)}; other=1`;
    const socket = await harness.openSocket(anna, { token: null, headers: { Cookie: cookie } });
    expect((await socket.welcome()).snapshot?.me.player_id).toBe(anna);
  });

  it('can be shown by a subprotocol where the browser keeps no cookies; that one is never chosen', async () => {
    const offering = (token: string) => ({
      token: null,
      protocols: [BATCH_SUBPROTOCOL, TOKEN_SUBPROTOCOL_PREFIX + token],
    });
    const socket = await harness.openSocket(anna, offering(harness.tokenOf(anna)));
    expect((await socket.welcome()).snapshot?.me.player_id).toBe(anna);
    expect(socket.webSocket.protocol).toBe(BATCH_SUBPROTOCOL);
    for (const token of [harness.tokenOf(tom), `${anna}.${'x'.repeat(43)}`, '']) {
      expect(await harness.connect(anna, offering(token)).closed()).toBe(CLOSE_CODES.unauthorised);
    }
  });

  it('does not extend to another game', async () => {
    const answer = () => ({ status: 201, body: '{}', secretsOf: null });
    const newGame = { name: 'Other', teamCount: 2, settings: {}, bankerName: 'Bo', key: null, answer };
    await harness.rooms.create(newGame);
    const code = harness.rooms.all().at(-1)?.state.code ?? '';
    expect(await harness.connect(anna, { code }).closed()).toBe(CLOSE_CODES.unauthorised);
  });

  it('ends with 4500 when the player is blocked, before anything else is sent', async () => {
    const socket = await harness.openSocket(anna);
    const head = await harness.execute({ type: 'change_participant', id: anna, change: { blocked: true } });
    expect(await socket.closed()).toBe(CLOSE_CODES.unauthorised);
    expect(socket.seqs).not.toContain(head);
    expect(await harness.connect(anna).closed()).toBe(CLOSE_CODES.unauthorised);
  });

  it('ends with 4500 for the old phone when the seat moves, and passes to the new one', async () => {
    const old = await harness.openSocket(anna);
    await harness.execute({ type: 'move_seat', id: anna, keepsPin: false });
    expect(await old.closed()).toBe(CLOSE_CODES.unauthorised);
    await harness.openSocket(anna);
    expect(harness.live.connections()).toBe(1);
  });

  it('ends with 4500 when an assistant banker or a board is removed', async () => {
    const helper = await harness.addParticipant('banker', 'Ben');
    const board = await harness.addParticipant('board', 'Wall');
    const sockets = [await harness.openSocket(helper), await harness.openSocket(board)];
    for (const id of [helper, board]) await harness.execute({ type: 'remove_participant', id });
    for (const socket of sockets) expect(await socket.closed()).toBe(CLOSE_CODES.unauthorised);
  });
});

describe('Host and Origin', () => {
  it.each([
    ['a name that is not ours', { Host: 'evil.example' }],
    ['another site’s page', { Origin: 'http://evil.example' }],
    ['a sandboxed page', { Origin: 'null' }],
  ])('are refused with 403 before any socket opens: %s', async (_, headers) => {
    const socket = harness.connect(anna, { headers });
    expect(await socket.closed()).toBe(-1);
    expect(socket.rejectedStatus).toBe(403);
  });

  it('are accepted by name and by address if page and host agree', async () => {
    for (const host of [`127.0.0.1:${harness.port}`, `localhost:${harness.port}`, 'night.local:4747']) {
      const socket = await harness.openSocket(anna, { headers: { Host: host, Origin: `http://${host}` } });
      expect(socket.closeCode).toBeNull();
    }
  });
});

describe('the page', () => {
  it('is closed with 4502 if the host serves a different build', async () => {
    expect(await harness.connect(anna, { query: 'page=of-yesterday' }).closed()).toBe(
      CLOSE_CODES.pageOutdated,
    );
  });

  it('is accepted if it is the same build, or does not say', async () => {
    for (const query of [`page=${PAGE_ID}`, '']) {
      expect((await harness.openSocket(anna, { query })).closeCode).toBeNull();
    }
  });
});

describe('several sockets of one seat', () => {
  it('are limited to three for a player: the oldest is closed with 4509', async () => {
    const sockets = [];
    for (let count = 0; count <= MAX_SOCKETS_PER_PLAYER; count += 1)
      sockets.push(await harness.openSocket(anna));
    expect(await sockets[0]?.closed()).toBe(CLOSE_CODES.tooManySockets);
    const head = await harness.execute({ type: 'start' });
    for (const socket of sockets.slice(1)) await socket.reached(head);
    expect(harness.live.connections()).toBe(MAX_SOCKETS_PER_PLAYER);
  });

  it('are unlimited for bankers and boards', async () => {
    const board = await harness.addParticipant('board', 'Wall');
    const ids = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? harness.bankerId : board));
    const sockets = await Promise.all(ids.map(async (id) => harness.openSocket(id)));
    const head = await harness.execute({ type: 'start' });
    await Promise.all(sockets.map(async (socket) => socket.reached(head)));
    expect(harness.live.connections()).toBe(20);
  });
});

describe('what a client sends', () => {
  it('is answered if it asks for the time', async () => {
    const socket = await harness.openSocket(anna);
    socket.send({ type: 'ping', t: 12.5 });
    expect(await socket.next('pong')).toEqual({ type: 'pong', t: 12.5, server_time: harness.clock.wall() });
  });

  it.each([
    ['not JSON', 'hello'],
    ['another type', '{"type":"challenge_request"}'],
    ['a ping without its time', '{"type":"ping"}'],
    ['a ping with an extra field', '{"type":"ping","t":1,"more":true}'],
    ['a list', '[]'],
    ['a list of lists', '['.repeat(8_000) + ']'.repeat(8_000)],
    ['a ping with a time of objects', `{"type":"ping","t":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`],
    ['a ping in a prototype', '{"__proto__":{"type":"ping","t":1}}'],
    ['a ping with a time beyond numbers', '{"type":"ping","t":1e999}'],
    ['null', 'null'],
    ['nothing', ''],
  ])('closes the socket with 4501 when it is %s', async (_, message) => {
    const socket = await harness.openSocket(anna);
    socket.send(message);
    expect(await socket.closed()).toBe(CLOSE_CODES.protocolError);
  });

  it('closes the socket with 4501 when it is binary', async () => {
    const socket = await harness.openSocket(anna);
    socket.webSocket.send(Buffer.from('{"type":"ping","t":1}'));
    expect(await socket.closed()).toBe(CLOSE_CODES.protocolError);
  });

  it('closes the socket with 1009 when it is over 16 KiB', async () => {
    const socket = await harness.openSocket(anna);
    socket.send('x'.repeat(MAX_CLIENT_FRAME_BYTES + 1));
    expect(await socket.closed()).toBe(1009);
  });

  it('may be nothing at all', async () => {
    const socket = await harness.openSocket(anna);
    for (let minute = 0; minute < 10; minute += 1) {
      for (let beat = 0; beat < 4; beat += 1) {
        const pinged = new Promise((resolve) => void socket.webSocket.once('ping', resolve));
        harness.clock.advance(15_000);
        await pinged;
        await harness.heardFrom(anna);
      }
    }
    const head = await harness.execute({ type: 'start' });
    expect(await socket.reached(head)).toMatchObject({ event_type: 'game_updated' });
  });
});

describe('the end', () => {
  it('is 4504 when the game is wiped', async () => {
    const sockets = [await harness.openSocket(anna), await harness.openSocket(harness.bankerId)];
    await harness.rooms.wipe(harness.room);
    for (const socket of sockets) expect(await socket.closed()).toBe(CLOSE_CODES.gameWiped);
  });

  it('is 4001 for everyone, almost at once, when the host closes', async () => {
    const sockets = [await harness.openSocket(anna), await harness.openSocket(harness.bankerId)];
    await harness.live.close();
    for (const socket of sockets) expect(await socket.closed()).toBe(CLOSE_CODES.hostClosing);
    const late = harness.connect(tom);
    expect(await late.closed()).toBe(-1);
    expect(late.rejectedStatus).toBe(503);
  });

  it('does not wait for a phone that is asleep, but cuts it off after 300 ms', async () => {
    const asleep = await harness.openSocket(anna);
    asleep.webSocket.pause();
    const closing = harness.live.close();
    const isOver = async () => Promise.race([closing.then(() => true), harness.settle().then(() => false)]);
    harness.clock.advance(299);
    expect(await isOver()).toBe(false);
    harness.clock.advance(1);
    expect(await isOver()).toBe(true);
  });
});

describe('other upgrades', () => {
  it('get 404', async () => {
    const socket = harness.connect('x', { code: '../elsewhere' });
    expect(await socket.closed()).toBe(-1);
    expect(socket.rejectedStatus).toBe(404);
  });
});
