import type { StartRehearsal } from '../rooms/rehearsals.ts';

/** A rehearsal without anybody in it. */
export const rehearseWithNobody: StartRehearsal = async ({ hostUrl, ownerToken, key }) => {
  const response = await fetch(`${hostUrl}/api/v2/games`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ownerToken}`,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: JSON.stringify({ name: 'Rehearsal' }),
  });
  const { game_code: gameCode } = (await response.json()) as { game_code: string };
  return { gameCode, over: new Promise(() => undefined), stop: () => Promise.resolve() };
};
