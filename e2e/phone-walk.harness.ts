/** Brings a phone into every state, in any language, and stops in each. */
import { type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { Phone } from './pages.harness.ts';
import { joinGame, MESSAGE } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { wordsIn } from './words.harness.ts';

export const PHONE_STATES = [
  'door',
  'recover',
  'team',
  'waiting',
  'locked',
  'ask',
  'requested',
  'do this',
  'another exercise',
  'paused',
  'claimed',
  'done',
  'drawer',
  'message',
  'away',
  'over',
  'finale',
  'next game',
] as const;

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 push-ups', target_number: 20 };

export type Visit = (page: Page, state: string) => Promise<void>;

interface PhoneWalk {
  readonly host: RunningHost;
  readonly game: (options: object) => Promise<string>;
  readonly phone: (code: string, options?: BrowserContextOptions) => Promise<Phone>;
  /** The phone's language, as a tag. */
  readonly tag: string;
  /** Who plays; the name of whoever else is in the team, too. */
  readonly player?: string;
}

/** From the door to the end of the game. */
export async function walkPhone(
  { host, game, phone, tag, player = 'Anna' }: PhoneWalk,
  visit: Visit,
): Promise<void> {
  const say = wordsIn(tag);
  const code = await game({ isStarted: false, settings: { completion: 'banker' } });
  const anna = await phone(code, { reducedMotion: 'reduce', locale: tag });
  const { page, title } = anna;
  const main = page.getByRole('main');
  const press = (key: string) => page.getByRole('button', { name: say(key), exact: true }).click();
  const stop = async (state: (typeof PHONE_STATES)[number]) => visit(page, state);
  const name = page.getByLabel(say('player:entry.name'));

  await expect(name).toBeVisible();
  await stop('door');
  await press('player:entry.already');
  await expect(title).toHaveText(say('player:entry.recover_title'));
  await stop('recover');
  await press('player:entry.new_here');
  await name.fill(player);
  await press('player:entry.join');
  await expect(title).toHaveText(say('player:team.choose'));
  await stop('team');
  await main.getByRole('listitem').getByRole('button').first().click();
  await expect(title).toContainText(player);
  await stop('waiting');
  await host.api(`/games/${code}/start`, {});
  const teammate = await joinGame(host, code, player, 1);
  const locking = await host.api<{ id: number }>(`/challenges/${code}/request`, {
    player_id: teammate.player_id,
    building_type: 'infrastructure',
  });
  await host.api(`/challenges/${code}/${locking.id}/assign`, PUSH_UPS);
  await expect(title).toContainText(`${player} 2`);
  // The host says whether that phone is awake.
  await main.getByRole('button').first().click();
  await stop('locked');
  await host.api(`/challenges/${code}/${locking.id}/complete`, {});
  await expect(title).toHaveText(say('player:ask.title'));
  await stop('ask');
  const playerId = Number(/seat=(\d+)/.exec(page.url())?.[1]);
  await host.api(`/challenges/${code}/request`, { player_id: playerId, building_type: 'infrastructure' });
  await expect(title).toHaveText(say('player:requested.title'));
  // That the team was busy when a building was tapped matters no more.
  await expect(main.getByRole('alert')).toHaveCount(0);
  await stop('requested');
  const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
  const challenge = `/challenges/${code}/${open?.id}`;
  await host.api(`${challenge}/assign`, PUSH_UPS);
  await expect(anna.timer).toBeVisible();
  await stop('do this');
  await press('player:do_this.give_up');
  await expect(page.locator('[data-part="equal-offers"]')).toBeVisible();
  await stop('another exercise');
  await press('needs:instead.back');
  await host.api(`/games/${code}/pause`, {});
  await expect(page.getByText(say('player:status_banner.paused'))).toBeVisible();
  await stop('paused');
  await host.api(`/games/${code}/resume`, {});
  await press('player:do_this.done');
  await expect(title).toHaveText(say('player:claimed.title'));
  await stop('claimed');
  await host.api(`${challenge}/complete`, {});
  await expect(title).not.toHaveText(say('player:claimed.title'));
  await stop('done');
  await press('player:bar.menu');
  await expect(page.getByText(say('drawer:pin'), { exact: true })).toBeVisible();
  await stop('drawer');
  await press('drawer:close');
  await host.api(`/games/${code}/message`, { text: MESSAGE });
  await expect(page.locator('[data-part="message"]')).toContainText(MESSAGE);
  await stop('message');
  await host.api(`/games/${code}/message`, undefined, 'DELETE');
  await expect(page.locator('[data-part="message"]')).toHaveCount(0);
  const banner = page.locator('[data-status-banner="away"]');
  await page.context().setOffline(true);
  await expect(banner).toBeVisible({ timeout: 15_000 });
  await stop('away');
  await page.context().setOffline(false);
  await expect(banner).toHaveCount(0, { timeout: 15_000 });
  await host.api(`/games/${code}/end`, { keep_results: true });
  await expect(title).toHaveText(say('player:game_over.title'));
  await stop('over');
  await host.api(`/games/${code}/finale`, { step: 'first' });
  await expect(page.locator('[data-part="finale"][data-step="first"]')).toBeVisible();
  await stop('finale');
  await host.api(`/games/${code}/finale`, undefined, 'DELETE');
  await host.api(`/games/${code}/next`, {});
  await expect(title).toContainText(player);
  await stop('next game');
}
