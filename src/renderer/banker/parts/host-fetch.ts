/** Calls that the client has no method for: files, and what concerns the laptop rather than a game. */
import { HostError, isProblem } from '../../../client/host-error.ts';

const NO_LONGER_THAN_MS = 8_000;

/**
 * The answer, when the host did not refuse.
 * @param seat who asks: a browser may hold several seats.
 * @throws HostError when the host refuses or does not answer.
 */
export async function fetchFromHost(path: string, seat: number, init: RequestInit = {}): Promise<Response> {
  const response = await ask(path, {
    ...init,
    headers: {
      ...(init.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      Seat: String(seat),
    },
    cache: 'no-store',
    signal: AbortSignal.timeout(NO_LONGER_THAN_MS),
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
