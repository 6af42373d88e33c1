import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { bundle, type Example } from './examples/bundle.harness.ts';
import { PHONE_HOSTNAME, type RunningHost } from './running-host.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

const scripts = new Map<Example, Promise<string>>();
const CONSOLE = readFileSync(join(import.meta.dirname, 'examples/console.js.txt'), 'utf8');

/** Opens an empty page on the host's own origin, with its policies. */
async function openBlank(page: Page, origin: string, code: string): Promise<void> {
  await page.goto(`${origin}/api/v2/nothing?game=${code}`);
  await page.evaluate(() => {
    document.body.innerHTML = '<div id="root"></div>';
  });
}

/** Shows an example on an empty page. */
async function show(
  page: Page,
  example: Example,
  seat: { gameCode: string; playerId: number },
): Promise<void> {
  const script = scripts.get(example) ?? bundle(example);
  scripts.set(example, script);
  await page.route('**/example.js', async (route) =>
    route.fulfill({ contentType: 'text/javascript', body: await script }),
  );
  await page.addScriptTag({ url: '/example.js', type: 'module' });
  await page.evaluate((props) => (window as unknown as { show: (props: object) => void }).show(props), seat);
}

async function createGame(host: RunningHost) {
  const game = await host.api<{ game_code: string; banker_id: number }>('/games', { name: 'Camp night' });
  await host.api(`/games/${game.game_code}/start`, {});
  return { code: game.game_code, bankerId: game.banker_id };
}

/** Posts from within the page; resolves with the answer. */
async function post<Answer>(page: Page, path: string, body: object): Promise<Answer> {
  const answer = await page.evaluate(
    async ([to, text]) => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(`/api/v2${to}`, { method: 'POST', headers, body: text });
      return response.text();
    },
    [path, JSON.stringify(body)] as const,
  );
  return JSON.parse(answer) as Answer;
}

async function joinGame(page: Page, code: string, name: string): Promise<number> {
  const joined = await post<{ player_id: number }>(page, `/games/${code}/players`, {
    player_name: name,
    team_number: 1,
  });
  return joined.player_id;
}

async function openDesk(page: Page, host: RunningHost): Promise<void> {
  const [, ticket = ''] = host.ready.banker_url.split('#ticket=');
  await post(page, '/tickets/redeem', { ticket });
}

test('the React examples show the same game, step by step', LONG, async ({ browser, host }) => {
  const { code, bankerId } = await createGame(host);
  const phones = await browser.newContext();
  const desks = await browser.newContext();
  const phone = await phones.newPage();
  const desk = await desks.newPage();
  const phoneConsole: string[] = [];
  const deskConsole: string[] = [];
  phone.on('console', (message) => phoneConsole.push(message.text()));
  desk.on('console', (message) => deskConsole.push(message.text()));

  const { port } = host.ready;
  await openBlank(phone, `http://${PHONE_HOSTNAME}:${port}`, code);
  await openBlank(desk, `http://127.0.0.1:${port}`, code);
  const playerId = await joinGame(phone, code, 'Anna');
  await openDesk(desk, host);
  await show(phone, 'PlayerDashboard', { gameCode: code, playerId });
  await show(desk, 'HostDashboard', { gameCode: code, playerId: bankerId });
  await expect(desk.getByText('Pending Challenges (0)')).toBeVisible();

  await post(phone, `/challenges/${code}/request`, { player_id: playerId, building_type: 'farm' });
  await expect(desk.getByText('Pending Challenges (1)')).toBeVisible();
  await expect(desk.locator('.pending')).toContainText('Anna, Farm');
  await expect.poll(() => deskConsole).toContain('sound');

  await desk.getByRole('button', { name: 'Assign' }).click();
  await expect(phone.locator('.card')).toHaveText('20 Push-ups');
  await expect.poll(() => phoneConsole).toContain('notification: New challenge: 20 Push-ups');
  await expect(desk.getByText('Pending Challenges (0)')).toBeVisible();
  await expect(desk.getByText('Active Challenges (1)')).toBeVisible();

  await desk.getByRole('button', { name: 'Complete' }).click();
  await expect(phone.locator('.card')).toHaveCount(0);
  await expect(desk.getByText('Active Challenges (0)')).toBeVisible();
  expect([...phoneConsole, ...deskConsole].filter((line) => line.includes('same key'))).toEqual([]);
  await phones.close();
  await desks.close();
});

test('with the console snippets, each window sees what the other does', async ({ browser, host }) => {
  const { code, bankerId } = await createGame(host);
  const phones = await browser.newContext();
  const desks = await browser.newContext();
  const phone = await phones.newPage();
  const desk = await desks.newPage();
  const consoleLines: string[] = [];
  for (const page of [phone, desk]) page.on('console', (message) => consoleLines.push(message.text()));
  const { port } = host.ready;
  await openBlank(phone, `http://${PHONE_HOSTNAME}:${port}`, code);
  await openBlank(desk, `http://127.0.0.1:${port}`, code);
  const playerId = await joinGame(phone, code, 'Anna');
  await openDesk(desk, host);

  // The snippets contain their own address, code and IDs; the rest is run as written.
  const written = CONSOLE.replaceAll('ABC123', code);
  const [, inPlayers = '', inHosts = '', call = ''] = written.split(/^\/\/ .*$/m);
  const atPhone = (text: string) => text.replaceAll('localhost:8000', `${PHONE_HOSTNAME}:${port}`);
  const opened = (text: string) =>
    `(() => { ${text}; return new Promise((resolve) => ws.addEventListener('open', () => resolve(true))); })()`;
  await phone.evaluate(opened(atPhone(inPlayers).replace(/\/1'/, `/${playerId}'`)));
  await desk.evaluate(
    opened(inHosts.replaceAll('localhost:8000', `127.0.0.1:${port}`).replace(/\/2'/, `/${bankerId}'`)),
  );
  await phone.evaluate(`{ ${atPhone(call).replace('player_id: 1', `player_id: ${playerId}`)} }`);

  for (const who of ['Player A', 'Host']) {
    await expect
      .poll(() => consoleLines.filter((line) => line.startsWith(`${who} received:`)).length)
      .toBeGreaterThan(1);
  }
  await expect.poll(() => consoleLines.join('\n')).toContain('challenge_request');
  await phones.close();
  await desks.close();
});
