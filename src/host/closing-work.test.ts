import { once } from 'node:events';
/** What is under way when the host ends: whoever waits for it sees that it came to nothing, and the log says why. */
import { request, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Host } from './host-types.ts';
import { longGame } from './storage/long-game.harness.ts';
import { openStore } from './storage/open-store.ts';
import { TestHost } from './test-host.harness.ts';
import { createManualClock, type ManualClock } from './time/manual-clock.fake.ts';

const GRACE_MS = 1_000;
const WARNING = 40;

let testHost: TestHost;
let clock: ManualClock;
let host: Host;
/** Called at each event that is read, and before a game is staged. */
let hold: () => Promise<void>;

beforeEach(async () => {
  testHost = new TestHost();
  clock = createManualClock();
  hold = () => Promise.resolve();
  host = await testHost.start({
    port: 0,
    clock,
    async openStore(options) {
      const store = await openStore(options);
      const { eventStore, staging, backups, restorer } = store;
      return {
        ...store,
        eventStore: {
          ...eventStore,
          async *read(gameId, afterSeq) {
            for await (const logged of eventStore.read(gameId, afterSeq)) {
              await hold();
              yield logged;
            }
          },
          async wipe(...of) {
            await hold();
            return eventStore.wipe(...of);
          },
        },
        staging: {
          ...staging,
          async stage(...of) {
            await hold();
            return staging.stage(...of);
          },
        },
        restorer: {
          ...restorer,
          async restore(...of) {
            await hold();
            return restorer.restore(...of);
          },
        },
        backups: {
          ...backups,
          async take(...of) {
            await hold();
            return backups.take(...of);
          },
        },
      };
    },
  });
});
afterEach(() => testHost.close());

/** Lets everything that is under way come to its end. */
const settle = async () => {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
};

const entries = () => testHost.logged.map((line) => JSON.parse(line) as { level: number; msg: string });
const messages = () => entries().map(({ msg }) => msg);

/** Asks as the owner. */
function ask(method: string, path: string, body: Buffer | string = '', type = 'application/json') {
  const asked = request(`${host.url}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${host.ownerToken}`, ...(body !== '' && { 'content-type': type }) },
  });
  asked.end(body);
  return asked;
}

async function answered(...of: Parameters<typeof ask>): Promise<{ status: number; text: string }> {
  const [answer] = (await once(ask(...of), 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of answer) text += String(piece);
  return { status: answer.statusCode ?? 0, text };
}

const importOf = (events: number) =>
  ['POST', '/games/import', longGame(events), 'application/x-ndjson'] as const;

interface Work {
  readonly what: string;
  readonly route: string;
  readonly ask: (code: string, backup: string) => Parameters<typeof ask>;
  /** Until when it goes on: the host waits for its end, it finds that the host has ended, or nobody hears of it any more. */
  readonly until: 'its end' | 'the end of the host' | 'cut off';
}

const WORK: readonly Work[] = [
  {
    what: 'an export',
    route: 'GET /api/v2/games/:code/export',
    ask: (code) => ['GET', `/games/${code}/export?names=real`],
    until: 'cut off',
  },
  {
    what: 'a table of every step',
    route: 'GET /api/v2/games/:code/events.csv',
    ask: (code) => ['GET', `/games/${code}/events.csv`],
    until: 'cut off',
  },
  {
    what: 'an import',
    route: 'POST /api/v2/games/import',
    ask: () => [...importOf(10)],
    until: 'the end of the host',
  },
  {
    what: 'a restore',
    route: 'POST /api/v2/backups/:name/restore',
    ask: (_code, backup) => ['POST', `/backups/${backup}/restore`, '{}'],
    until: 'the end of the host',
  },
  {
    what: 'a backup',
    route: 'POST /api/v2/backups',
    ask: () => ['POST', '/backups', '{}'],
    until: 'cut off',
  },
  {
    what: 'a wipe',
    route: 'DELETE /api/v2/games/:code',
    ask: (code) => ['DELETE', `/games/${code}`],
    until: 'its end',
  },
];

it.each(WORK)(
  '$what that is under way is cut off, and not taken for a fault',
  async ({ route, ask: of, until }) => {
    const { game_code: code } = JSON.parse((await answered(...importOf(600))).text) as { game_code: string };
    const backup = (JSON.parse((await answered('POST', '/backups', '{}')).text) as { name: string }).name;
    let letGo: () => void = () => undefined;
    const free = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const begun = new Promise<void>((resolve) => {
      hold = () => {
        resolve();
        return free;
      };
    });
    let outcome = '';
    const asked = ask(...of(code, backup));
    asked.on('error', () => (outcome = 'cut off'));
    asked.on('response', (answer) => {
      answer.resume();
      answer.on('error', () => (outcome = 'cut off'));
      answer.on('end', () => (outcome = `answered ${answer.statusCode}`));
    });
    await begun;
    testHost.logged.length = 0;
    const closed = host.close();
    const waitForEnd = () => {
      clock.advance(GRACE_MS);
      return outcome;
    };
    await expect.poll(waitForEnd).toBe('cut off');
    if (until === 'its end') letGo();
    await closed;
    letGo();
    await settle();
    const said = [
      `cut off, because the host ends: ${route}`,
      ...(until === 'the end of the host' ? ['a request came to nothing'] : []),
    ];
    await expect.poll(messages).toEqual(expect.arrayContaining(said));
    expect(entries().filter(({ level }) => level >= WARNING)).toEqual([]);
  },
);
