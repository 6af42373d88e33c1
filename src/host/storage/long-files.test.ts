/** Large games come in, go back and go out in slices; all or nothing, even if the host is killed in between. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './events.fixtures.ts';
import { openHost, textOf, WITHOUT_KEY, type Host } from './frozen-game.harness.ts';
import { longGame } from './long-game.harness.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

const EVENTS = 6_000;
const EVENTS_OF_A_CROWD = 400;
const folder = temporaryFolder();
let host: Host;

beforeEach(async () => {
  host = await openHost(folder.path);
});
afterEach(async () => {
  await host.close();
  folder.dispose();
});

/** Counts the turns of the event loop that others get while this goes on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  try {
    await work;
  } finally {
    isDone = true;
  }
  return turns;
}

const only = () => {
  const [room] = host.rooms.all();
  if (room === undefined) throw new Error('there is no game');
  return room;
};

describe('others get their turn', () => {
  it('during an import, a restore and an export', async () => {
    expect(await turnsDuring(host.archive.importGame(longGame(EVENTS), WITHOUT_KEY))).toBeGreaterThan(10);
    const { state } = only();
    expect(state.seq).toBeGreaterThanOrEqual(EVENTS);
    const backup = await host.archive.backUp();
    expect(await turnsDuring(host.archive.restore(backup?.name ?? '', null, WITHOUT_KEY))).toBeGreaterThan(
      10,
    );
    expect([only().state.seq, only().state.challenges.size]).toEqual([state.seq, state.challenges.size]);
    expect(await turnsDuring(textOf(host.archive.exportGame(only(), 'real')))).toBeGreaterThan(2);
  });

  it('however long whoever reads a log takes over each event, as over those of a crowd', async () => {
    await host.archive.importGame(longGame(EVENTS_OF_A_CROWD), WITHOUT_KEY);
    let [sinceTurn, mostAtOnce, isDone] = [0, 0, false];
    const begin = () => {
      sinceTurn = 0;
      if (!isDone) setImmediate(begin);
    };
    setImmediate(begin);
    for await (const _ of host.store.eventStore.read(only().state.gameId, 0)) {
      const until = performance.now() + 1;
      while (performance.now() < until);
      sinceTurn += 1;
      mostAtOnce = Math.max(mostAtOnce, sinceTurn);
    }
    isDone = true;
    expect(mostAtOnce).toBeLessThan(20);
  });
});

describe('a kill in the middle of an import', () => {
  it('leaves nothing of the game, whenever it comes; after it, the whole game is there', async () => {
    const killed = join(folder.path, 'killed');
    const importing = host.archive.importGame(longGame(EVENTS), WITHOUT_KEY);
    const progress = { isDone: false };
    void importing.finally(() => {
      progress.isDone = true;
    });
    const seen = new Set<number>();
    while (!progress.isDone) {
      for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
      for (const { seq } of await host.store.eventStore.list()) expect(seq).toBeGreaterThanOrEqual(EVENTS);
      seen.add(gamesAfterKill(killed));
    }
    await importing;
    seen.add(gamesAfterKill(killed));
    expect(seen).toEqual(new Set([0, 1]));
  });

  /** Starts on a copy of the files as they are now. The number of games; each is whole. */
  function gamesAfterKill(path: string): number {
    const own = temporaryFolder();
    mkdirSync(path, { recursive: true });
    for (const suffix of ['', '-wal'])
      copyFileSync(join(folder.path, DATABASE_FILE + suffix), join(own.path, DATABASE_FILE + suffix));
    const store = openSqliteStore({ folder: own.path });
    expect(store.recovered).toBeNull();
    for (const { seq } of store.games) expect(seq).toBeGreaterThanOrEqual(EVENTS);
    const count = store.games.length;
    store.close();
    own.dispose();
    return count;
  }
});

describe('a backup made during an import', () => {
  it('does not hold the game yet, and can be restored', async () => {
    const first = await host.archive.importGame(longGame(EVENTS), WITHOUT_KEY);
    const importing = host.archive.importGame(longGame(EVENTS), WITHOUT_KEY);
    const backup = await host.archive.backUp();
    const second = await importing;
    const codes = backup?.games?.map(({ code }) => code);
    expect(codes).toContain(first.body);
    await host.archive.restore(backup?.name ?? '', null, WITHOUT_KEY);
    expect(host.rooms.all().map(({ state }) => state.code)).toEqual(codes);
    expect(second.body).not.toBe(first.body);
  });
});

describe('a restore', () => {
  it('brings back a game that is gone, one that has gone on, and takes away one that came later', async () => {
    await host.archive.importGame(longGame(EVENTS), WITHOUT_KEY);
    const backup = await host.archive.backUp();
    const before = only().state;
    await host.archive.importGame(longGame(EVENTS), WITHOUT_KEY);
    await host.archive.restore(backup?.name ?? '', null, WITHOUT_KEY);
    expect(host.rooms.all().map(({ state }) => [state.code, state.seq])).toEqual([[before.code, before.seq]]);
    await host.close();
    host = await openHost(folder.path);
    expect(host.store.recovered).toBeNull();
    expect(host.rooms.all().map(({ state }) => [state.code, state.seq])).toEqual([[before.code, before.seq]]);
  });
});
