/** The headless host and its owners: whom it prints a link for, and whom it lets in. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseOwners } from '../host/auth/owners-file.ts';
import { sha256 } from '../host/auth/owners.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';
import {
  createTestDatabase,
  findTestServer,
  type TestDatabase,
} from '../host/storage/postgres/postgres-server.harness.ts';

const CLI = join(import.meta.dirname, 'index.ts');
const server = await findTestServer();
let folder = temporaryFolder();
let children: ChildProcessWithoutNullStreams[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  folder.dispose();
});

function run(args: readonly string[]) {
  const child = spawn(
    process.execPath,
    [CLI, '--no-mdns', '--port', '0', '--data', join(folder.path, 'data'), ...args],
    { stdio: 'pipe', env: { ...process.env, LANG: 'en' } },
  );
  children.push(child);
  return child;
}

async function runToEnd(args: readonly string[]) {
  const child = run(args);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...said };
}

const NEW = ['--new-owner', '4th Bristol'];

describe('--new-owner', () => {
  it('prints a link and a line that fit each other, and ends', async () => {
    const { code, out } = await runToEnd([...NEW, '--public-url', 'https://night.example']);
    expect(code).toBe(0);
    const secret = /^ {2}https:\/\/night\.example\/banker\/#ticket=owner\.([\w-]{43})$/m.exec(out)?.[1] ?? '';
    const line = out.trim().split('\n').at(-1) ?? '';
    expect(parseOwners(line)).toMatchObject([{ name: '4th Bristol', secretHash: sha256(secret) }]);
    expect(line).not.toContain(secret);
  });

  it.each([
    ['without an address to lead to', NEW, 'add --public-url'],
    [
      'with a name of nothing',
      ['--new-owner', ' ', '--public-url', 'https://night.example'],
      'that people can read',
    ],
  ])('%s says what is missing', async (_, args, sentence) => {
    const { code, out, err } = await runToEnd(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });
});

it('--owners-file needs a database', async () => {
  const { code, err } = await runToEnd(['--owners-file', 'owners']);
  expect(code).toBe(2);
  expect(err.trim()).toBe('--owners-file is for an installation with a database: add --store.');
});

describe.skipIf(server.url === null)(`an owners file${server.note}`, () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(server.url ?? '');
  });
  afterEach(() => database.drop());
  const path = () => join(folder.path, 'owners');
  const SECRET = 's'.repeat(43);
  const LINE = JSON.stringify({ version: 1, id: 7, name: 'Bristol', secret_sha256: sha256(SECRET) });

  it('with a wrong line keeps the host from starting, and says which', async () => {
    writeFileSync(path(), `${LINE}\nLeeds\n`);
    const { code, err } = await runToEnd(['--store', database.url, '--owners-file', path()]);
    expect(code).toBe(6);
    expect(err.trim()).toBe(
      `Line 2 of ${path()} does not describe an owner, or repeats another line. Write it as --new-owner prints it.`,
    );
  });

  it('is read again on SIGHUP: whoever is gone from it has no right, and the host runs on', async () => {
    writeFileSync(path(), LINE);
    const host = run(['--json', '--store', database.url, '--owners-file', path()]);
    let log = '';
    host.stderr.on('data', (chunk) => (log += String(chunk)));
    const [ready] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
    const { url } = JSON.parse(ready) as { url: string };
    const redeemed = await fetch(`${url}/api/v2/tickets/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket: `owner.${SECRET}` }),
    });
    const { token } = (await redeemed.json()) as { token: string };
    const games = async () =>
      (await fetch(`${url}/api/v2/games`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([redeemed.status, await games()]).toEqual([200, 200]);
    writeFileSync(path(), '# nobody\n');
    // On Windows that would kill it: there, the change of the file has to do.
    if (process.platform !== 'win32') host.kill('SIGHUP');
    await expect.poll(games, { timeout: 10_000 }).toBe(401);
    expect(host.exitCode).toBeNull();
    expect(log).not.toContain(SECRET);
    expect(log).not.toContain(token);
    expect(log).not.toContain('Bristol');
  });
});
