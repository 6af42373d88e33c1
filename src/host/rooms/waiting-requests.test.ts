import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { callText, TestHost, type Joined, type CreatedGame } from '../test-host.harness.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { COUNT_DELAY_MS } from './waiting-requests.ts';

let testHost: TestHost;
let clock: ManualClock;
beforeEach(() => {
  testHost = new TestHost();
  clock = createManualClock();
});
afterEach(() => testHost.close());

interface TestGame {
  readonly code: string;
  readonly playerId: number;
}

/** A running game with one player. */
async function startGame(host: Host): Promise<TestGame> {
  const { game_code: code } = JSON.parse(
    await callText(host, '/games', { name: 'Camp night' }),
  ) as CreatedGame;
  const joined = await callText(host, `/games/${code}/players`, { player_name: 'Anna', team_number: 1 });
  await callText(host, `/games/${code}/start`, {});
  return { code, playerId: (JSON.parse(joined) as Joined).player_id };
}

/** Requests a building for the player; resolves with the challenge's id. */
async function requestBuilding(host: Host, { code, playerId }: TestGame): Promise<number> {
  const body = { player_id: playerId, building_type: 'farm' };
  const response = await callText(host, `/challenges/${code}/request`, body);
  return (JSON.parse(response) as { id: number }).id;
}

/** The count, once recent events have been counted. */
const counted = (host: Host) => () => {
  clock.advance(COUNT_DELAY_MS);
  return host.waitingRequests();
};

it('counts a request until an exercise is assigned', async () => {
  const host = await testHost.start({ port: 0, clock });
  const game = await startGame(host);
  let notifications = 0;
  host.onWaiting(() => (notifications += 1));
  const id = await requestBuilding(host, game);
  await expect.poll(counted(host)).toBe(1);
  expect(notifications).toBe(1);
  await callText(host, `/challenges/${game.code}/${id}/assign`, {
    challenge_type: 'push_ups',
    challenge_description: 'Push-ups',
    target_number: 10,
  });
  await expect.poll(counted(host)).toBe(0);
  expect(notifications).toBe(2);
});

it('counts requests in all unfinished games, even after a restart', async () => {
  const host = await testHost.start({ port: 0, clock });
  const [first, second] = [await startGame(host), await startGame(host)];
  await requestBuilding(host, first);
  await requestBuilding(host, second);
  await expect.poll(counted(host)).toBe(2);
  await callText(host, `/games/${first.code}/end`, {});
  await expect.poll(counted(host)).toBe(1);
  await host.close();
  const again = await testHost.start({ port: 0, clock });
  await expect.poll(counted(again)).toBe(1);
});

it('leaves rehearsals out', async () => {
  const host: Host = await testHost.start({
    port: 0,
    clock,
    rehearse: () =>
      Promise.resolve({ gameCode: game.code, over: Promise.resolve(), stop: () => Promise.resolve() }),
  });
  const game = await startGame(host);
  const real = await startGame(host);
  await callText(host, '/rehearsals', { players: 1 });
  await requestBuilding(host, game);
  await requestBuilding(host, real);
  await expect.poll(counted(host)).toBe(1);
});
