import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Environment } from './environment.ts';
import type { ConnectionWord } from './game-view.ts';
import { HostClock } from './host-clock.ts';
import { LiveConnection } from './live-connection.ts';
import { handEnvironment } from './manual-environment.fake.ts';
import { CONNECT_LIMIT_MS, WAKE_LIMIT_MS } from './reconnecting-socket.ts';
import { ScriptedHost } from './scripted-host.harness.ts';
import { openSocketWith, type SocketHandlers } from './socket.ts';
import { until } from './wait-for.harness.ts';

const HOUR = 3_600_000;
let host: ScriptedHost;
let connection: LiveConnection | null;

interface Wish extends Partial<Environment> {
  readonly isPhone?: boolean;
  /** What the device takes for the time, ms since 1970. */
  readonly deviceTime?: number;
}

function connect({ isPhone = false, deviceTime, ...own }: Wish = {}) {
  const place = handEnvironment({ openSocket: openSocketWith(WebSocket), ...own }, deviceTime);
  const words: ConnectionWord[] = [];
  const hostClock = new HostClock(() => place.steady());
  connection = new LiveConnection({
    baseUrl: host.baseUrl,
    code: 'PLAY23',
    participantId: 1,
    keepsTimersWhileHidden: !isPhone,
    environment: place,
    hostClock,
    onWelcome: () => undefined,
    onEvent: () => undefined,
    onPresence: () => undefined,
    onWord: (word) => words.push(word),
    onError: (error) => {
      throw error;
    },
  });
  return { place, words, hostClock, live: connection };
}

async function welcomed(wish?: Wish) {
  const opened = connect(wish);
  const first = await host.connection(0);
  first.say(host.welcome());
  await until(() => expect(opened.words).toEqual(['live']));
  // The ping of the welcome, so that later ones can be told apart.
  await until(() => expect(first.heard).toHaveLength(1));
  return { ...opened, first };
}

/** Sockets that fail at once, and what they were asked. */
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

describe('coming back', () => {
  it('waits with full jitter, 0.25 s doubled up to 5 s, and never gives up', () => {
    const { openSocket, handlersOf } = deadNetwork();
    const { place } = connect({ openSocket, random: () => 0.999_999 });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 200; attempt += 1) {
      handlersOf.at(-1)?.closed(1006);
      // Looks for sleep come each second, so a long wait shows itself by what passes until the next socket.
      const before = { sockets: handlersOf.length, at: place.steady() };
      while (handlersOf.length === before.sockets && place.steady() - before.at < 6_000) place.pass(10);
      waits.push(place.steady() - before.at);
    }
    expect(waits.slice(0, 7)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(waits.at(-1)).toBe(5000);
    expect(handlersOf).toHaveLength(201);
  });

  it('spreads the first wait over the whole quarter second', () => {
    const first = [0, 0.25, 0.5, 0.75].map((chance) => {
      const { openSocket, handlersOf } = deadNetwork();
      const { place } = connect({ openSocket, random: () => chance });
      handlersOf[0]?.closed(1006);
      return place.timers[0];
    });
    expect(first).toEqual([0, 62.5, 125, 187.5]);
  });

  it('waits 4 s at most for the host to answer the upgrade', async () => {
    host.answersUpgrades = false;
    const { place } = connect();
    await until(() => expect(host.upgrades).toBe(1));
    place.pass(CONNECT_LIMIT_MS - 1);
    place.pass(0);
    expect(host.upgrades).toBe(1);
    place.pass(1);
    place.pass(250);
    await until(() => expect(host.upgrades).toBe(2));
  });

  it('starts with the shortest wait again after a heartbeat', () => {
    const { openSocket, handlersOf } = deadNetwork();
    const { place } = connect({ openSocket, random: () => 0.999_999 });
    for (let attempt = 0; attempt < 6; attempt += 1) {
      handlersOf.at(-1)?.closed(1006);
      place.pass(5_000);
    }
    const socket = handlersOf.at(-1);
    socket?.opened();
    socket?.heard(JSON.stringify(host.welcome()));
    socket?.heard(JSON.stringify(host.heartbeat()));
    socket?.closed(4001);
    expect(Math.round(place.timers[0] ?? 0)).toBe(250);
  });
});

