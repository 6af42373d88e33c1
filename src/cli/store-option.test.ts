/** The headless host and the database that it is told of. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inLongForm, shortOrAll } from '../../scripts/long-form.fixtures.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';
import { LOCK_KEY } from '../host/storage/postgres/lock-connection.ts';
import {
  createTestDatabase,
  END_LOCKS,
  findTestServer,
  runSql,
  WAITING_FOR_LOCK,
  withClient,
} from '../host/storage/postgres/postgres-server.harness.ts';

const CLI = join(import.meta.dirname, 'index.ts');
const server = await findTestServer();
const folder = temporaryFolder();
afterEach(() => folder.dispose());

function run(args: readonly string[], store?: string) {
  const env = { ...process.env, ...(store !== undefined && { TRADING_GAME_STORE: store }) };
  return spawn(process.execPath, [CLI, '--no-mdns', '--port', '0', '--data', folder.path, ...args], {
    stdio: 'pipe',
    env,
  });
}

async function runToFailure(args: readonly string[], store?: string) {
  const child = run(args, store);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

describe('a start whose database', () => {
  it.each(
    shortOrAll([
      ['on the command line', ['--store', 'postgres://anna:geheim@127.0.0.1:1/games'], undefined],
      ['in the environment', [], 'postgres://anna:geheim@127.0.0.1:1/games'],
    ] as const),
  )('%s does not answer has exit code 6, one sentence and no password', async (_, args, store) => {
    const { code, said } = await runToFailure(args, store);
    expect(code).toBe(6);
    expect(said.trim()).toBe(
      'postgres://127.0.0.1:1/games does not answer. Start PostgreSQL there, or correct --store.',
    );
  });

  it.each(
    shortOrAll([
      ['--bus', 'redis://127.0.0.1:1', '--bus'],
      ['--keep-evenings', '30', '--keep-evenings'],
    ] as const),
  )('is missing where %s needs it has exit code 2, and one sentence', async (option, value, named) => {
    const { code, said } = await runToFailure([option, value]);
    expect(code).toBe(2);
    expect(said).toContain(named);
    expect(said).toContain('--store');
  });

  it('in the environment is no address of one has exit code 2, one sentence and no password', async () => {
    const { code, said } = await runToFailure([], 'geheim@db.example');
    expect(code).toBe(2);
    expect(said.trim()).toMatch(/^--store takes the address of a PostgreSQL database, [^\n]*$/);
    expect(said).not.toContain('geheim');
  });
});

describe.skipIf(server.url === null)(`a start on a database${server.note}`, () => {
  let drop: () => Promise<void>;
  let url: string;
  beforeEach(async () => {
    const database = await createTestDatabase(server.url ?? '');
    ({ url } = database);
    drop = () => database.drop();
  });
  afterEach(() => drop());

  it('keeps the games there', async () => {
    const child = run(['--json', '--store', url]);
    child.stderr.resume();
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const ready = JSON.parse(line) as { url: string; banker_token: string };
    const created = await fetch(`${ready.url}/api/v2/games`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ready.banker_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Camp night', team_count: 4 }),
    });
    expect(created.status).toBe(201);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await runSql(url, 'select state from games')).toEqual([{ state: 'stored' }]);
  });

  it('that another host has is refused with one sentence, and a host that loses it to another one says the same and ends', async () => {
    const first = run(['--json', '--store', url]);
    let said = '';
    first.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    await once(createInterface({ input: first.stdout }), 'line');
    const second = temporaryFolder();
    const refused = await runToFailure(['--store', url, '--data', second.path]);
    second.dispose();
    expect(refused.code).toBe(6);
    expect(refused.said.trim()).toMatch(/^postgres:\S+ is in use: another host is running\. [^\n]*$/);

    const ended = once(first, 'close');
    await withClient(url, async (other) => {
      const waiting = withClient(url, async (next) => {
        await next.query(`select pg_advisory_lock(${LOCK_KEY})`);
        expect(await ended).toEqual([6, null]);
      });
      await expect.poll(async () => (await other.query(WAITING_FOR_LOCK)).rowCount).toBe(1);
      await other.query(END_LOCKS);
      await waiting;
    });
    expect(said.trim().split('\n').at(-1)).toMatch(/^postgres:\S+ is in use: another host is running\. /);
  });

  inLongForm(() => {
    it('that is not there is refused with one sentence', async () => {
      const missing = new URL(url);
      missing.pathname = 'no_such_database';
      const { code, said } = await runToFailure(['--store', missing.href]);
      expect(code).toBe(6);
      expect(said.trim()).toMatch(/^postgres:\S+no_such_database lets nobody in \(3D000\)\. [^\n]*$/);
    });
  });
});
