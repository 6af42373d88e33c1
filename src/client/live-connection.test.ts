import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { EventFrame } from '../protocol/frames.ts';
import type { ConnectionWord } from './game-view.ts';
import { HostClock } from './host-clock.ts';
import { LiveConnection, type LiveConnectionOptions } from './live-connection.ts';
import { handEnvironment } from './manual-environment.fake.ts';
import { EPOCH, ScriptedHost } from './scripted-host.harness.ts';
import { openSocketWith } from './socket.ts';
import { until } from './wait-for.harness.ts';

let host: ScriptedHost;
let connection: LiveConnection | null;
const environment = () => handEnvironment({ openSocket: openSocketWith(WebSocket) });

/** What a connection told, in order. */
interface Told {
  readonly welcomes: boolean[];
  readonly seqs: number[];
  readonly words: ConnectionWord[];
  readonly codes: (number | null)[];
  readonly errors: Error[];
}

function connect(own: Partial<LiveConnectionOptions> = {}) {
  const place = environment();
  const told: Told = { welcomes: [], seqs: [], words: [], codes: [], errors: [] };
  connection = new LiveConnection({
    baseUrl: host.baseUrl,
    code: 'PLAY23',
    participantId: 1,
    keepsTimersWhileHidden: true,
    environment: place,
    hostClock: new HostClock(() => place.steady()),
    onWelcome: ({ resumed }) => told.welcomes.push(resumed),
    onEvent: ({ seq }: EventFrame) => told.seqs.push(seq),
    onPresence: () => undefined,
    onWord: (word, code) => {
      told.words.push(word);
      told.codes.push(code);
    },
    onError: (error) => told.errors.push(error),
    ...own,
  });
  return { place, told, live: connection };
}

/** A connection that was welcomed with a snapshot at the game's head. */
async function welcomed() {
  const opened = connect();
  const first = await host.connection(0);
  first.say(host.welcome());
  await until(() => expect(opened.told.welcomes).toEqual([false]));
  return { ...opened, first, head: host.trial.state.seq };
}

