/** The load, in a process of its own: sockets that listen and commands over kept-alive connections. */
import { performance } from 'node:perf_hooks';
import type { Aim, Order, Report } from './load-messages.ts';
import { Caller, Listener } from './wire.ts';

interface Crowd {
  aim: Aim;
  listeners: Listener[];
  callers: Caller[];
  heard: number;
  onHeard: () => void;
  eventBytes: number;
  welcomeBytes: number;
  answerBytes: number;
  lastIds: (number | null)[];
  turns: number[];
}

const crowd: Crowd = {
  aim: { url: 'http://127.0.0.1', authorization: '', sockets: [], subprotocol: null, lanes: [] },
  listeners: [],
  callers: [],
  heard: 0,
  onHeard: () => undefined,
  eventBytes: 0,
  welcomeBytes: 0,
  answerBytes: 0,
  lastIds: [],
  turns: [],
};

function onEvents(count: number, bytes: number): void {
  if (count === 1) crowd.eventBytes = Math.max(crowd.eventBytes, bytes);
  crowd.heard += count;
  crowd.onHeard();
}

async function connectOne({ path, authorization }: Aim['sockets'][number]): Promise<Listener> {
  const { subprotocol } = crowd.aim;
  const url = new URL(crowd.aim.url);
  const { listener, welcomeBytes } = await Listener.open({ url, path, authorization, subprotocol, onEvents });
  crowd.welcomeBytes = Math.max(crowd.welcomeBytes, welcomeBytes);
  return listener;
}

async function connect(aim: Aim): Promise<Report> {
  crowd.aim = aim;
  // A crowd that comes back goes on where it was: what its lanes asked for is still open.
  if (crowd.turns.length === 0) {
    crowd.lastIds = aim.lanes.map(() => null);
    crowd.turns = aim.lanes.map(() => 0);
  }
  const started = performance.now();
  crowd.listeners = await Promise.all(aim.sockets.map(connectOne));
  return { connectedMs: performance.now() - started, welcomeBytes: crowd.welcomeBytes };
}

/** Does something with a fresh connection a lane: servers close those that were idle for some seconds. */
async function calling(work: () => Promise<Report>): Promise<Report> {
  const { url, lanes } = crowd.aim;
  crowd.callers = await Promise.all(lanes.map(async () => Caller.open(new URL(url))));
  const report = await work();
  for (const caller of crowd.callers) caller.close();
  return report;
}

/** The next command of a lane. */
async function step(lane: number): Promise<void> {
  const commands = crowd.aim.lanes[lane] ?? [];
  const turn = crowd.turns[lane] ?? 0;
  const command = commands[turn % commands.length];
  const caller = crowd.callers[lane];
  if (command === undefined || caller === undefined) throw new Error(`Lane ${lane} has no commands.`);
  crowd.turns[lane] = turn + 1;
  const path = command.path.replace('{id}', String(crowd.lastIds[lane]));
  const answer = await caller.call(command.method, path, crowd.aim.authorization, command.body);
  crowd.answerBytes = Math.max(crowd.answerBytes, Buffer.byteLength(answer));
  const { id } = JSON.parse(answer) as { id?: number };
  if (id !== undefined) crowd.lastIds[lane] = id;
}

/** Resolves when so many events, over all sockets, were heard. */
function heard(count: number): Promise<void> {
  return new Promise((resolve) => {
    crowd.onHeard = () => {
      if (crowd.heard >= count) resolve();
    };
    crowd.onHeard();
  });
}

async function latency(commands: number): Promise<Report> {
  const answeredMs: number[] = [];
  const heardMs: number[] = [];
  for (let turn = 0; turn < commands; turn += 1) {
    const everyone = heard(crowd.heard + crowd.listeners.length);
    const started = performance.now();
    const answered = step(0).then(() => answeredMs.push(performance.now() - started));
    await everyone;
    heardMs.push(performance.now() - started);
    await answered;
  }
  return { heardMs, answeredMs, eventBytes: crowd.eventBytes, answerBytes: crowd.answerBytes };
}

async function throughput(commands: number): Promise<Report> {
  const everyone = heard(crowd.heard + commands * crowd.listeners.length);
  let left = commands;
  const run = async (lane: number) => {
    while (left > 0) {
      left -= 1;
      await step(lane);
    }
  };
  const started = performance.now();
  await Promise.all(crowd.aim.lanes.map((_commands, lane) => run(lane)));
  await everyone;
  return { tookMs: performance.now() - started };
}

async function disconnect(): Promise<Report> {
  for (const listener of crowd.listeners) listener.close();
  return Promise.resolve({});
}

async function obey(order: Order): Promise<Report> {
  switch (order.do) {
    case 'connect':
      return connect(order.aim);
    case 'latency':
      return calling(async () => latency(order.commands));
    case 'throughput':
      return calling(async () => throughput(order.commands));
    case 'disconnect':
      return disconnect();
    default:
      return order satisfies never;
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
});
