/** A disk that cannot be written, with a database whose end is damaged or gone: what can be read is shown, and it is said that there may be more. */
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostWarning } from '../../protocol/host-info.ts';
import type { Host } from '../host.ts';
import { FOLDER_CHECK_MS } from '../reporting/watch-data-folder.ts';
import { callText, TestHost, type CreatedGame } from '../test-host.harness.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { canMount, makeDisk, type MountedDisk, noDisk } from './mounted-disk.harness.ts';

const PLAYERS = 12;
const FRAME_BYTES = 24 + 4_096;

let place: MountedDisk;
let clock: ManualClock;
let testHost: TestHost;
let code: string;

const folder = () => join(place.path, 'crashed');
const wal = () => join(folder(), 'games.sqlite3-wal');
const start = (dataFolder: string) => testHost.start({ port: 0, dataFolder, clock });

async function warningsOf(host: Host): Promise<readonly string[]> {
  const { warnings } = JSON.parse(await callText(host, '/host')) as { warnings: readonly HostWarning[] };
  return warnings.map((warning) => warning.code);
}

const playersIn = async (host: Host) =>
  (await callText(host, `/games/${code}/players`)).match(/Player \d+/g) ?? [];

/** What a crash leaves: the players are in the log alone, and how far the game has come was written down. */
beforeEach(async () => {
  place = makeDisk();
  clock = createManualClock();
  testHost = new TestHost();
  if (!canMount) return;
  place.mount('size=32m');
  const running = join(place.path, 'running');
  await (await start(running)).close();
  const host = await start(running);
  const game = JSON.parse(await callText(host, '/games', { name: 'Night' })) as CreatedGame;
  code = game.game_code;
  for (let each = 1; each <= PLAYERS; each += 1)
    await callText(host, `/games/${code}/players`, { player_name: `Player ${each}` });
  clock.advance(2_000);
  cpSync(running, folder(), { recursive: true });
  await host.close();
});
afterEach(async () => {
  await testHost.close();
  place.dispose();
});

describe.skipIf(!canMount)(`G8 the end of a database that can only be read${noDisk}`, () => {
  it.each<[string, () => void]>([
    [
      'damaged',
      () => {
        const log = readFileSync(wal());
        const frame = Math.floor(log.length / FRAME_BYTES / 2);
        writeFileSync(wal(), log.fill(65, 32 + frame * FRAME_BYTES + 100, 32 + frame * FRAME_BYTES + 900));
      },
    ],
    ['cut off', () => writeFileSync(wal(), readFileSync(wal()).subarray(0, statSync(wal()).size / 2))],
    ['gone', () => rmSync(wal())],
    ['known to be missing', () => writeFileSync(join(folder(), 'games.incomplete'), '')],
  ])('is said to be missing where it is %s, until it can be written', async (_what, spoil) => {
    spoil();
    place.remount('ro');
    const host = await start(folder());
    expect(await warningsOf(host)).toEqual(expect.arrayContaining(['storage', 'games_end_unread']));
    place.remount('rw');
    clock.advance(2 * FOLDER_CHECK_MS);
    await host.close();
    const again = await start(folder());
    const codes = await warningsOf(again);
    expect(codes).not.toContain('games_end_unread');
  });

  it('is not said to be missing where all is there', async () => {
    place.remount('ro');
    const host = await start(folder());
    expect(await warningsOf(host)).toContain('storage');
    expect(await warningsOf(host)).not.toContain('games_end_unread');
    expect(await playersIn(host)).toContain(`Player ${PLAYERS}`);
  });

  it('gives way to what was recovered, once the disk can be written', async () => {
    rmSync(wal());
    writeFileSync(wal(), '');
    place.remount('ro');
    const host = await start(folder());
    expect(await warningsOf(host)).toContain('games_end_unread');
    place.remount('rw');
    clock.advance(2 * FOLDER_CHECK_MS);
    const codes = await warningsOf(host);
    expect(codes).not.toContain('games_end_unread');
    expect(codes).toContain('games_recovered');
  });
});
