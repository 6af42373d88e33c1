import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectingHarness, deadNetwork, settle } from './connecting.harness.ts';
import { PROBE_TIMEOUT_MS, WAKE_PROBE_TIMEOUT_MS } from './connection-phase.ts';
import type { Environment } from './environment.ts';
import type { ScriptedHost } from './scripted-host.harness.ts';
import { waitFor } from './wait-for.harness.ts';

const HOUR = 3_600_000;
let harness: ConnectingHarness;
let host: ScriptedHost;

beforeEach(async () => {
  harness = new ConnectingHarness();
  ({ host } = harness);
  await harness.open();
});
afterEach(() => harness.close());

/** A host that is away: each question is answered as by a port where nobody listens. */
function absentHost() {
  const { openSocket, handlersOf } = deadNetwork();
  let questions = 0;
  const fetch: Environment['fetch'] = () => {
    questions += 1;
    return Promise.reject(new TypeError('nobody listens'));
  };
  return { openSocket, handlersOf, fetch, questions: () => questions };
}

describe('reconnecting', () => {
  it('asks with full jitter, 0.25 s doubled up to 2.5 s, and never gives up; no socket is opened meanwhile', async () => {
    const { questions, handlersOf, ...network } = absentHost();
    const { place: environment } = harness.connect({ ...network, random: () => 0.999_999 });
    handlersOf[0]?.onClose(1006);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const before = { asked: questions(), at: environment.monotonic() };
      // Sleep is checked every second, so a long delay is measured by the time until the next question.
      while (questions() === before.asked && environment.monotonic() - before.at < 6_000)
        environment.advance(10);
      waits.push(environment.monotonic() - before.at);
      await settle();
    }
    expect(waits.slice(0, 7)).toEqual([250, 500, 1000, 2000, 2500, 2500, 2500]);
    expect(waits.at(-1)).toBe(2500);
    expect(handlersOf).toHaveLength(1);
  });

  it('spreads the first delay over the whole quarter second', () => {
    const first = [0, 0.25, 0.5, 0.75].map((chance) => {
      const { openSocket, handlersOf } = deadNetwork();
      const { place: environment } = harness.connect({ openSocket, random: () => chance });
      handlersOf[0]?.onClose(1006);
      return environment.pendingTimers[0];
    });
    expect(first).toEqual([0, 62.5, 125, 187.5]);
  });

  it('asks again when the host has not said for 4 s that it is there', async () => {
    const { place: environment, first } = await harness.connectAndWelcome();
    host.answersRequests = false;
    first.terminate();
    await waitFor(() => {
      environment.advance(10);
      expect(environment.pendingTimers[0]).toBeGreaterThan(500);
    });
    environment.advance(PROBE_TIMEOUT_MS - 500);
    expect(host.upgrades).toBe(1);
    host.answersRequests = true;
    const second = await harness.nextConnection(environment);
    expect([second.kind, host.upgrades]).toEqual(['socket', 2]);
  });

  it('starts with the shortest delay again after a heartbeat', async () => {
    const { questions, handlersOf, ...network } = absentHost();
    let isThere = false;
    const { place: environment } = harness.connect({
      ...network,
      fetch: (...call) =>
        isThere ? Promise.resolve(Response.json({ server_time: 1 })) : network.fetch(...call),
      random: () => 0.999_999,
    });
    handlersOf[0]?.onClose(1006);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      environment.advance(2_500);
      await settle();
    }
    expect(questions()).toBeGreaterThan(4);
    isThere = true;
    environment.advance(2_500);
    await settle();
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
    const { place: environment, first } = await harness.connectAndWelcome({ isPhone: true });
    expect(environment.pendingTimers).not.toEqual([]);
    environment.emitSignal('hidden');
    expect(environment.pendingTimers).toEqual([]);
    first.send(host.heartbeatFrame());
    first.close(4001);
    await waitFor(() => expect(first.isClosed).toBe(true));
    expect(environment.pendingTimers).toEqual([]);
    expect(host.upgrades).toBe(1);
  });

  it('keeps its timers on the desk', async () => {
    const { place: environment, first } = await harness.connectAndWelcome();
    environment.emitSignal('hidden');
    first.close(4001);
    await waitFor(() => {
      environment.advance(300);
      expect(host.upgrades).toBe(2);
    });
  });

  it.each(['visible', 'online', 'tap'] as const)('reconnects at once: %s', async (signal) => {
    const { place: environment, first, words: statuses } = await harness.connectAndWelcome({ isPhone: true });
    environment.emitSignal('hidden');
    first.terminate();
    await waitFor(() => expect(statuses.at(-1)).toBe('connecting'));
    environment.emitSignal(signal);
    await host.connection(1);
    expect(host.upgrades).toBe(2);
  });
});

