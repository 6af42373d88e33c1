/** The laptop's address changes in mid-game, on a real network: whoever plays plays on, and types nothing. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { findTool } from '../scripts/find-tool.ts';
import { LaptopAndPhone } from './laptop-and-phone.harness.ts';
import { Phone } from './pages.harness.ts';

const ip = findTool('ip');
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const SQUATS = { challenge_type: 'squats', challenge_description: '20 Squats', target_number: 20 };
/** Silence is noticed after 6 s, and nobody answers at the old address for 2.5 s more. */
const MOVED = { timeout: 30_000 };

let network: LaptopAndPhone;

test.describe(`the laptop’s address changes${ip.note}`, () => {
  test.skip(ip.path === null, ip.note);
  test.setTimeout(120_000);

  test.beforeEach(() => {
    network = new LaptopAndPhone(ip.path ?? '');
  });
  test.afterEach(() => network.close());

  const createGame = async (): Promise<string> => {
    const { game_code: code } = await network.api<{ game_code: string }>('/games', {
      name: 'Friday night',
      team_count: 2,
    });
    await network.api(`/games/${code}/start`, {});
    return code;
  };
  const joinAndBegin = async (browser: Browser, code: string): Promise<Phone> => {
    const page = await (await browser.newContext(PHONE)).newPage();
    await page.goto(network.url('10.77.0.1', `/j/${code}`));
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    const phone = new Phone(page);
    await phone.join('Anna', 1);
    await phone.ask('Farm');
    await expect(phone.title).toHaveText("You're next");
    const [challenge] = await network.api<{ id: number }[]>(`/challenges/${code}/active`);
    await network.api(`/challenges/${code}/${challenge?.id}/assign`, SQUATS);
    await expect(phone.title).toHaveText('20 squats');
    return phone;
  };
  const cspErrors = (page: Page): string[] => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) errors.push(message.text());
    });
    return errors;
  };

  test('a phone in mid-challenge moves over to an address that it knew, and so does its unanswered tap', async () => {
    // A second interface: here it leads nowhere yet.
    network.onLaptop('link', 'add', 'second', 'type', 'veth', 'peer', 'name', 'elsewhere');
    network.onLaptop('addr', 'add', '10.88.0.1/24', 'dev', 'second');
    for (const end of ['second', 'elsewhere']) network.onLaptop('link', 'set', end, 'up');
    await network.startHost();
    const code = await createGame();
    const browser = await network.openBrowser('~NOTFOUND');
    const phone = await joinAndBegin(browser, code);
    const errors = cspErrors(phone.page);
    await phone.page.evaluate(() => localStorage.setItem('theme', 'night'));

    // The Wi-Fi's address goes, and the second interface leads to the phone now.
    network.onPhone('route', 'add', '10.88.0.0/24', 'dev', 'wire');
    network.onLaptop('addr', 'del', '10.77.0.1/24', 'dev', 'wire');
    network.onLaptop('route', 'add', '10.77.0.0/24', 'dev', 'wire', 'src', '10.88.0.1');
    await phone.button('Done').click();

    await phone.page.waitForURL(network.url('10.88.0.1', `/j/${code}**`), MOVED);
    await expect(phone.title).toHaveText('You earned a farm!', MOVED);
    expect(new URL(phone.page.url()).hash).toMatch(/^#seat=\d+$/);
    expect(await phone.page.evaluate(() => localStorage.getItem('theme'))).toBe('night');
    const { items } = await network.api<{ items: { status: string }[] }>(`/challenges/${code}/history`);
    expect(items.map(({ status }) => status)).toEqual(['completed']);
    // It is at home there: the cookie is, too.
    await phone.page.reload();
    await expect(phone.title).toHaveText('You earned a farm!');
    expect(errors).toEqual([]);
  });

  test('phone and board find an address that nobody knew by the laptop’s name; desk and board say so', async () => {
    await network.startHost();
    const code = await createGame();
    const browser = await network.openBrowser('10.77.0.9');
    const phone = await joinAndBegin(browser, code);
    const { url } = await network.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
    const board = await (await browser.newContext()).newPage();
    await board.goto(url);
    await expect(board.getByRole('heading', { name: 'Friday night' })).toBeVisible();
    const desk = await network.openDesk();
    await desk.getByRole('link', { name: /Friday night/ }).click();
    await expect(desk.getByText('10.77.0.1:4747')).toBeVisible();

    network.onLaptop('addr', 'del', '10.77.0.1/24', 'dev', 'wire');
    network.onLaptop('addr', 'add', '10.77.0.9/24', 'dev', 'wire');
    const alarm = desk.locator('[data-part="moved"]');
    await expect(alarm).toContainText('This laptop has a new address: 10.77.0.9.');
    await expect(desk.getByText('10.77.0.9:4747')).toBeVisible();
    await alarm.getByRole('button', { name: 'Show the code' }).click();
    await expect(desk.getByRole('dialog')).toContainText('10.77.0.9:4747');
    await desk.keyboard.press('Escape');
    await alarm.getByRole('button', { name: 'OK' }).click();
    await expect(alarm).toHaveCount(0);

    await phone.page.waitForURL(network.url('10.77.0.9', `/j/${code}**`), MOVED);
    await expect(phone.title).toHaveText('20 squats');
    await expect(phone.timer).toBeVisible();
    await phone.button('Done').click();
    await expect(phone.title).toHaveText('You earned a farm!');
    await board.waitForURL(network.url('10.77.0.9', '/board/**'), MOVED);
    await expect(board.getByRole('heading', { name: 'Friday night' })).toBeVisible();
    await expect(board.getByText('Not connected? Scan this code again')).toBeVisible();
  });

  test('a stranger at the old address, and behind the name, gets no page and no ticket by passing everything on', async () => {
    await network.startHost();
    const code = await createGame();
    const browser = await network.openBrowser('10.77.0.66');
    const phone = await joinAndBegin(browser, code);

    network.onLaptop('addr', 'del', '10.77.0.1/24', 'dev', 'wire');
    network.onLaptop('addr', 'add', '10.77.0.9/24', 'dev', 'wire');
    const asked = await network.startStranger(['10.77.0.1', '10.77.0.66'], '10.77.0.9');
    const visited = new Set<string>();
    phone.page.on('framenavigated', (frame) => visited.add(new URL(frame.url()).hostname));

    // The laptop itself says by the stranger where it is, and proves it there.
    await phone.page.waitForURL(network.url('10.77.0.9', `/j/${code}**`), MOVED);
    await expect(phone.title).toHaveText('20 squats');
    expect([...visited]).toEqual(['10.77.0.9']);
    const proofs = asked.filter((line) => /^GET \/api\/v2\/seats\/\d+\/proof$/.test(line));
    expect(proofs.length).toBeGreaterThanOrEqual(2);
    expect(asked.filter((line) => /tickets|redeem|\/j\//.test(line))).toEqual([]);
  });
});
