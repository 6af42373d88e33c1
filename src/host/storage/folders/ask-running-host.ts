/** Asks the host that uses a data folder, as far as the file that it keeps there tells where it is. */
import { join } from 'node:path';
import { OpenError } from '../open-error.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { findRunningHost, type RunningHost } from './running-host.ts';

const TIMEOUT_MS = 5_000;
const OUR_PROBLEM = 'urn:trading-game:problem:';
/** The host is closing, or cannot store what it was asked for. */
const UNAVAILABLE = 503;

/** A fresh link to the desk of the host that uses this folder; null if none answers. */
export async function askRunningHost(dataFolder: string): Promise<string | null> {
  const running = findRunningHost(dataFolder);
  const answer = running === null ? null : await ask(running);
  return answer?.url ?? null;
}

/** Whether a host that uses this folder answers, also one that can store nothing any more. */
export async function isStillRunning(dataFolder: string): Promise<boolean> {
  const running = findRunningHost(dataFolder);
  const answer = running === null ? null : await ask(running);
  return answer !== null && (answer.url !== null || answer.isUnavailable);
}

/** Where the lock was deleted with the games, a host still runs that holds them. Rejects with `OpenError` (`locked`). */
export async function refuseFolderInUse(folder: string): Promise<void> {
  if (!(await isStillRunning(folder))) return;
  throw new OpenError('locked', {
    key: 'start_error.locked',
    params: { path: join(folder, DATABASE_FILE) },
  });
}

interface Answer {
  /** Null: it gives none. */
  readonly url: string | null;
  readonly isUnavailable: boolean;
}

/** Null: it is gone, hangs, or another program listens there by now. */
async function ask({ port, secret }: RunningHost): Promise<Answer | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/v2/host/desk-link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer: unknown = await response.json();
    if (response.ok) return { url: urlIn(answer, port), isUnavailable: false };
    return { url: null, isUnavailable: response.status === UNAVAILABLE && isProblemOfOurs(answer) };
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)
      return null;
    throw error;
  }
}

function isProblemOfOurs(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('type' in answer)) return false;
  return typeof answer.type === 'string' && answer.type.startsWith(OUR_PROBLEM);
}

/** What is printed and opened is a desk of that very host, whatever answered. */
function urlIn(answer: unknown, port: number): string | null {
  if (typeof answer !== 'object' || answer === null || !('url' in answer)) return null;
  const { url } = answer;
  const desk = `http://127.0.0.1:${port}/banker/#ticket=`;
  return typeof url === 'string' && url.startsWith(desk) && /^[\w-]+$/.test(url.slice(desk.length))
    ? url
    : null;
}
