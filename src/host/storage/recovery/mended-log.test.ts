/** A log that is damaged while the host is off: whatever can be put right, or read behind the damage, is. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import {
  BASE_TIME,
  batch,
  createGame,
  idempotencyRecord,
  joined,
  readAll,
  response,
  temporaryFolder,
} from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { HEADS_FILE } from '../sqlite/known-heads.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';
import { foundSums, sumOf } from '../sqlite/wal-format.ts';
import { salvageFrom } from './salvage.ts';

/** One byte in so many is tried; more of them in the long form. */
const STRIDE = REPETITIONS > 1 ? 211 : 3_001;
const FRAME_BYTES = 24 + 4096;
const PAGE_AT = 24;
const HEADER_BYTES = 32;
const EVENTS = 30;
const WAL = `${DATABASE_FILE}-wal`;

const folder = temporaryFolder();
const killed = () => join(folder.path, 'killed');
const open = (path: string) => openSqliteStore({ folder: path, now: () => BASE_TIME });
/** As the kill left it: everything is still in the log. */
let wal: Buffer;
let frames: number;
let gameId: number;
let wipedId: number;

beforeAll(async () => {
  const running = join(folder.path, 'running');
  mkdirSync(killed());
  const store = open(running);
  gameId = await createGame(store.eventStore);
  wipedId = await createGame(store.eventStore, 'Wiped');
  for (let seq = 1; seq < EVENTS; seq += 1)
    await store.eventStore.append({
      ...batch(gameId, seq, joined(seq + 100, `Zoë Müller-Ångström ${seq} 張`)),
      responses: [response(`key ${seq}`, `{"answer":${seq}}`)],
    });
  await store.exerciseLibrary.write({ revision: 1, contents: '{"last_id":1}' }, response('library', '{}', 1));
  store.settings.set('port', '8001');
  await store.eventStore.append(batch(gameId, EVENTS, joined(99, 'The last one')));
  for (const name of [DATABASE_FILE, WAL]) copyFileSync(join(running, name), join(killed(), name));
  store.close();
  wal = readFileSync(join(killed(), WAL));
  frames = (wal.length - HEADER_BYTES) / FRAME_BYTES;
});
afterAll(() => folder.dispose());

const frameAt = (index: number) => HEADER_BYTES + index * FRAME_BYTES;

function flipped(...places: readonly (readonly [position: number, bit: number])[]): Buffer {
  const bytes = Buffer.from(wal);
  for (const [position, bit] of places) bytes.writeUInt8(bytes.readUInt8(position) ^ (1 << bit), position);
  return bytes;
}

/** What a recovery makes of the files with this log. */
function salvagedWith(log: Buffer, path = killed()) {
  writeFileSync(join(path, WAL), log);
  const { records, library, host, missing } = salvageFrom(path);
  return { records, library, host, missing };
}

/** Starts in a copy of the files with this log. */
async function startWith<Found>(log: Buffer, look: (store: SqliteStore) => Promise<Found>): Promise<Found> {
  const copy = join(folder.path, 'copy');
  rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  cpSync(killed(), copy, { recursive: true });
  writeFileSync(join(copy, WAL), log);
  const store = open(copy);
  try {
    return await look(store);
  } finally {
    store.close();
  }
}

/** The last frame with a version of its page, or one whose page was written again, from the middle on. */
function frameThat(isWrittenAgain: boolean): number {
  const numbers = Array.from({ length: frames }, (_, index) => wal.readUInt32BE(frameAt(index)));
  const found = numbers.findIndex(
    (number, index) =>
      index > frames / 2 && index < frames - 8 && numbers.includes(number, index + 1) === isWrittenAgain,
  );
  if (found < 0) throw new Error('There is no such frame.');
  return found;
}

/** The first frame of the last transaction. */
function lastBegin(): number {
  const ends = Array.from({ length: frames }, (_, index) => wal.readUInt32BE(frameAt(index) + 4) !== 0);
  return ends.lastIndexOf(true, frames - 2) + 1;
}

