/** The audit log as a table in a file. */
import { HostError, isProblem } from '../../../client/host-error.ts';

/**
 * Fetched by script, because a link could not say which seat asks.
 * @throws HostError when the host refuses or does not answer.
 */
export async function fetchAudit(gameCode: string, seat: number): Promise<Blob> {
  const response = await ask(`/api/v2/games/${encodeURIComponent(gameCode)}/events.csv`, seat);
  if (response.ok) return response.blob();
  const body: unknown = await response.json().catch(() => null);
  throw new HostError(`The host answered ${response.status}.`, isProblem(body) ? { problem: body } : {});
}

async function ask(path: string, seat: number): Promise<Response> {
  try {
    return await fetch(path, { headers: { Seat: String(seat) }, cache: 'no-store' });
  } catch (cause) {
    throw new HostError('The host could not be reached.', { cause });
  }
}

/** Hands a file to the browser as a download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
