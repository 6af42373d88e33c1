/** Two hosts in this process that have the same games on PostgreSQL, and hear of each other by a bus. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeBus } from '../bus/host-bus.fake.ts';
import { createHost, type Host } from '../host.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { openStoreAt } from '../storage/open-postgres-store.ts';
import type { OpenStore } from '../storage/open-store.ts';
import { createTestDatabase } from '../storage/postgres/postgres-server.harness.ts';
import { type ApiResponse, call, readObject } from './api-client.harness.ts';
import { bareOptions } from './bare-options.harness.ts';

const ERROR_LEVEL = 50;

export interface TwoHosts {
  readonly one: Host;
  readonly other: Host;
  readonly bus: ReturnType<typeof createFakeBus>;
  /** What the other one has logged as errors since `forget`. */
  readonly errors: () => readonly object[];
  readonly forget: () => void;
  /** What the other one says at the desk, as JSON. */
  readonly warnings: () => Promise<string>;
  readonly dispose: () => Promise<void>;
}

/**
 * With a database of their own.
 * @param serverUrl of a PostgreSQL server
 * @param wrap around the store of the other host
 */
export async function startTwoHosts(
  serverUrl: string,
  wrap: (open: OpenStore) => OpenStore,
): Promise<TwoHosts> {
  const folder = temporaryFolder();
  const bus = createFakeBus();
  const logged: string[] = [];
  const database = await createTestDatabase(serverUrl);
  const secret = join(folder.path, 'secret');
  writeFileSync(secret, randomBytes(32).toString('hex'), { mode: 0o600 });
  const open = openStoreAt(database.address, 'many', secret);
  const start = (name: string, openStore: OpenStore, logSink: (line: string) => void) =>
    createHost({
      ...bareOptions(join(folder.path, name)),
      openStore,
      openBus: () => bus.open(),
      joinBurst: 10_000,
      logSink,
    });
  const one = await start('one', open, () => undefined);
  const other = await start('other', wrap(open), (line) => void logged.push(line));
  return {
    one,
    other,
    bus,
    errors: () => logged.map(readObject).filter(({ level }) => Number(level) >= ERROR_LEVEL),
    forget: () => void logged.splice(0),
    async warnings() {
      const { text } = await call(other, '/host');
      return JSON.stringify(readObject(text)['warnings']);
    },
    async dispose() {
      await Promise.all([one.close(), other.close()]);
      await database.drop();
      folder.dispose();
    },
  };
}

/** As "401 link_used". */
export function reasonIn({ status, text }: ApiResponse): string {
  return `${status} ${String(readObject(text)['reason'])}`;
}
