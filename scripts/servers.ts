import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { binScript } from './bin-script.ts';
import { FOR_MANY_TESTS, OWN_POSTGRES, startOwnPostgres } from './own-postgres.ts';
import { OWN_REDIS, startOwnRedis } from './own-redis.ts';
import { runOrExit } from './run-or-exit.ts';

const ROOT = join(import.meta.dirname, '..');
/** What a host does on any store. */
const HOST_SUITES = ['src/host/http', 'src/host/live', 'src/host/languages/languages.test.ts'];
/** What the store on PostgreSQL promises, however many hosts have it. */
const STORE_SUITES = [
  'src/host/storage/postgres',
  'src/host/storage/open-postgres-store',
  'src/host/storage/event-store',
  'src/host/storage/ticket-store',
  'src/host/storage/library-store',
  'src/host/storage/host-responses',
];
/** How many hosts have the database: the tested one alone, or as one of several. */
const MODES = ['one', 'many'] as const;
type Mode = (typeof MODES)[number];

/** A server that the tests use. */
interface Server {
  readonly url: string;
  dispose(): Promise<void>;
}

/** The one at this address, or else one that is started for the tests; null, with a word about it: there is none. */
async function findServer(
  given: string | undefined,
  own: { readonly path: string | null; readonly note: string },
  start: () => Promise<Server>,
): Promise<Server | null> {
  if (given !== undefined && given !== '') return { url: given, dispose: () => Promise.resolve() };
  if (own.path !== null) return start();
  console.log(`NOT RUN: tests on servers${own.note}.`);
  // On CI that is a failure: the machine should have been set up for it.
  if (process.env['CI'] !== undefined) process.exitCode = 1;
  return null;
}

const findPostgres = () =>
  findServer(process.env['TEST_POSTGRES_URL'], OWN_POSTGRES, () => startOwnPostgres(FOR_MANY_TESTS));
const findRedis = () => findServer(process.env['TEST_REDIS_URL'], OWN_REDIS, startOwnRedis);

/** With extra arguments for Vitest, of which the first may name other tests. Returns its exit code. */
function runTests(mode: Mode, servers: NodeJS.ProcessEnv, args: readonly string[]): number {
  const all = mode === 'one' ? [...HOST_SUITES, ...STORE_SUITES] : HOST_SUITES;
  const suites = args[0]?.startsWith('-') === false ? [] : all;
  console.log(
    mode === 'one' ? 'One host alone with its database:' : 'One of several hosts with the same games:',
  );
  const run = spawnSync(process.execPath, [binScript(ROOT, 'vitest'), 'run', ...suites, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...servers, TEST_STORE: 'postgres', TEST_HOSTS: mode },
  });
  return run.status ?? 1;
}

async function testOn(modes: readonly Mode[], args: readonly string[]): Promise<void> {
  const postgres = await findPostgres();
  if (postgres === null) return;
  try {
    for (const mode of modes) {
      const redis = mode === 'many' ? await findRedis() : null;
      if (mode === 'many' && redis === null) continue;
      try {
        const urls = {
          TEST_POSTGRES_URL: postgres.url,
          ...(redis !== null && { TEST_REDIS_URL: redis.url }),
        };
        if (runTests(mode, urls, args) !== 0) process.exitCode = 1;
      } finally {
        await redis?.dispose();
      }
    }
  } finally {
    await postgres.dispose();
  }
}

/** `--hosts one` or `--hosts many` before everything else: that mode alone. */
function readModes(args: readonly string[]): readonly Mode[] {
  if (args[0] !== '--hosts') return MODES;
  const mode = MODES.find((each) => each === args[1]);
  if (mode === undefined) throw new Error('--hosts is followed by "one" or "many".');
  return [mode];
}

await runOrExit(async () => {
  const args = process.argv.slice(2);
  await testOn(readModes(args), args[0] === '--hosts' ? args.slice(2) : args);
});
