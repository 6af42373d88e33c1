/** `npm run languages` on the database of an installation. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../host/start/start-error.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';
import {
  createTestDatabase,
  findTestServer,
  runSql,
  type TestDatabase,
} from '../host/storage/postgres/postgres-server.harness.ts';
import { openPostgresStore } from '../host/storage/postgres/postgres-store.ts';

const PROGRAM = join(import.meta.dirname, 'languages.ts');
const FORMAT = { format: 'trading-game-night-language', version: 1 };
const STORE = 'postgres://somebody:secret@127.0.0.1:1/games';

const server = await findTestServer();
const letter = (at: number) => String.fromCodePoint(97 + at);

function run(args: readonly string[], store?: string) {
  const { TRADING_GAME_STORE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env: { ...env, ...(store !== undefined && { TRADING_GAME_STORE: store }) },
  });
  return { status, said: stdout + stderr };
}

it.each([
  ['no database', ['list'], '--store postgres://'],
  ['no file', ['add', '--store', STORE], 'Usage:'],
  ['two files', ['remove', 'nl.json', 'pl.json', '--store', STORE], 'Usage:'],
  ['a file where none belongs', ['list', 'nl.json', '--store', STORE], 'Usage:'],
  ['an unknown option', ['list', '--foo'], "Unknown option '--foo'.\nUsage:"],
  ['no value', ['list', '--store'], 'Usage:'],
  ['an address of no database', ['list', '--store', 'http://db.example'], 'postgres://'],
])('with %s says what is wrong, and is over like any other wrong command line', (_, args, sentence) => {
  expect(run(args)).toEqual({ status: EXIT.usage, said: expect.stringContaining(sentence) as string });
});

it.each([
  ['beside an option', ['list', '--foo', STORE]],
  ['as an option', ['list', `--${STORE}`]],
])('says no password that is given %s', (_, args) => {
  const { status, said } = run(args);
  expect(status).toBe(EXIT.usage);
  expect(said).not.toContain('secret');
});

it('of a database that does not answer says that, without its password', () => {
  const { status, said } = run(['list', '--store', STORE]);
  expect([status, said]).toEqual([1, expect.stringContaining('does not answer')]);
  expect(said).not.toContain('secret');
});

describe.skipIf(server.url === null)(`the languages of an installation${server.note}`, () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: TestDatabase;
  beforeEach(async () => {
    folder = temporaryFolder();
    database = await createTestDatabase(server.url ?? '');
  });
  afterEach(async () => {
    await database.drop();
    folder.dispose();
  });
  const put = (name: string, content: object) => {
    const path = join(folder.path, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  it('are added, listed and removed by whoever has the database', async () => {
    await (await openPostgresStore(database)).close();
    const nl = put('nl.json', { ...FORMAT, texts: {} });
    expect(run(['add', nl, '--store', database.url])).toMatchObject({
      status: 0,
      said: expect.stringContaining('Nederlands (nl) is there') as string,
    });
    expect(run(['list'], database.url)).toEqual({ status: 0, said: 'nl.json\n' });
    expect(run(['remove', 'nl.json'], database.url).status).toBe(0);
    expect(run(['remove', 'nl.json'], database.url).status).toBe(1);
    expect(run(['list'], database.url)).toEqual({ status: 0, said: '' });
  });

  it('are no more than count, and one file of each', async () => {
    const store = await openPostgresStore(database);
    const names = Array.from({ length: 29 }, (_, at) => `${at < 26 ? 'b' : 'c'}${letter(at % 26)}.json`);
    const contents = Buffer.from(JSON.stringify({ ...FORMAT, name: 'B', texts: {} }));
    const files = [...names, 'pt-br.json'].map((file) => ({ file, contents }));
    await store.storedLanguages.put(files, await store.storedLanguages.mark());
    await store.close();
    expect(run(['add', put('pt-BR.json', { ...FORMAT, texts: {} })], database.url)).toMatchObject({
      status: 1,
      said: expect.stringContaining('pt-br.json is the same language already') as string,
    });
    expect(run(['add', put('aa.json', { ...FORMAT, texts: {} })], database.url)).toMatchObject({
      status: 1,
      said: expect.stringContaining('more than 30 files') as string,
    });
    expect(run(['add', put('bb.json', { ...FORMAT, name: 'C', texts: {} })], database.url).status).toBe(0);
    expect(run(['list'], database.url).said).toBe([...names, 'pt-br.json', ''].join('\n'));
  });

  it('are none of files that make no language, nor of a database that no host has opened', async () => {
    const wrong = put('nl.json', {});
    expect(run(['add', wrong], database.url)).toMatchObject({
      status: 1,
      said: expect.stringContaining('Start a host') as string,
    });
    await (await openPostgresStore(database)).close();
    const { status, said } = run(['add', wrong], database.url);
    expect([status, said]).toEqual([1, expect.stringContaining('nl.json')]);
    expect(run(['list'], database.url).said).toBe('');
  });

  it('are left alone in a database of a newer version, which asks for that version of this program', async () => {
    await (await openPostgresStore(database)).close();
    await runSql(database.url, 'insert into trading_game_versions (version) values (9999)');
    const { status, said } = run(['list'], database.url);
    expect([status, said]).toEqual([EXIT.newerDatabase, expect.stringContaining('Update this program')]);
    expect(said).not.toContain('Start a host');
  });
});
