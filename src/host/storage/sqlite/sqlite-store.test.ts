import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  batch,
  createGame,
  joined,
  idempotencyRecord,
  readAll,
  temporaryFolder,
} from '../events.fixtures.ts';
import { openConnection } from './connection.ts';
import type { Acknowledged } from './kill-child.harness.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const FULL = 2;
const folder = temporaryFolder();
let store: SqliteStore;

function reopen(): void {
  store.close();
  store = openSqliteStore({ folder: folder.path });
}

beforeEach(() => {
  store = openSqliteStore({ folder: folder.path });
});

afterEach(() => {
  store.close();
  folder.dispose();
});

describe('durability', () => {
  it('G1 commits are fully synced: in a new database, after a write, and after reopening', async () => {
    const levels = [store.synchronousLevel()];
    const gameId = await createGame(store.eventStore);
    levels.push(store.synchronousLevel());
    reopen();
    levels.push(store.synchronousLevel());
    await store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    levels.push(store.synchronousLevel());
    expect(levels).toEqual([FULL, FULL, FULL, FULL]);
  });

  it('G1 on a Mac, data is flushed from the disk cache as well', async () => {
    store.close();
    const db = openConnection(folder.path, () => undefined);
    const levels = ['synchronous', 'fullfsync', 'checkpoint_fullfsync'].map((name) =>
      db.pragma(name, { simple: true }),
    );
    db.close();
    store = openSqliteStore({ folder: folder.path });
    expect(levels).toEqual([FULL, 1, 1]);
  });

  it('G1 everything acknowledged survives kill -9, with at most one event more, and no id is reused', async () => {
    store.close();
    const rounds = 3;
    for (let round = 1; round <= rounds; round += 1) {
      const acknowledged = await killedInAStorm(50 * round);
      store = openSqliteStore({ folder: folder.path });
      const { gameId, seq } = acknowledged.at(-1) ?? { gameId: 0, seq: 0 };
      const events = await readAll(store.eventStore, gameId);
      expect(events.length - seq).toBeOneOf([0, 1]);
      const ids = events.flatMap(({ event }) => (event.type === 'challenge_requested' ? [event.id] : []));
      expect(ids.slice(0, acknowledged.length)).toEqual(acknowledged.map(({ challengeId }) => challengeId));
      for (const one of acknowledged) {
        const record = await idempotencyRecord(store.eventStore, gameId, 7, `key ${one.seq}`);
        expect(record?.response.body).toBe(`answer ${one.seq}`);
      }
      expect(await store.eventStore.nextId('challenge')).toBeGreaterThan(Math.max(...ids));
      store.close();
    }
    store = openSqliteStore({ folder: folder.path });
    expect(await store.eventStore.list()).toHaveLength(rounds);
  });
});

async function killedInAStorm(afterAcknowledgements: number): Promise<Acknowledged[]> {
  const storm = spawn(process.execPath, [`${import.meta.dirname}/kill-child.harness.ts`, folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(storm, 'exit');
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: storm.stdout })) {
    acknowledged.push(JSON.parse(line) as Acknowledged);
    if (acknowledged.length === afterAcknowledgements) storm.kill('SIGKILL');
  }
  expect(await gone).toEqual([null, 'SIGKILL']);
  expect(acknowledged.length).toBeGreaterThanOrEqual(afterAcknowledgements);
  return acknowledged;
}

describe('host settings', () => {
  it('are remembered', async () => {
    store.settings.set('port', '4747');
    store.settings.set('port', '4748');
    reopen();
    expect(store.settings.get('port')).toBe('4748');
    expect(store.settings.get('interface')).toBeNull();
  });
});
