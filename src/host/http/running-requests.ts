/** The requests that are being answered, which a host that closes waits for. */
import type { ServerResponse } from 'node:http';

export interface RunningRequests {
  /**
   * Counts until the answer has been given, or whoever asked is gone.
   * @param what it is, without anything about who asks
   */
  note(response: Pick<ServerResponse, 'once'>, what: string): void;
  /** What each of them is. */
  list(): readonly string[];
  /** Resolves as soon as there is none. */
  none(): Promise<void>;
}

export function createRunningRequests(): RunningRequests {
  const running = new Map<object, string>();
  let tellNone: () => void = () => undefined;
  return {
    note(response, what) {
      running.set(response, what);
      response.once('close', () => {
        running.delete(response);
        if (running.size === 0) tellNone();
      });
    },
    list: () => [...running.values()],
    async none() {
      if (running.size === 0) return;
      await new Promise<void>((resolve) => {
        tellNone = resolve;
      });
    },
  };
}
