/** Hosts that share a database have the same added languages, whichever of them was given the files. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readObject } from '../faults/api-client.harness.ts';
import { StorageError } from '../storage/event-store.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from '../storage/postgres/postgres-store.ts';
import { createTestSchema } from '../storage/postgres/test-schemas.harness.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { type Languages, openLanguages } from './languages.ts';
import type { StoredLanguages } from './stored-languages.ts';

const FORMAT = { format: 'trading-game-night-language', version: 1 };
const ENGLISH = { player: { title: 'Play' } };
/** Of what others have added, ms. */
const WITHIN_MS = 5_000;

const server = await findTestServer();
const letter = (at: number) => String.fromCodePoint(97 + at);
const named = (name: string) => JSON.stringify({ ...FORMAT, name, texts: {} });
const dutch = (title: string) => JSON.stringify({ ...FORMAT, texts: { player: { title } } });

describe.skipIf(server.url === null)(`added languages of several hosts${server.note}`, () => {
  const clock = createManualClock();
  let place: ReturnType<typeof temporaryFolder>;
  let store: PostgresStore;
  let stops: (() => void)[] = [];
  const reports: string[] = [];
  beforeEach(async () => {
    place = temporaryFolder();
    store = await openPostgresStore({ address: await createTestSchema(server) });
    mkdirSync(join(place.path, 'pages/languages'), { recursive: true });
    writeFileSync(join(place.path, 'pages/languages/en.json'), JSON.stringify({ ...FORMAT, texts: ENGLISH }));
  });
  afterEach(async () => {
    for (const stop of stops) stop();
    stops = [];
    reports.length = 0;
    await store.close();
    place.dispose();
  });

  const put = (host: string, name: string, text: string) => {
    mkdirSync(join(place.path, host, 'languages'), { recursive: true });
    writeFileSync(join(place.path, host, 'languages', name), text);
  };
  const open = (host: string, stored: StoredLanguages = store.storedLanguages): Promise<Languages> =>
    openLanguages({
      dataFolder: join(place.path, host),
      pagesFolder: join(place.path, 'pages'),
      note: () => undefined,
      data: { storedLanguages: stored },
      clock,
      report: (message) => void reports.push(message),
      cleanup: { defer: (_, step) => void stops.push(() => void step()) },
    });
  const titleOn = (host: Languages): unknown => {
    const file = host.words('nl', 'player');
    return file === null ? null : readObject(file.identity.bytes.toString())['title'];
  };
  const comesToHave = (host: Languages, tag: string) =>
    vi.waitFor(() => {
      clock.advance(WITHIN_MS);
      expect(host.list().map((each) => each.tag)).toContain(tag);
    });
  const comesToSay = (host: Languages, title: unknown) =>
    vi.waitFor(() => {
      clock.advance(WITHIN_MS);
      expect(titleOn(host)).toBe(title);
    });

  it('are the same on all, within seconds, once the owner of the hosts has given one of them the file', async () => {
    const [here, there] = [await open('here'), await open('there')];
    put('here', 'nl.json', dutch('Speel'));
    await here.look();
    expect(titleOn(here)).toBe('Speel');
    await comesToSay(there, 'Speel');
    expect(there.list()).toEqual([{ tag: 'nl', name: 'Nederlands' }]);
    put('there', 'nl.json', dutch('Spelen'));
    await there.look();
    await comesToSay(here, 'Spelen');
    // Its own folder still has the earlier one.
    await here.look();
    expect(titleOn(here)).toBe('Spelen');
    expect(titleOn(await open('later'))).toBe('Spelen');
  });

  it('stay as they are where a file is one that they have been before, which whoever looks again is told', async () => {
    put('here', 'nl.json', dutch('Speel'));
    const here = await open('here');
    put('here', 'nl.json', dutch('Spelen'));
    const said = async () => {
      await here.look();
      return here
        .report()
        .items.map(({ language, mistakes }) => [language?.tag, mistakes.map(({ code }) => code)]);
    };
    for (let times = 0; times < 2; times += 1)
      expect([await said(), titleOn(here)]).toEqual([[['nl', []]], 'Spelen']);
    put('here', 'nl.json', dutch('Speel'));
    expect([await said(), titleOn(here)]).toEqual([[['nl', ['had_before']]], 'Spelen']);
    put('here', 'nl.json', `${dutch('Speel')}\n`);
    expect([await said(), titleOn(here)]).toEqual([[['nl', []]], 'Speel']);
    await store.storedLanguages.remove('nl.json');
    expect([await said(), titleOn(here)]).toEqual([[[undefined, ['had_before']]], null]);
    // What is in some folder at a start is nothing that anybody has just changed.
    expect((await open('here')).report().items).toEqual([]);
  });

  it('of folders of an earlier version are taken in at the start, and none in the place of another', async () => {
    put('here', 'nl.json', dutch('Speel'));
    put('there', 'nl.json', dutch('Spelen'));
    expect(titleOn(await open('here'))).toBe('Speel');
    const there = await open('there');
    expect(titleOn(there)).toBe('Speel');
    rmSync(join(place.path, 'there/languages'), { recursive: true, maxRetries: 10 });
    await there.look();
    expect(titleOn(there)).toBe('Speel');
  });

  it('that are removed are gone on all, and stay so with their file in a folder', async () => {
    put('here', 'nl.json', dutch('Speel'));
    const [here, there] = [await open('here'), await open('there')];
    await comesToSay(there, 'Speel');
    await store.storedLanguages.remove('nl.json');
    await comesToSay(here, null);
    await comesToSay(there, null);
    await here.look();
    expect(here.list()).toEqual([]);
    expect((await open('here')).list()).toEqual([]);
  });

  it('stay as they are where a file has mistakes, which whoever put it there is told of', async () => {
    const here = await open('here');
    put('here', 'nl.json', dutch('Speel'));
    await here.look();
    put('here', 'nl.json', '{');
    put('here', 'pl.json', '[]');
    put('here', 'da.json', '[]');
    await here.look();
    expect(titleOn(here)).toBe('Speel');
    expect(here.report().items).toMatchObject([
      { file: 'da.json', language: null, mistakes: [{ code: 'wrong_shape' }] },
      { file: 'nl.json', language: { tag: 'nl' }, mistakes: [{ code: 'not_json' }] },
      { file: 'pl.json', language: null, mistakes: [{ code: expect.any(String) as string }] },
    ]);
    expect((await store.storedLanguages.read()).files).toHaveLength(1);
  });

  it('are never more than count: all that were there stay, and whoever brings another one is told', async () => {
    const names = Array.from({ length: 29 }, (_, at) => `${at < 26 ? 'b' : 'c'}${letter(at % 26)}.json`);
    for (const name of names) put('here', name, named('B'));
    const here = await open('here');
    for (const name of ['aa.json', 'ab.json', 'zu.json']) put('there', name, named('A'));
    const there = await open('there');
    await comesToHave(here, 'aa');
    for (const host of [here, there]) expect(host.list()).toHaveLength(30);
    expect(there.report().items.slice(30)).toMatchObject([
      { file: 'ab.json', language: null, mistakes: [{ code: 'too_many_files', params: { most: '30' } }] },
      { file: 'zu.json', language: null, mistakes: [{ code: 'too_many_files' }] },
    ]);
    put('there', 'aa.json', named('Afar'));
    await there.look();
    expect(there.list()).toContainEqual({ tag: 'aa', name: 'Afar' });
    await store.storedLanguages.remove('bb.json');
    await there.look();
    await comesToHave(here, 'ab');
    expect(here.list()).not.toContainEqual({ tag: 'zu', name: 'A' });
  });

  it('are never more than count where two hosts take one in at once', async () => {
    for (let at = 0; at < 29; at += 1)
      put('here', `${at < 26 ? 'b' : 'c'}${letter(at % 26)}.json`, named('B'));
    const [here, there] = [await open('here'), await open('there')];
    put('here', 'zu.json', named('Z'));
    put('there', 'aa.json', named('A'));
    await Promise.all([here.look(), there.look()]);
    expect((await store.storedLanguages.read()).files).toHaveLength(30);
    const refused = [here, there].flatMap((host) =>
      host.report().items.filter((each) => each.language === null),
    );
    expect(refused).toMatchObject([{ mistakes: [{ code: 'too_many_files' }] }]);
  });

  it('are one file of each language, whatever others are called, and whoever brings those is told', async () => {
    put('here', 'pt-br.json', named('Português'));
    const here = await open('here');
    for (const name of ['pt-BR.json', 'PT-br.json']) {
      put('there', name, named('Brasileiro'));
      const there = await open('there');
      await there.look();
      expect(there.report().items).toMatchObject([
        {
          file: name,
          language: null,
          mistakes: [{ code: 'same_language', params: { other: 'pt-br.json' } }],
        },
        { file: 'pt-br.json', language: { tag: 'pt-BR' }, mistakes: [] },
      ]);
      rmSync(join(place.path, 'there/languages'), { recursive: true, maxRetries: 10 });
    }
    await here.look();
    expect(here.list()).toEqual([{ tag: 'pt-BR', name: 'Português' }]);
    expect((await store.storedLanguages.read()).files).toHaveLength(1);
  });

  it('stay while the database does not answer, which is said once', async () => {
    let isAway = false;
    const stored: StoredLanguages = {
      ...store.storedLanguages,
      mark: () =>
        isAway ? Promise.reject(new StorageError('It does not answer.')) : store.storedLanguages.mark(),
    };
    put('here', 'nl.json', dutch('Speel'));
    const [here, there] = [await open('here'), await open('there', stored)];
    isAway = true;
    await vi.waitFor(() => {
      clock.advance(WITHIN_MS);
      expect(reports).toHaveLength(1);
    });
    put('here', 'nl.json', dutch('Spelen'));
    await here.look();
    clock.advance(WITHIN_MS);
    expect(titleOn(there)).toBe('Speel');
    isAway = false;
    await comesToSay(there, 'Spelen');
    expect(reports).toHaveLength(1);
  });
});
