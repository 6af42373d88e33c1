/** Generates load, in a separate process: sockets that listen, and requests over keep-alive connections. */
import { performance } from 'node:perf_hooks';
import type { LoadTarget, LoadCommand, LoadReport } from './load-messages.ts';
import { RawHttpClient, RawWebSocket } from './raw-clients.ts';

interface LoadState {
  target: LoadTarget;
  listeners: RawWebSocket[];
  httpClients: RawHttpClient[];
  eventCount: number;
  onEvent: () => void;
  eventBytes: number;
  welcomeBytes: number;
  answerBytes: number;
  lastIds: (number | null)[];
  requestCounts: number[];
}

const state: LoadState = {
  target: { urls: [], authorization: '', sockets: [], subprotocol: null, lanes: [] },
  listeners: [],
  httpClients: [],
  eventCount: 0,
  onEvent: () => undefined,
  eventBytes: 0,
  welcomeBytes: 0,
  answerBytes: 0,
  lastIds: [],
  requestCounts: [],
};

function onEvents(count: number, bytes: number): void {
  if (count === 1) state.eventBytes = Math.max(state.eventBytes, bytes);
  state.eventCount += count;
  state.onEvent();
}

/** The host that takes what comes at this place of the order. */
function urlFor(place: number): URL {
  const { urls } = state.target;
  return new URL(urls[place % urls.length] ?? '');
}

async function connectOne(
  { path, authorization }: LoadTarget['sockets'][number],
  place: number,
): Promise<RawWebSocket> {
  const { subprotocol } = state.target;
  const url = urlFor(place);
  const { listener, welcomeBytes } = await RawWebSocket.open({
    url,
    path,
    authorization,
    subprotocol,
    onEvents,
  });
  state.welcomeBytes = Math.max(state.welcomeBytes, welcomeBytes);
  return listener;
}

async function connect(target: LoadTarget): Promise<LoadReport> {
  state.target = target;
  // A crowd that reconnects carries on where it was: what its lanes asked for is still open.
  if (state.requestCounts.length === 0) {
    state.lastIds = target.lanes.map(() => null);
    state.requestCounts = target.lanes.map(() => 0);
  }
  const started = performance.now();
  state.listeners = await Promise.all(target.sockets.map(connectOne));
  return { connectedMs: performance.now() - started, welcomeBytes: state.welcomeBytes };
}

/** Runs `work` with a fresh connection per lane: servers close those that have been idle for a few seconds. */
async function withHttpClients(work: () => Promise<LoadReport>): Promise<LoadReport> {
  const { lanes } = state.target;
  state.httpClients = await Promise.all(lanes.map(async (_, lane) => RawHttpClient.open(urlFor(lane))));
  const report = await work();
  for (const client of state.httpClients) client.close();
  return report;
}

/** Sends a lane's next request. */
async function sendNext(lane: number): Promise<void> {
  const commands = state.target.lanes[lane] ?? [];
  const turn = state.requestCounts[lane] ?? 0;
  const command = commands[turn % commands.length];
  const client = state.httpClients[lane];
  if (command === undefined || client === undefined) throw new Error(`Lane ${lane} has no commands.`);
  state.requestCounts[lane] = turn + 1;
  const path = command.path.replace('{id}', String(state.lastIds[lane]));
  const body = await client.call(command.method, path, state.target.authorization, command.body);
  state.answerBytes = Math.max(state.answerBytes, Buffer.byteLength(body));
  const { id } = JSON.parse(body) as { id?: number };
  if (id !== undefined) state.lastIds[lane] = id;
}

/** Resolves once this many events have been received over all sockets. */
function eventsReceived(count: number): Promise<void> {
  return new Promise((resolve) => {
    state.onEvent = () => {
      if (state.eventCount >= count) resolve();
    };
    state.onEvent();
  });
}

async function latency(commands: number): Promise<LoadReport> {
  const answeredMs: number[] = [];
  const deliveredMs: number[] = [];
  for (let turn = 0; turn < commands; turn += 1) {
    const everyone = eventsReceived(state.eventCount + state.listeners.length);
    const started = performance.now();
    const answered = sendNext(0).then(() => answeredMs.push(performance.now() - started));
    await everyone;
    deliveredMs.push(performance.now() - started);
    await answered;
  }
  return { deliveredMs, answeredMs, eventBytes: state.eventBytes, answerBytes: state.answerBytes };
}

async function throughput(commands: number): Promise<LoadReport> {
  const everyone = eventsReceived(state.eventCount + commands * state.listeners.length);
  let left = commands;
  const run = async (lane: number) => {
    while (left > 0) {
      left -= 1;
      await sendNext(lane);
    }
  };
  const started = performance.now();
  await Promise.all(state.target.lanes.map((_commands, lane) => run(lane)));
  await everyone;
  return { durationMs: performance.now() - started };
}

async function disconnect(): Promise<LoadReport> {
  for (const listener of state.listeners) listener.close();
  return Promise.resolve({});
}

async function execute(command: LoadCommand): Promise<LoadReport> {
  switch (command.do) {
    case 'connect':
      return connect(command.target);
    case 'latency':
      return withHttpClients(async () => latency(command.commands));
    case 'throughput':
      return withHttpClients(async () => throughput(command.commands));
    case 'disconnect':
      return disconnect();
    default:
      return command satisfies never;
  }
}

process.on('message', (command: LoadCommand) => {
  execute(command).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
});
