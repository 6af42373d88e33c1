import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
} from '../../../host/http/test-app.harness.ts';
import { withLibraryPressedAgain } from './laptop-pressed-again.ts';
import { losingPages, type LosingPages } from './losing-pages.harness.ts';

let app: TestApp;
let game: SeatedGame;
let pages: LosingPages;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  pages = losingPages(app);
});
afterEach(() => app.close());

/** The page of the library, just loaded. */
const page = () => withLibraryPressedAgain(pages.load().laptop);
const library = async () => {
  const { library: held } = await pages.load().laptop.exerciseLibrary();
  return [...(held?.exercises ?? []), ...(held?.templates ?? [])].map(({ name }) => name);
};
/** Another desk. */
const elsewhere = (path: string, body: object, method: string) =>
  game.asOwner(`/api/v2/library/${path}`, body, method);
const only = async () => {
  const { library: held } = await pages.load().laptop.exerciseLibrary();
  const [one] = [...(held?.exercises ?? []), ...(held?.templates ?? [])];
  if (one === undefined) throw new Error('The library is empty.');
  return one.id;
};

interface Row {
  readonly what: string;
  readonly add: (laptop: HostAdminClient) => Promise<{ readonly name: string }>;
  readonly list: 'exercises' | 'templates';
  readonly renamed: object;
}
const ROWS: readonly Row[] = [
  {
    what: 'an exercise',
    add: (laptop) =>
      laptop.addExercise({
        name: 'Claps',
        target: 12,
        ways: [{ variant: 'seated', meets: ['seated'], how: 'Sit and clap' }],
      }),
    list: 'exercises',
    renamed: { name: 'Waves', target: 12 },
  },
  {
    what: 'a template',
    add: (laptop) => laptop.saveTemplate({ name: 'Claps', game_code: game.code, exercises: [] }),
    list: 'templates',
    renamed: { name: 'Waves' },
  },
];

describe.each(ROWS)('G2 $what that is added again after a lost answer', ({ add, list, renamed }) => {
  it('G2: is the same while the library has it', async () => {
    await pages.lose('answer lost', () => add(page()));
    expect((await add(page())).name).toBe('Claps');
    expect(await library()).toEqual(['Claps']);
    expect(new Set(pages.keys).size).toBe(1);
  });

  it('G2: is added once where the first press never reached the laptop', async () => {
    await pages.lose('call lost', () => add(page()));
    expect((await add(page())).name).toBe('Claps');
    expect(await library()).toEqual(['Claps']);
  });

  it('G2: is another one after another desk has removed it', async () => {
    await pages.lose('answer lost', () => add(page()));
    await elsewhere(`${list}/${await only()}`, {}, 'DELETE');
    expect((await add(page())).name).toBe('Claps');
    expect(await library()).toEqual(['Claps']);
  });

  it('G2: is another one after another desk has given it another name', async () => {
    await pages.lose('answer lost', () => add(page()));
    await elsewhere(`${list}/${await only()}`, renamed, 'PATCH');
    expect((await add(page())).name).toBe('Claps');
    expect((await library()).toSorted()).toEqual(['Claps', 'Waves']);
  });
});

describe('G2 what is set again after a lost answer', () => {
  const added = async () => (await page().addExercise({ name: 'Claps', target: 12 })).id;
  const target = async () =>
    (await pages.load().laptop.exerciseLibrary()).library?.exercises.map((each) => each.target).join();

  it('G2: is set, whatever another desk has made of the exercise since', async () => {
    const id = await added();
    const set = () => page().changeExercise(id, { name: 'Claps', target: 20 });
    await pages.lose('answer lost', set);
    await elsewhere(`exercises/${id}`, { name: 'Claps', target: 9 }, 'PATCH');
    await set();
    expect(await target()).toBe('20');
  });

  it('G2: is set, whatever another desk has called the template since', async () => {
    const { id } = await page().saveTemplate({ name: 'Camp', game_code: game.code, exercises: [] });
    const rename = () => page().renameTemplate(id, { name: 'Hut' });
    await pages.lose('answer lost', rename);
    await elsewhere(`templates/${id}`, { name: 'Camp' }, 'PATCH');
    await rename();
    expect(await library()).toEqual(['Hut']);
  });

  it('G2: is brought back by its file, whatever another desk has removed since', async () => {
    await added();
    const file = await page().exportLibrary();
    await elsewhere(`exercises/${await only()}`, {}, 'DELETE');
    await pages.lose('answer lost', () => page().importLibrary(file));
    expect(await page().importLibrary(file)).toMatchObject({ added: 0, replaced: 0, unchanged: 1 });
    await pages.lose('answer lost', () => page().importLibrary(file));
    await elsewhere(`exercises/${await only()}`, {}, 'DELETE');
    expect(await page().importLibrary(file)).toMatchObject({ added: 1 });
    expect(await library()).toEqual(['Claps']);
  });

  it('G2: is the Wi-Fi, whatever another desk has made of it since', async () => {
    const network = { ssid: 'Camp', security: 'open', password: '', hidden: false } as const;
    const set = () => page().changeWifi({ network });
    await pages.lose('answer lost', set);
    await game.asOwner('/api/v2/host/wifi', { network: null }, 'PATCH');
    await set();
    expect((await page().wifi()).network?.ssid).toBe('Camp');
  });
});
