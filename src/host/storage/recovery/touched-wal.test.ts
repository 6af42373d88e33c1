/** What an open connection never reads again, and the next start relies on: the header of the WAL, and those of its frames. */
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import { BASE_TIME, batch, createGame, joined, readAll, temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import type { Rescue } from '../sqlite/mendable-parts.ts';
import { openSqliteStore, type SqliteStore } from '../sqlite/sqlite-store.ts';

const onWindows = process.platform === 'win32';
const note = onWindows ? ' (not run: Windows lets nobody write to an open file)' : '';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const PAGE_BYTES = 4096;
const EVENTS_AT_FIRST = 8;
/** One byte in so many is tried; in the long form, all. Headers are made of numbers of four bytes: each of these is changed. */
const STRIDE = REPETITIONS > 1 ? 1 : 3;

const parent = temporaryFolder();
const folder = join(parent.path, 'data');
const wal = join(folder, `${DATABASE_FILE}-wal`);
let store: SqliteStore;
let gameId: number;
let seq: number;
let rescues: Rescue[];
let deaths: number;

beforeEach(async () => {
  [rescues, deaths] = [[], 0];
  store = openSqliteStore({ folder, now: () => BASE_TIME });
  store.onRescue((rescue) => rescues.push(rescue));
  gameId = await createGame(store.eventStore);
  seq = 1;
  while (seq < EVENTS_AT_FIRST) await add();
});

afterEach(() => {
  store.close();
  parent.dispose();
});

/** One more event; resolves when it is acknowledged. */
async function add(): Promise<void> {
  const id = await store.eventStore.nextId('participant');
  await store.eventStore.append(batch(gameId, seq, joined(id, `Player ${id}`)));
  seq += 1;
}

/** Changes one byte in place, as another program would: the time of the file says so. */
function spoil(position: number): void {
  const handle = openSync(wal, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, position);
  writeSync(
    handle,
    byte.map((value) => value ^ 0x55),
    0,
    1,
    position,
  );
  closeSync(handle);
  utimesSync(wal, BASE_TIME / 1000, BASE_TIME / 1000);
}

/** Reads what a start finds after this process has died: nothing is closed first. */
async function afterDeath<Found>(read: (next: SqliteStore) => Promise<Found>): Promise<Found> {
  deaths += 1;
  const copy = join(parent.path, `after-death-${deaths}`);
  mkdirSync(copy);
  for (const name of readdirSync(folder))
    if (statSync(join(folder, name)).isFile()) copyFileSync(join(folder, name), join(copy, name));
  const next = openSqliteStore({ folder: copy });
  try {
    return await read(next);
  } finally {
    next.close();
  }
}

const eventsAfterDeath = () =>
  afterDeath(async ({ eventStore }) => (await readAll(eventStore, gameId)).length);

const frameHeader = (index: number) => HEADER_BYTES + index * (FRAME_HEADER_BYTES + PAGE_BYTES);

it.skipIf(onWindows).each([
  ['its header', 0, HEADER_BYTES],
  ['the header of its first frame', frameHeader(0), FRAME_HEADER_BYTES],
  ['the header of a later frame', frameHeader(2), FRAME_HEADER_BYTES],
])(
  `G8 G1 a WAL of which any byte of %s is changed while the host runs loses nothing that is acknowledged${note}`,
  async (_, start, bytes) => {
    for (let position = start; position < start + bytes; position += STRIDE) {
      // A rescue begins another WAL.
      while (!(statSync(wal).size > frameHeader(3))) await add();
      spoil(position);
      await add();
      expect([position, await eventsAfterDeath()]).toEqual([position, seq]);
      expect([position, rescues.length]).toEqual([position, (position - start) / STRIDE + 1]);
      expect(store.health.current()).toBeNull();
    }
  },
);

it.skipIf(onWindows)(
  `G8 G1 a WAL that holds nothing but the exercise library, and is changed without a command, keeps it${note}`,
  async () => {
    // Whatever was in the WAL is in the file from here on.
    await store.eventStore.wipe(await createGame(store.eventStore, 'Wiped'));
    const library = { revision: 1, contents: '{"last_id":1}' };
    await store.exerciseLibrary.write(library, null);
    spoil(0);
    store.check();
    expect(await afterDeath(({ exerciseLibrary }) => exerciseLibrary.read())).toMatchObject(library);
    await add();
    expect(await eventsAfterDeath()).toBe(seq);
  },
);
