/** For tests: a host whose connections are limited, over real ones and with a clock set by hand. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Warning } from '../../protocol/host-warnings.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../http/test-app.harness.ts';
import { RawClient } from '../live/raw-client.harness.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import type { ConnectionsOptions } from './connections.ts';

/** Bytes of the one large file among the pages: more than the system takes for who does not read. */
export const LARGE = 16 * 1024 * 1024;
export const LARGE_FILE = '/assets/large-1.js';
export const ROOMY = { open: 1_000, strangers: 500, perAddress: 250 };

export const get = (path: string, headers = '') =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;
export const post = (path: string, length: number, headers = '') =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n${headers}\r\n`;
export const bearer = (token: string) => `Authorization: Bearer ${token}\r\n`;
export const repeat = <Value>(value: Value, times: number): Value[] =>
  Array.from({ length: times }, () => value);

export class LimitedHost {
  readonly warnings: (Warning | null)[] = [];
  readonly #folder = temporaryFolder();
  #app: TestApp | null = null;

  get app(): TestApp {
    if (this.#app === null) throw new Error('the host has not been started');
    return this.#app;
  }

  async start(connections: Partial<ConnectionsOptions> = {}, options: TestAppOptions = {}): Promise<void> {
    const warn = (warning: Warning | null) => void this.warnings.push(warning);
    this.#app = await startTestApp({ connections: { limits: ROOMY, warn, ...connections }, ...options });
  }

  async startWithPages(connections: Partial<ConnectionsOptions> = {}): Promise<void> {
    const pages = join(this.#folder.path, 'pages');
    mkdirSync(join(pages, 'assets'), { recursive: true });
    writeFileSync(join(pages, 'index.html'), '<!doctype html>');
    writeFileSync(join(pages, LARGE_FILE), Buffer.alloc(LARGE, 'x'));
    await this.start(connections, { pagesFolder: pages });
  }

  async close(): Promise<void> {
    await this.#app?.close();
    this.#folder.dispose();
  }

  connect(): Promise<RawClient> {
    return RawClient.connect(Number(new URL(this.app.url).port));
  }

  /** Connects one after the other, so that it is known who is the oldest. */
  async connectInOrder(count: number): Promise<RawClient[]> {
    const clients: RawClient[] = [];
    const before = await this.openConnections();
    for (let index = 0; index < count; index += 1) {
      clients.push(await this.connect());
      await this.untilOpen(before + index + 1);
    }
    return clients;
  }

  openConnections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.app.app.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
    });
  }

  async untilOpen(count: number): Promise<void> {
    while ((await this.openConnections()) !== count) await nextTurn();
  }

  /** Seconds on the host's clock, and whatever is to be read and written meanwhile. */
  async pass(seconds: number, stepMs = 1_000): Promise<void> {
    for (let ms = 0; ms < seconds * 1_000; ms += stepMs) {
      this.app.clock.advance(stepMs);
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    }
  }
}

/** Resolves when neither the system nor the client takes any more. */
export async function untilFull(socket: Socket): Promise<void> {
  for (let [sent, turns] = [-1, 0]; turns < 500; turns += 1) {
    await nextTurn();
    const now = socket.bytesWritten - socket.writableLength;
    if (now !== sent || now === 0) turns = 0;
    sent = now;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
