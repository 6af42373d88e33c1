import { beforeEach, describe, expect, it } from 'vitest';
import { createManualEnvironment, type ManualEnvironment } from '../../../client/manual-environment.fake.ts';
import { createPartLoader, type LoadPart, PATIENCE_MS } from './part-loader.ts';

const END = '/*whole*/';
const SCRIPT = 'assets/drawer.js';
const NEEDED = 'assets/join-link.js';
const SHEET = 'assets/drawer.css';

const whole = () => Promise.resolve(new Response(`export {};${END}`));
/** Every way in which a file does not arrive. */
const LOSSES: readonly (readonly [string, () => Promise<Response>])[] = [
  ['is refused', () => Promise.resolve(new Response('busy', { status: 503 }))],
  ['is cut off where the browser notices', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is cut off where the browser takes half of it for the whole', () => Promise.resolve(new Response('exp'))],
  ['is another page, as of a Wi-Fi that wants a sign-in', () => Promise.resolve(new Response('<title>'))],
];

interface FakeLink {
  rel: string;
  href: string;
  readonly dataset: Record<string, string>;
  readonly listeners: Map<string, () => void>;
  addEventListener(name: string, listener: () => void): void;
  remove(): void;
}

let environment: ManualEnvironment;
let loadPart: LoadPart;
let requests: { url: string; cache: string | undefined }[];
/** What the next requests for each are answered with; the whole file after that. */
let answers: Map<string, (() => Promise<Response>)[]>;
let head: FakeLink[];
/** Came with the page. */
let inPage: Set<string>;
/** What happens to each sheet as soon as it is in the page. */
let sheetEvents: string[];

const link = (): FakeLink => {
  const made: FakeLink = {
    rel: '',
    href: '',
    dataset: {},
    listeners: new Map(),
    addEventListener: (name, listener) => void made.listeners.set(name, listener),
    remove: () => void head.splice(head.indexOf(made), 1),
  };
  return made;
};

beforeEach(() => {
  requests = [];
  answers = new Map();
  head = [];
  inPage = new Set();
  sheetEvents = [];
  environment = createManualEnvironment({
    fetch: (url, { cache, signal }) => {
      requests.push({ url, cache });
      const answer = answers.get(url)?.shift() ?? whole;
      return Promise.race([
        answer(),
        new Promise<never>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        }),
      ]);
    },
  });
  const document = {
    createElement: link,
    querySelector: (selector: string) =>
      [...inPage].find((url) => selector.includes(`script[src="${url}"]`)) ?? null,
    head: {
      append: (one: FakeLink) => {
        head.push(one);
        one.listeners.get(sheetEvents.shift() ?? 'load')?.();
      },
    },
  } as unknown as Document;
  loadPart = createPartLoader({ environment, document, end: END });
});

const asked = () => requests.map(({ url }) => url);

describe('a part of a page', () => {
  for (const [how, lose] of LOSSES)
    it.each([SCRIPT, NEEDED, SHEET])(
      `is not imported before all of it is there, and comes later if one file ${how}: %s`,
      async (lost) => {
        answers.set(`/${lost}`, [lose]);
        let imports = 0;
        const load = () => Promise.resolve((imports += 1));
        await expect(loadPart(load, [SCRIPT, NEEDED, SHEET])).rejects.toBeInstanceOf(Error);
        expect(imports).toBe(0);
        await loadPart(load, [SCRIPT, NEEDED, SHEET]);
        expect(imports).toBe(1);
      },
    );

  it('is asked for past the browser’s cache once it got lost, and only what got lost', async () => {
    answers.set(`/${NEEDED}`, [() => Promise.resolve(new Response('exp'))]);
    await expect(loadPart(whole, [SCRIPT, NEEDED])).rejects.toThrow(`/${NEEDED} did not arrive.`);
    await loadPart(whole, [SCRIPT, NEEDED]);
    expect(requests).toEqual([
      { url: `/${SCRIPT}`, cache: undefined },
      { url: `/${NEEDED}`, cache: undefined },
      { url: `/${NEEDED}`, cache: 'reload' },
    ]);
  });

  it('is fetched once, however many ask for it', async () => {
    await Promise.all([loadPart(whole, [SCRIPT, NEEDED]), loadPart(whole, [NEEDED])]);
    await loadPart(whole, [SCRIPT]);
    expect(asked()).toEqual([`/${SCRIPT}`, `/${NEEDED}`]);
  });

  it('shares what came with the page', async () => {
    inPage.add(`/${NEEDED}`);
    await loadPart(whole, [SCRIPT, NEEDED]);
    expect(asked()).toEqual([`/${SCRIPT}`]);
  });

  it('waits for no connection that has died without a word', async () => {
    answers.set(`/${SCRIPT}`, [() => new Promise(() => undefined)]);
    const first = loadPart(whole, [SCRIPT]);
    environment.advance(PATIENCE_MS);
    await expect(first).rejects.toThrow('aborted');
    await loadPart(whole, [SCRIPT]);
  });

  it('has its style before it is imported, in the order of the build, also if a sheet gets lost on its second way', async () => {
    sheetEvents = ['load', 'error'];
    let imports = 0;
    const load = () => Promise.resolve((imports += 1));
    const other = 'assets/needs.css';
    await expect(loadPart(load, [SCRIPT, other, SHEET])).rejects.toThrow(`/${SHEET} did not arrive.`);
    expect(imports).toBe(0);
    await loadPart(load, [SCRIPT, other, SHEET]);
    expect(head.map(({ rel, href }) => [rel, href])).toEqual([
      ['stylesheet', `/${other}`],
      ['stylesheet', `/${SHEET}`],
    ]);
    expect(imports).toBe(1);
  });
});
