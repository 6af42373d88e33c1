/** Parts of a page that are loaded later and get lost once, in the other engines: Firefox remembers for ever what it could not import. */
import { BrowserPhone } from './browsers/browser-phone.harness.ts';
import { ADDRESS, ENGINES } from './browsers/engines.harness.ts';
import type { DrivenBrowser } from './browsers/webdriver.harness.ts';
import { LOSSES, LossyNetwork } from './lossy-network.harness.ts';
import { done, joinGame } from './populate.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

for (const { name, note, start } of ENGINES) {
  test.describe(name, () => {
    let browser: DrivenBrowser;
    let page: BrowserPhone;
    let network: LossyNetwork;

    const text = () => page.shown().then((shown) => shown.text);
    const shows = (wanted: string) => expect.poll(text, { timeout: 30_000 }).toContain(wanted);

    const arrives = () => expect.poll(() => network.missing, { timeout: 30_000 }).toEqual([]);

    // One worker each, and one browser: a start takes seconds.
    test.describe.configure({ mode: 'default' });
    test.skip(note !== '', note);
    test.beforeAll(async () => {
      browser = await start();
      page = new BrowserPhone(browser);
    });
    test.afterEach(() => network.close());
    test.afterAll(() => browser.close());

    for (const loss of LOSSES) {
      test(
        `${name} gets every later part of the phone's page that was ${loss} once${note}`,
        LONG,
        async ({ game, host }) => {
          network = await LossyNetwork.open(host, loss, '/');
          const code = await game();
          await page.open(`http://${ADDRESS}:${network.port}/j/${code}`);
          await page.type('Your name', 'Anna');
          await page.tap('Join');
          // Who is in which team: nobody waits for it once a team is chosen.
          await arrives();
          await page.tap('Team 1');
          await page.tap('Team and more');
          // It opens by itself, with all that is in it, and with its style.
          await shows('Invite a friend');
          await expect
            .poll(() => page.run('return document.querySelector("dialog svg[data-modules]") !== null'))
            .toBe(true);
          expect(await page.run('return getComputedStyle(document.querySelector("dialog")).position')).toBe(
            'fixed',
          );
          await arrives();
          expect(network.lost).toEqual(expect.arrayContaining(['drawer.js', 'drawer.css', 'qr-code.js']));
        },
      );

      test(
        `${name} gets every later part of desk and board that was ${loss} once${note}`,
        LONG,
        async ({ game, host }) => {
          network = await LossyNetwork.open(host, loss, '/banker/', '/board/');
          const code = await game();
          await done(host, code, (await joinGame(host, code, 'Ben', 1)).player_id, 2);
          await page.goTo(network.behind(await host.deskLink()));
          await shows('Friday night');
          await page.run(`location.hash = 'game=${code}&seat=0&page=summary'`);
          await shows('Minutes of play');
          await host.api(`/games/${code}/end`, {});
          await host.api(`/games/${code}/finale`, { step: 'chart' });
          const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
          await page.goTo(network.behind(`${host.ready.url}/board/${new URL(url).hash}`));
          await expect
            .poll(() => page.run('return document.querySelector("[data-part=chart] svg") !== null'), {
              timeout: 30_000,
            })
            .toBe(true);
          await arrives();
          expect(network.lost).toEqual(expect.arrayContaining(['summary-view.js', 'progress-chart.js']));
        },
      );
    }
  });
}
