/** The phone's page in the other engines, unpatched, at an address that is not localhost. */
import { BrowserPhone } from './browsers/browser-phone.harness.ts';
import { ADDRESS, ENGINES } from './browsers/engines.harness.ts';
import type { DrivenBrowser } from './browsers/webdriver.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

const noSignals = process.platform === 'win32' ? ' (not run: Windows cannot stop a process)' : '';

/** How soon a phone is live again once the host is back, also in Firefox, which holds back sockets that have failed, ms. */
const BACK_WITHIN_MS = 3_000;

/** The banker's side of one game: what the desk would send. */
class Banker {
  readonly #host: RunningHost;
  readonly #code: string;

  constructor(host: RunningHost, code: string) {
    this.#host = host;
    this.#code = code;
  }

  /** Gives the only challenge an exercise. */
  async give(description: string): Promise<void> {
    await this.#host.api(`/challenges/${this.#code}/${await this.#challenge()}/assign`, {
      challenge_type: 'push_ups',
      challenge_description: description,
      target_number: 20,
    });
  }

  async step(step: 'complete' | 'reject' | 'cancel'): Promise<void> {
    await this.#host.api(`/challenges/${this.#code}/${await this.#challenge()}/${step}`, {});
  }

  async game(step: 'pause' | 'end'): Promise<void> {
    await this.#host.api(`/games/${this.#code}/${step}`, {});
  }

  async #challenge(): Promise<number | undefined> {
    return (await this.#host.api<{ id: number }[]>(`/challenges/${this.#code}/active`))[0]?.id;
  }
}

for (const { name, note, start } of ENGINES) {
  /** Of what both go through, `npm test` has each in one of them. */
  const inWebKit = longUnless(name === 'WebKit');

  test.describe(name, () => {
    let browser: DrivenBrowser;
    let phone: BrowserPhone;
    let banker: Banker;

    const title = () => phone.shown().then((shown) => shown.title);
    const connection = () => phone.shown().then((shown) => shown.connection);
    const shows = (wanted: string, timeout = 5_000) => expect.poll(title, { timeout }).toBe(wanted);
    const isLive = (timeout: number) => expect.poll(connection, { timeout }).toBe('Live');

    /** Anna is in, and has asked for a farm. */
    const asks = async () => {
      await phone.join('Anna', 'Team 1');
      await phone.tap('Farm');
      await shows("You're next");
    };

    /** A reload changes nothing that the player sees. */
    const survivesReload = async (wanted: string) => {
      await phone.reload();
      await shows(wanted);
      await isLive(5_000);
    };

    // One worker each, and one browser: a start takes seconds.
    test.describe.configure({ mode: 'default' });
    test.skip(note !== '', note);

    test.beforeAll(async () => {
      browser = await start();
      phone = new BrowserPhone(browser);
    });

    test.beforeEach(async ({ game, host }) => {
      const code = await game({ settings: { completion: 'banker' } });
      banker = new Banker(host, code);
      await phone.open(`http://${ADDRESS}:${host.ready.port}/j/${code}`);
      expect(await phone.run('return isSecureContext')).toBe(false);
    });

    test.afterEach(() => phone.thaw());
    test.afterAll(() => browser.close());

    test(`${name} plays a challenge from joining to done, and a reload in each state changes nothing${note}`, async () => {
      await phone.reload();
      await phone.join('Anna', 'Team 1');
      await shows('Pick a building');
      await survivesReload('Pick a building');
      await phone.tap('Farm');
      await shows("You're next");
      await survivesReload("You're next");
      await banker.give('20 push-ups');
      await shows('20 push-ups');
      await survivesReload('20 push-ups');
      await phone.tap('Done');
      await shows('Waiting for the banker');
      await survivesReload('Waiting for the banker');
      await banker.step('complete');
      await shows('You earned a farm!');
      await phone.tap('Next');
      await shows('Pick a building');
    });

    test(`G5: ${name} shows what happened while its page was hidden${note}`, LONG, async () => {
      await asks();
      await phone.hide();
      await banker.give('20 push-ups');
      await phone.show();
      await shows('20 push-ups');
      await isLive(3_000);
    });

    test(
      `G5: ${name} shows what happened while its page stood still${note || noSignals}`,
      inWebKit,
      async () => {
        test.skip(noSignals !== '', noSignals);
        await asks();
        phone.freezePage();
        await banker.give('20 push-ups');
        phone.thaw();
        await shows('20 push-ups');
        await isLive(3_000);
      },
    );

    test(`G1: ${name} goes on after the host was killed in mid-challenge${note}`, LONG, async ({ host }) => {
      await asks();
      await banker.give('20 push-ups');
      await shows('20 push-ups');
      await host.kill();
      await expect.poll(connection, { timeout: 12_000 }).not.toBe('Live');
      await shows('20 push-ups');
      await host.restart();
      await isLive(BACK_WITHIN_MS);
      await shows('20 push-ups');
      await phone.tap('Done');
      await shows('Waiting for the banker');
      await banker.step('complete');
      await shows('You earned a farm!');
    });

    test(
      `G5: ${name} wakes with the truth after the host has given its phone up${note || noSignals}`,
      LONG,
      async ({ desk }) => {
        test.skip(noSignals !== '', noSignals);
        test.setTimeout(120_000);
        const page = await desk();
        await page.open(GAME);
        await asks();
        await banker.give('20 push-ups');
        await shows('20 push-ups');
        phone.freezeBrowser();
        await expect(page.page.getByText(/^phone asleep/).first()).toBeVisible({ timeout: 60_000 });
        await banker.step('complete');
        phone.thaw();
        await shows('You earned a farm!');
        await isLive(5_000);
      },
    );

    test(
      `G5: ${name} is live again within 3 s after the host was away for 45 s${note}`,
      LONG,
      async ({ host }) => {
        test.setTimeout(120_000);
        await asks();
        await host.kill();
        const away = performance.now();
        await expect.poll(() => performance.now() - away, { timeout: 60_000 }).toBeGreaterThan(45_000);
        expect((await phone.shown()).text).toContain('Not connected');
        await host.restart();
        await isLive(BACK_WITHIN_MS);
        await shows("You're next");
      },
    );

    test(
      `G1: ${name} finds its seat again where the page was loaded while the host was away${note}`,
      LONG,
      async ({ host }) => {
        test.setTimeout(120_000);
        await asks();
        await host.kill();
        await phone.reload().catch((error: unknown) => expect(String(error)).toMatch(/error/));
        await host.restart();
        await phone.reload();
        await shows("You're next");
        await isLive(5_000);
      },
    );

    test(
      `G5: ${name} is live at once if the host went and came back while its page was hidden${note}`,
      LONG,
      async ({ host }) => {
        test.setTimeout(120_000);
        await asks();
        await phone.hide();
        await host.kill();
        await host.restart();
        await banker.give('20 push-ups');
        await phone.show();
        await shows('20 push-ups');
        await isLive(5_000);
      },
    );

    test(
      `${name} shows a paused game and one that is over, and a reload changes neither${note}`,
      LONG,
      async () => {
        await asks();
        await banker.give('20 push-ups');
        await banker.game('pause');
        await expect
          .poll(() => phone.shown().then(({ text }) => text))
          .toContain('The banker paused the game');
        await survivesReload('20 push-ups');
        await expect
          .poll(() => phone.shown().then(({ text }) => text))
          .toContain('The banker paused the game');
        await banker.game('end');
        await shows('Game over');
        await survivesReload('Game over');
      },
    );
  });
}
