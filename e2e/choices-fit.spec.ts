/** What is chosen of several can be read as a whole, however long it is: a browser's own select has but one line, and cuts the rest. */
import type { Page } from '@playwright/test';
import { DESK_SIZES, layoutFaults, resize } from './fit.harness.ts';
import { takePicture, setTheme } from './pictures/capture.harness.ts';
import { joinGame } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;
/** As long as they may be, and as wide. */
const TEAM = 'MMMMMMMMMMMMMM WWWWWWWWWWWWWWW';
const PLAYER = 'W'.repeat(20);
const TEMPLATE = 'MMMMMMMMMMMMMM WWWWWWWWWWWWWWW';
const SIZES = [
  ...DESK_SIZES,
  { name: '320', width: 320, height: 640 },
  { name: '1280-zoom-text', width: 640, height: 400, text: 2 },
];

/** Which choices in sight show less than what is chosen, one sentence for each. */
const cutChoices = (page: Page): Promise<string[]> =>
  page.locator('select').evaluateAll((selects) => {
    const brush = document.createElement('canvas').getContext('2d');
    /** How much of a line the browser takes for its arrow, px. */
    const ARROW = 18;
    return selects.flatMap((select) => {
      if (!(select instanceof HTMLSelectElement) || select.clientWidth < 2 || brush === null) return [];
      const label = select.selectedOptions[0]?.label ?? '';
      const style = getComputedStyle(select);
      const face = select.nextElementSibling;
      if (style.opacity === '0' && face !== null) {
        const shown = face.textContent?.trim() ?? '';
        const box = face.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(face);
        const isBeyond = [...range.getClientRects()].some(
          ({ left, right, top, bottom }) =>
            left < box.left || right > box.right || top < box.top || bottom > box.bottom,
        );
        const control = select.getBoundingClientRect();
        const isOnIt = Math.abs(control.width - box.width) < 1 && Math.abs(control.height - box.height) < 1;
        if (shown === label.trim() && !isBeyond && isOnIt) return [];
        return [`"${label}" shows "${shown}"${isBeyond ? ', beyond its edge' : ''}`];
      }
      brush.font = style.font;
      const inside = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight) + ARROW;
      const { width } = brush.measureText(label);
      const room = select.clientWidth - inside;
      return width > room ? [`"${label}" is ${Math.round(width)} wide in ${Math.round(room)}`] : [];
    });
  });

interface Look {
  readonly page: Page;
  readonly state: string;
  readonly found: string[];
}

async function look({ page, state, found }: Look): Promise<void> {
  await expect(page.locator('select').first()).toBeVisible();
  for (const size of SIZES) {
    await resize(page, size);
    const faults = [...(await cutChoices(page)), ...(await layoutFaults(page))];
    found.push(...faults.map((fault) => `${state} at ${size.name}: ${fault}`));
    await page.locator('select').first().scrollIntoViewIfNeeded();
    for (const theme of ['light', 'dark']) {
      await setTheme(page, theme);
      await takePicture(page, `pictures/fit/choices-${state}-${size.name}-${theme}.png`);
    }
  }
  await resize(page, { name: 'usual', width: 1280, height: 800 });
}

test(
  'matrix: no choice at the desk is cut, however long the names are',
  LONG,
  async ({ desk, game, host }) => {
    test.setTimeout(300_000);
    const code = await game({ teams: 3 });
    await host.api(`/games/${code}/teams/1`, { name: TEAM }, 'PATCH');
    const { player_id: id } = await joinGame(host, code, PLAYER, 1);
    const asked = { player_id: id, building_type: 'farm' };
    await host.api(`/challenges/${code}/request`, asked);
    await host.api('/library/templates', { name: TEMPLATE, game_code: code, exercises: [] });
    const banker = await desk(undefined, CALM);
    const { page } = banker;
    const found: string[] = [];
    await page.getByLabel('Begin with').selectOption(TEMPLATE);
    await look({ page, state: 'new-game', found });
    await banker.open(GAME);
    await page.getByRole('complementary').getByText(PLAYER, { exact: true }).click();
    await expect(page.locator('[data-part="player"]')).toBeVisible();
    await look({ page, state: 'player', found });
    await page.goto(`${host.ready.url}/banker/#game=${code}&seat=0&page=history`);
    await page.getByRole('combobox', { name: 'Team' }).selectOption('1');
    await page.getByRole('combobox', { name: 'Player' }).selectOption(String(id));
    await look({ page, state: 'history', found });
    await page.goto(`${host.ready.url}/banker/#game=${code}&seat=0&page=players`);
    await banker.button('Add a player').click();
    await page.getByRole('dialog').getByLabel('Team').selectOption('1');
    await look({ page, state: 'add', found });
    await page.goto(`${host.ready.url}/banker/#game=${code}&seat=0&page=seat_cards`);
    await page.getByLabel('Whose cards').selectOption('1');
    await look({ page, state: 'cards', found });
    expect(found).toEqual([]);
  },
);

test("the team in a player's panel can be read as a whole, and is chosen by key and by mouse as ever", async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ teams: 3 });
  await host.api(`/games/${code}/teams/1`, { name: TEAM }, 'PATCH');
  await joinGame(host, code, PLAYER, 1);
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  await banker.open(GAME);
  await page.getByRole('complementary').getByText(PLAYER, { exact: true }).click();
  const panel = page.locator('[data-part="player"]');
  const team = panel.getByRole('combobox', { name: 'Team', exact: true });
  await expect(team).toHaveValue('1');
  expect(await cutChoices(page)).toEqual([]);
  await resize(page, { name: '1280-text', width: 1280, height: 800, text: 2 });
  expect(await cutChoices(page)).toEqual([]);
  await team.focus();
  await page.keyboard.press('ArrowDown');
  await expect(team).toHaveValue('2');
  await expect(team.locator('xpath=following-sibling::*[1]')).toContainText('Team 2');
  const ring = await team.evaluate((select) => {
    const face = select.nextElementSibling;
    return face === null ? '' : getComputedStyle(face).outlineStyle;
  });
  expect(ring).toBe('solid');
});

test('a letter key finds a team or a player among the choices of the desk by the first letter', async ({
  desk,
  game,
}) => {
  await game({ teams: 3 });
  const banker = await desk();
  await banker.open(GAME);
  await banker.goTo('History');
  const team = banker.page.getByRole('combobox', { name: 'Team' });
  await expect(team).toHaveValue('');
  await team.focus();
  await banker.page.keyboard.type('Team 2');
  await expect(team).toHaveValue('2');
});
