/** The files of added languages, a row each. */
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
    expect(await languages.read()).toEqual({ mark: '', files: [] });
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await languages.put([named('pl.json', 'Graj'), { file: 'nl.json', contents: bytes }], 'all');
    const { files } = await languages.read();
    expect(files.map(({ file }) => file)).toEqual(['nl.json', 'pl.json']);
    expect(Uint8Array.from(files[0]?.contents ?? [])).toEqual(bytes);
  });

  it('of new names alone leave the others as they are', async () => {
    await languages.put([named('nl.json', 'Speel')], 'new');
    expect(await changes(() => languages.put([named('nl.json', 'Spelen')], 'new'))).toBe(false);
    await languages.put([named('nl.json', 'Spelen'), named('pl.json', 'Graj')], 'new');
    expect(await stored()).toEqual(['nl.json Speel', 'pl.json Graj']);
  });

  it('that were there before change nothing, unless that is asked for', async () => {
    await languages.put([named('nl.json', 'Speel')], 'all');
    expect(await changes(() => languages.put([named('nl.json', 'Spelen')], 'unseen'))).toBe(true);
    expect(await changes(() => languages.put([named('nl.json', 'Speel')], 'unseen'))).toBe(false);
    expect(await stored()).toEqual(['nl.json Spelen']);
    expect(await changes(() => languages.put([named('nl.json', 'Speel')], 'all'))).toBe(true);
    expect(await changes(() => languages.put([named('nl.json', 'Speel')], 'all'))).toBe(false);
    expect(await changes(() => languages.put([named('nl.json', 'Spelen')], 'unseen'))).toBe(false);
    expect(await stored()).toEqual(['nl.json Speel']);
  });

  it('that were removed stay so for whoever still has them', async () => {
    expect(await languages.remove('nl.json')).toBe(false);
    await languages.put([named('nl.json', 'Speel')], 'all');
    expect(await changes(() => languages.remove('nl.json'))).toBe(true);
    expect(await languages.remove('nl.json')).toBe(false);
    for (const which of ['new', 'unseen'] as const) await languages.put([named('nl.json', 'Speel')], which);
    expect(await stored()).toEqual([]);
    expect(await changes(() => languages.put([named('nl.json', 'Speel')], 'all'))).toBe(true);
    expect(await stored()).toEqual(['nl.json Speel']);
  });

  it('that two hosts put at once are all there', async () => {
    const files = ['da.json', 'nl.json', 'pl.json'].map((file) => named(file, 'Play'));
    await Promise.all([languages.put(files, 'unseen'), languages.put(files.toReversed(), 'unseen')]);
    expect(await stored()).toHaveLength(3);
  });

  it('are open to a program that is no host, if the database is of its version', async () => {
    await languages.put([named('nl.json', 'Speel')], 'all');
    const opened = await openLanguagesAt(address);
    expect((await opened.stored?.read())?.files).toHaveLength(1);
    await opened.close();
    const empty = await openLanguagesAt(await createTestSchema(server));
    expect(empty.stored).toBeNull();
    await empty.close();
  });
});
