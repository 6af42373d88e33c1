/** Calls that the client has no method for: files, and what concerns the laptop rather than a game. */
import { HostError, isProblem } from '../../../client/host-error.ts';

const NO_LONGER_THAN_MS = 8_000;

export interface HostCall extends RequestInit {
  /** No answer for this long is no answer, ms. */
  readonly limitMs?: number;
}

/**
 * The answer, when the host did not refuse.
 * @param seat who asks: a browser may hold several seats.
 * @param call a body is JSON unless its headers say otherwise.
 * @throws HostError when the host refuses or does not answer.
 */
export async function fetchFromHost(path: string, seat: number, call: HostCall = {}): Promise<Response> {
  const { limitMs = NO_LONGER_THAN_MS, ...init } = call;
  const headers = new Headers(init.headers);
  headers.set('Seat', String(seat));
  if (init.body !== undefined && !headers.has('Content-Type'))
    headers.set('Content-Type', 'application/json');
  const response = await ask(path, {
    ...init,
    headers,
    cache: 'no-store',
    signal: AbortSignal.timeout(limitMs),
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw new HostError(`The host answered ${response.status}.`, isProblem(body) ? { problem: body } : {});
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new HostError('The host could not be reached.', { unknownOutcome: true, cause });
  }
}
