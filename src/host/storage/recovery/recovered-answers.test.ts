/** G2 after a recovery: whatever is in the recovered history is not done again by the key it was done with, and what is lost is done once. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, readItems, readObject, type ApiResponse } from '../../faults/api-client.harness.ts';
import { REPETITIONS } from '../../faults/repetitions.fixtures.ts';
import type { Host } from '../../host.ts';
import { TestHost } from '../../test-host.harness.ts';
import { temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';

const REQUESTS = 12;
const BACKED_UP = 6;
/** Places tried in the whole file; more of them in the long form. */
const PLACES = 12 * REPETITIONS;

/** The row of an answer begins so many bytes before its key, and ends so many after its body. */
const BYTES_BEFORE_KEY = 16;
const BYTES_AFTER_BODY = 5;
/** One byte in so many is tried; all of them in the long form. */
const BYTE_STRIDE = REPETITIONS > 1 ? 1 : 29;

interface Done {
  readonly key: string;
  readonly path: string;
  readonly body: object;
  readonly answer: ApiResponse;
}

interface Evening {
  readonly night: TestHost;
  readonly code: string;
  readonly done: readonly Done[];
  readonly bytes: Buffer;
}

const post = (host: Host, path: string, key: string, body: object) =>
  call(host, path, { method: 'POST', key, body });
const idIn = ({ text }: ApiResponse) => Number(readObject(text)['id']);

/** @param backUpAfter so many requests */
async function play(backUpAfter: number | null): Promise<Evening> {
  const night = new TestHost();
  const host = await night.start({ port: 0 });
  const made = await post(host, '/games', 'game', { name: 'Night' });
  const code = String(readObject(made.text)['game_code']);
  const joined = await post(host, `/games/${code}/players`, 'join', { player_name: 'Anna', team_number: 1 });
  await post(host, `/games/${code}/start`, 'start', {});
  const body = { player_id: readObject(joined.text)['player_id'], building_type: 'farm' };
  const done: Done[] = [];
  for (let number = 0; number < REQUESTS; number += 1) {
    if (number === backUpAfter) await post(host, '/backups', 'backup', {});
    const path = `/challenges/${code}/request`;
    const answer = await post(host, path, `request-${number}-key`, body);
    done.push({ key: `request-${number}-key`, path, body, answer });
    const cancel = `/challenges/${code}/${idIn(answer)}/cancel`;
    const cancelled = await post(host, cancel, `cancel-${number}-key`, {});
    done.push({ key: `cancel-${number}-key`, path: cancel, body: {}, answer: cancelled });
  }
  if (backUpAfter === REQUESTS) await post(host, '/backups', 'backup', {});
  await host.close();
  expect(done.map(({ answer }) => answer.status)).toEqual(
    done.map((_, index) => (index % 2 === 0 ? 201 : 200)),
  );
  return { night, code, done, bytes: readFileSync(join(night.folder, DATABASE_FILE)) };
}

const evenings = new Map<number | null, Evening>();
function eveningWith(backUpAfter: number | null): Evening {
  const found = evenings.get(backUpAfter);
  if (found === undefined) throw new Error('There is no such evening.');
  return found;
}
beforeAll(async () => {
  for (const backUpAfter of [null, BACKED_UP, REQUESTS]) evenings.set(backUpAfter, await play(backUpAfter));
}, 60_000);
afterAll(async () => {
  for (const { night } of evenings.values()) await night.close();
});

const copies: { dispose(): void }[] = [];
afterEach(() => {
  for (const copy of copies.splice(0)) copy.dispose();
});

/** The same evening on another disk, where these bytes are not as they were written. */
async function startDamaged({ night, bytes }: Evening, places: readonly number[], sql = ''): Promise<Host> {
  const copy = temporaryFolder();
  copies.push(copy);
  cpSync(night.folder, copy.path, { recursive: true });
  const damaged = Buffer.from(bytes);
  for (const place of places) damaged.writeUInt8(damaged.readUInt8(place) ^ 1, place);
  writeFileSync(join(copy.path, DATABASE_FILE), damaged);
  if (sql !== '') execute(join(copy.path, DATABASE_FILE), sql);
  return night.start({ port: 0, dataFolder: copy.path });
}

function execute(path: string, sql: string): void {
  const db = new SqliteDatabase(path);
  db.exec(sql);
  db.close();
}

/** A byte of this text, wherever it is found: pages that are no longer used may hold copies. */
function placesOf({ bytes }: Evening, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1))
    places.push(at + text.length - 2);
  if (places.length === 0) throw new Error(`${text} is not in the file.`);
  return places;
}

/** Each challenge that is over, with its version. */
async function history(host: Host, code: string): Promise<ReadonlyMap<unknown, unknown>> {
  const { text } = await call(host, `/challenges/${code}/history?limit=500`);
  return new Map(readItems(text).map(({ id, version }) => [id, version]));
}

interface Repeated {
  /** The keys whose effect is in the recovered history and that did not get their first answer, and those done more than once anew. */
  readonly again: readonly string[];
  /** Those whose effect was lost, and that got it all the same. */
  readonly untrue: readonly string[];
  /** How many effects were kept. */
  readonly kept: number;
}

