/** Asks by HTTP whether the host is there. A socket that fails tells less, and browsers then hold new ones back. */
import type { Cancel, Environment } from './environment.ts';
import { isPingResponse } from './guards/response-guards.ts';

/** Calls back once, unless it is cancelled; how long to wait is up to the caller. */
export function probeHost(
  { fetch }: Pick<Environment, 'fetch'>,
  baseUrl: string,
  onAnswer: (isThere: boolean) => void,
): Cancel {
  const controller = new AbortController();
  const { signal } = controller;
  const ask = async (): Promise<boolean> => {
    try {
      const response = await fetch(`${baseUrl}/api/v2/ping`, { signal, cache: 'no-store' });
      return response.ok && isPingResponse(await response.json());
    } catch {
      // Not reached, or something else answers there: either way, no host.
      return false;
    }
  };
  void ask().then((isThere) => signal.aborted || onAnswer(isThere));
  return () => controller.abort();
}
