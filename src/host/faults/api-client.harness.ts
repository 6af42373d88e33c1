/** For tests: API calls by a client that knows only the contract. */
import { setTimeout as wait } from 'node:timers/promises';
import Value from 'typebox/value';
import { WebSocket } from 'ws';
import { Snapshot } from '../../protocol/entity-schemas.ts';
import { REPEAT_HEADER } from '../../protocol/repeat-header.ts';

/** Where a host is, and the token for everything there. */
export interface HostEndpoint {
  readonly url: string;
  readonly ownerToken: string;
}

export interface SeatToken {
  readonly id: number;
  readonly token: string;
}

export interface ApiResponse {
  readonly status: number;
  readonly text: string;
  /** Whether it says that nothing was done now. */
  readonly isRepeat: boolean;
}

export interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly key?: string;
  /** Default: the owner's; null: none. */
  readonly token?: string | null;
  /** The participant for whom the owner acts; default: none. */
  readonly seat?: number;
}

/** Rejects when no answer came. */
export async function call(
  host: HostEndpoint,
  path: string,
  options: CallOptions = {},
): Promise<ApiResponse> {
  const { method = 'GET', body, key, token = host.ownerToken, seat } = options;
  const response = await fetch(`${host.url}/api/v2${path}`, {
    method,
    headers: {
      ...(token !== null && { Authorization: `Bearer ${token}` }),
      ...(seat !== undefined && { Seat: String(seat) }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const isRepeat = response.headers.has(REPEAT_HEADER);
  return { status: response.status, text: await response.text(), isRepeat };
}

export function readObject(text: string): Record<string, unknown> {
  const read: unknown = JSON.parse(text);
  if (typeof read !== 'object' || read === null) throw new Error(`not an object: ${text}`);
  return { ...read };
}

/** The items of a list response. */
export function readItems(text: string): readonly Record<string, unknown>[] {
  const { items } = readObject(text);
  if (!Array.isArray(items)) throw new Error(`not a list: ${text}`);
  return items.map((item) => readObject(JSON.stringify(item)));
}

export interface CreatedGame {
  readonly code: string;
  readonly bankerId: number;
}

export async function makeGame(
  host: HostEndpoint,
  settings: object = {},
  key = 'the-game',
): Promise<CreatedGame> {
  const body = { name: 'Storm', team_count: 4, settings };
  const { status, text } = await call(host, '/games', { method: 'POST', body, key });
  if (status !== 201) throw new Error(`no game: ${text}`);
  const { game_code: code, banker_id: bankerId } = readObject(text);
  return { code: String(code), bankerId: Number(bankerId) };
}

/** A socket on a seat: the seqs of its events from its welcome on. */
export class EventRecorder {
  readonly #webSocket: WebSocket;
  readonly seqs: number[] = [];
  /** Head at the welcome; null: not welcomed yet. */
  welcomedAt: number | null = null;

  constructor(host: HostEndpoint, { code, seat, token }: { code: string; seat: number; token?: string }) {
    this.#webSocket = new WebSocket(`${host.url.replace('http', 'ws')}/ws/${code}/${seat}`, {
      headers: { Authorization: `Bearer ${token ?? host.ownerToken}` },
    });
    // The host may die: what came until then counts.
    this.#webSocket.on('error', () => this.#webSocket.terminate());
    this.#webSocket.on('message', (data) => {
      const { type, seq } = readObject(Buffer.isBuffer(data) ? data.toString() : '');
      if (type === 'welcome') this.welcomedAt = Number(seq);
      else if (type === 'event') this.seqs.push(Number(seq));
    });
  }

  get head(): number {
    return this.seqs.at(-1) ?? this.welcomedAt ?? 0;
  }

  /** Whether no seq is missing, doubled or out of order. */
  get isGapless(): boolean {
    const first = (this.welcomedAt ?? 0) + 1;
    return this.seqs.every((seq, index) => seq === first + index);
  }

  async welcomed(): Promise<void> {
    await until(() => this.welcomedAt !== null, 'a welcome');
  }

  terminate(): void {
    this.#webSocket.terminate();
  }
}

/** The snapshot that a seat gets with its welcome. */
export async function snapshotFor(game: { url: string; code: string }, seat: SeatToken): Promise<Snapshot> {
  const webSocket = new WebSocket(`${game.url.replace('http', 'ws')}/ws/${game.code}/${seat.id}`, {
    headers: { Authorization: `Bearer ${seat.token}` },
  });
  const text = await new Promise<string>((resolve, reject) => {
    webSocket.once('message', (data) => resolve(Buffer.isBuffer(data) ? data.toString() : ''));
    webSocket.once('error', reject);
    webSocket.once('close', (closeCode) =>
      reject(new Error(`closed with ${closeCode} instead of a welcome`)),
    );
  });
  webSocket.terminate();
  return Value.Parse(Snapshot, readObject(text)['snapshot']);
}

/** Polls a condition that nothing reports; rejects after 30 s. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  if (!(await within(30_000, condition))) throw new Error(`waited in vain for ${what}`);
}

/** Whether it came about in so many ms. */
export async function within(ms: number, condition: () => boolean): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await wait(2);
  }
  return true;
}
