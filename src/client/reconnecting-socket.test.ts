import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Environment } from './environment.ts';
import type { ConnectionStatus } from './game-view.ts';
import { HostClock } from './host-clock.ts';
import { LiveConnection } from './live-connection.ts';
import { createManualEnvironment } from './manual-environment.fake.ts';
import { CONNECT_TIMEOUT_MS, WAKE_PROBE_TIMEOUT_MS } from './reconnecting-socket.ts';
import { ScriptedHost } from './scripted-host.harness.ts';
import { openSocketWith, type SocketHandlers } from './socket.ts';
import { waitFor } from './wait-for.harness.ts';

const HOUR = 3_600_000;
let host: ScriptedHost;
let connection: LiveConnection | null;

interface ConnectOptions extends Partial<Environment> {
  readonly isPhone?: boolean;
  /** The device's idea of the time, ms since 1970. */
  readonly deviceTime?: number;
}

function connect({ isPhone = false, deviceTime, ...own }: ConnectOptions = {}) {
  const environment = createManualEnvironment({ openSocket: openSocketWith(WebSocket), ...own }, deviceTime);
  const statuses: ConnectionStatus[] = [];
  const hostClock = new HostClock(() => environment.monotonic());
  connection = new LiveConnection({
    baseUrl: host.baseUrl,
    code: 'PLAY23',
    participantId: 1,
    keepsTimersWhileHidden: !isPhone,
    environment,
    hostClock,
    onWelcome: () => undefined,
    onEvent: () => undefined,
    onPresence: () => undefined,
    onNotice: () => undefined,
    onStatus: (status) => statuses.push(status),
    onError: (error) => {
      throw error;
    },
  });
  return { place: environment, words: statuses, hostClock, live: connection };
}

async function connectAndWelcome(options?: ConnectOptions) {
  const opened = connect(options);
  const first = await host.connection(0);
  first.send(host.welcomeFrame());
  await waitFor(() => expect(opened.words).toEqual(['live']));
  // The ping after the welcome, so that later pings can be told apart.
  await waitFor(() => expect(first.received).toHaveLength(1));
  return { ...opened, first };
}

/** Sockets that do nothing, and the handlers they were given. */
function deadNetwork(handlersOf: SocketHandlers[] = []) {
  const openSocket: Environment['openSocket'] = (_url, _headers, handlers) => {
    handlersOf.push(handlers);
    return { send: () => undefined, close: () => undefined };
  };
  return { openSocket, handlersOf };
}

beforeEach(async () => {
  host = new ScriptedHost();
  connection = null;
  await host.open();
});

afterEach(async () => {
  connection?.close();
  await host.close();
});

describe('reconnecting', () => {
  it('waits with full jitter, 0.25 s doubled up to 5 s, and never gives up', () => {
    const { openSocket, handlersOf } = deadNetwork();
    const { place: environment } = connect({ openSocket, random: () => 0.999_999 });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 200; attempt += 1) {
      handlersOf.at(-1)?.onClose(1006);
      // Sleep is checked every second, so a long delay is measured by the time until the next socket.
      const before = { sockets: handlersOf.length, at: environment.monotonic() };
      while (handlersOf.length === before.sockets && environment.monotonic() - before.at < 6_000)
        environment.advance(10);
      waits.push(environment.monotonic() - before.at);
    }
    expect(waits.slice(0, 7)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(waits.at(-1)).toBe(5000);
    expect(handlersOf).toHaveLength(201);
  });

  it('spreads the first delay over the whole quarter second', () => {
    const first = [0, 0.25, 0.5, 0.75].map((chance) => {
      const { openSocket, handlersOf } = deadNetwork();
      const { place: environment } = connect({ openSocket, random: () => chance });
      handlersOf[0]?.onClose(1006);
      return environment.pendingTimers[0];
    });
    expect(first).toEqual([0, 62.5, 125, 187.5]);
  });

  it('waits 4 s at most for the host to answer the upgrade', async () => {
    host.answersUpgrades = false;
    const { place: environment } = connect();
    await waitFor(() => expect(host.upgrades).toBe(1));
    environment.advance(CONNECT_TIMEOUT_MS - 1);
    environment.advance(0);
    expect(host.upgrades).toBe(1);
    environment.advance(1);
    environment.advance(250);
    await waitFor(() => expect(host.upgrades).toBe(2));
  });

  it('starts with the shortest delay again after a heartbeat', () => {
    const { openSocket, handlersOf } = deadNetwork();
    const { place: environment } = connect({ openSocket, random: () => 0.999_999 });
    for (let attempt = 0; attempt < 6; attempt += 1) {
      handlersOf.at(-1)?.onClose(1006);
      environment.advance(5_000);
    }
    const socket = handlersOf.at(-1);
    socket?.onOpen();
    socket?.onMessage(JSON.stringify(host.welcomeFrame()));
    socket?.onMessage(JSON.stringify(host.heartbeatFrame()));
    socket?.onClose(4001);
    expect(Math.round(environment.pendingTimers[0] ?? 0)).toBe(250);
  });
});

