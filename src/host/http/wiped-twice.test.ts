/** A wipe that is sent twice at once, to a host whose store is slow. */
import { expect, it } from 'vitest';
import { startTestApp } from './test-app.harness.ts';

it('G2 answers both alike, also the one that found the game gone', async () => {
  let lookUps = 0;
  let letSecondGo: () => void = () => undefined;
  const firstIsDone = new Promise<void>((resolve) => {
    letSecondGo = resolve;
  });
  const app = await startTestApp({
    replace: ({ hostResponses }) => ({
      hostResponses: {
        ...hostResponses,
        async find(participantId, key) {
          const found = await hostResponses.find(participantId, key);
          lookUps += 1;
          if (lookUps === 2) await firstIsDone;
          return found;
        },
      },
    }),
  });
  const token = app.seats.ownerToken;
  const { json } = await app.call('/api/v2/games', { token, body: { name: 'Night', team_count: 2 } });
  lookUps = 0;
  const wipe = () =>
    app.call(`/api/v2/games/${String(json['game_code'])}`, {
      token,
      method: 'DELETE',
      body: {},
      key: 'both',
    });
  const first = wipe();
  const second = wipe();
  expect((await first).status).toBe(204);
  letSecondGo();
  expect((await second).status).toBe(204);
  await app.close();
});
