/** The load, in a process of its own: sockets that listen and commands over kept-alive connections. */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import type { Aim, Command, Order, Report } from './load-messages.ts';

const EVENT = '"type":"event"';
const EVENT_BYTES = Buffer.from(EVENT);

interface Crowd {
  aim: Aim;
  agent: Agent;
  sockets: WebSocket[];
  heard: number;
  onHeard: () => void;
  eventBytes: number;
  welcomeBytes: number;
  answerBytes: number;
  lastIds: (number | null)[];
  turns: number[];
}

const crowd: Crowd = {
  aim: { url: '', authorization: '', sockets: [], subprotocol: null, lanes: [] },
  agent: new Agent({ keepAlive: true, maxSockets: 64 }),
  sockets: [],
  heard: 0,
  onHeard: () => undefined,
  eventBytes: 0,
  welcomeBytes: 0,
  answerBytes: 0,
  lastIds: [],
  turns: [],
};

/** Events in one frame: usually one, several for a client that asked for several. */
function eventsIn(frame: Buffer): number {
  let count = 0;
  for (
    let at = frame.indexOf(EVENT_BYTES);
    at !== -1;
    at = frame.indexOf(EVENT_BYTES, at + EVENT_BYTES.length)
  ) {
    count += 1;
  }
  return count;
}

function onFrame(frame: Buffer): void {
  const events = eventsIn(frame);
  if (events === 0) return;
  if (events === 1) crowd.eventBytes = Math.max(crowd.eventBytes, frame.length);
  crowd.heard += events;
  crowd.onHeard();
}

function connectOne({ path, authorization }: Aim['sockets'][number]): Promise<WebSocket> {
  const url = `${crowd.aim.url.replace('http', 'ws')}${path}`;
  const protocols = crowd.aim.subprotocol === null ? [] : [crowd.aim.subprotocol];
  const socket = new WebSocket(url, protocols, { headers: { authorization }, perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`A socket was closed with ${code}.`)));
    socket.once('message', (first: Buffer) => {
      crowd.welcomeBytes = Math.max(crowd.welcomeBytes, first.length);
      socket.on('message', onFrame);
      resolve(socket);
    });
  });
}

async function connect(aim: Aim): Promise<Report> {
  crowd.aim = aim;
  // A crowd that comes back goes on where it was: what its lanes asked for is still open.
  if (crowd.turns.length === 0) {
    crowd.lastIds = aim.lanes.map(() => null);
    crowd.turns = aim.lanes.map(() => 0);
  }
  const started = performance.now();
  crowd.sockets = await Promise.all(aim.sockets.map(connectOne));
  return { connectedMs: performance.now() - started, welcomeBytes: crowd.welcomeBytes };
}

function send({ method, path, body }: Command, id: number | null): Promise<string> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const call = request(
      `${crowd.aim.url}${path.replace('{id}', String(id))}`,
      {
        method,
        agent: crowd.agent,
        headers: {
          authorization: crowd.aim.authorization,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': crypto.randomUUID(),
        },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
        response.on('end', () => {
          if ((response.statusCode ?? 500) < 300) resolve(answer);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer}`));
        });
      },
    );
    call.on('error', reject);
    call.end(text);
  });
}

/** The next command of a lane. */
async function step(lane: number): Promise<void> {
  const commands = crowd.aim.lanes[lane] ?? [];
  const turn = crowd.turns[lane] ?? 0;
  const command = commands[turn % commands.length];
  if (command === undefined) throw new Error(`Lane ${lane} has no commands.`);
  crowd.turns[lane] = turn + 1;
  const answer = await send(command, crowd.lastIds[lane] ?? null);
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
    const everyone = heard(crowd.heard + crowd.sockets.length);
    const started = performance.now();
    const answered = step(0).then(() => answeredMs.push(performance.now() - started));
    await everyone;
    heardMs.push(performance.now() - started);
    await answered;
  }
  return { heardMs, answeredMs, eventBytes: crowd.eventBytes, answerBytes: crowd.answerBytes };
}

async function throughput(commands: number): Promise<Report> {
  const everyone = heard(crowd.heard + commands * crowd.sockets.length);
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
  for (const socket of crowd.sockets) {
    socket.removeAllListeners('close');
    socket.terminate();
  }
  crowd.agent.destroy();
  return Promise.resolve({});
}

async function obey(order: Order): Promise<Report> {
  switch (order.do) {
    case 'connect':
      return connect(order.aim);
    case 'latency':
      return latency(order.commands);
    case 'throughput':
      return throughput(order.commands);
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
