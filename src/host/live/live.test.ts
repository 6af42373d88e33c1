import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOSE_CODES, MAX_CLIENT_FRAME_BYTES, MAX_SOCKETS_PER_PLAYER } from '../../protocol/frames.ts';
import { TestLive, PAGE_ID } from './test-live.harness.ts';

let trial: TestLive;
let anna: number;
let tom: number;

beforeEach(async () => {
  trial = new TestLive();
  await trial.begin();
  anna = await trial.joins('Anna');
  tom = await trial.joins('Tom');
});

afterEach(() => trial.close());

const owner = () => ({ token: trial.seats.ownerToken });

describe('the right to a socket', () => {
  it.each([
    ['no token', () => trial.connect(anna, { token: null })],
    ['a token that opens nothing', () => trial.connect(anna, { token: `${anna}.${'x'.repeat(43)}` })],
    ["another player's token", () => trial.connect(anna, { token: trial.tokenOf(tom) })],
    [
      "a player's token for the banker's socket",
      () => trial.connect(trial.bankerId, { token: trial.tokenOf(tom) }),
    ],
    [
      "the banker's token for a player's socket",
      () => trial.connect(anna, { token: trial.tokenOf(trial.bankerId) }),
    ],
    ["the owner's token for a player's socket", () => trial.connect(anna, owner())],
    ['a participant who does not exist', () => trial.connect(99_999, owner())],
    ['a game that does not exist', () => trial.connect(anna, { code: 'ZZZZZZ' })],
    ['a code that cannot be one', () => trial.connect(anna, { code: 'n%C3%B6' })],
    ['an id that is none', () => trial.connect('me', owner())],
    ['a path with more to it', () => trial.connect(`${anna}/more`, owner())],
  ])('opens it and closes it with 4500 for %s', async (_, socket) => {
    const refused = socket();
    expect(await refused.closed()).toBe(CLOSE_CODES.unauthorised);
    expect(refused.frames).toEqual([]);
    expect(trial.live.connections()).toBe(0);
  });

  it("is the owner's for bankers and boards", async () => {
    const board = await trial.enters('board', 'Wall');
    for (const id of [trial.bankerId, board]) {
      const { snapshot } = await (await trial.joined(id, owner())).welcome();
      expect(snapshot?.me.player_id).toBe(id);
    }
  });

  it('is a cookie as well as a header', async () => {
    const cookie = `${trial.seats.cookieName(anna)}=${trial.tokenOf(anna)}; other=1`;
    const socket = await trial.joined(anna, { token: null, headers: { Cookie: cookie } });
    expect((await socket.welcome()).snapshot?.me.player_id).toBe(anna);
  });

  it("is not another game's", async () => {
    const answer = () => ({ status: 201, body: '{}', secretsOf: null });
    const order = { name: 'Other', teamCount: 2, settings: {}, bankerName: 'Bo', key: null, answer };
    await trial.rooms.create(order);
    const code = trial.rooms.all().at(-1)?.state.code ?? '';
    expect(await trial.connect(anna, { code }).closed()).toBe(CLOSE_CODES.unauthorised);
  });

  it('ends with 4500 when the player is blocked, before anything else is told', async () => {
    const socket = await trial.joined(anna);
    const head = await trial.does({ type: 'change_participant', id: anna, change: { blocked: true } });
    expect(await socket.closed()).toBe(CLOSE_CODES.unauthorised);
    expect(socket.seqs).not.toContain(head);
    expect(await trial.connect(anna).closed()).toBe(CLOSE_CODES.unauthorised);
  });

  it('ends with 4500 for the old phone when the seat moves, and is the new one’s', async () => {
    const old = await trial.joined(anna);
    await trial.does({ type: 'move_seat', id: anna });
    expect(await old.closed()).toBe(CLOSE_CODES.unauthorised);
    await trial.joined(anna);
    expect(trial.live.connections()).toBe(1);
  });

  it('ends with 4500 for an assistant banker and a board that are removed', async () => {
    const helper = await trial.enters('banker', 'Ben');
    const board = await trial.enters('board', 'Wall');
    const sockets = [await trial.joined(helper), await trial.joined(board)];
    for (const id of [helper, board]) await trial.does({ type: 'remove_participant', id });
    for (const socket of sockets) expect(await socket.closed()).toBe(CLOSE_CODES.unauthorised);
  });
});

describe('Host and Origin', () => {
  it.each([
    ['a name that is not ours', { Host: 'evil.example' }],
    ['another site’s page', { Origin: 'http://evil.example' }],
    ['a sandboxed page', { Origin: 'null' }],
  ])('are refused with 403 before any socket opens: %s', async (_, headers) => {
    const socket = trial.connect(anna, { headers });
    expect(await socket.closed()).toBe(-1);
    expect(socket.refusedWith).toBe(403);
  });

  it('are welcome by name and by address when page and host agree', async () => {
    for (const host of [`127.0.0.1:${trial.port}`, `localhost:${trial.port}`, 'night.local:4747']) {
      const socket = await trial.joined(anna, { headers: { Host: host, Origin: `http://${host}` } });
      expect(socket.closeCode).toBeNull();
    }
  });
});

