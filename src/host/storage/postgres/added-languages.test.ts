/** The files of added languages, a row each. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredLanguages } from '../../languages/stored-languages.ts';
import { openLanguagesAt } from './open-added-languages.ts';
import { findTestServer } from './postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from './postgres-store.ts';
import { createTestSchema } from './test-schemas.harness.ts';

const server = await findTestServer();
const named = (file: string, text: string) => ({ file, contents: Buffer.from(text) });

describe.skipIf(server.url === null)(`added languages on PostgreSQL${server.note}`, () => {
  let address: Awaited<ReturnType<typeof createTestSchema>>;
  let store: PostgresStore;
  let languages: StoredLanguages;
  beforeEach(async () => {
    address = await createTestSchema(server);
    store = await openPostgresStore({ address });
    languages = store.storedLanguages;
  });
  afterEach(() => store.close());

  const put = async (...files: readonly ReturnType<typeof named>[]) =>
    languages.put(files, await languages.mark());
  const stored = async () =>
    (await languages.read()).files.map(({ file, contents }) => `${file} ${Buffer.from(contents).toString()}`);
  /** Whether the mark is another one after the step, and the one that reading gives. */
  const changes = async (step: () => Promise<unknown>): Promise<boolean> => {
    const before = await languages.mark();
    await step();
    const after = await languages.mark();
    expect((await languages.read()).mark).toBe(after);
    return before !== after;
  };

  it('are there as they were handed in, byte for byte, by their names', async () => {
    expect(await languages.read()).toEqual({ mark: '', files: [], past: new Map() });
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await put(named('pl.json', 'Graj'), { file: 'nl.json', contents: Buffer.from(bytes) });
    const { files } = await languages.read();
    expect(files.map(({ file }) => file)).toEqual(['nl.json', 'pl.json']);
    expect(Uint8Array.from(files[0]?.contents ?? [])).toEqual(bytes);
  });

  it('have one mark until something changes, and all contents that a name has ever had are known', async () => {
    const past = async () => (await languages.read()).past.get('nl.json');
    const [speel, spelen] = ['Speel', 'Spelen'].map((text) =>
      createHash('sha256').update(text).digest('hex'),
    );
    expect(await changes(() => put(named('nl.json', 'Speel')))).toBe(true);
    expect(await changes(() => put(named('nl.json', 'Speel')))).toBe(false);
    expect(await changes(() => put(named('nl.json', 'Spelen')))).toBe(true);
    expect(await changes(() => put(named('nl.json', 'Speel')))).toBe(true);
    expect(await stored()).toEqual(['nl.json Speel']);
    expect(await past()).toEqual([speel, spelen]);
    expect(await changes(() => languages.remove('nl.json'))).toBe(true);
    expect(await changes(() => languages.remove('nl.json'))).toBe(false);
    expect(await stored()).toEqual([]);
    expect(await past()).toEqual([speel, spelen]);
  });

  it('are put beside those that were seen, and no others', async () => {
    const before = await languages.mark();
    await put(named('pl.json', 'Graj'));
    await languages.remove('pl.json');
    expect(await languages.put([named('nl.json', 'Speel')], before)).toBe(false);
    expect(await stored()).toEqual([]);
    const now = await languages.mark();
    const both = ['nl.json', 'da.json'].map((file) => languages.put([named(file, 'Play')], now));
    expect((await Promise.all(both)).filter((isPut) => isPut)).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
  });

  it('are open to a program that is no host, if the database is of its version', async () => {
    await put(named('nl.json', 'Speel'));
    const opened = await openLanguagesAt(address);
    expect((await opened.stored?.read())?.files).toHaveLength(1);
    await opened.close();
    const empty = await openLanguagesAt(await createTestSchema(server));
    expect(empty.stored).toBeNull();
    await empty.close();
  });
});
