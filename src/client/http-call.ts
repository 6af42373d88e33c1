/** One REST call: headers, timeout, and, if asked for, retries with the same key. */
import { fullJitter } from './backoff.ts';
import type { Environment } from './environment.ts';
import { isProblem } from './guards/response-guards.ts';
import type { Guard } from './guards/wire-guards.ts';
import { HostError } from './host-error.ts';

export const CALL_TIMEOUT_MS = 8_000;

export interface CallOptions {
  /** Stops waiting; the call may still be carried out. */
  readonly signal?: AbortSignal;
  /** How long to retry, ms, while there is no answer or a temporary refusal (429, 503). Default 0: one attempt. */
  readonly retryForMs?: number;
  /** How long to wait for an answer, ms. Default `CALL_TIMEOUT_MS`. */
  readonly timeoutMs?: number;
}

/** Reads the body of a successful response; null when it breaks the contract. */
export type ResponseReader<Answer> = (response: Response) => Promise<{ readonly body: Answer } | null>;

/** Reads JSON that passes the guard. */
export function jsonReader<Answer>(guard: Guard<Answer>): ResponseReader<Answer> {
  return async (response) => {
    const body = parseJson(await response.text());
    return guard(body) ? { body } : null;
  };
}

/** Reads a file, whatever its content. */
export const readFile: ResponseReader<Blob> = async (response) => ({ body: await response.blob() });

export interface HttpCall<Answer> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A `Blob` is sent as a file, anything else as JSON. */
  readonly body?: unknown;
  readonly read: ResponseReader<Answer>;
}

/** Retries until there is an answer or time is up; a change needs a key in its headers. Throws `HostError`. */
export async function callHost<Answer>(
  environment: Environment,
  call: HttpCall<Answer>,
  options: CallOptions,
): Promise<Answer> {
  const giveUpAt = environment.monotonic() + (options.retryForMs ?? 0);
  for (let attempt = 0; ; attempt += 1) {
    const answer = await sendOnce(environment, call, options);
    if (!(answer instanceof HostError)) return answer.body;
    const wait = retryDelayMs(answer, attempt, environment.random());
    if (wait === null || environment.monotonic() + wait >= giveUpAt || options.signal?.aborted === true) {
      throw answer;
    }
    await delay(environment, wait, answer, options.signal);
  }
}

/** Ms to wait before the next attempt; null when retrying makes no sense. */
function retryDelayMs(error: HostError, attempt: number, random: number): number | null {
  const status = error.problem?.status;
  if (status !== undefined && status !== 429 && status !== 503) return null;
  return Math.max(fullJitter(attempt, random), error.retryAfterMs ?? 0);
}

/** Resolves after `ms`; rejects with `reason` when the caller aborts first. */
function delay(
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

/** The body of a successful answer, or the error to throw or retry. */
async function sendOnce<Answer>(
  environment: Environment,
  call: HttpCall<Answer>,
  { signal, timeoutMs = CALL_TIMEOUT_MS }: CallOptions,
): Promise<{ readonly body: Answer } | HostError> {
  const timeout = startTimeout(environment, timeoutMs, signal);
  try {
    const response = await environment.fetch(call.url, toRequestInit(call, timeout.signal));
    return await readResponse(response, call);
  } catch (cause) {
    const detail = timeout.expired() ? 'did not answer in time' : 'could not be reached';
    return new HostError(`The host ${detail}.`, { unknownOutcome: call.method !== 'GET', cause });
  } finally {
    timeout.release();
  }
}

function toRequestInit({ method, headers, body }: HttpCall<unknown>, signal: AbortSignal): RequestInit {
  const common = {
    method,
    signal,
    credentials: 'same-origin' as const,
    cache: 'no-store' as const,
    // Older browsers take a token along to wherever something on the way sends them.
    ...('Authorization' in headers && { redirect: 'error' as const }),
  };
  if (body === undefined) return { ...common, headers };
  const isFile = body instanceof Blob;
  return {
    ...common,
    headers: { ...headers, 'Content-Type': isFile ? body.type : 'application/json' },
    body: isFile ? body : JSON.stringify(body),
  };
}

async function readResponse<Answer>(
  response: Response,
  call: HttpCall<Answer>,
): Promise<{ readonly body: Answer } | HostError> {
  const answer = response.ok ? await call.read(response) : null;
  if (answer !== null) return answer;
  const retryAfterMs = secondsToMs(response.headers.get('Retry-After'));
  const problem: unknown = response.ok ? null : parseJson(await response.text());
  if (isProblem(problem)) return new HostError(problem.detail, { problem, retryAfterMs });
  return new HostError(`The host answered ${response.status} with something unreadable.`, {
    unknownOutcome: call.method !== 'GET',
    retryAfterMs,
  });
}

/** Null for an empty body, undefined for invalid JSON. */
function parseJson(text: string): unknown {
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

/** A signal that aborts with the caller's signal or at the timeout. By hand: AbortSignal.any is too new for some phones. */
function startTimeout(environment: Environment, ms: number, callerSignal: AbortSignal | undefined) {
  const controller = new AbortController();
  let hasExpired = false;
  const abort = () => controller.abort();
  const cancel = environment.after(ms, () => {
    hasExpired = true;
    abort();
  });
  if (callerSignal?.aborted === true) abort();
  callerSignal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    expired: () => hasExpired,
    release: () => {
      cancel();
      callerSignal?.removeEventListener('abort', abort);
    },
  };
}
