/** Engines that lack one thing, or refuse one: each page opens, or says in words what is the matter. */
import { PAGES } from './opening.harness.ts';
import { expect, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** Without these, a page would open, and get stuck or blame the Wi-Fi later on. */
const NEEDED = [
  'fetch',
  'history',
  'Proxy',
  'AbortController',
  'TextDecoder',
  'requestAnimationFrame',
  'Promise.all',
  'Performance.prototype.now',
  'Object.fromEntries',
  'Array.prototype.entries',
  'Array.prototype.findIndex',
  'Array.prototype.flatMap',
  'Array.prototype.includes',
  'String.prototype.includes',
  'String.prototype.normalize',
  'String.prototype.startsWith',
  'Number.isFinite',
  'Number.isSafeInteger',
  'Intl.Collator',
  'Intl.DateTimeFormat',
  'Intl.NumberFormat',
];

/** Without these, a page does as well as it can, or throws at once. */
const OTHERS = [
  'globalThis',
  'Map',
  'structuredClone',
  'queueMicrotask',
  'WeakRef',
  'MutationObserver',
  'TextEncoder',
  'URLSearchParams',
  'crypto',
  'localStorage',
  'sessionStorage',
  'AudioContext',
  'Promise.allSettled',
  'Promise.prototype.finally',
  'Array.prototype.toReversed',
  'Array.prototype.find',
  'Object.entries',
  'Object.hasOwn',
  'String.prototype.at',
  'String.prototype.matchAll',
  'String.raw',
  'Crypto.prototype.getRandomValues',
  'Element.prototype.animate',
  'Intl.PluralRules',
  'Intl.getCanonicalLocales',
  'Symbol.asyncIterator',
];

/** Whose mere mention throws, as where cookies are off. */
const STORES = ['localStorage', 'sessionStorage', 'indexedDB'];

const lack = (name: string) => {
  const path = name.split('.');
  const last = path.pop() ?? '';
  const owner = path.reduce<object>((found, part) => Reflect.get(found, part) as object, globalThis);
  Reflect.deleteProperty(owner, last);
};

const refuse = (name: string) => {
  Object.defineProperty(globalThis, name, {
    get: () => {
      throw new DOMException('Not here.', 'SecurityError');
    },
  });
};

for (const [page, path, heading] of PAGES) {
  const everyKind = longUnless(page === 'phone');

  test(
    `the ${page} says that an engine without one of its needs is too old`,
    everyKind,
    async ({ browser, host }) => {
      for (const name of NEEDED)
        await test.step(name, async () => {
          const opened = await browser.newPage();
          await opened.addInitScript(lack, name);
          await opened.goto(host.ready.url + path);
          await expect(opened.getByText(/is too old for the game/)).toBeVisible();
          await opened.close();
        });
    },
  );

  test(
    `the ${page} opens without anything else, or says what is the matter`,
    everyKind,
    async ({ browser, host }) => {
      const ways = [
        ...OTHERS.map((name) => [lack, name] as const),
        ...STORES.map((name) => [refuse, name] as const),
      ];
      for (const [way, name] of ways)
        await test.step(name, async () => {
          const opened = await browser.newPage();
          await opened.addInitScript(way, name);
          await opened.goto(host.ready.url + path);
          await expect(
            opened
              .getByText(heading)
              .or(opened.getByText(/is too old for the game/))
              .first(),
          ).toBeVisible();
          await opened.close();
        });
    },
  );

  test(`the ${page} says so where its script throws after a wait`, everyKind, async ({ browser, host }) => {
    const opened = await browser.newPage();
    // React listens to the place that it draws into, first of all.
    await opened.addInitScript(() => {
      HTMLDivElement.prototype.addEventListener = () => {
        throw new TypeError('Not here.');
      };
    });
    await opened.goto(host.ready.url + path);
    await expect(opened.getByText(/is too old for the game/)).toBeVisible();
    await opened.close();
  });

  test(
    `the ${page} is never left blank: it says that something went wrong, and a press tries again`,
    everyKind,
    async ({ browser, host }) => {
      const opened = await browser.newPage();
      await opened.addInitScript(() => {
        const create = Reflect.get(Document.prototype, 'createElement') as (name: string) => Element;
        Object.assign(document, {
          createElement(name: string) {
            // Neither the page nor what it says of its own mistakes can be drawn.
            if (name === 'main' && !('isMended' in sessionStorage)) throw new TypeError('Not here.');
            return create.call(document, name);
          },
        });
      });
      await opened.goto(host.ready.url + path);
      await expect(opened.getByText('Something on this page went wrong.')).toBeVisible();
      await opened.evaluate(() => sessionStorage.setItem('isMended', 'yes'));
      await opened.getByRole('button', { name: 'Try again' }).click();
      await expect(opened.getByText(heading)).toBeVisible();
      await opened.close();
    },
  );
}
