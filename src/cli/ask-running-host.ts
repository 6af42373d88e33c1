import { findRunningHost } from '../host/storage/folders/running-host.ts';

const TIMEOUT_MS = 5_000;

/** A fresh link to the desk of the host that uses this folder; null if none answers. */
export async function askRunningHost(dataFolder: string): Promise<string | null> {
  const running = findRunningHost(dataFolder);
  if (running === null) return null;
  const { port, secret } = running;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/v2/host/desk-link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) return null;
    const answer: unknown = await response.json();
    return urlIn(answer, port);
  } catch (error) {
    // It is gone, hangs, or another program listens there by now.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)
      return null;
    throw error;
  }
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
