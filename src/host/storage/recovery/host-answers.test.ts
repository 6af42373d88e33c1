/** G2 after a recovery, for what belongs to no game: each request of the laptop itself is answered by its old key as without any damage. */
import { cpSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GAME_FILE_MEDIA_TYPE } from '../../../protocol/game-file.ts';
import { readObject } from '../../faults/api-client.harness.ts';
import type { Host } from '../../host.ts';
import { rehearseWithNobody } from '../../http/empty-rehearsal.harness.ts';
import { TestHost } from '../../test-host.harness.ts';
import { temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: object | string;
  /** Whether the owner sends it. */
  readonly isOwner: boolean;
}

/** Is not sent again. */
const LATER = { method: 'POST', key: null, isOwner: true } as const;

async function send(host: Host, { method, path, key, body, isOwner }: Sent): Promise<string> {
  const response = await fetch(`${host.url}/api/v2${path}`, {
    method,
    headers: {
      ...(isOwner && { authorization: `Bearer ${host.ownerToken}` }),
      ...(key !== null && { 'idempotency-key': key }),
      'content-type': typeof body === 'string' ? GAME_FILE_MEDIA_TYPE : 'application/json',
    },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return `${response.status} ${await response.text()}`;
}

const night = new TestHost();
const folders: { dispose(): void }[] = [];
const sent: Sent[] = [];
/** The folder as it was while the host ran, and after its end. */
let running: string;
let closed: string;

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  folders.push(copy);
  cpSync(folder, copy.path, { recursive: true });
  return copy.path;
}

const start = (dataFolder: string) => night.start({ port: 0, rehearse: rehearseWithNobody, dataFolder });

beforeAll(async () => {
  const host = await start(night.folder);
  const ask = async (method: string, path: string, body: Sent['body'] = {}, isOwner = true) => {
    const key = method === 'GET' ? null : `key-${sent.length}-of-the-laptop`;
    const one = { method, path, key, body, isOwner };
    const answer = await send(host, one);
    if (!answer.startsWith('2')) throw new Error(`${method} ${path}: ${answer}`);
    if (key !== null) sent.push(one);
    return answer.slice(4);
  };
  const code = String(readObject(await ask('POST', '/games', { name: 'Night' }))['game_code']);
  await ask('POST', `/games/${code}/players`, { player_name: 'Anna', team_number: 1 });
  await ask('POST', `/games/${code}/start`);
  const backup = String(readObject(await ask('POST', '/backups'))['name']);
  const file = await ask('GET', `/games/${code}/export?names=real`);
  const imported = String(readObject(await ask('POST', '/games/import', file))['game_code']);
  await ask('DELETE', `/games/${imported}`);
  await ask('POST', `/backups/${backup}/restore`, { game_code: code });
  await ask('POST', '/library/exercises', { name: 'Claps', target: 3 });
  await ask('PATCH', '/library/exercises/1', { name: 'Slow claps', target: 3 });
  await ask('POST', '/library/exercises', { name: 'Hops', target: 3 });
  await ask('DELETE', '/library/exercises/2');
  await ask('POST', '/library/templates', { name: 'Camp', game_code: code, exercises: [] });
  await ask('PATCH', '/host', { chosen: '192.168.1.20' });
  const network = { ssid: 'Camp', security: 'wpa', password: 'long enough', hidden: false };
  await ask('PATCH', '/host/wifi', { network });
  const rehearsal = String(readObject(await ask('POST', '/rehearsals', { players: 2 }))['game_code']);
  await ask('DELETE', `/games/${rehearsal}`);
  const desk = new URL(await host.deskUrl()).hash.slice(1);
  await ask('POST', '/tickets/redeem', { ticket: new URLSearchParams(desk).get('ticket') ?? desk }, false);
  const board = readObject(await ask('POST', `/games/${code}/tickets`, { for: 'board' }));
  await ask('POST', '/tickets/redeem', { ticket: board['ticket'] }, false);
  await send(host, { ...LATER, path: '/backups', body: {} });
  await send(host, { ...LATER, path: `/games/${code}/message`, body: { text: 'The last message' } });
  running = copyOf(night.folder);
  await host.close();
  closed = copyOf(night.folder);
}, 60_000);

afterAll(async () => {
  await night.close();
  for (const folder of folders) folder.dispose();
});

/** What each request is answered when it comes again. The moment of an answer that names the state anew is that of now. */
async function answersIn(folder: string, isRecovered: boolean): Promise<string[]> {
  const host = await start(folder);
  const info = await send(host, { ...LATER, method: 'GET', path: '/host', body: {} });
  if (info.includes('games_recovered') !== isRecovered) throw new Error(info);
  const answers: string[] = [];
  for (const one of sent) {
    const answer = (await send(host, one)).replaceAll(/"(?:as_of|play_ms)":\d+/g, '"moment":0');
    answers.push(`${one.method} ${one.path} ${answer}`);
  }
  await host.close();
  return answers;
}

const remove = (path: string) => rmSync(path);
const cut = (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2));
const flip = (text: string) => (path: string) => {
  const bytes = readFileSync(path);
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at);
  if (places.length === 0) throw new Error(`${text} is not in the file.`);
  for (const at of places) bytes.writeUInt8(bytes.readUInt8(at + text.length - 1) ^ 1, at + text.length - 1);
  writeFileSync(path, bytes);
};
const execute = (sql: string) => (path: string) => {
  const db = new SqliteDatabase(path);
  db.exec(sql);
  db.close();
};
const ANSWERS = "name glob 'response *'";
const FILE = DATABASE_FILE;
const WAL = `${DATABASE_FILE}-wal`;

describe('G2 what the laptop itself was asked is answered by its old key as without damage', () => {
  it.each<[string, () => string, string, (path: string) => void]>([
    ['removed', () => closed, FILE, remove],
    ['cut', () => closed, FILE, cut],
    ['changed in an event', () => closed, FILE, flip('The last mess')],
    ['changed in the first event', () => closed, FILE, flip('"game_created"')],
    ['changed in a setting', () => closed, FILE, flip('chosen_address192.168.1.2')],
    [
      'changed in all its answers',
      () => closed,
      FILE,
      execute(`update settings set value = value || ' ' where ${ANSWERS}`),
    ],
    ['changed in its links', () => closed, FILE, execute('update tickets set checksum = checksum - 1')],
    ['cut in its log', () => running, WAL, cut],
    ['changed in its log', () => running, WAL, flip('"game_created"')],
  ])('after its database was %s', async (_, folder, file, damage) => {
    const undamaged = await answersIn(copyOf(folder()), false);
    const damaged = copyOf(folder());
    damage(join(damaged, file));
    expect(await answersIn(damaged, true)).toEqual(undamaged);
  });
});