describe('a hidden page', () => {
  it('keeps no timer on a phone, whatever state the line is in', async () => {
    const { place, first } = await welcomed({ isPhone: true });
    expect(place.timers).not.toEqual([]);
    place.sign('hidden');
    expect(place.timers).toEqual([]);
    first.say(host.heartbeat());
    first.webSocket.close(4001);
    await until(() => expect(first.webSocket.readyState).toBe(WebSocket.CLOSED));
    expect(place.timers).toEqual([]);
    expect(host.upgrades).toBe(1);
  });

  it('goes on at the desk', async () => {
    const { place, first } = await welcomed();
    place.sign('hidden');
    first.webSocket.close(4001);
    await until(() => {
      place.pass(300);
      expect(host.upgrades).toBe(2);
    });
  });

  it.each(['visible', 'online', 'tap'] as const)('comes back at once: %s', async (sign) => {
    const { place, first, words } = await welcomed({ isPhone: true });
    place.sign('hidden');
    first.webSocket.terminate();
    await until(() => expect(words.at(-1)).toBe('connecting'));
    place.sign(sign);
    await host.connection(1);
    expect(host.upgrades).toBe(2);
  });
});

describe('waking', () => {
  it('asks a line that looks alive, and drops it when no answer comes within 2 s', async () => {
    const { place, first, words } = await welcomed();
    place.pass(3_000);
    place.sign('visible');
    await until(() => expect(first.heard).toHaveLength(2));
    expect(words).toEqual(['live']);
    place.pass(WAKE_LIMIT_MS);
    expect(words.at(-1)).toBe('connecting');
    place.pass(250);
    await host.connection(1);
  });

  it('keeps a line that answers', async () => {
    const { place, first, words } = await welcomed();
    place.sign('visible');
    await until(() => expect(first.heard).toHaveLength(2));
    first.say(host.heartbeat());
    await until(() => expect(first.heard.length).toBeGreaterThan(2));
    place.pass(WAKE_LIMIT_MS + 1_000);
    expect(words).toEqual(['live']);
    expect(host.upgrades).toBe(1);
  });
});

describe('G5: no screen says "live" for longer than 8 s when it is not', () => {
  it('G5: a half-open socket is doubted after 6 s of silence and dropped at 8 s', async () => {
    const { place, first, words } = await welcomed();
    first.webSocket.pause();
    place.pass(5_999);
    expect(words).toEqual(['live']);
    place.pass(1);
    expect(words).toEqual(['live', 'checking']);
    place.pass(1_999);
    expect(words).toEqual(['live', 'checking']);
    place.pass(1);
    expect(words).toEqual(['live', 'checking', 'connecting']);
    place.pass(250);
    await host.connection(1);
  });

  it('G5: asks while it doubts, and an answer ends the doubt', async () => {
    const { place, first, words, hostClock } = await welcomed();
    place.pass(6_000);
    await until(() => expect(first.heard).toHaveLength(2));
    first.say({ type: 'pong', t: first.heard[1]?.t, server_time: host.trial.at });
    await until(() => expect(words).toEqual(['live', 'checking', 'live']));
    expect(hostClock.samples).toBe(1);
    expect(host.upgrades).toBe(1);
  });

  it('G5: a line that is being opened says so, however long it was live before', async () => {
    const { place, first, words } = await welcomed();
    host.answersUpgrades = false;
    first.webSocket.terminate();
    await until(() => expect(words.at(-1)).toBe('connecting'));
    place.pass(60_000);
    expect(words).toEqual(['live', 'connecting']);
  });

  it.each([-9 * HOUR, -HOUR, HOUR, 9 * HOUR])(
    'G5: a device clock %i ms off changes nothing',
    async (skew) => {
      const { place, first, words, hostClock } = await welcomed({
        deviceTime: Date.UTC(2026, 5, 12, 18) + skew,
      });
      place.setWall(-HOUR);
      place.pass(5_000);
      expect(words).toEqual(['live']);
      expect(hostClock.hostNow()).toBe(host.trial.at + 5_000);
      first.webSocket.pause();
      place.pass(3_000);
      expect(words).toEqual(['live', 'checking', 'connecting']);
    },
  );

  it('G5: a device that slept does not believe its socket, which still says OPEN', async () => {
    const { place, words } = await welcomed();
    place.pass(2_000);
    place.sleep(10 * 60_000);
    place.pass(1_000);
    expect(words.at(-1)).toBe('connecting');
    await host.connection(1);
  });

  it('G5: a phone that is looked at again after a sleep starts anew at once', async () => {
    const { place, words } = await welcomed({ isPhone: true });
    place.sign('hidden');
    place.sleep(3 * 60_000);
    place.sign('visible');
    expect(words.at(-1)).toBe('connecting');
    const second = await host.connection(1);
    second.say(host.resumed());
    await until(() => expect(words.at(-1)).toBe('live'));
  });

  it('G5: a hidden phone whose clocks ran on is not called live when looked at', async () => {
    const { place, words } = await welcomed({ isPhone: true });
    place.sign('hidden');
    place.pass(60_000);
    place.sign('visible');
    expect(words.at(-1)).toBe('connecting');
  });
});