describe('G1 single bytes that were changed', () => {
  it(
    'are put right wherever they are, in the header, too: all is read as from the undamaged log',
    () => {
      const whole = { ...salvagedWith(wal), missing: 'nothing' };
      expect(whole.records.map(({ events }) => events.length)).toEqual([EVENTS + 1, 1]);
      const places: [number, number][] = [];
      for (let bit = 0; bit < HEADER_BYTES * 8; bit += 1) places.push([Math.floor(bit / 8), bit % 8]);
      for (let position = HEADER_BYTES; position < wal.length; position += STRIDE)
        places.push([position, position % 8], [position + 3, 7]);
      // Every bit of the headers of frames, of which some say that they end a transaction.
      for (let index = 0; index < frames; index += Math.ceil(frames / 3))
        for (let bit = 0; bit < PAGE_AT * 8; bit += 5)
          places.push([frameAt(index) + Math.floor(bit / 8), bit % 8]);
      for (const place of places.filter(([position]) => position < wal.length))
        expect([place, salvagedWith(flipped(place))]).toEqual([place, whole]);
    },
    120_000 * REPETITIONS,
  );

  it('are put right in several frames at once, also where each of them may be one of hundreds', () => {
    const whole = { ...salvagedWith(wal), missing: 'nothing' };
    for (let round = 0; round < 12 * REPETITIONS; round += 1) {
      const half = Math.floor(frames / 2);
      const word = 4 * ((250 + 37 * round) % 1_024) + 3;
      const one = frameAt((3 + 5 * round) % half) + PAGE_AT + word;
      const other = frameAt(frames - 2 - ((7 * round) % (half - 2))) + PAGE_AT + 4_095 - word + 3;
      const places = [
        [one, 7],
        [other, 6],
        [24, round % 8],
      ] as const;
      expect([round, salvagedWith(flipped(...places))]).toEqual([round, whole]);
    }
  });

  it('cost nothing: a start has every event and answer, and speaks of no loss', async () => {
    for (const position of [5, frameAt(2) + 4, frameAt(frameThat(false)) + 3_900, wal.length - 100])
      await startWith(
        flipped([position, 3]),
        async ({ eventStore, exerciseLibrary, recovered, settings }) => {
          expect(recovered?.sentence).toMatch(
            /was damaged\. It is kept in .* Games GAME01 and GAME02 are complete\.$/,
          );
          expect(recovered).toMatchObject({
            missingEvents: [],
            lostGames: [],
            otherGames: null,
            library: null,
          });
          expect(await readAll(eventStore, gameId)).toHaveLength(EVENTS + 1);
          expect(await idempotencyRecord(eventStore, gameId, 7, 'key 20')).not.toBeNull();
          expect(await exerciseLibrary.read()).toMatchObject({ revision: 1 });
          expect(settings.get('port')).toBe('8001');
        },
      );
  });
});

