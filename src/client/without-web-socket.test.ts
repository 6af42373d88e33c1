import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { POLL_MS } from '../protocol/connection.ts';
import { ConnectingHarness, deadNetwork, settle } from './connecting.harness.ts';
import { HEAD_START_MS } from './connection-phase.ts';
import type { Environment } from './environment.ts';
import { StreamedConnection } from './scripted-connections.harness.ts';
import type { ScriptedHost } from './scripted-host.harness.ts';
import { NEXT_TRIAL_MS, TRIAL_MS } from './socket-trial.ts';
import { waitFor } from './wait-for.harness.ts';

let harness: ConnectingHarness;
let host: ScriptedHost;

beforeEach(async () => {
  harness = new ConnectingHarness();
  ({ host } = harness);
  await harness.open();
});
afterEach(() => harness.close());

describe('without WebSocket', () => {
  it.each(['stream', 'polls'] as const)('comes by %s where nothing better works', async (kind) => {
    host.allowOnly(kind);
    const { first } = await harness.connectAndWelcome();
    expect(first.kind).toBe(kind);
    expect(first.headers).toMatchObject({ seat: '1', accept: 'text/event-stream' });
  });

  it('says with every heartbeat that it is there: a stream has no pings that the browser answers', async () => {
    host.allowOnly('stream');
    const { first } = await harness.connectAndWelcome();
    // Answered often enough to set the clock by: from then on, a socket pings with every fourth heartbeat only.
    for (let count = 1; count <= 20; count += 1) {
      const before = first.received.length;
      for (const { t } of first.received.slice(-1))
        first.send({ type: 'pong', t, server_time: host.game.at });
      first.send(host.heartbeatFrame());
      await waitFor(() => expect(first.received.length).toBeGreaterThan(before));
      await settle();
    }
  });

  it('opens a stream when a socket has not been answered for 3 s, and takes the socket when it comes after all', async () => {
    const { openSocket, handlersOf } = deadNetwork();
    const { place: environment, words: statuses } = harness.connect({ openSocket });
    environment.advance(HEAD_START_MS - 1);
    await settle();
    expect(host.questions).toBe(0);
    environment.advance(1);
    const stream = await host.connection(0);
    stream.send(host.welcomeFrame());
    await waitFor(() => expect(statuses).toEqual(['live']));
    handlersOf[0]?.onOpen();
    handlersOf[0]?.onMessage(JSON.stringify(host.resumedFrame()));
    await waitFor(() => expect(stream.isClosed).toBe(true));
    expect([statuses, handlersOf.length]).toEqual([['live'], 1]);
  });

  it('gives a socket up after 20 s in all, and tries another one a minute later', async () => {
    const { openSocket, handlersOf } = deadNetwork();
    const { place: environment } = harness.connect({ openSocket });
    environment.advance(HEAD_START_MS);
    const stream = await host.connection(0);
    stream.send(host.welcomeFrame());
    await waitFor(() => expect(stream.received).toHaveLength(1));
    const beatFor = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 4_000) {
        environment.advance(4_000);
        stream.send(host.heartbeatFrame());
        await settle();
      }
    };
    await beatFor(TRIAL_MS + NEXT_TRIAL_MS - 8_000);
    expect(handlersOf).toHaveLength(1);
    await beatFor(12_000);
    expect(handlersOf).toHaveLength(2);
    handlersOf[1]?.onMessage(JSON.stringify(host.resumedFrame()));
    await waitFor(() => expect(stream.isClosed).toBe(true));
  });

  it('takes sockets again that work again, without a moment of silence', async () => {
    host.allowOnly('stream');
    const { place: environment, first, words: statuses } = await harness.connectAndWelcome();
    host.allowOnly('socket');
    const second = await waitFor(() => {
      environment.advance(2_000);
      first.send(host.heartbeatFrame());
      expect(host.connections).toHaveLength(2);
      return host.connection(1);
    });
    expect([second.kind, first.isClosed]).toEqual(['socket', false]);
    second.send(host.resumedFrame());
    await waitFor(() => expect(first.isClosed).toBe(true));
    expect(statuses.filter((status) => status !== 'checking' && status !== 'live')).toEqual([]);
  });

  it('goes back to what worked when the host comes back, and does not take its absence for a fault of sockets', async () => {
    const { place: environment, first } = await harness.connectAndWelcome();
    host.sockets = 'refuse';
    host.answersRequests = false;
    first.terminate();
    for (let round = 0; round < 20; round += 1) {
      environment.advance(1_000);
      await settle();
    }
    host.allowOnly('socket');
    host.answersRequests = true;
    expect((await harness.nextConnection(environment)).kind).toBe('socket');
  });

  it('asks every 2 s after a stream has been silent for 8 s although the host is there', async () => {
    host.allowOnly('stream');
    const { place: environment, first } = await harness.connectAndWelcome();
    first.freeze();
    environment.advance(8_000);
    const second = await harness.nextConnection(environment);
    if (!(second instanceof StreamedConnection)) throw new Error('that is a socket');
    second.answersAtOnce = true;
    second.send(host.resumedFrame());
    await waitFor(() => expect(second.received).not.toEqual([]));
    const asked = second.received.length;
    for (const round of [1, 2]) {
      await waitFor(() => expect(environment.pendingTimers).toContain(POLL_MS));
      environment.advance(POLL_MS - 1);
      await settle();
      expect(second.received).toHaveLength(asked + round - 1);
      environment.advance(1);
      await waitFor(() => expect(second.received).toHaveLength(asked + round));
    }
  });

  it.each(['stream', 'polls'] as const)(
    'a hidden phone closes its %s and keeps no timer; shown again, it connects at once',
    async (kind) => {
      host.allowOnly(kind);
      const {
        place: environment,
        first,
        words: statuses,
      } = await harness.connectAndWelcome({ isPhone: true });
      environment.emitSignal('hidden');
      expect(environment.pendingTimers).toEqual([]);
      // Polls have nothing open.
      await waitFor(() => expect(kind === 'polls' || first.isClosed).toBe(true));
      environment.emitSignal('visible');
      const second = await waitFor(() => host.connection(1));
      second.send(host.resumedFrame());
      await waitFor(() => expect(second.received).not.toEqual([]));
      expect(statuses).toEqual(['live']);
    },
  );

  it.each(['stream', 'polls'] as const)('a hidden desk keeps its %s', async (kind) => {
    host.allowOnly(kind);
    const { place: environment, first } = await harness.connectAndWelcome();
    environment.emitSignal('hidden');
    await settle();
    expect(first.isClosed).toBe(false);
    expect(environment.pendingTimers).not.toEqual([]);
  });

  it('connects again when something else answers in the host’s place', async () => {
    const { openSocket, handlersOf } = deadNetwork();
    const fetch: Environment['fetch'] = () =>
      Promise.resolve(new Response('<h1>Log in</h1>', { headers: { 'Content-Type': 'text/html' } }));
    const { place: environment, words: statuses } = harness.connect({ openSocket, fetch });
    handlersOf[0]?.onClose(1006);
    environment.advance(10_000);
    await settle();
    expect([statuses, handlersOf.length]).toEqual([[], 1]);
  });
});
