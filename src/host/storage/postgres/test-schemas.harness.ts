/** Schemas for tests, each as good as a database of its own and made faster. All of a test file are in one database, removed at its end. */
import { afterAll } from 'vitest';
import type { DatabaseAddress } from './address.ts';
import {
  addressOf,
  createTestDatabase,
  runSql,
  type TestDatabase,
  type TestServer,
} from './postgres-server.harness.ts';

let making: Promise<TestDatabase> | null = null;
let schemas = 0;

afterAll(async () => {
  const database = await making;
  making = null;
  await database?.drop();
});

/** The address of an empty schema. Throws if there is no server. */
export async function createTestSchema(server: TestServer): Promise<DatabaseAddress> {
  if (server.url === null) throw new Error(`There is no PostgreSQL server${server.note}.`);
  making ??= createTestDatabase(server.url);
  const { url } = await making;
  schemas += 1;
  const schema = `store_${schemas}`;
  await runSql(url, `create schema ${schema}`);
  return addressOf(`${url}?options=-c%20search_path%3D${schema}`);
}