describe('a hidden page', () => {
  it('keeps no timer on a phone, whatever state the connection is in', async () => {
    const { place: environment, first } = await connectAndWelcome({ isPhone: true });
    expect(environment.pendingTimers).not.toEqual([]);
    environment.emitSignal('hidden');
    expect(environment.pendingTimers).toEqual([]);
    first.send(host.heartbeatFrame());
    first.webSocket.close(4001);
    await waitFor(() => expect(first.webSocket.readyState).toBe(WebSocket.CLOSED));
    expect(environment.pendingTimers).toEqual([]);
    expect(host.upgrades).toBe(1);
  });

  it('keeps its timers on the desk', async () => {
    const { place: environment, first } = await connectAndWelcome();
    environment.emitSignal('hidden');
    first.webSocket.close(4001);
    await waitFor(() => {
      environment.advance(300);
      expect(host.upgrades).toBe(2);
    });
  });

  it.each(['visible', 'online', 'tap'] as const)('reconnects at once: %s', async (signal) => {
    const { place: environment, first, words: statuses } = await connectAndWelcome({ isPhone: true });
    environment.emitSignal('hidden');
    first.webSocket.terminate();
    await waitFor(() => expect(statuses.at(-1)).toBe('connecting'));
    environment.emitSignal(signal);
    await host.connection(1);
    expect(host.upgrades).toBe(2);
  });
});

describe('waking', () => {
  it('probes a connection that looks alive, and drops it if no answer comes within 2 s', async () => {
    const { place: environment, first, words: statuses } = await connectAndWelcome();
    environment.advance(3_000);
    environment.emitSignal('visible');
    await waitFor(() => expect(first.received).toHaveLength(2));
    expect(statuses).toEqual(['live']);
    environment.advance(WAKE_PROBE_TIMEOUT_MS);
    expect(statuses.at(-1)).toBe('connecting');
    environment.advance(250);
    await host.connection(1);
  });

  it('keeps a connection that answers', async () => {
    const { place: environment, first, words: statuses } = await connectAndWelcome();
    environment.emitSignal('visible');
    await waitFor(() => expect(first.received).toHaveLength(2));
    first.send(host.heartbeatFrame());
    await waitFor(() => expect(first.received.length).toBeGreaterThan(2));
    environment.advance(WAKE_PROBE_TIMEOUT_MS + 1_000);
    expect(statuses).toEqual(['live']);
    expect(host.upgrades).toBe(1);
  });
});

describe('G5: no screen says "live" for longer than 8 s when it is not', () => {
  it('G5: a half-open socket is suspected after 6 s of silence and dropped at 8 s', async () => {
    const { place: environment, first, words: statuses } = await connectAndWelcome();
    first.webSocket.pause();
    environment.advance(5_999);
    expect(statuses).toEqual(['live']);
    environment.advance(1);
    expect(statuses).toEqual(['live', 'checking']);
    environment.advance(1_999);
    expect(statuses).toEqual(['live', 'checking']);
    environment.advance(1);
    expect(statuses).toEqual(['live', 'checking', 'connecting']);
    environment.advance(250);
    await host.connection(1);
  });

  it('G5: pings a suspected connection, and an answer clears it', async () => {
    const { place: environment, first, words: statuses, hostClock } = await connectAndWelcome();
    environment.advance(6_000);
    await waitFor(() => expect(first.received).toHaveLength(2));
    first.send({ type: 'pong', t: first.received[1]?.t, server_time: host.game.at });
    await waitFor(() => expect(statuses).toEqual(['live', 'checking', 'live']));
    expect(hostClock.sampleCount).toBe(1);
    expect(host.upgrades).toBe(1);
  });

  it('G5: a connection being opened shows it, however long it was live before', async () => {
    const { place: environment, first, words: statuses } = await connectAndWelcome();
    host.answersUpgrades = false;
    first.webSocket.terminate();
    await waitFor(() => expect(statuses.at(-1)).toBe('connecting'));
    environment.advance(60_000);
    expect(statuses).toEqual(['live', 'connecting']);
  });

  it.each([-9 * HOUR, -HOUR, HOUR, 9 * HOUR])(
    'G5: a device clock %i ms off changes nothing',
    async (skew) => {
      const {
        place: environment,
        first,
        words: statuses,
        hostClock,
      } = await connectAndWelcome({
        deviceTime: Date.UTC(2026, 5, 12, 18) + skew,
      });
      environment.shiftWallClock(-HOUR);
      environment.advance(5_000);
      expect(statuses).toEqual(['live']);
      expect(hostClock.hostNow()).toBe(host.game.at + 5_000);
      first.webSocket.pause();
      environment.advance(3_000);
      expect(statuses).toEqual(['live', 'checking', 'connecting']);
    },
  );

  it('G5: a device that slept does not trust its socket, which still reports OPEN', async () => {
    const { place: environment, words: statuses } = await connectAndWelcome();
    environment.advance(2_000);
    environment.sleep(10 * 60_000);
    environment.advance(1_000);
    expect(statuses.at(-1)).toBe('connecting');
    await host.connection(1);
  });

  it('G5: a phone shown again after a sleep reconnects at once', async () => {
    const { place: environment, words: statuses } = await connectAndWelcome({ isPhone: true });
    environment.emitSignal('hidden');
    environment.sleep(3 * 60_000);
    environment.emitSignal('visible');
    expect(statuses.at(-1)).toBe('connecting');
    const second = await host.connection(1);
    second.send(host.resumedFrame());
    await waitFor(() => expect(statuses.at(-1)).toBe('live'));
  });

  it('G5: a hidden phone whose clocks went on is not shown as live when it is visible again', async () => {
    const { place: environment, words: statuses } = await connectAndWelcome({ isPhone: true });
    environment.emitSignal('hidden');
    environment.advance(60_000);
    environment.emitSignal('visible');
    expect(statuses.at(-1)).toBe('connecting');
  });
});
