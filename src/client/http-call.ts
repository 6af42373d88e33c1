/** One REST call: headers, time limit, and for those who ask patience under the same key. */
import { fullJitter } from './backoff.ts';
import type { Environment } from './environment.ts';
import { isProblem } from './guards/response-guards.ts';
import type { Guard } from './guards/wire-guards.ts';
import { HostError } from './host-error.ts';

export const CALL_LIMIT_MS = 8_000;

export interface CallOptions {
  /** Gives up waiting; what was sent may still have been carried out. */
  readonly signal?: AbortSignal;
  /** Tries again this long, ms, while there is no answer or the host can't (429, 503). Default 0: one try. */
  readonly retryForMs?: number;
  /** No answer for this long is no answer, ms. Default `CALL_LIMIT_MS`. */
  readonly limitMs?: number;
}

/** Takes the answer out of a response that is no refusal; null when it is not what the contract says. */
export type ReadAnswer<Answer> = (response: Response) => Promise<{ readonly body: Answer } | null>;

/** Reads JSON that the guard believes. */
export function json<Answer>(guard: Guard<Answer>): ReadAnswer<Answer> {
  return async (response) => {
    const body = parse(await response.text());
    return guard(body) ? { body } : null;
  };
}

/** Reads a file, whatever is in it. */
export const file: ReadAnswer<Blob> = async (response) => ({ body: await response.blob() });

export interface Call<Answer> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A `Blob` goes as the file that it is, anything else as JSON. */
  readonly body?: unknown;
  /** Whether sending it twice does no more than sending it once. */
  readonly repeatable: boolean;
  readonly read: ReadAnswer<Answer>;
}

/** Tries until there is an answer, or time or patience is up. Throws `HostError`. */
export async function callHost<Answer>(
  environment: Environment,
  call: Call<Answer>,
  options: CallOptions,
): Promise<Answer> {
  const giveUpAt = environment.steady() + (call.repeatable ? (options.retryForMs ?? 0) : 0);
  for (let attempt = 0; ; attempt += 1) {
    const answer = await attemptOnce(environment, call, options);
    if (!(answer instanceof HostError)) return answer.body;
    const wait = waitBefore(answer, attempt, environment.random());
    if (wait === null || environment.steady() + wait >= giveUpAt || options.signal?.aborted === true) {
      throw answer;
    }
    await pause(environment, wait, answer, options.signal);
  }
}

/** Ms to wait before another try makes sense; null when it doesn't. */
function waitBefore(error: HostError, attempt: number, random: number): number | null {
  const status = error.problem?.status;
  if (status !== undefined && status !== 429 && status !== 503) return null;
  return Math.max(fullJitter(attempt, random), error.retryAfterMs ?? 0);
}

/** Resolves after `ms`; rejects with `reason` when the caller gives up meanwhile. */
function pause(
  environment: Environment,
  ms: number,
  reason: HostError,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      cancel();
      reject(reason);
    };
    const cancel = environment.after(ms, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** The body of a good answer, or the error to throw or to be patient about. */
async function attemptOnce<Answer>(
  environment: Environment,
  call: Call<Answer>,
  { signal, limitMs = CALL_LIMIT_MS }: CallOptions,
): Promise<{ readonly body: Answer } | HostError> {
  const limit = timeLimit(environment, limitMs, signal);
  try {
    const response = await environment.fetch(call.url, request(call, limit.signal));
    return await read(response, call);
  } catch (cause) {
    const detail = limit.expired() ? 'did not answer in time' : 'could not be reached';
    return new HostError(`The host ${detail}.`, { unknownOutcome: call.method !== 'GET', cause });
  } finally {
    limit.release();
  }
}

function request({ method, headers, body }: Call<unknown>, signal: AbortSignal): RequestInit {
  const common = { method, signal, credentials: 'same-origin' as const, cache: 'no-store' as const };
  if (body === undefined) return { ...common, headers };
  const isFile = body instanceof Blob;
  return {
    ...common,
    headers: { ...headers, 'Content-Type': isFile ? body.type : 'application/json' },
    body: isFile ? body : JSON.stringify(body),
  };
}

async function read<Answer>(
  response: Response,
  call: Call<Answer>,
): Promise<{ readonly body: Answer } | HostError> {
  const answer = response.ok ? await call.read(response) : null;
  if (answer !== null) return answer;
  const retryAfterMs = secondsToMs(response.headers.get('Retry-After'));
  const problem: unknown = response.ok ? null : parse(await response.text());
  if (isProblem(problem)) return new HostError(problem.detail, { problem, retryAfterMs });
  return new HostError(`The host answered ${response.status} with something unreadable.`, {
    unknownOutcome: call.method !== 'GET',
    retryAfterMs,
  });
}

/** Null for an empty body, undefined for one that is no JSON. */
function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function secondsToMs(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** A signal that aborts at the caller's wish or at the limit. By hand: AbortSignal.any is too new for some phones. */
function timeLimit(environment: Environment, ms: number, wish: AbortSignal | undefined) {
  const controller = new AbortController();
  let late = false;
  const abort = () => controller.abort();
  const cancel = environment.after(ms, () => {
    late = true;
    abort();
  });
  if (wish?.aborted === true) abort();
  wish?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    expired: () => late,
    release: () => {
      cancel();
      wish?.removeEventListener('abort', abort);
    },
  };
}