/** The next connection after `index`, once waiting is over. */
async function comesBack(index: number, place: ReturnType<typeof environment>) {
  await until(() => {
    place.pass(300);
    expect(host.connections.length).toBeGreaterThan(index);
  });
  return host.connection(index);
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

describe('asking for a connection', () => {
  it('names game, seat and page, and carries the token as a header', async () => {
    connect({ token: 'secret', page: 'abc' });
    const { url, headers } = await host.connection(0);
    expect(`${url.pathname}${url.search}`).toBe('/ws/PLAY23/1?page=abc');
    expect(headers.authorization).toBe('Bearer secret');
  });

  it('says how far it got when it comes back', async () => {
    const { place, first, told, head } = await welcomed();
    for (const frame of host.happens(2)) first.say(frame);
    await until(() => expect(told.seqs).toEqual([head + 1, head + 2]));
    first.webSocket.close(4001);
    const second = await comesBack(1, place);
    expect(second.url.search).toBe(`?epoch=${EPOCH}&seq=${head + 2}`);
  });
});

describe('the cursor', () => {
  it('G3: takes each event once: what it has is dropped', async () => {
    const { first, told, head } = await welcomed();
    const [one, two] = host.happens(2);
    for (const frame of [one, one, two, one, two]) first.say(frame);
    first.say(host.happens(1)[0]);
    await until(() => expect(told.seqs).toEqual([head + 1, head + 2, head + 3]));
    expect(host.connections).toHaveLength(1);
  });

  it('G3: takes several events of one frame in order, and asks again where one of them is missing', async () => {
    const { first, told, place, head } = await welcomed();
    const [one, two, three, , five, six] = host.happens(6);
    first.say({ type: 'events', items: [one, two] });
    await until(() => expect(told.seqs).toEqual([head + 1, head + 2]));
    first.say({ type: 'events', items: [two, three, five, six] });
    const second = await comesBack(1, place);
    expect(told.seqs).toEqual([head + 1, head + 2, head + 3]);
    expect(second.url.search).toBe(`?epoch=${EPOCH}&seq=${head + 3}`);
  });

  it('G3: asks again from where it is when an event is missing', async () => {
    const { first, told, place, head } = await welcomed();
    const [one, , three] = host.happens(3);
    first.say(one);
    first.say(three);
    const second = await comesBack(1, place);
    expect(told.seqs).toEqual([head + 1]);
    expect(second.url.search).toBe(`?epoch=${EPOCH}&seq=${head + 1}`);
  });

  it('G3: is never set by a resumed welcome, which names the head and not what was applied', async () => {
    const { first, told, place, head } = await welcomed();
    first.webSocket.close(4008);
    const missed = host.happens(3);
    const second = await comesBack(1, place);
    second.say(host.resumed());
    for (const frame of missed) second.say(frame);
    await until(() => expect(told.seqs).toEqual([head + 1, head + 2, head + 3]));
    expect(told.welcomes).toEqual([false, true]);
    expect(host.connections).toHaveLength(2);
  });

  it('G3: starts anew from a snapshot of another epoch', async () => {
    const { first, told, place, live } = await welcomed();
    first.webSocket.close(4001);
    const second = await comesBack(1, place);
    second.say(host.welcome(1, 'epoch-2'));
    await until(() => expect(told.welcomes).toEqual([false, false]));
    expect(live.cursor).toEqual({ epoch: 'epoch-2', seq: host.trial.state.seq });
  });

  it('G3: believes no resumed welcome of an epoch that it did not ask for', async () => {
    const { first, told, place } = await welcomed();
    first.webSocket.close(4001);
    const second = await comesBack(1, place);
    second.say(host.resumed('epoch-2'));
    const third = await comesBack(2, place);
    expect(third.url.search).toBe('');
    expect(told.welcomes).toEqual([false]);
    expect(told.errors).toHaveLength(1);
  });

  it('G3: sees in a heartbeat that something never came', async () => {
    const { first, place, head } = await welcomed();
    host.happens(1);
    first.say(host.heartbeat());
    const second = await comesBack(1, place);
    expect(second.url.search).toBe(`?epoch=${EPOCH}&seq=${head}`);
  });

  it('is forgotten by a resync', async () => {
    const { live, place } = await welcomed();
    live.resync();
    const second = await comesBack(1, place);
    expect(second.url.search).toBe('');
  });
});

describe('what makes no sense', () => {
  const nonsense = [
    'no json',
    '{"type":"surprise"}',
    '{"type":"event","event_type":"challenge_assigned"}',
    '[]',
    '7',
  ];

  it.each(nonsense)('is told and mended by a snapshot: %s', async (text) => {
    const { first, place, told } = await welcomed();
    first.say(text);
    const second = await comesBack(1, place);
    expect(second.url.search).toBe('');
    expect(told.errors.map(({ name }) => name)).toEqual(['FrameError']);
  });

  it('is anything before the welcome, and a second welcome', async () => {
    const { told, place } = connect();
    const first = await host.connection(0);
    first.say(host.heartbeat());
    const second = await comesBack(1, place);
    second.say(host.welcome());
    second.say(host.welcome());
    await comesBack(2, place);
    expect(told.errors).toHaveLength(2);
  });
});

describe('close codes', () => {
  it.each([1001, 1011, 4001, 4008, 4010, 4012, 4499])('%i comes back', async (code) => {
    const { first, place } = await welcomed();
    first.webSocket.close(code);
    await comesBack(1, place);
    expect(host.connections).toHaveLength(2);
  });

  it.each([4500, 4501, 4502, 4504, 4509, 4999])('%i does not', async (code) => {
    const { first, told, place } = await welcomed();
    first.webSocket.close(code);
    await until(() => expect(told.words.at(-1)).toBe('closed'));
    expect(told.codes.at(-1)).toBe(code);
    place.sign('visible');
    place.sign('tap');
    expect(place.timers).toEqual([]);
    expect(host.upgrades).toBe(1);
  });

  it('none at all (a torn line) comes back', async () => {
    const { first, place } = await welcomed();
    first.webSocket.terminate();
    await comesBack(1, place);
    expect(host.connections).toHaveLength(2);
  });
});
