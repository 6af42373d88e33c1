import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { EventFrame } from '../protocol/frames.ts';
import type { ConnectionStatus } from './game-view.ts';
import { HostClock } from './host-clock.ts';
import { LiveConnection, type LiveConnectionOptions } from './live-connection.ts';
import { createManualEnvironment } from './manual-environment.fake.ts';
import { EPOCH, ScriptedHost } from './scripted-host.harness.ts';
import { openSocketWith } from './socket.ts';
import { waitFor } from './wait-for.harness.ts';

let host: ScriptedHost;
let connection: LiveConnection | null;
const createEnvironment = () => createManualEnvironment({ openSocket: openSocketWith(WebSocket) });

/** What a connection reported, in order. */
interface Recorded {
  readonly welcomes: boolean[];
  readonly seqs: number[];
  readonly statuses: ConnectionStatus[];
  readonly codes: (number | null)[];
  readonly errors: Error[];
}

function connect(own: Partial<LiveConnectionOptions> = {}) {
  const environment = createEnvironment();
  const recorded: Recorded = { welcomes: [], seqs: [], statuses: [], codes: [], errors: [] };
  connection = new LiveConnection({
    baseUrl: host.baseUrl,
    code: 'PLAY23',
    participantId: 1,
    keepsTimersWhileHidden: true,
    environment,
    hostClock: new HostClock(() => environment.monotonic()),
    onWelcome: ({ resumed }) => recorded.welcomes.push(resumed),
    onEvent: ({ seq }: EventFrame) => recorded.seqs.push(seq),
    onPresence: () => undefined,
    onNotice: () => undefined,
    onStatus: (status, code) => {
      recorded.statuses.push(status);
      recorded.codes.push(code);
    },
    onError: (error) => recorded.errors.push(error),
    ...own,
  });
  return { place: environment, told: recorded, live: connection };
}

/** A connection that was welcomed with a snapshot at the game's head. */
async function connectAndWelcome() {
  const opened = connect();
  const first = await nextConnection(0, opened.place);
  first.send(host.welcomeFrame());
  await waitFor(() => expect(opened.told.welcomes).toEqual([false]));
  return { ...opened, first, head: host.game.state.seq };
}

