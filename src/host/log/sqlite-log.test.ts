import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from './connection.ts';
import { StorageError } from './event-store.ts';
import {
  answered,
  batch,
  begin,
  created,
  joined,
  logged,
  requested,
  temporaryFolder,
} from './game-log.fixtures.ts';
import type { Acknowledged } from './kill-child.harness.ts';
import { openLog, type OpenLog } from './sqlite-log.ts';

const FULL = 2;
const folder = temporaryFolder();
let store: OpenLog;

function reopen(): void {
  store.close();
  store = openLog({ folder: folder.path });
}

beforeEach(() => {
  store = openLog({ folder: folder.path });
});

afterEach(() => {
  store.close();
  folder.dispose();
});

describe('durability', () => {
  it('G1 commits are synced in full: when fresh, after a write, after reopening and writing again', () => {
    const levels = [store.synchronousLevel()];
    const gameId = begin(store.eventStore);
    levels.push(store.synchronousLevel());
    reopen();
    levels.push(store.synchronousLevel());
    store.eventStore.append(batch(gameId, 1, joined(7, 'Anna')));
    levels.push(store.synchronousLevel());
    expect(levels).toEqual([FULL, FULL, FULL, FULL]);
  });

  it('G1 on a Mac the bytes are pushed through the cache of the disk as well', () => {
    store.close();
    const db = openConnection(folder.path, () => undefined);
    const levels = ['synchronous', 'fullfsync', 'checkpoint_fullfsync'].map((name) =>
      db.pragma(name, { simple: true }),
    );
    db.close();
    store = openLog({ folder: folder.path });
    expect(levels).toEqual([FULL, 1, 1]);
  });

  it('G1 what was acknowledged is there after kill -9, at most one more is, and no id comes twice', async () => {
    store.close();
    const rounds = 3;
    for (let round = 1; round <= rounds; round += 1) {
      const acknowledged = await killedInAStorm(50 * round);
      store = openLog({ folder: folder.path });
      const { gameId, seq } = acknowledged.at(-1) ?? { gameId: 0, seq: 0 };
      const events = [...store.eventStore.read(gameId, 0)];
      expect(events.length - seq).toBeOneOf([0, 1]);
      const ids = events.flatMap(({ event }) => (event.type === 'challenge_requested' ? [event.id] : []));
      expect(ids.slice(0, acknowledged.length)).toEqual(acknowledged.map(({ challengeId }) => challengeId));
      for (const one of acknowledged) {
        const kept = store.eventStore.findOutcome(gameId, 7, `key ${one.seq}`);
        expect(kept?.outcome.body).toBe(`answer ${one.seq}`);
      }
      expect(store.eventStore.nextId('challenge')).toBe(Math.max(...ids) + 1);
      store.close();
    }
    store = openLog({ folder: folder.path });
    expect(store.eventStore.list()).toHaveLength(rounds);
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

describe('append and read', () => {
  it('gives back what was written, after a seq, also after reopening', () => {
    const gameId = begin(store.eventStore);
    store.eventStore.append(batch(gameId, 1, joined(7, 'Zoë 🦊'), requested(1)));
    reopen();
    const all = [logged(1, created(gameId)), logged(2, joined(7, 'Zoë 🦊')), logged(3, requested(1))];
    expect([...store.eventStore.read(gameId, 0)]).toEqual(all);
    expect([...store.eventStore.read(gameId, 2)]).toEqual(all.slice(2));
    expect([...store.eventStore.read(gameId, 3)]).toEqual([]);
    expect([...store.eventStore.read(999, 0)]).toEqual([]);
  });

  it('lists the games, oldest first, with their heads', () => {
    const first = begin(store.eventStore);
    const second = begin(store.eventStore);
    store.eventStore.append(batch(first, 1, joined(7, 'Anna')));
    expect(store.eventStore.list()).toEqual([
      { gameId: first, code: 'GAME01', seq: 2 },
      { gameId: second, code: 'GAME02', seq: 1 },
    ]);
  });

  it('G3 refuses a writer that does not know the last event, and writes nothing of its batch', () => {
    const gameId = begin(store.eventStore);
    const behind = { ...batch(gameId, 0, joined(7, 'Anna')), outcomes: [answered('k', 'never')] };
    const ahead = { ...batch(gameId, 2, joined(7, 'Anna')), outcomes: [answered('k', 'never')] };
    expect(() => store.eventStore.append(behind)).toThrow(StorageError);
    expect(() => store.eventStore.append(behind)).toThrow(/another writer/);
    expect(() => store.eventStore.append(ahead)).toThrow(/another writer/);
    expect([...store.eventStore.read(gameId, 1)]).toEqual([]);
    expect(store.eventStore.findOutcome(gameId, 7, 'k')).toBeNull();
  });

  it('G3 refuses a batch with a gap, or of a game that is not there', () => {
    const gameId = begin(store.eventStore);
    const gap = { ...batch(gameId, 1), events: [logged(2, requested(1)), logged(4, requested(2))] };
    expect(() => store.eventStore.append(gap)).toThrow('Event 4 of game 1 does not follow event 2.');
    expect(() => store.eventStore.append(batch(999, 0, requested(1)))).toThrow(StorageError);
    expect([...store.eventStore.read(gameId, 1)]).toEqual([]);
  });

  it('goes on writing while a reader has not finished', () => {
    const gameId = begin(store.eventStore);
    store.eventStore.append(batch(gameId, 1, requested(1), requested(2)));
    const reader = store.eventStore.read(gameId, 0)[Symbol.iterator]();
    reader.next();
    store.eventStore.append(batch(gameId, 3, requested(3)));
    expect([...store.eventStore.read(gameId, 0)]).toHaveLength(4);
  });
});

describe('outcomes', () => {
  it('G2 an outcome is found again, word for word, after reopening and after the end of the game', () => {
    const gameId = begin(store.eventStore);
    const outcome = { status: 409, body: '{"code":"no_team"}', secretsOf: 7 };
    const key = { participantId: 7, key: 'tap', requestHash: 'h' };
    store.eventStore.append({ ...batch(gameId, 1), outcomes: [{ key, outcome }] });
    store.eventStore.append(batch(gameId, 1, { type: 'game_ended' }));
    reopen();
    expect(store.eventStore.findOutcome(gameId, 7, 'tap')).toEqual({ requestHash: 'h', outcome });
    expect(store.eventStore.findOutcome(gameId, 8, 'tap')).toBeNull();
    expect(store.eventStore.findOutcome(gameId + 1, 7, 'tap')).toBeNull();
  });

  it('G2 a key that was answered cannot be answered again, nor does its event happen', () => {
    const gameId = begin(store.eventStore);
    store.eventStore.append({ ...batch(gameId, 1, requested(1)), outcomes: [answered('tap', 'first')] });
    const again = { ...batch(gameId, 2, requested(2)), outcomes: [answered('tap', 'second')] };
    expect(() => store.eventStore.append(again)).toThrow(StorageError);
    expect(store.eventStore.findOutcome(gameId, 7, 'tap')?.outcome.body).toBe('first');
    expect([...store.eventStore.read(gameId, 2)]).toEqual([]);
  });

  it('G2 the making of a game is found by its key alone; the same key may serve in other games', () => {
    const first = store.eventStore.nextId('game');
    store.eventStore.append({
      ...batch(first, 0, created(first)),
      outcomes: [answered('make', `made ${first}`, 0), answered('join', 'one', -1)],
    });
    const second = store.eventStore.nextId('game');
    store.eventStore.append({
      ...batch(second, 0, created(second)),
      outcomes: [answered('join', 'two', -1)],
    });
    reopen();
    expect(store.eventStore.findOutcomeOfAnyGame(0, 'make')?.outcome.body).toBe(`made ${first}`);
    expect(store.eventStore.findOutcomeOfAnyGame(-1, 'make')).toBeNull();
    expect(store.eventStore.findOutcome(second, -1, 'join')?.outcome.body).toBe('two');
  });
});

describe('ids', () => {
  it('count up from 1, each kind for itself', () => {
    const { eventStore } = store;
    expect([eventStore.nextId('game'), eventStore.nextId('game'), eventStore.nextId('participant')]).toEqual([
      1, 2, 1,
    ]);
  });

  it('are never used again after reopening, whatever batch they were handed out before', () => {
    const gameId = begin(store.eventStore);
    const [first, second] = [store.eventStore.nextId('participant'), store.eventStore.nextId('participant')];
    store.eventStore.append(batch(gameId, 1, joined(first, 'Anna')));
    reopen();
    expect(store.eventStore.nextId('participant')).toBe(second + 1);
    expect(store.eventStore.nextId('game')).toBe(gameId + 1);
  });

  it('are never used again after a wipe, nor after a batch that was refused', () => {
    const gameId = begin(store.eventStore);
    const participant = store.eventStore.nextId('participant');
    expect(() => store.eventStore.append(batch(gameId, 5, joined(participant, 'Anna')))).toThrow(
      StorageError,
    );
    store.eventStore.append(batch(gameId, 1, joined(store.eventStore.nextId('participant'), 'Ben')));
    store.eventStore.wipe(gameId);
    reopen();
    expect(store.eventStore.nextId('game')).toBe(gameId + 1);
    expect(store.eventStore.nextId('participant')).toBe(participant + 2);
  });
});

describe('play ticks', () => {
  it('are what the last tick said; play time never falls', () => {
    const gameId = begin(store.eventStore);
    store.eventStore.saveCheckpoint(gameId, { playMs: 5_000, at: 1_000 });
    store.eventStore.saveCheckpoint(gameId, { playMs: 4_000, at: 2_000 });
    reopen();
    expect(store.eventStore.readCheckpoint(gameId)).toEqual({ playMs: 5_000, at: 2_000 });
  });

  it('are no older than the last event', () => {
    const gameId = begin(store.eventStore);
    store.eventStore.saveCheckpoint(gameId, { playMs: 15, at: 1_000 });
    const last = logged(2, joined(7, 'Anna'));
    store.eventStore.append({ ...batch(gameId, 1), events: [last] });
    expect(store.eventStore.readCheckpoint(gameId)).toEqual({ playMs: last.playMs, at: last.at });
    store.eventStore.saveCheckpoint(gameId, { playMs: last.playMs, at: last.at + 1_000 });
    expect(store.eventStore.readCheckpoint(gameId)).toEqual({ playMs: last.playMs, at: last.at + 1_000 });
  });

  it('are unknown for a game that is not there, which gets none', () => {
    expect(store.eventStore.readCheckpoint(999)).toBeNull();
    expect(() => store.eventStore.saveCheckpoint(999, { playMs: 1, at: 1 })).toThrow(StorageError);
  });
});

describe('host settings', () => {
  it('are remembered', () => {
    store.settings.set('port', '4747');
    store.settings.set('port', '4748');
    reopen();
    expect(store.settings.get('port')).toBe('4748');
    expect(store.settings.get('interface')).toBeNull();
  });
});
