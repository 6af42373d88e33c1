/** What an error of a call says about whether the game has changed. */
import { HostError } from '../../../client/host-client.ts';

/** Whether nothing was changed. Without an answer nobody knows. */
export function isRefusal(error: unknown): boolean {
  return error instanceof HostError && error.problem !== null;
}

/** Whether the host has decided against it: a laptop that cannot save, or has too much to do, has not. */
export function isDecided(error: unknown): boolean {
  const status = error instanceof HostError ? error.problem?.status : undefined;
  return status !== undefined && status !== 429 && status < 500;
}
