/** A laptop that sleeps in mid-challenge: the host's process stands still and goes on later; phones and desk are real clients. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { headlessEnvironment } from '../../client/environment.ts';
import { createGameStore } from '../../client/game-store.ts';
import type { GameStore } from '../../client/game-view.ts';
import { remainingMs } from '../../client/remote-play-clock.ts';
import { openSocketWith } from '../../client/socket.ts';
import { SLEEP_NOTICED_MS } from '../power/sleep-watch.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { TICK_MS } from '../time/play-clock.ts';
import {
  call,
  type CreatedGame,
  makeGame,
  readItems,
  readObject,
  type SeatToken,
  until,
} from './api-client.harness.ts';
import { type ChildHost, startChildHost } from './child-host.harness.ts';

const PHONES = 12;
/** Less than it sleeps, with what a phone is late to hear. */
const TIME_LIMIT_SECONDS = 12;
const SLEEP_MS = SLEEP_NOTICED_MS + 2 * TICK_MS;
const noSignals = process.platform === 'win32';
const note = noSignals ? ' (not run: Windows cannot stop a process)' : '';

const folder = temporaryFolder();
const stores: GameStore[] = [];
let host: ChildHost;
let game: CreatedGame;

beforeAll(async () => {
  host = await startChildHost(folder.path);
  game = await makeGame(host);
}, 60_000);

afterAll(async () => {
  for (const store of stores) store.close();
  host.kill();
  await host.exited;
  folder.dispose();
});

const post = async (path: string, body: object = {}, token?: string) => {
  const { status, text } = await call(host, path, {
    method: 'POST',
    body,
    ...(token !== undefined && { token }),
  });
  if (status >= 300) throw new Error(text);
  return readObject(text);
};

function open({ id, token }: SeatToken): GameStore {
  const store = createGameStore({
    code: game.code,
    participantId: id,
    token,
    baseUrl: host.url,
    keepsTimersWhileHidden: true,
    environment: headlessEnvironment({ openSocket: openSocketWith(WebSocket) }),
  });
  stores.push(store);
  return store;
}

async function join(number: number): Promise<SeatToken> {
  // With the owner's right, it would be a player without a phone.
  const response = await fetch(`${host.url}/api/v2/games/${game.code}/players`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ player_name: `P${number}`, team_number: 1 + (number % 4) }),
  });
  const joined = readObject(await response.text());
  return { id: Number(joined['player_id']), token: String(joined['token']) };
}

const isLive = (store: GameStore) => store.getView().connection === 'live';

/** Play time that the challenge has left, as this screen shows it, ms. */
function leftOn(store: GameStore): number | null {
  const [challenge] = store.getView().challenges.filter(({ status }) => status === 'assigned');
  return challenge === undefined ? null : remainingMs(challenge, store.playNow());
}

describe.skipIf(noSignals)(`a host that sleeps in mid-challenge${note}`, () => {
  it(
    'G5 G7 time away does not count, phones come back by themselves, and what they asked for meanwhile is done',
    { timeout: 90_000 },
    async () => {
      const seats = await Promise.all(Array.from({ length: PHONES }, (_, number) => join(number)));
      const [anna, ben] = seats;
      if (anna === undefined || ben === undefined) throw new Error('nobody has joined');
      await post(`/games/${game.code}/start`);
      const desk = open({ id: game.bankerId, token: host.ownerToken });
      const phones = seats.map(open);
      await until(() => [desk, ...phones].every(isLive), 'every screen');
      const body = { player_id: anna.id, building_type: 'farm' };
      const { id } = await post(`/challenges/${game.code}/request`, body, anna.token);
      await post(`/challenges/${game.code}/${String(id)}/assign`, {
        challenge_type: 'push_ups',
        challenge_description: '20 Push-ups',
        target_number: 20,
        duration_seconds: TIME_LIMIT_SECONDS,
      });
      const watched = [desk, ...phones.slice(0, 1)];
      await until(() => watched.every((store) => leftOn(store) !== null), 'the exercise');
      const before = Math.max(...watched.map((store) => leftOn(store) ?? 0));

      process.kill(host.pid, 'SIGSTOP');
      const stoppedAt = performance.now();
      // Sent while nobody answers.
      const asked = post(
        `/challenges/${game.code}/request`,
        { player_id: ben.id, building_type: 'farm' },
        ben.token,
      );
      await until(() => performance.now() - stoppedAt > SLEEP_MS, 'the end of its sleep');
      expect([desk, ...phones].filter(isLive)).toEqual([]);
      process.kill(host.pid, 'SIGCONT');

      await until(() => [desk, ...phones].every(isLive), 'every screen again');
      await until(() => watched.every((store) => leftOn(store) !== null), 'the time left');
      const sinceThen = performance.now() - stoppedAt - SLEEP_MS;
      for (const store of watched) {
        expect(leftOn(store)).toBeLessThanOrEqual(before);
        // What it counted before it stood still, one tick for the sleep, and what passed since.
        expect(leftOn(store)).toBeGreaterThanOrEqual(before - 2 * TICK_MS - sinceThen);
      }
      expect((await asked)['status']).toBe('requested');
      const { warnings } = readObject((await call(host, '/host')).text) as {
        warnings: readonly { code: string; detail: string }[];
      };
      expect(warnings.find(({ code }) => code === 'laptop_slept')?.detail).toMatch(
        /^The laptop slept for 1\d seconds: that time does not count/,
      );
      const items = readItems((await call(host, `/games/${game.code}/events?limit=500`)).text);
      expect(items.filter(({ type }) => type === 'challenge_expired')).toEqual([]);
    },
  );
});