/** Sends everything again by its key. */
async function repeatAll(host: Host, { code, done }: Evening): Promise<Repeated> {
  const before = await history(host, code);
  const again: string[] = [];
  const untrue: string[] = [];
  let kept = 0;
  for (const { key, path, body, answer } of done) {
    const version = Number(before.get(idIn(answer)) ?? 0);
    const isKept = version >= Number(readObject(answer.text)['version']);
    kept += isKept ? 1 : 0;
    const second = await post(host, path, key, body);
    const isSame = second.status === answer.status && second.text === answer.text;
    if (isKept && !isSame) again.push(key);
    if (!isKept && isSame) untrue.push(key);
    // Room for the next one; what is done again is done once.
    if (!isKept && second.status === 201) {
      const third = await post(host, path, key, body);
      if (third.text !== second.text) again.push(key);
      await post(host, `/challenges/${code}/${idIn(second)}/cancel`, `free-${key}`, {});
    }
  }
  return { again, untrue, kept };
}

const NOTHING = { again: [], untrue: [] };

describe('G2 after a recovery', () => {
  /** The last one, and others before and after the backup. */
  const numbers = Array.from({ length: REQUESTS / 3 }, (_, index) => 3 * index + 2);

  it.each([
    ['no backup', null],
    ['a backup of half of it', BACKED_UP],
  ])(
    'nothing is done twice, and what is lost is done once, whichever event is damaged, with %s',
    async (_, backup) => {
      const evening = eveningWith(backup);
      for (const number of numbers) {
        const text = `{"type":"challenge_requested","id":${number + 1},`;
        const host = await startDamaged(evening, placesOf(evening, text));
        const left = Math.max(number, backup ?? 0);
        expect([number, await repeatAll(host, evening)]).toEqual([number, { ...NOTHING, kept: 2 * left }]);
        await host.close();
      }
    },
    60_000,
  );

  it('a request whose own answer is damaged, and in no backup, is answered from its event', async () => {
    const evening = eveningWith(BACKED_UP);
    for (const number of numbers) {
      const host = await startDamaged(evening, placesOf(evening, `request-${number}-key`));
      expect(await repeatAll(host, evening)).toEqual({ ...NOTHING, kept: 2 * REQUESTS });
      await host.close();
    }
  }, 60_000);

  it(
    'a request is answered from its event whichever byte of the row with its answer is damaged',
    async () => {
      const evening = eveningWith(null);
      const { bytes, code, done } = evening;
      const [request] = done.slice(-2);
      if (request === undefined) throw new Error('Nothing was done.');
      const { key, path, body, answer } = request;
      const begin = bytes.indexOf(key) - BYTES_BEFORE_KEY;
      const end = bytes.indexOf(answer.text, begin) + answer.text.length + BYTES_AFTER_BODY;
      for (let place = begin; place < end; place += BYTE_STRIDE) {
        const host = await startDamaged(evening, [place]);
        const before = await history(host, code);
        const second = await post(host, path, key, body);
        expect([place - begin, second.status, second.text]).toEqual([place - begin, 201, answer.text]);
        expect([...(await history(host, code))]).toEqual([...before]);
        await host.close();
      }
    },
    60_000 * REPETITIONS,
  );

  it('a key whose answer is damaged is refused for anything else', async () => {
    const evening = eveningWith(null);
    const host = await startDamaged(evening, placesOf(evening, 'request-2-key'));
    const path = `/challenges/${evening.code}/request`;
    const other = await post(host, path, 'request-2-key', {
      ...evening.done[0]?.body,
      building_type: 'mine',
    });
    expect([other.status, other.text]).toEqual([422, expect.stringContaining('"key_reused"')]);
    await host.close();
  }, 60_000);

  it('what a damaged event says of its cause is noticed, and costs nothing', async () => {
    const evening = eveningWith(null);
    const host = await startDamaged(
      evening,
      [],
      "update events set cause = 'x' || substr(cause, 2) where seq = 20",
    );
    expect(await repeatAll(host, evening)).toEqual({ ...NOTHING, kept: 2 * REQUESTS });
    expect((await call(host, '/host')).text).toContain('games_recovered');
    await host.close();
  }, 60_000);

  it('every answer is kept where only the note of where the log ends is damaged', async () => {
    const evening = eveningWith(null);
    const host = await startDamaged(evening, [], 'update games set last_checksum = last_checksum - 1');
    expect(await repeatAll(host, evening)).toEqual({ ...NOTHING, kept: 2 * REQUESTS });
    expect((await call(host, '/host')).text).toContain('games_recovered');
    await host.close();
  }, 60_000);

  it(
    'every answer is as in the backup that has them all, wherever the file is damaged',
    async () => {
      const evening = eveningWith(REQUESTS);
      const stride = Math.floor(evening.bytes.length / PLACES);
      for (let place = stride - 1; place < evening.bytes.length; place += stride) {
        const host = await startDamaged(evening, [place]);
        expect([place, await repeatAll(host, evening)]).toEqual([place, { ...NOTHING, kept: 2 * REQUESTS }]);
        await host.close();
      }
    },
    60_000 * REPETITIONS,
  );
});
