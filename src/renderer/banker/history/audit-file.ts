/** The audit log as a table in a file. */
import { fetchFromHost } from '../parts/host-fetch.ts';

/**
 * Fetched by script, because a link could not say which seat asks.
 * @throws HostError when the host refuses or does not answer.
 */
export async function fetchAudit(gameCode: string, seat: number): Promise<Blob> {
  const response = await fetchFromHost(`/api/v2/games/${encodeURIComponent(gameCode)}/events.csv`, seat);
  return response.blob();
}
