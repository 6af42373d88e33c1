import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../start/start-error.ts';
import { OpenError, type OpenReason } from '../open-error.ts';

const ASK_EVERY_MS = 200;
const HELD: readonly OpenReason[] = ['locked', 'unreachable'];

/**
 * Starts a host, trying again for up to `patienceMs` while another one has the data folder locked: a process that was told to end
 * may still be closing. The same while its database does not answer. Throws what `start` throws.
 */
export async function retryWhileLocked<Host>(patienceMs: number, start: () => Promise<Host>): Promise<Host> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!isHeld(error) || performance.now() >= giveUpAt) throw error;
    }
    await delay(ASK_EVERY_MS);
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof StartError && error.cause instanceof OpenError && HELD.includes(error.cause.reason);
}