describe('G1 a frame that is damaged in more than a byte', () => {
  it('is left out: what follows is read, and it is said that something may be missing', async () => {
    const index = frameThat(true);
    const log = Buffer.from(wal).fill(65, frameAt(index) + 3_000, frameAt(index) + 3_512);
    const header = Buffer.from(wal).fill(0, frameAt(index), frameAt(index) + PAGE_AT);
    for (const damaged of [log, header])
      await startWith(damaged, async ({ eventStore, exerciseLibrary, recovered }) => {
        expect(await readAll(eventStore, gameId)).toHaveLength(EVENTS + 1);
        expect(recovered?.games[0]).toMatchObject({ code: 'GAME01', isWhole: false });
        expect(recovered?.missingEvents).toEqual([]);
        expect(await idempotencyRecord(eventStore, gameId, 7, `key ${EVENTS - 1}`)).not.toBeNull();
        expect(await exerciseLibrary.read()).toMatchObject({ revision: 1 });
      });
  });

  it('is used as it is for what else is in it, where no later frame has its page', () => {
    const index = frameThat(false);
    const log = Buffer.from(wal);
    for (const offset of [3_000, 3_500])
      log.writeUInt8(log.readUInt8(frameAt(index) + offset) ^ 0x11, frameAt(index) + offset);
    const { records, missing, library } = salvagedWith(log);
    expect(missing).toBe('end');
    expect(records.map((record) => record.gameId)).toEqual([gameId, wipedId]);
    expect(library).toMatchObject({ revision: 1 });
  });

  it('is used as it is, too, in a last transaction that cannot be told from an unfinished one', () => {
    const log = Buffer.from(wal).fill(65, frameAt(frameThat(true)), frameAt(frameThat(true) + 1));
    const at = frameAt(lastBegin()) + PAGE_AT;
    const unused = log.indexOf(Buffer.alloc(200), at);
    expect(unused).toBeLessThan(at + 4_000);
    for (const place of [unused + 20, unused + 90]) log.writeUInt8(7, place);
    const { records, missing } = salvagedWith(log);
    expect([records[0]?.events.length, missing]).toEqual([EVENTS + 1, 'end']);
  });

  it('does not hide what follows where bytes were taken out or put in', () => {
    const [before, header] = [frameAt(frameThat(true)), 7];
    for (const [from, to, put] of [
      [before + 500, before + 900, 0],
      [before + 500, before + 500, 9],
      [before, before, 1_000],
      [header, header + 5, 0],
      [0, 0, 3],
    ] as const) {
      const log = Buffer.concat([wal.subarray(0, from), Buffer.alloc(put, 65), wal.subarray(to)]);
      const { records, library, missing } = salvagedWith(log);
      expect([from, to, records[0]?.events.length]).toEqual([from, to, EVENTS + 1]);
      expect([from, library]).toMatchObject([from, { revision: 1 }]);
      expect([from, missing]).toEqual([from, from === before + 500 ? 'end' : 'nothing']);
    }
  });
});

describe('a log without the file that it belongs to', () => {
  it.each<[string, (path: string) => void]>([
    ['deleted', (path) => rmSync(path)],
    ['emptied', (path) => truncateSync(path, 0)],
  ])('has what was in it all the same, after the file was %s', async (_, lose) => {
    const copy = join(folder.path, 'without');
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
    cpSync(killed(), copy, { recursive: true });
    writeFileSync(join(copy, WAL), wal);
    lose(join(copy, DATABASE_FILE));
    const store = open(copy);
    expect(await readAll(store.eventStore, gameId)).toHaveLength(EVENTS + 1);
    expect(store.recovered?.sentence).toMatch(
      /was damaged\. It is kept in .* Games GAME01 and GAME02 are complete\.$/,
    );
    store.close();
  });
});

