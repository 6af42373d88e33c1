import type { Host } from '../../host/host-types.ts';
import type { EndGameBody } from '../../protocol/rest-schemas.ts';

/** A host that hasn't answered by then isn't going to. */
const REQUEST_TIMEOUT_MS = 2_000;

/**
 * Ends every running game as its banker would: what players say is done counts, phones show "game over", and the desk can reopen
 * it.
 * @throws if the host refuses or does not answer within 2 s; games that have already been ended stay ended.
 */
export async function endGames(
  host: Pick<Host, 'url' | 'ownerToken' | 'runningGames'>,
  newKey: () => string,
): Promise<void> {
  for (const { code } of host.runningGames()) {
    const response = await fetch(`${host.url}/api/v2/games/${code}/end`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${host.ownerToken}`,
        'content-type': 'application/json',
        'idempotency-key': newKey(),
      },
      body: JSON.stringify({ count_claims: true } satisfies EndGameBody),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The host answered ${response.status} to ending a game.`);
  }
}
