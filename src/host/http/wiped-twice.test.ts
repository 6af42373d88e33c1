/** A wipe that is sent twice at once, to a host whose store is slow. */
import { expect, it } from 'vitest';
import { startTestApp } from './test-app.harness.ts';

it('G2 answers both alike, also the one that found the game gone', async () => {
  let hasLooked: () => void = () => undefined;
  const slowOneHasLooked = new Promise<void>((resolve) => {
    hasLooked = resolve;
  });
  let letGo: () => void = () => undefined;
  const otherIsDone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let lookUps = 0;
  const app = await startTestApp({
    replace: ({ hostResponses }) => ({
      hostResponses: {
        ...hostResponses,
        async find(participantId, key) {
          const found = await hostResponses.find(participantId, key);
          lookUps += 1;
          if (lookUps > 1) return found;
          hasLooked();
          await otherIsDone;
          return found;
        },
      },
    }),
  });
  const token = app.seats.ownerToken;
  const { json } = await app.call('/api/v2/games', { token, body: { name: 'Night', team_count: 2 } });
  lookUps = 0;
  const path = `/api/v2/games/${String(json['game_code'])}`;
  const wipe = () => app.call(path, { token, method: 'DELETE', body: {}, key: 'both' });
  const slow = wipe();
  await slowOneHasLooked;
  const other = await wipe();
  letGo();
  expect([other.status, (await slow).status]).toEqual([204, 204]);
  await app.close();
});
