/** GET, POST, PATCH and DELETE on one host, with the caller's identity in the headers. */
import { REPEAT_HEADER } from '../protocol/repeat-header.ts';
import { defaultEnvironment, type Environment } from './environment.ts';
import { anything, type Guard } from './guards/wire-guards.ts';
import { HostError, isAnswer } from './host-error.ts';
import { type HttpCall, callHost, type CallOptions, jsonReader, type ResponseReader } from './http-call.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { createPendingKeys } from './pending-keys.ts';

export interface CommandOptions extends CallOptions {
  /**
   * Identifies this one tap: the same key with the same body always gets the same answer. Default: a key that is new unless the
   * same call ended without an answer.
   */
  readonly idempotencyKey?: string | undefined;
  /** Gets the key that the call goes under, before it is sent. */
  readonly onKey?: ((key: string) => void) | undefined;
  /** Hears that the answer is that to an earlier press, which was lost: nothing was done now. */
  readonly onRepeat?: (() => void) | undefined;
  /** Done twice, it leaves things as done once: each press goes under a new key, so that the answer is about now. */
  readonly isIdempotent?: boolean | undefined;
  /** How long such a call counts as the same one, ms. Default `KEY_LIFETIME_MS`. */
  readonly keyLifetimeMs?: number | undefined;
  /** What tells the body apart from others. Default: its JSON. */
  readonly bodyName?: string | undefined;
}

/** What opens a seat without its cookie. */
export interface SpareRight {
  /** Where a call with the token brings the cookie back: `/games/ABC234/me`. */
  readonly path: string;
  /** Empty: there is none, or none yet. */
  readonly token: string;
}

export interface HostClientOptions {
  /** As `http://192.168.1.5:4747`; default: where the page came from. */
  readonly baseUrl?: string | undefined;
  /** The participant to act as, when the browser holds several seats. */
  readonly seat?: number | undefined;
  /** For callers without a cookie. */
  readonly token?: string | undefined;
  /**
   * For callers whose cookie the browser may lose: once the host answers 401, it is asked for the cookie again and gets the same call
   * with this token.
   */
  readonly spareRight?: SpareRight | undefined;
  readonly environment?: Environment | undefined;
}

const API = '/api/v2';
/** A person who sees no answer tries again within this time; later, the same call means something new. */
const KEY_LIFETIME_MS = 2 * 60_000;

export function createHttpMethods({
  baseUrl,
  seat,
  token,
  spareRight,
  environment = defaultEnvironment(),
}: HostClientOptions) {
  const base = (baseUrl ?? environment.origin).replace(/\/$/, '');
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (seat !== undefined) headers['Seat'] = String(seat);
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;

  const keys = createPendingKeys({
    storage: environment.storage,
    wall: () => environment.wall(),
    monotonic: () => environment.monotonic(),
    pageLoad: environment.pageLoad,
    newKey: () => newIdempotencyKey(environment),
  });

  /** Whether the cookie is gone and the token opens the seat. */
  let isBySpare = false;
  /** It opens nothing. */
  let refusedToken: string | undefined;
  const bySpare = <Answer>({ token: spare }: SpareRight, call: HttpCall<Answer>, o: CallOptions) =>
    callHost(environment, { ...call, headers: { ...call.headers, Authorization: `Bearer ${spare}` } }, o);
  /** A page that sends its token there gets its cookie back. */
  const restoreCookie = async (right: SpareRight, refusal: unknown, o: CallOptions) => {
    const url = base + API + right.path;
    try {
      await bySpare(right, { method: 'GET', url, headers, read: jsonReader(anything) }, o);
    } catch (error) {
      // Asked with it again and again, the host would let nobody at this address try any more.
      if (isNoRight(error)) refusedToken = right.token;
      throw isAnswer(error) ? refusal : error;
    }
  };
  const send = async <Answer>(call: HttpCall<Answer>, o: CallOptions): Promise<Answer> => {
    if (!spareRight?.token || spareRight.token === refusedToken) return callHost(environment, call, o);
    if (!isBySpare) {
      try {
        return await callHost(environment, call, o);
      } catch (error) {
        if (!isNoRight(error)) throw error;
        await restoreCookie(spareRight, error, o);
      }
      isBySpare = true;
    }
    return bySpare(spareRight, call, o);
  };

  const getAs = <Answer>(read: ResponseReader<Answer>, path: string, o: CallOptions = {}) => {
    if (!path.startsWith('/')) throw new Error(`A path on this host starts with "/": ${path}`);
    return send({ method: 'GET', url: base + path, headers, read }, o);
  };
  /** Every change has a key, which is kept until its answer has been read. */
  const change = async <Answer>(
    method: 'POST' | 'PATCH' | 'DELETE',
    guard: Guard<Answer>,
    path: string,
    content: Pick<HttpCall<Answer>, 'body'>,
    o: CommandOptions = {},
  ): Promise<Answer> => {
    const { key, isEarlier } =
      o.idempotencyKey === undefined
        ? keys.take(toPendingRequest(method, path, content, o))
        : { key: o.idempotencyKey, isEarlier: false };
    o.onKey?.(key);
    const call = {
      method,
      url: base + API + path,
      headers: { ...headers, 'Idempotency-Key': key },
      ...content,
    };
    const readJson = jsonReader(guard);
    const read: ResponseReader<Answer> = (response) => {
      if (isEarlier && response.headers.has(REPEAT_HEADER)) o.onRepeat?.();
      return readJson(response);
    };
    try {
      const answer = await send({ ...call, read }, o);
      keys.settle(key);
      return answer;
    } catch (error) {
      if (isAnswer(error)) keys.settle(key);
      else keys.release(key);
      throw error;
    }
  };
  const toPendingRequest = (
    method: string,
    path: string,
    { body }: Pick<HttpCall<unknown>, 'body'>,
    {
      bodyName = JSON.stringify(body) ?? '',
      keyLifetimeMs: lifetimeMs = KEY_LIFETIME_MS,
      isIdempotent = false,
    }: CommandOptions,
  ) => ({ method, path, content: `${seat ?? ''} ${token ?? ''} ${bodyName}`, lifetimeMs, isIdempotent });

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
      change('POST', guard, path, { body }, o),
    patch: <Answer>(guard: Guard<Answer>, path: string, body: unknown, o?: CommandOptions) =>
      change('PATCH', guard, path, { body }, o),
    remove: <Answer>(guard: Guard<Answer>, path: string, o?: CommandOptions, body?: unknown) =>
      change('DELETE', guard, path, { body }, o),
  };
}

const isNoRight = (error: unknown): boolean => error instanceof HostError && error.problem?.status === 401;

/** `?a=1&b=x` from the values that are set; '' if none is. */
export function queryString(query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return set.length === 0 ? '' : `?${set.join('&')}`;
}
