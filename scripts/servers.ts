import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { binScript } from './bin-script.ts';
import { OWN_POSTGRES, startOwnPostgres } from './own-postgres.ts';
import { runOrExit } from './run-or-exit.ts';

const ROOT = join(import.meta.dirname, '..');
/** What a host does on any store, and what the store on PostgreSQL promises. */
const SUITES = [
  'src/host/http',
  'src/host/live',
  'src/host/storage/postgres',
  'src/host/storage/open-postgres-store',
  'src/host/storage/event-store',
  'src/host/storage/ticket-store',
  'src/host/storage/library-store',
  'src/host/storage/host-responses',
];
/** Tests that run side by side have some connections each. The data is gone afterwards: it need not be on the disk. */
const SETTINGS = { max_connections: '400', fsync: 'off', full_page_writes: 'off' };

/** Runs them on PostgreSQL, with extra arguments for Vitest, of which the first may name other tests; sets the exit code. */
function runTests(postgresUrl: string, args: readonly string[]): void {
  const suites = args[0]?.startsWith('-') === false ? [] : SUITES;
  const run = spawnSync(process.execPath, [binScript(ROOT, 'vitest'), 'run', ...suites, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TEST_STORE: 'postgres', TEST_POSTGRES_URL: postgresUrl },
  });
  process.exitCode = run.status ?? 1;
}

/** On the server at `TEST_POSTGRES_URL`, or else on one that is started for them. */
async function testOnPostgres(args: readonly string[]): Promise<void> {
  const there = process.env['TEST_POSTGRES_URL'] ?? '';
  if (there !== '') {
    runTests(there, args);
    return;
  }
  if (OWN_POSTGRES.path === null) {
    console.log(`NOT RUN: the tests on PostgreSQL${OWN_POSTGRES.note}.`);
    // On CI that is a failure: the machine should have been set up for it.
    if (process.env['CI'] !== undefined) process.exitCode = 1;
    return;
  }
  const server = await startOwnPostgres(SETTINGS);
  try {
    runTests(server.url, args);
  } finally {
    await server.dispose();
  }
}

await runOrExit(() => testOnPostgres(process.argv.slice(2)));
