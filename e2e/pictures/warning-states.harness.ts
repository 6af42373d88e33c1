/** What the desk says about its laptop, its door and those who try it. */
import { expect } from '@playwright/test';
import type { HostInfo } from '../../src/protocol/host-info.ts';
import type { Desk } from '../pages.harness.ts';
import { joinGame, nameTeams, populate, DIFFICULT_NAMES, nameOf } from '../populate.harness.ts';
import { type DeskCapture, openDesk } from './desk-states.harness.ts';
import { reportOf, warningOf } from './host-report.harness.ts';

const BACKUP_AT = Date.UTC(2026, 10, 20, 19, 40);
const FOLDER = '/home/laptop-of-the-scout-group/.local/share/trading-game-night';

/** What can be wrong with what is stored, by the name of its picture. */
const ABOUT_STORAGE: Readonly<Record<string, HostInfo['warnings']>> = {
  'disk-full': [warningOf('storage', { error: 'disk_full' })],
  'read-only': [
    warningOf('storage', { error: 'read_only' }),
    warningOf('log_not_written', { error: 'read_only' }, false),
  ],
  recovered: [
    warningOf('games_recovered', {
      kept_in: `${FOLDER}/quarantine-2026-11-20`,
      backup_at: BACKUP_AT,
      from_backup: ['ABC234', 'DEF567'],
      incomplete: ['GHJ234'],
      missing: ['GHJ234'],
      missing_steps: ['191'],
      complete: ['KMN567', 'PQR234'],
    }),
  ],
  rescued: [warningOf('games_rescued', { kept_in: `${FOLDER}/quarantine-2026-11-20` })],
  displaced: [warningOf('games_displaced', { kept_as: `${FOLDER}/displaced-host-2026-11-20.sqlite3` })],
  'kept-apart': [warningOf('games_kept_apart', { kept_as: `${FOLDER}/displaced-host-2026-11-20.sqlite3` })],
  'not-opened': [warningOf('games_not_opened', { games: ['ABC234', 'DEF567'] })],
  exposed: [warningOf('data_exposed', { path: FOLDER }), warningOf('key_renewed', {})],
  'key-lost': [warningOf('key_not_written', { error: 'no_permission' })],
  'key-changed': [warningOf('key_set_aside', { kept_as: `${FOLDER}/host.key.found-2026-11-20` })],
};

/** What can be wrong with the laptop's network and power, by the name of its picture. */
const ABOUT_THE_HALL: Readonly<Record<string, HostInfo['warnings']>> = {
  moved: [warningOf('address_changed', { from: '192.168.178.20', to: '192.168.178.77' })],
  'no-network': [warningOf('no_network', {})],
  'no-address': [warningOf('no_address_given', { card: 'Wi-Fi 2' })],
  'no-phones-there': [warningOf('no_phone_network', { cards: ['NordLynx', 'vEthernet (WSL)'] })],
  'ipv6-only': [warningOf('ipv6_only', { shown: 'fd00:1234:5678::20' })],
  'chosen-gone': [warningOf('chosen_address_gone', { chosen: '192.168.8.20', shown: '192.168.178.20' })],
  name: [warningOf('name_port_held', { name: 'friday-night.local' }, false)],
  power: [
    warningOf('battery_low', { percent: 20 }),
    warningOf('lid_sleeps', {}),
    warningOf('sleep_allowed', { system: 'linux' }),
  ],
  slept: [warningOf('laptop_slept', { from: BACKUP_AT, until: BACKUP_AT + 240_000 })],
};

