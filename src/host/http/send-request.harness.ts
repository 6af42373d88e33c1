/** Requests of tests, over a real port or as from elsewhere. */
import type { Api } from './services.ts';

export interface TestRequest {
  readonly method?: string;
  /** Sent as JSON unless it is already text or bytes. */
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response whose body has been read. */
export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, if it is JSON. */
  readonly json: Record<string, unknown>;
}

export async function send(
  url: string,
  { method, body, token, key, headers }: TestRequest,
): Promise<TestResponse> {
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
  const isJson = /json\b(?<!ndjson)/.test(response.headers.get('content-type') ?? '');
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, json: isRecord(parsed) ? parsed : {} };
}

/** As from another address. */
export async function inject(
  app: Api,
  remoteAddress: string,
  url: string,
  { body = {}, token, key, headers }: Omit<TestRequest, 'method'>,
): Promise<TestResponse> {
  const response = await app.inject({
    method: 'POST',
    url,
    remoteAddress,
    headers: {
      host: 'localhost',
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...headers,
    },
    payload: JSON.stringify(body),
  });
  const parsed: unknown = response.body === '' ? {} : JSON.parse(response.body);
  return {
    status: response.statusCode,
    headers: new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
    text: response.body,
    json: isRecord(parsed) ? parsed : {},
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
