/** A flipped byte anywhere in a backup is noticed when it is listed or restored, or changes nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import { batch, createGame, joined, requested, temporaryFolder } from '../events.fixtures.ts';
import { openSqliteStore } from '../sqlite/sqlite-store.ts';

/** One byte in so many is tried; more of them in the long form. */
const STRIDE = Math.max(1, Math.ceil(241 / REPETITIONS));
const folder = temporaryFolder();
afterEach(() => folder.dispose());

it(
  'a flipped byte in a backup is noticed, or what it restores is the same',
  async () => {
    const store = openSqliteStore({ folder: folder.path });
    const gameId = await createGame(store.eventStore, 'Night');
    await store.eventStore.append(batch(gameId, 1, joined(100, 'Anna'), joined(101, 'Ben')));
    for (let seq = 3; seq < 40; seq += 1)
      await store.eventStore.append(batch(gameId, seq, requested(1_000 + seq)));
    const backup = await store.backups.take('asked');
    const path = join(folder.path, 'backups', backup?.name ?? '');
    const intact = readFileSync(path);
    const read = async () => {
      try {
        const records = await store.restorer.read(backup?.name ?? '');
        return JSON.stringify(records.map(({ state, events }) => [state.name, state.seq, events]));
      } catch (error) {
        if (error instanceof Error) return null;
        throw error;
      }
    };
    const whole = await read();
    expect(whole).toContain('Anna');
    const silent: number[] = [];
    let noticed = 0;
    for (let position = 0; position < intact.length; position += STRIDE) {
      const bytes = Buffer.from(intact);
      bytes[position] = (bytes[position] ?? 0) ^ (1 << (position % 8));
      writeFileSync(path, bytes);
      const found = await read();
      if (found === null) noticed += 1;
      else if (found !== whole) silent.push(position);
    }
    expect(silent).toEqual([]);
    expect(noticed).toBeGreaterThan(10);
    store.close();
  },
  60_000 * REPETITIONS,
);
