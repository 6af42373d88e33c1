/** An opened player's panel hides no team for good, and stays in sight whatever becomes of the window. */
import { resize } from './fit.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

for (const locale of ['en-GB', 'ar'])
  for (const [width, height] of [
    [1280, 800],
    [1024, 768],
  ] as const)
    test(`every team can be moved out from under a player's panel at ${width} x ${height} in ${locale}, and none moves as it opens`, async ({
      desk,
      game,
      host,
    }) => {
      const code = await game({ teams: 8, schools: allTeams(8) });
      await populate(host, code, { waiting: 8, active: 0, teams: 8 });
      const { page } = await desk(undefined, {
        reducedMotion: 'reduce',
        locale,
        viewport: { width, height },
      });
      await page.getByRole('link', { name: new RegExp(GAME) }).click();
      await page.evaluate(() => {
        location.hash += '&page=players';
      });
      const cards = page.locator('[data-card]');
      await expect(cards).toHaveCount(8);
      const lefts = () =>
        cards.evaluateAll((all) => all.map((card) => Math.round(card.getBoundingClientRect().x)));
      const before = await lefts();
      const panel = page.locator('[data-part="player"]');
      /** Of the first line of cards, those over which the panel lies wherever the teams are moved to. */
      const covered = async () => {
        const over = await panel.boundingBox();
        const left = (over?.x ?? 0) - 1;
        const right = left + (over?.width ?? 0) + 2;
        return cards.evaluateAll(
          (all, [from, to]) => {
            const teams = all[0]?.closest<HTMLElement>('[tabindex="0"]') ?? document.body;
            const most = teams.scrollWidth - teams.clientWidth;
            const isRtl = getComputedStyle(teams).direction === 'rtl';
            const at = teams.scrollLeft;
            const free = new Set<Element>();
            for (let step = 0; step <= most; step += 16) {
              teams.scrollLeft = isRtl ? -step : step;
              for (const card of all) {
                const box = card.getBoundingClientRect();
                const isInSight = box.left >= 0 && box.right <= innerWidth;
                if (isInSight && (box.right <= from || box.left >= to)) free.add(card);
              }
            }
            teams.scrollLeft = at;
            return all.filter((card) => !free.has(card)).length;
          },
          [left, right] as const,
        );
      };
      for (const name of ['Anna', 'Clara', 'David']) {
        await page.getByRole('row').getByText(name, { exact: true }).click();
        await expect(panel.getByRole('heading').first()).toHaveText(name);
        await takePicture(page, `pictures/fit/panel-${locale}-${width}-${name}.png`);
        expect(await lefts(), name).toEqual(before);
        expect(await covered(), name).toBe(0);
        await panel.locator('header button').click();
        await expect(panel).toHaveCount(0);
        expect(await lefts(), name).toEqual(before);
      }
    });

test("a player's panel stays in sight as the window becomes smaller and larger again, and no team moves", async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ teams: 8, schools: allTeams(8) });
  await populate(host, code, { waiting: 16, active: 0, teams: 8 });
  const page = await (await desk(undefined, { reducedMotion: 'reduce' })).openPlayers(GAME);
  const cards = page.locator('[data-card]');
  const lefts = () =>
    cards.evaluateAll((all) => all.map((card) => Math.round(card.getBoundingClientRect().x)));
  const before = await lefts();
  await page.getByRole('row').getByText('Hugo', { exact: true }).click();
  const head = page.locator('[data-part="player"]').getByRole('heading').first();
  for (const [width, height] of [
    [640, 400],
    [320, 640],
    [820, 1180],
    [1280, 800],
  ] as const) {
    await resize(page, { name: `${width}`, width, height });
    await expect(head).toBeInViewport({ ratio: 1 });
    await takePicture(page, `pictures/fit/panel-resized-${width}.png`);
  }
  expect(await lefts()).toEqual(before);
});
