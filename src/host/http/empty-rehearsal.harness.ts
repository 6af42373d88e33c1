import { Check } from 'typebox/value';
import { CreateGameResponse } from '../../protocol/rest-schemas.ts';
import type { StartRehearsal } from '../rooms/rehearsals.ts';

/** A rehearsal without anybody in it, which fails as a real one does. */
export const rehearseWithNobody: StartRehearsal = async ({ hostUrl, ownerToken, key, mayPlay }) => {
  const response = await fetch(`${hostUrl}/api/v2/games`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ownerToken}`,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: JSON.stringify({ name: 'Rehearsal' }),
  });
  const created: unknown = await response.json();
  if (!Check(CreateGameResponse, created))
    throw Object.assign(new Error('The rehearsal has no game.'), { problem: created });
  await mayPlay?.(created.game_code);
  return { gameCode: created.game_code, over: new Promise(() => undefined), stop: () => Promise.resolve() };
};
