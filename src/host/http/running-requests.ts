/** The requests that are being answered, which a host that closes waits for. */
import type { ServerResponse } from 'node:http';

export interface RunningRequests {
  /** Counts until the answer has been given, or whoever asked is gone. */
  note(response: Pick<ServerResponse, 'once'>): void;
  /** Resolves as soon as there is none. */
  none(): Promise<void>;
}

export function createRunningRequests(): RunningRequests {
  let count = 0;
  let tellNone: () => void = () => undefined;
  return {
    note(response) {
      count += 1;
      response.once('close', () => {
        count -= 1;
        if (count === 0) tellNone();
      });
    },
    async none() {
      if (count === 0) return;
      await new Promise<void>((resolve) => {
        tellNone = resolve;
      });
    },
  };
}
