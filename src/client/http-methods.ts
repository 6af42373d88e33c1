/** GET, POST, PATCH and DELETE on one host, with who is calling in the headers. */
import { defaultEnvironment, type Environment } from './environment.ts';
import type { Guard } from './guards/wire-guards.ts';
import { type Call, callHost, type CallOptions, json, type ReadAnswer } from './http-call.ts';
import { mintKey } from './idempotency-key.ts';

export interface CommandOptions extends CallOptions {
  /** Names this one tap. Default: a new one a call. The same key with the same body gets the same answer for ever. */
  readonly key?: string | undefined;
}

export interface HostClientOptions {
  /** As `http://192.168.1.5:4747`; default: where the page came from. */
  readonly baseUrl?: string | undefined;
  /** The participant on whose behalf, when the browser holds several seats. */
  readonly seat?: number | undefined;
  /** For those without a cookie. */
  readonly token?: string | undefined;
  readonly environment?: Environment | undefined;
}

const API = '/api/v2';

export function createVerbs({ baseUrl, seat, token, environment = defaultEnvironment() }: HostClientOptions) {
  const base = (baseUrl ?? environment.origin).replace(/\/$/, '');
  const who: Record<string, string> = { Accept: 'application/json' };
  if (seat !== undefined) who['Seat'] = String(seat);
  if (token !== undefined) who['Authorization'] = `Bearer ${token}`;

  const send = <Answer>(call: Omit<Call<Answer>, 'headers'>, o: CallOptions, key?: string) =>
    callHost(
      environment,
      { ...call, headers: key === undefined ? who : { ...who, 'Idempotency-Key': key } },
      o,
    );
  const getAs = <Answer>(read: ReadAnswer<Answer>, path: string, o: CallOptions = {}) => {
    if (!path.startsWith('/')) throw new Error(`A path on this host starts with "/": ${path}`);
    return send({ method: 'GET', url: base + path, repeatable: true, read }, o);
  };
  const change = <Answer>(
    method: 'PATCH' | 'DELETE',
    guard: Guard<Answer>,
    path: string,
    content: Pick<Call<Answer>, 'body'>,
    o: CallOptions = {},
  ) => send({ method, url: base + API + path, ...content, repeatable: false, read: json(guard) }, o);

  return {
    /** What a path that the host itself gave answers. */
    getPath: <Answer>(guard: Guard<Answer>, path: string, o?: CallOptions) => getAs(json(guard), path, o),
    get: <Answer>(guard: Guard<Answer>, path: string, o?: CallOptions) => getAs(json(guard), API + path, o),
    getAs: <Answer>(read: ReadAnswer<Answer>, path: string, o?: CallOptions) => getAs(read, API + path, o),
    /** @param body a `Blob` goes as the file that it is, anything else as JSON. */
    post: <Answer>(guard: Guard<Answer>, path: string, body: unknown, o: CommandOptions = {}) =>
      send(
        { method: 'POST', url: base + API + path, body, repeatable: true, read: json(guard) },
        o,
        o.key ?? mintKey(environment),
      ),
    patch: <Answer>(guard: Guard<Answer>, path: string, body: unknown, o?: CallOptions) =>
      change('PATCH', guard, path, { body }, o),
    remove: <Answer>(guard: Guard<Answer>, path: string, o?: CallOptions) =>
      change('DELETE', guard, path, {}, o),
  };
}

/** `?a=1&b=x` of what is set; '' of nothing. */
export function search(query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return set.length === 0 ? '' : `?${set.join('&')}`;
}
