import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PING_MS } from './heartbeat.ts';
import { PRESENCE_MS } from './presence-broadcaster.ts';
import { TestLive } from './test-live.harness.ts';
import type { TestSocket } from './test-socket.harness.ts';

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

const itemOf = (socket: TestSocket, index: number, id: number) =>
  socket.ofType('presence')[index]?.items?.find(({ player_id: playerId }) => playerId === id);

describe('presence', () => {
  it('is sent to a banker right after the welcome, without a seq', async () => {
    await harness.openSocket(anna);
    const joinedAt = harness.clock.wall();
    harness.clock.advance(5_000);
    const desk = await harness.openSocket(harness.bankerId);
    const frame = await desk.next('presence');
    expect(frame).not.toHaveProperty('seq');
    expect(itemOf(desk, 0, anna)).toEqual({ player_id: anna, connected: true, since: joinedAt });
    expect(itemOf(desk, 0, tom)).toEqual({ player_id: tom, connected: false, since: null });
  });

  it('says who has disconnected, and when they were last heard from', async () => {
    const phone = await harness.openSocket(anna);
    const desk = await harness.openSocket(harness.bankerId);
    await desk.next('presence');
    harness.clock.advance(PRESENCE_MS);
    const heardAt = harness.clock.wall();
    phone.send({ type: 'ping', t: 1 });
    await phone.next('pong');
    harness.clock.advance(5_000);
    await phone.close();
    await harness.until(() => !harness.live.presence(anna).connected);
    harness.clock.advance(PRESENCE_MS);
    await desk.next('presence', 1);
    expect(itemOf(desk, 1, anna)).toMatchObject({ connected: false });
    const { connected, lastSeen } = harness.live.presence(anna);
    expect(connected).toBe(false);
    expect(lastSeen).toBeGreaterThanOrEqual(heardAt);
  });

  it('says who is away although the connection stands, since when, and who is back', async () => {
    harness.clock.advance(PING_MS);
    const phone = await harness.openSocket(anna, { autoPong: false });
    const heardAt = harness.clock.wall();
    const desk = await harness.openSocket(harness.bankerId);
    await desk.next('presence');
    harness.clock.advance(3 * PING_MS - 1);
    await harness.settle();
    expect(harness.live.presence(anna).connected).toBe(true);
    harness.clock.advance(1);
    harness.clock.advance(PRESENCE_MS);
    await harness.settle();
    const away = desk
      .ofType('presence')
      .at(-1)
      ?.items?.find((one) => one.player_id === anna);
    expect(away).toEqual({ player_id: anna, connected: false, since: heardAt });
    expect(harness.live.presence(anna)).toEqual({ connected: false, lastSeen: heardAt });
    phone.send({ type: 'ping', t: 1 });
    await phone.next('pong');
    harness.clock.advance(PRESENCE_MS);
    await harness.settle();
    const back = desk
      .ofType('presence')
      .at(-1)
      ?.items?.find((one) => one.player_id === anna);
    expect(back).toEqual({ player_id: anna, connected: true, since: heardAt });
  });

  it('counts a phone that is back on a new connection, whatever became of the old one', async () => {
    await harness.openSocket(anna, { autoPong: false });
    harness.clock.advance(3 * PING_MS);
    expect(harness.live.presence(anna).connected).toBe(false);
    await harness.openSocket(anna);
    expect(harness.live.presence(anna).connected).toBe(true);
  });

  describe('of a phone that several share', () => {
    const cookiesOf = (...ids: readonly number[]) => ({
      Cookie: ids.map((id) => `${harness.seats.cookieName(id)}=${harness.tokenOf(id)}`).join('; '),
    });
    const latest = (desk: TestSocket, id: number) =>
      desk
        .ofType('presence')
        .at(-1)
        ?.items?.find(({ player_id: playerId }) => playerId === id);

    it('says of who is not on its screen whose seat it shows, and that it is awake as long as it is', async () => {
      const phone = await harness.openSocket(anna, { token: null, headers: cookiesOf(anna, tom) });
      const heardAt = harness.clock.wall();
      harness.clock.advance(500);
      const desk = await harness.openSocket(harness.bankerId);
      await desk.next('presence');
      const shared = { player_id: tom, connected: true, since: heardAt, on_phone_of: anna };
      expect(itemOf(desk, 0, tom)).toEqual(shared);
      expect(itemOf(desk, 0, anna)).toEqual({ player_id: anna, connected: true, since: heardAt });
      expect(harness.live.presence(tom)).toEqual({ connected: true, lastSeen: heardAt });

      await phone.close();
      await harness.until(() => !harness.live.presence(tom).connected);
      harness.clock.advance(PRESENCE_MS);
      await harness.settle();
      // Closing is a sign of life.
      expect(latest(desk, tom)).toEqual({ ...shared, connected: false, since: heardAt + 500 });
      expect(harness.live.presence(tom)).toEqual({ connected: false, lastSeen: heardAt + 500 });
    });

    it.each([
      ['a WebSocket', 'WebSocket', false],
      ['a WebSocket that sends no headers, as in a browser', 'WebSocket', true],
      ['a stream', 'stream', false],
    ] as const)(
      'is known by the tokens of its other seats where it keeps no cookies: over %s',
      async (_, kind, offers) => {
        // What is no token of this host, or of another game, says nothing.
        const tokens = [harness.tokenOf(tom), 'somebody', harness.tokenOf(harness.bankerId)];
        const client = offers
          ? harness.connect(anna, {
              protocols: ['trading-game.several', ...tokens.map((token) => `trading-game.shared.${token}`)],
            })
          : harness.connectBy(kind, anna, { headers: { 'Shared-With': tokens.join(' ') } });
        await client.welcome();
        const desk = await harness.openSocket(harness.bankerId);
        await desk.next('presence');
        expect(itemOf(desk, 0, tom)).toMatchObject({ connected: true, on_phone_of: anna });
        expect(itemOf(desk, 0, harness.bankerId)).not.toHaveProperty('on_phone_of');
        await harness.execute({ type: 'move_seat', id: tom, keepsPin: true });
        harness.clock.advance(PRESENCE_MS);
        await harness.until(() => latest(desk, tom)?.connected === false);
        expect(latest(desk, tom)).not.toHaveProperty('on_phone_of');
      },
    );

    it('follows the screen from one to the other', async () => {
      const first = await harness.openSocket(anna, { token: null, headers: cookiesOf(anna, tom) });
      await harness.openSocket(tom, { token: null, headers: cookiesOf(anna, tom) });
      await first.close();
      const desk = await harness.openSocket(harness.bankerId);
      await harness.until(() => latest(desk, anna)?.on_phone_of === tom);
      expect(latest(desk, anna)).toMatchObject({ connected: true });
      expect(latest(desk, tom)).not.toHaveProperty('on_phone_of');
    });

    it('ends when the seat moves to another phone, and is nothing that a desk in the same browser makes', async () => {
      await harness.openSocket(anna, { token: null, headers: cookiesOf(anna, tom) });
      const desk = await harness.openSocket(harness.bankerId, {
        token: null,
        headers: cookiesOf(harness.bankerId, tom),
      });
      await desk.next('presence');
      expect(itemOf(desk, 0, tom)).toMatchObject({ on_phone_of: anna });
      await harness.execute({ type: 'move_seat', id: tom, keepsPin: true });
      harness.clock.advance(PRESENCE_MS);
      await harness.until(() => latest(desk, tom)?.connected === false);
      expect(latest(desk, tom)).not.toHaveProperty('on_phone_of');
    });
  });

  it('is sent at most once a second, however many come and go, and only if something has changed', async () => {
    const desk = await harness.openSocket(harness.bankerId);
    await desk.next('presence');
    for (let round = 0; round < 10; round += 1) {
      await harness.openSocket(anna);
      await harness.openSocket(tom);
      harness.clock.advance(90);
      await harness.settle();
    }
    expect(desk.ofType('presence')).toHaveLength(1);
    harness.clock.advance(PRESENCE_MS);
    await desk.next('presence', 1);
    expect(itemOf(desk, 1, tom)).toMatchObject({ connected: true });
    // In steps, so that the pings are answered.
    for (let passed = 0; passed < 60_000; passed += PING_MS) {
      harness.clock.advance(PING_MS);
      await harness.settle();
    }
    expect(desk.ofType('presence')).toHaveLength(2);
  });

  it('G6 is never sent to players or boards', async () => {
    const board = await harness.addParticipant('board', 'Wall');
    const sockets = [await harness.openSocket(anna), await harness.openSocket(board)];
    await harness.openSocket(harness.bankerId);
    await harness.openSocket(tom);
    harness.clock.advance(3 * PRESENCE_MS);
    const head = await harness.execute({ type: 'start' });
    for (const socket of sockets) {
      await socket.reached(head);
      expect(socket.ofType('presence')).toEqual([]);
    }
  });

  it('lists everyone in the game who has a phone', async () => {
    const id = 9_000;
    await harness.execute({
      type: 'join',
      id,
      role: 'player',
      name: 'Lea',
      teamNumber: 1,
      withoutPhone: true,
    });
    await harness.execute({ type: 'remove_participant', id: tom });
    const desk = await harness.openSocket(harness.bankerId);
    const { items } = await desk.next('presence');
    expect(items?.map(({ player_id: playerId }) => playerId)).toEqual([harness.bankerId, anna]);
  });

  it('counts a seat as connected while any of its devices is', async () => {
    const sockets = [await harness.openSocket(anna), await harness.openSocket(anna)];
    await sockets[0]?.close();
    await harness.until(() => harness.live.connections() === 1);
    expect(harness.live.presence(anna).connected).toBe(true);
    await sockets[1]?.close();
    await harness.until(() => harness.live.connections() === 0);
    expect(harness.live.presence(anna).connected).toBe(false);
  });
});
