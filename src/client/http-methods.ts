/** GET, POST, PATCH and DELETE on one host, with the caller's identity in the headers. */
import { defaultEnvironment, type Environment } from './environment.ts';
import type { Guard } from './guards/wire-guards.ts';
import { type HttpCall, callHost, type CallOptions, jsonReader, type ResponseReader } from './http-call.ts';
import { newIdempotencyKey } from './idempotency-key.ts';

export interface CommandOptions extends CallOptions {
  /** Identifies this one tap. Default: a new key per call. The same key with the same body always gets the same answer. */
  readonly idempotencyKey?: string | undefined;
}

export interface HostClientOptions {
  /** As `http://192.168.1.5:4747`; default: where the page came from. */
  readonly baseUrl?: string | undefined;
  /** The participant to act as, when the browser holds several seats. */
  readonly seat?: number | undefined;
  /** For callers without a cookie. */
  readonly token?: string | undefined;
  readonly environment?: Environment | undefined;
}

const API = '/api/v2';

export function createHttpMethods({
  baseUrl,
  seat,
  token,
  environment = defaultEnvironment(),
}: HostClientOptions) {
  const base = (baseUrl ?? environment.origin).replace(/\/$/, '');
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (seat !== undefined) headers['Seat'] = String(seat);
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;

  const send = <Answer>(call: Omit<HttpCall<Answer>, 'headers'>, o: CallOptions, key?: string) =>
    callHost(
      environment,
      { ...call, headers: key === undefined ? headers : { ...headers, 'Idempotency-Key': key } },
      o,
    );
  const getAs = <Answer>(read: ResponseReader<Answer>, path: string, o: CallOptions = {}) => {
    if (!path.startsWith('/')) throw new Error(`A path on this host starts with "/": ${path}`);
    return send({ method: 'GET', url: base + path, repeatable: true, read }, o);
  };
  const change = <Answer>(
    method: 'PATCH' | 'DELETE',
    guard: Guard<Answer>,
    path: string,
    content: Pick<HttpCall<Answer>, 'body'>,
    o: CallOptions = {},
  ) => send({ method, url: base + API + path, ...content, repeatable: false, read: jsonReader(guard) }, o);

  return {
    /** Fetches a path that the host gave us. */
    getPath: <Answer>(guard: Guard<Answer>, path: string, o?: CallOptions) =>
      getAs(jsonReader(guard), path, o),
    get: <Answer>(guard: Guard<Answer>, path: string, o?: CallOptions) =>
      getAs(jsonReader(guard), API + path, o),
    getAs: <Answer>(read: ResponseReader<Answer>, path: string, o?: CallOptions) =>
      getAs(read, API + path, o),
    /** @param body a `Blob` is sent as a file, anything else as JSON. */
    post: <Answer>(guard: Guard<Answer>, path: string, body: unknown, o: CommandOptions = {}) =>
      send(
        { method: 'POST', url: base + API + path, body, repeatable: true, read: jsonReader(guard) },
        o,
        o.idempotencyKey ?? newIdempotencyKey(environment),
      ),
    patch: <Answer>(guard: Guard<Answer>, path: string, body: unknown, o?: CallOptions) =>
      change('PATCH', guard, path, { body }, o),
    remove: <Answer>(guard: Guard<Answer>, path: string, o?: CallOptions) =>
      change('DELETE', guard, path, {}, o),
  };
}

/** `?a=1&b=x` from the values that are set; '' if none is. */
export function queryString(query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return set.length === 0 ? '' : `?${set.join('&')}`;
}
