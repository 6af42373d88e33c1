/** A host's HTTP side for tests: real SQLite in a temporary folder, real port on loopback, clocks turned by hand. */
import { randomBytes } from 'node:crypto';
import { createHostTime } from '../clock.ts';
import { createHandClock, type HandClock } from '../hand-clock.ts';
import { temporaryFolder } from '../log/evening.ts';
import { type OpenLog, openLog } from '../log/sqlite-log.ts';
import { openRooms, type Rooms } from '../rooms.ts';
import { createSeats, type Seats } from '../seats.ts';
import { createAccess } from './access.ts';
import { buildApp } from './app.ts';
import { createLimits } from './limits.ts';
import type { Api, Services } from './services.ts';
import { mintTicket } from './ticket-office.ts';

const HOST_KEY = new Uint8Array(32).fill(7);

export interface Call {
  readonly method?: string;
  /** JSON unless it is text or bytes already. */
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly json: Record<string, unknown>;
}

export interface Trial {
  readonly folder: string;
  readonly clock: HandClock;
  readonly seats: Seats;
  readonly url: string;
  readonly store: OpenLog;
  readonly rooms: Rooms;
  readonly app: Api;
  /** What the host reported or logged. */
  readonly reports: string[];
  call(path: string, call?: Call): Promise<Answer>;
  deskTicket(): string;
  /** The process ends and a new one starts on the same data. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

export interface TrialOptions {
  readonly pagesFolder?: string;
  readonly joinUrls?: readonly string[];
  readonly presence?: Services['presence'];
}

export async function startTrial(options: TrialOptions = {}): Promise<Trial> {
  const folder = temporaryFolder();
  const clock = createHandClock();
  const reports: string[] = [];
  let running = await start(folder.path, clock, reports, options);
  const stop = async () => {
    await running.app.close();
    running.rooms.close();
    running.store.close();
  };
  return {
    folder: folder.path,
    clock,
    reports,
    get seats() {
      return running.services.seats;
    },
    get url() {
      return running.url;
    },
    get store() {
      return running.store;
    },
    get rooms() {
      return running.rooms;
    },
    get app() {
      return running.app;
    },
    call: (path, call = {}) => send(running.url + path, call),
    deskTicket: () => mintTicket(running.services, { purpose: 'desk', gameId: null, participantId: null }),
    async restart() {
      await stop();
      running = await start(folder.path, clock, reports, options);
    },
    async dispose() {
      await stop();
      folder.dispose();
    },
  };
}

async function start(folder: string, clock: HandClock, reports: string[], options: TrialOptions) {
  const store = openLog({ folder });
  const hostTime = createHostTime(clock);
  const seats = createSeats(HOST_KEY);
  const report = (message: string) => void reports.push(message);
  const rooms = openRooms({ log: store.log, clock, hostTime, pinOf: (seat) => seats.pinOf(seat), report });
  const services: Services = {
    rooms,
    seats,
    access: createAccess({ rooms, seats, hosts: ['night.local'] }),
    log: store.log,
    tickets: store.tickets,
    hostTime,
    clock,
    limits: createLimits(() => clock.steady()),
    presence: options.presence ?? (() => ({ connected: false, lastSeen: null })),
    joinUrls: () => options.joinUrls ?? ['http://192.168.1.20:4747'],
    names: ['night.local'],
    version: '0.1.0',
    randomBytes: (size) => randomBytes(size),
  };
  const app = await buildApp(services, { pagesFolder: options.pagesFolder ?? `${folder}/no-pages` });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, store, rooms, services };
}

async function send(url: string, { method, body, token, key, headers }: Call): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? Buffer.from(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, json: isRecord(parsed) ? parsed : {} };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
