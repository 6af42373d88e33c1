import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import { batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { walHidesCommits } from './wal-check.ts';
import { walHasFlippedByte } from './wal-flip.ts';

/** One byte in so many is tried; more of them in the long form. */
const STRIDE = REPETITIONS > 1 ? 3 : 211;
const FRAME_BYTES = 24 + 4096;
const EVENTS = 6;

const folder = temporaryFolder();
/** A copy of the files as a kill leaves them: everything is still in the log. */
let wal: Buffer;
const database = () => join(folder.path, 'killed', 'games.sqlite3');
const logFile = () => `${database()}-wal`;

beforeAll(async () => {
  const running = join(folder.path, 'running');
  mkdirSync(join(folder.path, 'killed'));
  const store = openSqliteStore({ folder: running });
  const gameId = await createGame(store.eventStore);
  for (let seq = 1; seq < EVENTS; seq += 1)
    await store.eventStore.append(batch(gameId, seq, joined(seq + 100, `Player ${seq}`)));
  copyFileSync(join(running, 'games.sqlite3'), database());
  wal = readFileSync(join(running, 'games.sqlite3-wal'));
  store.close();
});
afterAll(() => folder.dispose());

function write(bytes: Buffer): void {
  writeFileSync(logFile(), bytes);
}

it(
  'a flipped byte anywhere in the log is noticed, the last transaction and the header included',
  () => {
    const silent: [position: number, bit: number][] = [];
    const flip = (position: number, bit: number) => {
      const bytes = Buffer.from(wal);
      bytes[position] = (bytes[position] ?? 0) ^ (1 << bit);
      write(bytes);
      if (!walHidesCommits(logFile())) silent.push([position, bit]);
    };
    // Every bit of the header: what it says of the rest may make no sense then.
    for (let bit = 0; bit < 32 * 8; bit += 1) flip(Math.floor(bit / 8), bit % 8);
    for (let position = 32; position < wal.length; position += STRIDE) flip(position, position % 8);
    expect(silent).toEqual([]);
  },
  60_000 * REPETITIONS,
);

it(
  'bytes that are taken out or put in are noticed, wherever a frame follows',
  () => {
    const silent: string[] = [];
    const last = wal.length - FRAME_BYTES;
    for (let position = 0; position < last; position += STRIDE)
      for (const count of [1, 7, 1_000]) {
        const before = wal.subarray(0, position);
        write(Buffer.concat([before, wal.subarray(Math.min(position + count, last))]));
        // Without the very last frame, nothing is out of its place.
        if (position + count < last && !walHidesCommits(logFile())) silent.push(`${position} - ${count}`);
        write(Buffer.concat([before, Buffer.alloc(count, 65), wal.subarray(position)]));
        if (!walHidesCommits(logFile())) silent.push(`${position} + ${count}`);
      }
    expect(silent).toEqual([]);
  },
  60_000 * REPETITIONS,
);

it('an intact log, a cut one, a torn last frame and what an earlier log left behind are not damage', () => {
  write(wal);
  expect(walHasFlippedByte(logFile())).toBe(false);
  for (const kept of [
    0,
    1,
    32,
    33,
    32 + 24,
    32 + FRAME_BYTES - 1,
    wal.length - 1,
    wal.length - FRAME_BYTES,
  ]) {
    write(wal);
    truncateSync(logFile(), kept);
    expect([kept, walHidesCommits(logFile())]).toEqual([kept, false]);
  }
  for (const torn of [512, 1024, 2048, 4096]) {
    const bytes = Buffer.from(wal);
    bytes.fill(0, bytes.length - torn);
    write(bytes);
    expect([torn, walHasFlippedByte(logFile())]).toEqual([torn, false]);
  }
  const leftOver = Buffer.from(wal.subarray(wal.length - FRAME_BYTES));
  leftOver.writeUInt32BE(leftOver.readUInt32BE(8) - 1, 8);
  leftOver.writeUInt32BE(0x12345678, 12);
  write(Buffer.concat([wal, leftOver]));
  expect(walHidesCommits(logFile())).toBe(false);
});

it('the last transaction is put right, too, and the desk says that everything is there', async () => {
  const bytes = Buffer.from(wal);
  const last = wal.length - 100;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  write(bytes);
  const store = openSqliteStore({ folder: join(folder.path, 'killed') });
  expect(store.recovered?.games).toMatchObject([{ code: 'GAME01', from: 'file', isWhole: true }]);
  expect(store.recovered?.sentence).toMatch(/Game GAME01 is complete\.$/);
  expect(await readAll(store.eventStore, 1)).toHaveLength(EVENTS);
  store.close();
});
