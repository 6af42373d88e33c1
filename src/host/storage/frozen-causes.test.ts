/** Events of an earlier version that say which command caused them still tell that it was done: see frozen/README.md. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createLocalBus } from '../rooms/event-bus.ts';
import { KeyReusedError, type Room } from '../rooms/room.ts';
import { openRooms } from '../rooms/rooms.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { AFTER_THE_LAST, gameOf, openHost } from './frozen-game.harness.ts';
import { createTestDatabase, findTestServer, runSql } from './postgres/postgres-server.harness.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { DATABASE_FILE } from './sqlite/connection.ts';

const FROZEN = join(import.meta.dirname, 'frozen');
const folder = temporaryFolder();
afterEach(() => folder.dispose());

const server = await findTestServer();

/** Sends a command under this key once more; it would add a challenge. */
function repeat(room: Room, participantId: number, key: string, requestHash = `hash of ${key}`) {
  return room.execute({
    actor: { id: 1, role: 'banker' },
    command: { type: 'request', id: 9_999, playerId: 3, building: 'mine' },
    key: { participantId, key, requestHash },
    answer: ({ seq }, { at, playMs }, events) => ({
      status: 200,
      body: JSON.stringify({ seq, at, playMs, events: events.map(({ type }) => type) }),
      secretsOf: null,
    }),
    refuse: () => ({ status: 409, body: '{}', secretsOf: null }),
  });
}

/** What comes of everything that was done under a key and is sent again, and how many events that adds. */
async function repeatAll(room: Room) {
  const { seq } = room.state;
  const [asked, completed] = [await repeat(room, 2, 'request'), await repeat(room, 1, 'complete')];
  const other: unknown = await repeat(room, 2, 'request', 'another').catch((error: unknown) => error);
  const ofAnother = await repeat(room, 3, 'request');
  return {
    answers: [asked, completed].map(({ body, isRepeat }): unknown => isRepeat === true && JSON.parse(body)),
    isRefused: other instanceof KeyReusedError,
    isOthers: ofAnother.isRepeat,
    added: room.state.seq - seq,
  };
}

const AS_IT_WAS = {
  answers: [
    { seq: 12, at: 1_781_287_277_000, playMs: 5_000, events: ['challenge_requested'] },
    { seq: 23, at: 1_781_287_354_000, playMs: 60_000, events: ['challenge_completed', 'team_changed'] },
  ],
  isRefused: true,
  isOthers: undefined,
  added: 0,
};

it('in a database of version 7', async () => {
  mkdirSync(folder.path, { recursive: true });
  copyFileSync(join(FROZEN, 'database-7.sqlite3'), join(folder.path, DATABASE_FILE));
  const host = await openHost(folder.path);
  expect(await repeatAll(gameOf(host))).toEqual(AS_IT_WAS);
  await host.close();
});

it.skipIf(server.url === null)(`in a database of version 7 on PostgreSQL${server.note}`, async () => {
  const database = await createTestDatabase(server.url ?? '');
  await runSql(database.url, readFileSync(join(FROZEN, 'postgres-7.sql'), 'utf8'));
  const store = await openPostgresStore(database);
  const clock = createManualClock(AFTER_THE_LAST);
  const rooms = await openRooms({
    bus: createLocalBus(),
    eventStore: store.eventStore,
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  expect(await repeatAll(gameOf({ rooms }))).toEqual(AS_IT_WAS);
  await rooms.close();
  await store.close();
  await database.drop();
});
