/** A rescue closes the connection that others are still using: whatever they ask of it, they hear that it was displaced. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runAtOnce } from '../../time/time-slices.ts';
import { readBackup } from '../backups/backup-files.ts';
import { openRestorePlanner } from '../backups/restore-plan.ts';
import { DisplacedError, HOST_IS_CLOSING, RoomClosedError } from '../event-store.ts';
import { BASE_TIME, batch, createGame, joined, response, temporaryFolder } from '../events.fixtures.ts';
import { createStorageHealth } from '../storage-health.ts';
import { openConnection } from './connection.ts';
import type { GameRecord } from './game-record.ts';
import { NO_ISSUED_IDS_FILE } from './issued-ids-file.ts';
import { openParts, type StoreParts } from './store-parts.ts';
import { openUnseenRows, type UnseenRows } from './unseen-rows.ts';

const folder = temporaryFolder();
const silent = () => undefined;
const GAME = 1;
let parts: StoreParts;
let isEnding: boolean;
let record: GameRecord;
let unseen: UnseenRows;
let planner: ReturnType<typeof openRestorePlanner>;

beforeEach(async () => {
  isEnding = false;
  parts = openParts(
    { db: openConnection(folder.path, silent) },
    {
      folder: folder.path,
      notify: silent,
      now: () => BASE_TIME,
      health: createStorageHealth(),
      issuedIds: NO_ISSUED_IDS_FILE,
      onLostCommit: silent,
      isEnding: () => isEnding,
    },
  );
  await createGame(parts.eventStore);
  await parts.eventStore.append({
    ...batch(GAME, 1, joined(7, 'Anna'), joined(8, 'Ben')),
    responses: [response('a', 'b')],
  });
  const backup = await parts.backups.take('asked');
  const [found] = runAtOnce(readBackup(`${folder.path}/backups/${backup?.name ?? ''}`)) ?? [];
  if (found === undefined) throw new Error('The backup holds no game.');
  record = found;
  unseen = openUnseenRows(parts.transactions);
  planner = openRestorePlanner(parts.transactions, unseen, () => false);
});
afterEach(() => {
  parts.close();
  folder.dispose();
});

const USES: readonly (readonly [string, () => unknown])[] = [
  ['appending', () => parts.eventStore.append(batch(GAME, 3, joined(9, 'Cara')))],
  ['reading', () => parts.eventStore.read(GAME, 0)[Symbol.asyncIterator]().next()],
  ['listing', () => parts.eventStore.list()],
  ['finding by code', () => parts.eventStore.findByCode('GAME01')],
  ['finding by participant', () => parts.eventStore.findByParticipant(7)],
  [
    'finding an answer',
    () => parts.eventStore.findIdempotencyRecords(GAME, [{ participantId: 7, key: 'a' }]),
  ],
  ['finding an answer anywhere', () => parts.eventStore.findIdempotencyRecordInAnyGame(7, 'a')],
  ['saving a checkpoint', () => parts.eventStore.saveCheckpoint(GAME, { playMs: 1, at: 1 })],
  ['reading a checkpoint', () => parts.eventStore.readCheckpoint(GAME)],
  ['wiping', () => parts.eventStore.wipe(GAME)],
  ['finding a ticket', () => parts.tickets.find('hash')],
  ['pruning tickets', () => parts.tickets.prune(BASE_TIME)],
  ['finding an answer of the host', () => parts.hostResponses.find(0, 'a')],
  ['reading a setting', () => parts.settings.get('port')],
  ['writing a setting', () => parts.settings.set('port', '1')],
  ['staging', () => parts.staging.stage(2, 'GAME02', record.events)],
  ['publishing', () => parts.staging.publish({ gameId: 2, head: { seq: 1, checksum: 1 } }, null)],
  ['restoring', () => parts.restorer.restore({ replaced: [GAME], records: [record], answer: null })],
  ['restoring beside it', () => parts.restorer.restore({ replaced: [], records: [record], answer: null })],
  ['planning a restore', () => runAtOnce(planner.plan(record))],
  ['removing unseen rows', () => unseen.remove(GAME)],
];

it.each(USES)('%s on a connection that was closed says that the file was displaced', async (_, use) => {
  parts.close();
  await expect((async () => use())()).rejects.toThrow(DisplacedError);
});

it.each(USES)(
  '%s on a connection that was closed by the end of the host says that it ends',
  async (_, use) => {
    parts.close();
    isEnding = true;
    await expect((async () => use())()).rejects.toThrow(new RoomClosedError(HOST_IS_CLOSING));
  },
);
