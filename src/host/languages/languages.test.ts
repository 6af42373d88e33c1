/** The folder of languages, as a running host reads and serves it. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../http/test-app.harness.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { LANGUAGES_IN_FOLDER as IN_FOLDER } from '../storage/tested-store.harness.ts';
import { openLanguages } from './languages.ts';

const FORMAT = { format: 'trading-game-night-language', version: 1 };
const ENGLISH = { player: { title: 'Play' }, shared: { greeting: 'Hello {{name}}' } };

let pages: ReturnType<typeof temporaryFolder>;
let app: TestApp;
beforeEach(async () => {
  pages = temporaryFolder();
  mkdirSync(join(pages.path, 'languages'));
  writeFileSync(join(pages.path, 'languages/en.json'), JSON.stringify({ ...FORMAT, texts: ENGLISH }));
  app = await startTestApp({ pagesFolder: pages.path });
});
afterEach(async () => {
  await app.close();
  pages.dispose();
});

const put = (name: string, content: unknown) => {
  mkdirSync(join(app.folder, 'languages'), { recursive: true });
  writeFileSync(
    join(app.folder, 'languages', name),
    typeof content === 'string' ? content : JSON.stringify(content, null, 1),
  );
};
const look = async () =>
  app.call('/api/v2/host/languages/look', { token: app.seats.ownerToken, method: 'POST' });
const spoken = async () => (await app.call('/api/v2/languages')).json['items'];

describe('added languages', () => {
  it('are found when the desk asks, named, served and complete', async () => {
    expect(await spoken()).toEqual([]);
    put('nl.json', { ...FORMAT, texts: { player: { title: 'Speel' } } });
    expect(await spoken()).toEqual([]);
    const { json } = await look();
    expect(json).toEqual({
      folder: join(app.folder, 'languages'),
      items: [
        { file: 'nl.json', language: { tag: 'nl', name: 'Nederlands' }, missing: 1, mistakes: [], more: 0 },
      ],
    });
    expect(await spoken()).toEqual([{ tag: 'nl', name: 'Nederlands' }]);
    expect((await app.call('/api/v2/languages/nl/player')).json).toEqual({ title: 'Speel' });
    expect((await app.call('/api/v2/languages/nl/shared')).json).toEqual(ENGLISH.shared);
    expect((await app.call('/api/v2/host/languages', { token: app.seats.ownerToken })).json).toEqual(json);
  });

  it('are found at the start', async () => {
    put('nl.json', { ...FORMAT, texts: {} });
    await app.restart();
    expect(await spoken()).toEqual([{ tag: 'nl', name: 'Nederlands' }]);
  });

  it('are sent once, until they change', async () => {
    put('nl.json', { ...FORMAT, texts: { player: { title: 'Speel' } } });
    await look();
    const first = await app.call('/api/v2/languages/nl/player', { headers: { 'accept-encoding': 'gzip' } });
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const again = async () =>
      app.call('/api/v2/languages/nl/player', {
        headers: { 'if-none-match': first.headers.get('etag') ?? '', 'accept-encoding': 'gzip' },
      });
    expect((await again()).status).toBe(304);
    put('nl.json', { ...FORMAT, texts: { player: { title: 'Spelen' } } });
    await look();
    expect((await again()).json).toEqual({ title: 'Spelen' });
  });

  it.each(['nl/nothing', 'de/player', 'xx/player', '__proto__/player', 'nl/__proto__', '..%2f/player'])(
    'have nothing at %s',
    async (path) => {
      put('nl.json', { ...FORMAT, texts: {} });
      await look();
      expect((await app.call(`/api/v2/languages/${path}`)).status).toBe(404);
    },
  );

  it.skipIf(IN_FOLDER.isMissing)(`go with their file${IN_FOLDER.note}`, async () => {
    put('nl.json', { ...FORMAT, texts: {} });
    await look();
    rmSync(join(app.folder, 'languages'), { recursive: true, maxRetries: 10 });
    expect((await look()).json['items']).toEqual([]);
    expect((await app.call('/api/v2/languages/nl/player')).status).toBe(404);
  });

  it('are not those of files that cannot be taken, and each says why', async () => {
    put('.hidden.json', '');
    put('notes.txt', '');
    put('broken.json', '{');
    put('it.json', '{\n"format": 1,\n');
    put('nl.json', { ...FORMAT, texts: {} });
    put('pl.json', `${JSON.stringify({ ...FORMAT, texts: {} })}${' '.repeat(1_024 * 1_024)}`);
    mkdirSync(join(app.folder, 'languages/da.json'));
    const { json } = await look();
    expect(json['items']).toMatchObject([
      { file: 'broken.json', language: null, mistakes: [{ code: 'not_a_language' }] },
      { file: 'da.json', language: null, mistakes: [{ code: 'not_a_file' }] },
      { file: 'it.json', language: null, mistakes: [{ code: 'not_json', line: 2 }] },
      { file: 'nl.json', language: { tag: 'nl' }, mistakes: [] },
      { file: 'pl.json', language: null, mistakes: [{ code: 'too_large' }] },
    ]);
    expect(await spoken()).toEqual([{ tag: 'nl', name: 'Nederlands' }]);
  });

  it.each([
    ['a file', 'ENOTDIR', (path: string) => writeFileSync(path, '')],
    ['a link to itself', 'ELOOP', (path: string) => symlinkSync(path, path, 'junction')],
  ])('cost nothing else where their folder is %s, and that is said', async (_, error, make) => {
    make(join(app.folder, 'languages'));
    await app.restart();
    expect((await look()).json['items']).toMatchObject([
      { file: 'languages', language: null, mistakes: [{ code: 'unreadable', params: { error } }] },
    ]);
    expect(await spoken()).toEqual([]);
  });

  it('are bounded in number, and so are their mistakes', async () => {
    const texts = { player: Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`x${at}`, 'y'])) };
    put('aa.json', { ...FORMAT, name: 'Afar', texts });
    for (let at = 0; at < 40; at += 1)
      put(`b${String.fromCodePoint(97 + (at % 26))}${at < 26 ? '' : '-BE'}.json`, {
        ...FORMAT,
        name: 'B',
        texts: {},
      });
    const { json } = await look();
    const items = json['items'] as { file: string; mistakes: unknown[]; more: number }[];
    expect(items[0]).toMatchObject({ file: 'aa.json', more: 30 });
    expect(items[0]?.mistakes).toHaveLength(50);
    expect(items).toHaveLength(31);
    expect(items.at(-1)).toMatchObject({ language: null, mistakes: [{ code: 'too_many_files' }] });
  });

  it('with far more texts than any language needs are refused, and that is said', async () => {
    const texts = (count: number) => ({
      player: Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, '{{'])),
    });
    put('nl.json', { ...FORMAT, texts: texts(500) });
    put('pl.json', { ...FORMAT, texts: texts(510) });
    put('pt.json', { ...FORMAT, texts: texts(50_000) });
    const { json } = await look();
    const refused = { language: null, mistakes: [{ code: 'too_many_texts', params: { most: '504' } }] };
    expect(json['items']).toMatchObject([{ language: { tag: 'nl' } }, refused, refused]);
  });

  it('keep nobody waiting while they are read', async () => {
    for (let at = 0; at < 26; at += 1)
      put(`b${String.fromCodePoint(97 + at)}.json`, {
        ...FORMAT,
        name: 'B',
        texts: { player: Object.fromEntries(Array.from({ length: 480 }, (_, key) => [`x${key}`, '{{'])) },
      });
    const languages = await openLanguages({
      dataFolder: app.folder,
      pagesFolder: pages.path,
      note: () => undefined,
      data: app.store,
      clock: app.clock,
      report: () => undefined,
      cleanup: { defer: () => undefined },
    });
    const looking = languages.look().then(() => true);
    let turnsOfOthers = 0;
    while (!(await Promise.race([looking, nextTurn(false)]))) turnsOfOthers += 1;
    expect(turnsOfOthers).toBeGreaterThan(5);
  });

  it('are read again for whoever asks while they are read', async () => {
    const first = look();
    put('nl.json', { ...FORMAT, texts: {} });
    const reports = await Promise.all([look(), look()]);
    for (const { json } of reports) expect(json['items']).toMatchObject([{ file: 'nl.json' }]);
    await first;
  });

  it('need something to be compared with', async () => {
    rmSync(join(pages.path, 'languages'), { recursive: true, maxRetries: 10 });
    await app.restart();
    put('nl.json', { ...FORMAT, texts: {} });
    expect((await look()).json['items']).toMatchObject([
      { language: null, mistakes: [{ code: 'pages_missing' }] },
    ]);
  });
});

describe('the English texts', () => {
  it('are there for whoever wants to translate them', async () => {
    expect((await app.call('/languages/en.json')).json).toEqual({ ...FORMAT, texts: ENGLISH });
  });
});
