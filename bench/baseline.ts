/**
 * The bare server that the host is measured against, in a separate process: node:http and ws, one stringify and N sends per command.
 * F0 stores nothing; F1 first inserts a row with one prepared statement, in WAL mode with synchronous=FULL; F2 inserts it in PostgreSQL
 * and publishes it on Redis, as one of several hosts would.
 * Its answers, welcomes and events have as many bytes as the host's, so that only the work differs.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import Database from 'better-sqlite3';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import type { BaselineOptions } from './baseline-options.ts';

/** Keeps an event, whose text it is. */
type Keep = (text: string) => void | Promise<void>;

function prepareInsert(folder: string): Keep {
  const db = new Database(join(folder, 'baseline.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  // In this build the first write in WAL mode lowers the level: set it again, as the host does.
  const insert = db.prepare('INSERT INTO events (text) VALUES (?)');
  insert.run('first');
  db.pragma('synchronous = FULL');
  return (text) => void insert.run(text);
}

/** Resolves when the row is durable; whoever listens hears of it by itself. */
async function prepareShared({ postgresUrl = '', redisUrl = '' }: BaselineOptions): Promise<Keep> {
  const pool = new pg.Pool({ connectionString: postgresUrl, max: 8 });
  await pool.query('CREATE TABLE baseline_events (seq BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)');
  const redis = createClient({ url: redisUrl });
  await redis.connect();
  return async (text) => {
    await pool.query({
      name: 'insert',
      text: 'INSERT INTO baseline_events (text) VALUES ($1)',
      values: [text],
    });
    void redis.publish('baseline', text);
  };
}

async function prepareKeep(options: BaselineOptions): Promise<Keep> {
  if (options.kind === 'F1') return prepareInsert(options.folder);
  return options.kind === 'F2' ? prepareShared(options) : () => undefined;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text === '' ? '{}' : text);
}

async function start(options: BaselineOptions): Promise<void> {
  const keep = await prepareKeep(options);
  const welcome = JSON.stringify({ type: 'welcome', filler: 'x'.repeat(options.welcomeBytes) });
  const answer = JSON.stringify({ filler: 'x'.repeat(options.answerBytes) });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) };
  const filler = 'x'.repeat(options.eventBytes);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  let seq = 0;

  async function command(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await bodyOf(request);
    seq += 1;
    const event = JSON.stringify({ type: 'event', seq, filler });
    // A turn of the event loop would cost F0 and F1 what they do not need.
    const kept = keep(event);
    if (kept !== undefined) await kept;
    response.writeHead(200, headers).end(answer);
    for (const socket of sockets.clients) socket.send(event);
  }

  const server = createServer((request, response) => {
    command(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => client.send(welcome));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
  });
}

process.once('message', (options: BaselineOptions) => void start(options));