export async function captureWarnings({ host, browser, capture }: DeskCapture): Promise<void> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'Friday night',
    team_count: 4,
    settings: { max_players: 6 },
  });
  for (const team of [1, 2, 3, 4])
    await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
  await host.api(`/games/${code}/start`, {});
  await populate(host, code, { waiting: 3, active: 3, teams: 4 });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  const withWarnings = async (warnings: HostInfo['warnings']) => {
    await page.unrouteAll({ behavior: 'wait' });
    await page.route('**/api/v2/host', reportOf({ warnings }));
    await page.reload();
  };
  await withWarnings(ABOUT_STORAGE['recovered'] ?? []);
  await expect(page.locator('[data-part="game-warnings"]')).toBeVisible();
  await capture(page, '60-games-recovered');
  await captureDamagedImport(desk, { host, browser, capture }, code);
  await desk.open('Friday night');
  await expect(page.getByText('The game is full: it has 6 players')).toBeVisible();
  await host.api(`/games/${code}`, { settings: { max_players: 500 } }, 'PATCH');
  await expect(page.getByText('The game is full')).toHaveCount(0);
  for (const [name, warnings] of Object.entries(ABOUT_STORAGE)) {
    await withWarnings(warnings);
    await expect(page.locator('[data-part="warnings"]')).toBeVisible();
    await capture(page, `61-warning-${name}`);
  }
  for (const [name, warnings] of Object.entries(ABOUT_THE_HALL)) {
    await withWarnings(warnings);
    await expect(page.locator('[data-part="warnings"]')).toBeVisible();
    await capture(page, `69-warning-${name}`);
  }
  await page.unrouteAll({ behavior: 'wait' });
  await host.api(`/games/${code}`, { settings: { max_players: 6 } }, 'PATCH');
  await page.reload();
  await expect(page.getByText('The game is full: it has 6 players')).toBeVisible();
  await capture(page, '62-full');
  await page.context().close();
}

/** A file that one digit changed on its way. */
async function captureDamagedImport({ page }: Desk, { host, capture }: DeskCapture, code: string) {
  const exported = await fetch(`${host.ready.url}/api/v2/games/${code}/export?names=real`, {
    headers: { authorization: `Bearer ${host.ready.banker_token}` },
  });
  const whole = await exported.text();
  await page.getByRole('link', { name: 'Backups & files' }).first().click();
  await page.locator('input[type="file"]').setInputFiles({
    name: 'friday-night-of-the-long-long-name-2026-11-20.jsonl',
    mimeType: '',
    buffer: Buffer.from(whole.replace('"seq":4,', '"seq":6,')),
  });
  await expect(page.locator('[data-part="import"]').getByRole('alert')).toBeVisible();
  await capture(page, '63-import-damaged');
  await page.getByRole('link', { name: 'All games' }).click();
}

/** A hundred who join from one address, guesses at PINs, and a crowd with long names in what just happened. */
export async function captureFlood({ host, browser, capture }: DeskCapture): Promise<void> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'The long, long night of the four nations',
    team_count: 12,
  });
  for (let team = 1; team <= 12; team += 1)
    await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
  await host.api(`/games/${code}/start`, {});
  await nameTeams(host, code);
  const names = (index: number) => DIFFICULT_NAMES[index % 12] ?? nameOf(index);
  await populate(host, code, { waiting: 12, active: 12, teams: 12, names });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await desk.open('The long, long night');
  await expect(desk.waiting.getByRole('listitem')).toHaveCount(12);
  await capture(page, '64-crowded-names');
  for (const name of [names(0), names(3), 'Anna-Katharina Maria'])
    for (let index = 0; index < 5; index += 1)
      await fetch(`${host.ready.url}/api/v2/games/${code}/seats/recover`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ player_name: name, seat_pin: 'wrong' }),
      });
  await expect(page.locator('[data-part="pin-guesses"]')).toBeVisible();
  await capture(page, '65-pin-guesses');
  for (let index = 0; index < 110; index += 1) await joinGame(host, code, 'Leo', 1);
  await expect(page.locator('[data-part="many-joins"]')).toBeVisible({ timeout: 15_000 });
  await capture(page, '66-many-joins');
  await desk.button('Remove all who joined from there').click();
  await expect(page.getByText('players removed.')).toBeVisible();
  await capture(page, '67-removed');
  await desk.button('Bring them back').click();
  await expect(page.getByText('players are back.')).toBeVisible();
  await capture(page, '68-brought-back');
  await page.context().close();
}