describe('waking', () => {
  it('probes a connection that looks alive, and drops it if no answer comes within 2 s', async () => {
    const { place: environment, first, words: statuses } = await harness.connectAndWelcome();
    environment.advance(3_000);
    environment.emitSignal('visible');
    await waitFor(() => expect(first.received).toHaveLength(2));
    expect(statuses).toEqual(['live']);
    environment.advance(WAKE_PROBE_TIMEOUT_MS);
    expect(statuses.at(-1)).toBe('connecting');
    await harness.nextConnection(environment);
  });

  it('keeps a connection that answers', async () => {
    const { place: environment, first, words: statuses } = await harness.connectAndWelcome();
    environment.emitSignal('visible');
    await waitFor(() => expect(first.received).toHaveLength(2));
    first.send(host.heartbeatFrame());
    await waitFor(() => expect(first.received.length).toBeGreaterThan(2));
    environment.advance(WAKE_PROBE_TIMEOUT_MS + 1_000);
    expect(statuses).toEqual(['live']);
    expect(host.upgrades).toBe(1);
  });
});

describe.each(['socket', 'stream', 'polls'] as const)(
  'G5: no screen says "live" for longer than 8 s when it is not, by %s',
  (kind) => {
    beforeEach(() => host.allowOnly(kind));

    it('G5: a half-open socket is suspected after 6 s of silence and dropped at 8 s', async () => {
      const { place: environment, first, words: statuses } = await harness.connectAndWelcome();
      first.freeze();
      environment.advance(5_999);
      expect(statuses).toEqual(['live']);
      environment.advance(1);
      expect(statuses).toEqual(['live', 'checking']);
      environment.advance(1_999);
      expect(statuses).toEqual(['live', 'checking']);
      environment.advance(1);
      expect(statuses).toEqual(['live', 'checking', 'connecting']);
      await harness.nextConnection(environment);
    });

    it('G5: a connection being opened shows it, however long it was live before', async () => {
      const { place: environment, first, words: statuses } = await harness.connectAndWelcome();
      host.sockets = 'hang';
      first.terminate();
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
        } = await harness.connectAndWelcome({
          deviceTime: Date.UTC(2026, 5, 12, 18) + skew,
        });
        environment.shiftWallClock(-HOUR);
        environment.advance(5_000);
        expect(statuses).toEqual(['live']);
        expect(hostClock.hostNow()).toBe(host.game.at + 5_000);
        first.freeze();
        environment.advance(3_000);
        expect(statuses).toEqual(['live', 'checking', 'connecting']);
      },
    );

    it('G5: a device that slept does not trust its socket, which still reports OPEN', async () => {
      const { place: environment, words: statuses } = await harness.connectAndWelcome();
      environment.advance(2_000);
      environment.sleep(10 * 60_000);
      environment.advance(1_000);
      expect(statuses.at(-1)).toBe('connecting');
      await harness.nextConnection(environment);
    });

    it('G5: a phone shown again after a sleep reconnects at once', async () => {
      const { place: environment, words: statuses } = await harness.connectAndWelcome({ isPhone: true });
      environment.emitSignal('hidden');
      environment.sleep(3 * 60_000);
      environment.emitSignal('visible');
      expect(statuses.at(-1)).toBe('connecting');
      const second = await host.connection(1);
      second.send(host.resumedFrame());
      await waitFor(() => expect(statuses.at(-1)).toBe('live'));
    });

    it('G5: a hidden phone whose clocks went on is not shown as live when it is visible again', async () => {
      const { place: environment, words: statuses } = await harness.connectAndWelcome({ isPhone: true });
      environment.emitSignal('hidden');
      environment.advance(60_000);
      environment.emitSignal('visible');
      expect(statuses.at(-1)).toBe('connecting');
    });
  },
);

describe.each(['socket', 'stream'] as const)('a silence, by %s', (kind) => {
  beforeEach(() => host.allowOnly(kind));

  it('G5: pings a suspected connection, and an answer clears it', async () => {
    const { place: environment, first, words: statuses, hostClock } = await harness.connectAndWelcome();
    const sent = first.received.length;
    environment.advance(6_000);
    await waitFor(() => expect(first.received.length).toBeGreaterThan(sent));
    first.send({ type: 'pong', t: first.received.at(-1)?.t, server_time: host.game.at });
    await waitFor(() => expect(statuses).toEqual(['live', 'checking', 'live']));
    expect(hostClock.sampleCount).toBe(1);
    expect(host.upgrades).toBe(1);
  });
});