describe('nothing is made of a log that was not in it:', () => {
  it('a game that was wiped after the damage stays wiped', async () => {
    const path = join(folder.path, 'wiping');
    cpSync(killed(), path, { recursive: true });
    writeFileSync(join(path, WAL), wal);
    const store = open(path);
    const main = readFileSync(join(path, DATABASE_FILE));
    for (let seq = EVENTS + 1; seq < EVENTS + 9; seq += 1)
      await store.eventStore.append(batch(gameId, seq, joined(seq + 200, 'Ben')));
    const wiping = { isOver: false };
    const wiped = store.eventStore.wipe(wipedId).finally(() => {
      wiping.isOver = true;
    });
    let log = Buffer.alloc(0);
    while (!wiping.isOver) {
      const now = readFileSync(join(path, WAL));
      if (now.length > log.length && now.includes(`retired ${wipedId}`)) log = now;
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    await wiped;
    store.close();
    expect(log.length).toBeGreaterThan(frameAt(frames + 10));
    writeFileSync(join(path, DATABASE_FILE), main);
    // It would say so, too.
    rmSync(join(path, HEADS_FILE));
    const flippedAt = frameAt(frames + 1) + 4_000;
    for (const damage of [
      () => log.writeUInt8(log.readUInt8(flippedAt) ^ 1, flippedAt),
      () => log.fill(65, frameAt(frames + 2), frameAt(frames + 3)),
    ]) {
      damage();
      const { records, host } = salvagedWith(log, path);
      expect(records.map(({ gameId: id, events }) => [id, events.length])).toEqual([[gameId, EVENTS + 9]]);
      expect(host.wiped).toEqual([wipedId]);
    }
  });

  it('a last transaction that a power cut left unfinished stays so', async () => {
    const first = lastBegin();
    expect(first).toBeLessThan(frames - 1);
    const torn = Buffer.from(wal).fill(0, frameAt(first) + 24, frameAt(first) + 24 + 4_096);
    await startWith(torn, async ({ eventStore, recovered }) => {
      expect(recovered).toBeNull();
      expect(await readAll(eventStore, gameId)).toHaveLength(EVENTS);
    });
    torn.writeUInt8(torn.readUInt8(frameAt(4) + 3_000) ^ 1, frameAt(4) + 3_000);
    const { records, missing } = salvagedWith(torn);
    expect([records[0]?.events.length, missing]).toEqual([EVENTS, 'nothing']);
  });

  it('nor is such a transaction missed where something else is damaged', async () => {
    const path = join(folder.path, 'twice');
    const earlier = open(path);
    const id = await createGame(earlier.eventStore);
    await earlier.exerciseLibrary.write({ revision: 1, contents: '{"last_id":1}' }, null);
    earlier.close();
    const store = open(path);
    for (let seq = 1; seq < 4; seq += 1) await store.eventStore.append(batch(id, seq, joined(seq, 'Ben')));
    const [main, log] = [readFileSync(join(path, DATABASE_FILE)), readFileSync(join(path, WAL))];
    store.close();
    const last = log.length - FRAME_BYTES;
    writeFileSync(
      join(path, DATABASE_FILE),
      main.fill(65, main.indexOf('last_id'), main.indexOf('last_id') + 2),
    );
    const { records, missing } = salvagedWith(log.fill(0, last - FRAME_BYTES + PAGE_AT, last), path);
    expect([records[0]?.events.length, records[0]?.isWhole, missing]).toEqual([3, true, null]);
  });

  it('what an earlier log left behind the end is never part of it', () => {
    const middle = frameAt(Math.floor(frames / 2));
    const log = Buffer.concat([resealed(wal.subarray(0, middle)), wal.subarray(middle)]);
    const { records } = salvagedWith(log);
    const events = records[0]?.events.length ?? 0;
    expect(events).toBeLessThan(EVENTS - 5);
    for (const position of [40, frameAt(1) + 2_000, frameAt(3) + 3_000, frameAt(6) + 9]) {
      const damaged = Buffer.from(log);
      damaged.writeUInt8(damaged.readUInt8(position) ^ 0x80, position);
      const found = salvagedWith(damaged);
      expect([position, found.missing, found.records]).toEqual([position, 'nothing', records]);
    }
  });
});

/** The same frames in a log of its own: other salts, and the checksums that follow from them. */
function resealed(log: Buffer): Buffer {
  const bytes = Buffer.from(log);
  const salts = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]);
  const format = { pageBytes: 4_096, isBigEndian: (bytes.readUInt8(3) & 1) === 1 };
  salts.copy(bytes, 16);
  let sums = sumOf(bytes, [0, 24], [0, 0], format.isBigEndian);
  const write = (at: number) => {
    for (const [index, sum] of sums.entries()) bytes.writeUInt32BE(sum, at + 4 * index);
  };
  write(24);
  for (let at = HEADER_BYTES; at < bytes.length; at += FRAME_BYTES) {
    salts.copy(bytes, at + 8);
    sums = foundSums(bytes, at, sums, format);
    write(at + 16);
  }
  return bytes;
}
