import { beforeEach, describe, expect, it } from 'vitest';
import { createManualEnvironment, type ManualEnvironment } from '../../../client/manual-environment.fake.ts';
import { PATIENCE_MS } from './fetch-whole.ts';
import { createPartLoader, type LoadPart, MOST_FILES } from './part-loader.ts';

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
/** Of each of them. */
let signals: AbortSignal[];
/** What the next requests for each are answered with; the whole file after that. */
let answers: Map<string, (() => Promise<Response>)[]>;
let head: FakeLink[];
/** Somebody presses *Try again*. */
const presses = new Set<() => void>();
const press = () => {
  for (const hear of presses) hear();
};
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
  signals = [];
  presses.clear();
  answers = new Map();
  head = [];
  inPage = new Set();
  sheetEvents = [];
  environment = createManualEnvironment({
    fetch: (url, { cache, signal }) => {
      requests.push({ url, cache });
      if (signal !== undefined && signal !== null) signals.push(signal);
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
    addEventListener: (_name: string, listener: () => void) => void presses.add(listener),
    removeEventListener: (_name: string, listener: () => void) => void presses.delete(listener),
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
      { url: `/${SCRIPT}`, cache: 'default' },
      { url: `/${NEEDED}`, cache: 'default' },
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

  const never = () => new Promise<Response>(() => undefined);
  /** An answer that comes when the test says so, a piece at a time. */
  const late = () => {
    let begin: (answer: Response) => void = () => undefined;
    const promise = new Promise<Response>((resolve) => (begin = resolve));
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    return {
      answer: () => promise,
      begin: () => begin(new Response(readable)),
      send: (text: string) => writer.write(new TextEncoder().encode(text)),
      end: () => writer.close(),
    };
  };
  /** Whatever has been answered by now has been read. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('is asked for again beside a connection that has died without a word', async () => {
    answers.set(`/${SCRIPT}`, [never]);
    const part = loadPart(whole, [SCRIPT]);
    environment.advance(PATIENCE_MS - 1);
    expect(requests).toHaveLength(1);
    environment.advance(1);
    await part;
    expect(requests.map(({ cache }) => cache)).toEqual(['default', 'no-store']);
  });

  it('is used whenever it comes, though it was asked for again meanwhile', async () => {
    const first = late();
    answers.set(`/${SCRIPT}`, [first.answer, never]);
    const part = loadPart(() => Promise.resolve('loaded'), [SCRIPT]);
    environment.advance(2 * PATIENCE_MS);
    expect(requests).toHaveLength(2);
    first.begin();
    await Promise.all([first.send(`export {};${END}`), first.end()]);
    expect(await part).toBe('loaded');
  });

  it('is not asked for again while anything of it comes', async () => {
    const slow = late();
    answers.set(`/${SCRIPT}`, [slow.answer]);
    const part = loadPart(() => Promise.resolve('loaded'), [SCRIPT]);
    environment.advance(PATIENCE_MS - 1);
    slow.begin();
    for (const piece of ['export', ' {};', END.slice(0, 4), END.slice(4)]) {
      await slow.send(piece);
      await settled();
      environment.advance(PATIENCE_MS - 1);
    }
    await slow.end();
    expect(await part).toBe('loaded');
    expect(requests).toHaveLength(1);
  });

  it('is waited for twice as long each time, by two connections at most', async () => {
    answers.set(`/${SCRIPT}`, [never, never, never, never]);
    void loadPart(whole, [SCRIPT]);
    for (const [count, wait] of [
      [1, PATIENCE_MS],
      [2, 2 * PATIENCE_MS],
      [3, 4 * PATIENCE_MS],
    ] as const) {
      environment.advance(wait - 1);
      expect(requests).toHaveLength(count);
      environment.advance(1);
      expect(requests).toHaveLength(count + 1);
    }
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true, false, false]);
  });

  it('comes by the connection that is left where the other is lost, and fails once both are', async () => {
    const kept = late();
    const loses = () => Promise.reject(new TypeError('Failed to fetch'));
    answers.set(`/${SCRIPT}`, [kept.answer, loses]);
    const part = loadPart(() => Promise.resolve('loaded'), [SCRIPT]);
    environment.advance(PATIENCE_MS);
    await settled();
    kept.begin();
    await Promise.all([kept.send(END), kept.end()]);
    expect(await part).toBe('loaded');

    answers.set(`/${NEEDED}`, [loses]);
    await expect(loadPart(whole, [NEEDED])).rejects.toThrow(`/${NEEDED} did not arrive.`);
  });

  it('is asked for again at once when somebody presses, beside what is under way', async () => {
    answers.set(`/${SCRIPT}`, [never]);
    const part = loadPart(() => Promise.resolve('loaded'), [SCRIPT]);
    press();
    expect(await part).toBe('loaded');
    expect(requests.map(({ cache }) => cache)).toEqual(['default', 'no-store']);
    press();
    expect(requests).toHaveLength(2);
  });

  it('of many files asks for no more at once than browsers have connections, so that none counts as silent that only waits', async () => {
    const files = Array.from({ length: MOST_FILES + 2 }, (_, index) => `assets/words-${index}.js`);
    const slow = files.map(late);
    for (const [index, file] of files.entries()) answers.set(`/${file}`, [slow[index]?.answer ?? never]);
    const part = loadPart(() => Promise.resolve('loaded'), files);
    const come = (some: typeof slow) =>
      Promise.all(
        some.map(async (each) => {
          each.begin();
          await Promise.all([each.send(END), each.end()]);
        }),
      );
    environment.advance(PATIENCE_MS - 1);
    expect(requests).toHaveLength(MOST_FILES);
    await come(slow.slice(0, MOST_FILES));
    await settled();
    environment.advance(PATIENCE_MS - 1);
    expect(requests).toHaveLength(files.length);
    await come(slow.slice(MOST_FILES));
    expect(await part).toBe('loaded');
    expect(requests).toHaveLength(files.length);
  });

  it('lets go of the other connection once it has come by one', async () => {
    const first = late();
    answers.set(`/${SCRIPT}`, [first.answer]);
    const part = loadPart(whole, [SCRIPT]);
    environment.advance(PATIENCE_MS);
    await part;
    expect(signals[0]?.aborted).toBe(true);
    environment.advance(10 * PATIENCE_MS);
    expect(requests).toHaveLength(2);
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