/** Resolves with connection `index`, once the delay is over. */
async function nextConnection(index: number, environment: ReturnType<typeof createEnvironment>) {
  await waitFor(() => {
    if (host.connections.length <= index) environment.advance(300);
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

describe('opening a connection', () => {
  it('names game, seat and page, and carries the token as a header', async () => {
    connect({ token: 'secret', page: 'abc' });
    const { url, headers } = await host.connection(0);
    expect(`${url.pathname}${url.search}`).toBe('/ws/PLAY23/1?page=abc');
    expect(headers.authorization).toBe('Bearer secret');
  });

  it('says how far it got when it reconnects', async () => {
    const { place: environment, first, told: recorded, head } = await connectAndWelcome();
    for (const frame of host.makeEvents(2)) first.send(frame);
    await waitFor(() => expect(recorded.seqs).toEqual([head + 1, head + 2]));
    first.close(4001);
    const second = await nextConnection(1, environment);
    expect(second.search).toBe(`?epoch=${EPOCH}&seq=${head + 2}`);
  });
});

describe.each(['socket', 'stream', 'polls'] as const)('the cursor, by %s', (kind) => {
  beforeEach(() => host.allowOnly(kind));

  it('G3: takes each event once and drops duplicates', async () => {
    const { first, told: recorded, head } = await connectAndWelcome();
    const [one, two] = host.makeEvents(2);
    for (const frame of [one, one, two, one, two]) first.send(frame);
    first.send(host.makeEvents(1)[0]);
    await waitFor(() => expect(recorded.seqs).toEqual([head + 1, head + 2, head + 3]));
    expect(host.connections).toHaveLength(1);
  });

  it('G3: takes the events of a batch frame in order, and reconnects where one is missing', async () => {
    const { first, told: recorded, place: environment, head } = await connectAndWelcome();
    const [one, two, three, , five, six] = host.makeEvents(6);
    first.send({ type: 'events', items: [one, two] });
    await waitFor(() => expect(recorded.seqs).toEqual([head + 1, head + 2]));
    first.send({ type: 'events', items: [two, three, five, six] });
    const second = await nextConnection(1, environment);
    expect(recorded.seqs).toEqual([head + 1, head + 2, head + 3]);
    expect(second.search).toBe(`?epoch=${EPOCH}&seq=${head + 3}`);
  });

  it('G3: resumes from where it is when an event is missing', async () => {
    const { first, told: recorded, place: environment, head } = await connectAndWelcome();
    const [one, , three] = host.makeEvents(3);
    first.send(one);
    first.send(three);
    const second = await nextConnection(1, environment);
    expect(recorded.seqs).toEqual([head + 1]);
    expect(second.search).toBe(`?epoch=${EPOCH}&seq=${head + 1}`);
  });

  it('G3: is never set by a resumed welcome, which names the head, not what was applied', async () => {
    const { first, told: recorded, place: environment, head } = await connectAndWelcome();
    first.close(4008);
    const missed = host.makeEvents(3);
    const second = await nextConnection(1, environment);
    second.send(host.resumedFrame());
    for (const frame of missed) second.send(frame);
    await waitFor(() => expect(recorded.seqs).toEqual([head + 1, head + 2, head + 3]));
    expect(recorded.welcomes).toEqual([false, true]);
    expect(host.connections).toHaveLength(2);
  });

  it('G3: starts from a snapshot in another epoch', async () => {
    const { first, told: recorded, place: environment, live } = await connectAndWelcome();
    first.close(4001);
    const second = await nextConnection(1, environment);
    second.send(host.welcomeFrame(1, 'epoch-2'));
    await waitFor(() => expect(recorded.welcomes).toEqual([false, false]));
    expect(live.cursor).toEqual({ epoch: 'epoch-2', seq: host.game.state.seq });
  });

  it('G3: rejects a resumed welcome of an epoch that it did not ask for', async () => {
    const { first, told: recorded, place: environment } = await connectAndWelcome();
    first.close(4001);
    const second = await nextConnection(1, environment);
    second.send(host.resumedFrame('epoch-2'));
    const third = await nextConnection(2, environment);
    expect(third.search).toBe('');
    expect(recorded.welcomes).toEqual([false]);
    expect(recorded.errors).toHaveLength(1);
  });

  it('G3: notices by a heartbeat that an event never came', async () => {
    const { first, place: environment, head } = await connectAndWelcome();
    host.makeEvents(1);
    first.send(host.heartbeatFrame());
    const second = await nextConnection(1, environment);
    expect(second.search).toBe(`?epoch=${EPOCH}&seq=${head}`);
  });

  it('is forgotten by a resync', async () => {
    const { live, place: environment } = await connectAndWelcome();
    live.resync();
    const second = await nextConnection(1, environment);
    expect(second.search).toBe('');
  });
});

describe('an invalid frame', () => {
  const nonsense = [
    'no json',
    '{"type":"surprise"}',
    '{"type":"event","event_type":"challenge_assigned"}',
    '[]',
    '7',
  ];

  it.each(nonsense)('is reported and followed by a snapshot: %s', async (text) => {
    const { first, place: environment, told: recorded } = await connectAndWelcome();
    first.send(text);
    const second = await nextConnection(1, environment);
    expect(second.search).toBe('');
    expect(recorded.errors.map(({ name }) => name)).toEqual(['FrameError']);
  });

  it('includes anything before the welcome, and a second welcome', async () => {
    const { told: recorded, place: environment } = connect();
    const first = await host.connection(0);
    first.send(host.heartbeatFrame());
    const second = await nextConnection(1, environment);
    second.send(host.welcomeFrame());
    second.send(host.welcomeFrame());
    await nextConnection(2, environment);
    expect(recorded.errors).toHaveLength(2);
  });
});

describe.each(['socket', 'stream', 'polls'] as const)('close codes, by %s', (kind) => {
  beforeEach(() => host.allowOnly(kind));

  it.each([1001, 1011, 4001, 4008, 4010, 4012, 4499])('%i reconnects', async (code) => {
    const { first, place: environment } = await connectAndWelcome();
    first.close(code);
    await nextConnection(1, environment);
    expect(host.connections).toHaveLength(2);
  });

  it.each([4500, 4501, 4502, 4504, 4509, 4999])('%i does not', async (code) => {
    const { first, told: recorded, place: environment } = await connectAndWelcome();
    first.close(code);
    await waitFor(() => expect(recorded.statuses.at(-1)).toBe('closed'));
    expect(recorded.codes.at(-1)).toBe(code);
    environment.emitSignal('visible');
    environment.emitSignal('tap');
    expect(environment.pendingTimers).toEqual([]);
    expect(host.connections).toHaveLength(1);
  });

  it('none at all (a lost connection) reconnects', async () => {
    const { first, place: environment } = await connectAndWelcome();
    first.terminate();
    await nextConnection(1, environment);
    expect(host.connections).toHaveLength(2);
  });
});
