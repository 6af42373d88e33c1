import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { callText, TestHost, type Joined, type CreatedGame } from '../test-host.harness.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { COUNTS_WITHIN_MS } from './waiting-requests.ts';

let trial: TestHost;
let clock: ManualClock;
beforeEach(() => {
  trial = new TestHost();
  clock = createManualClock();
});
afterEach(() => trial.close());

interface Night {
  readonly code: string;
  readonly playerId: number;
}

/** A running game with one player. */
async function night(host: Host): Promise<Night> {
  const { game_code: code } = JSON.parse(
    await callText(host, '/games', { name: 'Camp night' }),
  ) as CreatedGame;
  const joined = await callText(host, `/games/${code}/players`, { player_name: 'Anna', team_number: 1 });
  await callText(host, `/games/${code}/start`, {});
  return { code, playerId: (JSON.parse(joined) as Joined).player_id };
}

/** The player asks for a building; resolves with the number of the request. */
async function ask(host: Host, { code, playerId }: Night): Promise<number> {
  const wish = { player_id: playerId, building_type: 'farm' };
  const asked = await callText(host, `/challenges/${code}/request`, wish);
  return (JSON.parse(asked) as { id: number }).id;
}

/** The count, once the events have been counted. */
const counted = (host: Host) => () => {
  clock.advance(COUNTS_WITHIN_MS);
  return host.waitingRequests();
};

it('counts requests from when they are made until they get an exercise', async () => {
  const host = await trial.start({ port: 0, clock });
  const game = await night(host);
  let told = 0;
  host.onWaiting(() => (told += 1));
  const id = await ask(host, game);
  await expect.poll(counted(host)).toBe(1);
  expect(told).toBe(1);
  await callText(host, `/challenges/${game.code}/${id}/assign`, {
    challenge_type: 'push_ups',
    challenge_description: 'Push-ups',
    target_number: 10,
  });
  await expect.poll(counted(host)).toBe(0);
  expect(told).toBe(2);
});

it('counts all unfinished games, also after a restart', async () => {
  const host = await trial.start({ port: 0, clock });
  const [first, second] = [await night(host), await night(host)];
  await ask(host, first);
  await ask(host, second);
  await expect.poll(counted(host)).toBe(2);
  await callText(host, `/games/${first.code}/end`, {});
  await expect.poll(counted(host)).toBe(1);
  await host.close();
  const again = await trial.start({ port: 0, clock });
  await expect.poll(counted(again)).toBe(1);
});

it('leaves rehearsals out', async () => {
  const host: Host = await trial.start({
    port: 0,
    clock,
    rehearse: () =>
      Promise.resolve({ gameCode: game.code, over: Promise.resolve(), stop: () => Promise.resolve() }),
  });
  const game = await night(host);
  const real = await night(host);
  await callText(host, '/rehearsals', { players: 1 });
  await ask(host, game);
  await ask(host, real);
  await expect.poll(counted(host)).toBe(1);
});