describe('the page', () => {
  it('is told 4502 when it is another one than the host serves', async () => {
    expect(await trial.connect(anna, { query: 'page=of-yesterday' }).closed()).toBe(CLOSE_CODES.pageOutdated);
  });

  it('is welcome when it is the same, or does not say', async () => {
    for (const query of [`page=${PAGE_ID}`, '']) {
      expect((await trial.joined(anna, { query })).closeCode).toBeNull();
    }
  });
});

describe('several sockets of one seat', () => {
  it('are at most three for a player: the oldest is closed with 4509', async () => {
    const sockets = [];
    for (let count = 0; count <= MAX_SOCKETS_PER_PLAYER; count += 1) sockets.push(await trial.joined(anna));
    expect(await sockets[0]?.closed()).toBe(CLOSE_CODES.tooManySockets);
    const head = await trial.does({ type: 'start' });
    for (const socket of sockets.slice(1)) await socket.reached(head);
    expect(trial.live.connections()).toBe(MAX_SOCKETS_PER_PLAYER);
  });

  it('are as many as they like for bankers and boards', async () => {
    const board = await trial.enters('board', 'Wall');
    const ids = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? trial.bankerId : board));
    const sockets = await Promise.all(ids.map(async (id) => trial.joined(id)));
    const head = await trial.does({ type: 'start' });
    await Promise.all(sockets.map(async (socket) => socket.reached(head)));
    expect(trial.live.connections()).toBe(20);
  });
});

describe('what a client sends', () => {
  it('is answered when it asks for the time', async () => {
    const socket = await trial.joined(anna);
    socket.send({ type: 'ping', t: 12.5 });
    expect(await socket.next('pong')).toEqual({ type: 'pong', t: 12.5, server_time: trial.clock.wall() });
  });

  it.each([
    ['no JSON', 'hello'],
    ['another type', '{"type":"challenge_request"}'],
    ['a ping without its time', '{"type":"ping"}'],
    ['a ping with more in it', '{"type":"ping","t":1,"more":true}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
  ])('closes the socket with 4501 when it is %s', async (_, message) => {
    const socket = await trial.joined(anna);
    socket.send(message);
    expect(await socket.closed()).toBe(CLOSE_CODES.protocolError);
  });

  it('closes the socket with 4501 when it is binary', async () => {
    const socket = await trial.joined(anna);
    socket.webSocket.send(Buffer.from('{"type":"ping","t":1}'));
    expect(await socket.closed()).toBe(CLOSE_CODES.protocolError);
  });

  it('closes the socket with 1009 when it is over 16 KiB', async () => {
    const socket = await trial.joined(anna);
    socket.send('x'.repeat(MAX_CLIENT_FRAME_BYTES + 1));
    expect(await socket.closed()).toBe(1009);
  });

  it('need be nothing at all', async () => {
    const socket = await trial.joined(anna);
    for (let minute = 0; minute < 10; minute += 1) {
      for (let beat = 0; beat < 4; beat += 1) {
        const pinged = new Promise((resolve) => void socket.webSocket.once('ping', resolve));
        trial.clock.advance(15_000);
        await pinged;
        await trial.heardFrom(anna);
      }
    }
    const head = await trial.does({ type: 'start' });
    expect(await socket.reached(head)).toMatchObject({ event_type: 'game_updated' });
  });
});

describe('the end', () => {
  it('is 4504 when the game is wiped', async () => {
    const sockets = [await trial.joined(anna), await trial.joined(trial.bankerId)];
    await trial.rooms.wipe(trial.room);
    for (const socket of sockets) expect(await socket.closed()).toBe(CLOSE_CODES.gameWiped);
  });

  it('is 4001 for everybody, within moments, when the host closes', async () => {
    const sockets = [await trial.joined(anna), await trial.joined(trial.bankerId)];
    await trial.live.close();
    for (const socket of sockets) expect(await socket.closed()).toBe(CLOSE_CODES.hostClosing);
    const late = trial.connect(tom);
    expect(await late.closed()).toBe(-1);
    expect(late.refusedWith).toBe(503);
  });

  it('does not wait for a phone that is asleep: it is cut after 300 ms', async () => {
    const asleep = await trial.joined(anna);
    asleep.webSocket.pause();
    const closing = trial.live.close();
    const isOver = async () => Promise.race([closing.then(() => true), trial.turn().then(() => false)]);
    trial.clock.advance(299);
    expect(await isOver()).toBe(false);
    trial.clock.advance(1);
    expect(await isOver()).toBe(true);
  });
});

describe('other upgrades', () => {
  it('get 404', async () => {
    const socket = trial.connect('x', { code: '../elsewhere' });
    expect(await socket.closed()).toBe(-1);
    expect(socket.refusedWith).toBe(404);
  });
});
