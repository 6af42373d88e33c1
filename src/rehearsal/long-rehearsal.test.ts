import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Environment, headlessEnvironment } from '../client/environment.ts';
import { createHostClient } from '../client/host-client.ts';
import { openSocketWith } from '../client/socket.ts';
import { REPETITIONS } from '../host/faults/repetitions.fixtures.ts';
import { TestHost } from '../host/test-host.harness.ts';
import { createManualClock, type ManualClock } from '../host/time/manual-clock.fake.ts';
import { startRehearsal } from './rehearsal.ts';

const PLAYERS = 100;
/** An hour, or a part of it in everyday runs. */
const MINUTES = REPETITIONS > 1 ? 60 : 3;
const MINUTE_MS = 60_000;
/** Time advances in steps too small for a person to notice. */
const STEP_MS = 500;
/** Turns of the event loop for frames to arrive on loopback. */
const TURNS = 4;
const MB = 1024 * 1024;
/** In the first half hour, each phone's cache is still filling up. */
const WARMING_MB = REPETITIONS > 1 ? 1 : 6;
/** What a challenge may leave behind: state in the host, rows in the database, its last version on each phone. */
const KEPT_KB = 8;
const ROWS_KB = 8;

let trial: TestHost;
let clock: ManualClock;
/** Calls that are not answered yet. */
const calls = { underWay: 0 };

beforeEach(() => {
  trial = new TestHost();
  clock = createManualClock();
  calls.underWay = 0;
});

afterEach(() => trial.close());

/** Everyone shares the laptop's clock; calls are counted, so that time stops while one is pending. */
function createEnvironment(): Environment {
  return headlessEnvironment({
    monotonic: () => clock.monotonic(),
    wall: () => clock.wall(),
    after: (ms, call) => clock.after(ms, call),
    openSocket: openSocketWith(WebSocket),
    async fetch(url, init) {
      calls.underWay += 1;
      try {
        return await fetch(url, init);
      } finally {
        calls.underWay -= 1;
      }
    },
  });
}

async function minutesPass(count: number): Promise<void> {
  const until = clock.monotonic() + count * MINUTE_MS;
  while (clock.monotonic() < until) {
    clock.advance(STEP_MS);
    for (let turn = 0; turn < TURNS || calls.underWay > 0; turn += 1)
      await new Promise((resolve) => void setImmediate(resolve));
  }
}

/** Advances time until the promise settles. */
async function whileTimePasses<Thing>(promise: Promise<Thing>): Promise<Thing> {
  const state = { isOver: false };
  const done = promise.finally(() => (state.isOver = true));
  while (!state.isOver) await minutesPass(STEP_MS / MINUTE_MS);
  return done;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heldMb(): number {
  collect();
  return process.memoryUsage().heapUsed / MB;
}

const fileKb = (name: string) => statSync(join(trial.folder, name)).size / 1024;

describe(`${PLAYERS} simulated players`, { timeout: 600_000 }, () => {
  it(`play ${MINUTES} minutes, and memory and files grow only by what happened`, async () => {
    const host = await trial.start({ clock, port: 0 });
    const reports: unknown[] = [];
    const rehearsal = await whileTimePasses(
      startRehearsal({
        hostUrl: host.url,
        ownerToken: host.ownerToken,
        players: PLAYERS,
        seed: 7,
        banker: true,
        environment: createEnvironment(),
        report: (error) => void reports.push(error),
      }),
    );
    const owner = createHostClient({ baseUrl: host.url, token: host.ownerToken });
    // Ids count up from 1.
    const challenges = async () => {
      const { items } = await owner.history(rehearsal.gameCode);
      return Math.max(0, ...items.map(({ id }) => id));
    };

    await minutesPass(MINUTES / 2);
    const [halfway, heldHalfway] = [await challenges(), heldMb()];
    await minutesPass(MINUTES / 2);
    const [all, held] = [await challenges(), heldMb()];

    await whileTimePasses(rehearsal.stop());
    expect(reports).toEqual([]);
    expect(halfway).toBeGreaterThan(MINUTES);
    expect(all).toBeGreaterThan(halfway * 1.5);
    expect(held - heldHalfway).toBeLessThan(WARMING_MB + ((all - halfway) * KEPT_KB) / 1024);
    expect(fileKb('games.sqlite3')).toBeLessThan(1024 + all * ROWS_KB);
    expect(trial.logged.length).toBeLessThan(100);
  });
});
