/** Brings a phone into every state, in any language, and stops in each. */
import { type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { fillLibrary, hopsGiven, libraryWords, sayNeeds } from './library.harness.ts';
import type { Phone } from './pages.harness.ts';
import { joinGame, MESSAGE } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { type Say, wordsIn } from './words.harness.ts';

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
  'own way',
  'other ways of the own one',
  'paused',
  'claimed',
  'done',
  'not yet',
  'taken back',
  'moved',
  'soon',
  'undo',
  'drawer',
  'message',
  'away',
  'over',
  'finale',
  'next game',
] as const;

/** The warning shows from the first second on. */
const LATE_SECONDS = 30;
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
  await fillLibrary(host, tag);
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
  await expect(page.locator('[data-part="equal-offers"]')).toContainText(libraryWords(tag).hops);
  await stop('another exercise');
  await press('needs:instead.back');
  await walkOwnWays({ host, code, tag, challenge, name: player }, page, stop);
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
  // Back to the claim, which the banker does not believe.
  await host.api(`${challenge}/undo`, {});
  await host.api(`${challenge}/reject`, {});
  await expect(page.getByText(say('player:reversal.not_yet'), { exact: true })).toBeVisible();
  await stop('not yet');
  await host.api(`${challenge}/complete`, {});
  await host.api(`${challenge}/undo`, {});
  await expect(page.getByText(say('player:reversal.taken_back'), { exact: true })).toBeVisible();
  await stop('taken back');
  await host.api(`${challenge}/complete`, {});
  await walkMovedAndLate({ host, code, playerId, say }, page, stop);
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

interface OwnWaysWalk {
  readonly host: RunningHost;
  readonly code: string;
  readonly tag: string;
  /** The path of the running challenge. */
  readonly challenge: string;
  /** Whose it is. */
  readonly name: string;
}

type Stop = (state: (typeof PHONE_STATES)[number]) => Promise<void>;

/** One of the banker's own takes the place of the exercise, and is done in another way. */
async function walkOwnWays({ host, code, tag, challenge, name }: OwnWaysWalk, page: Page, stop: Stop) {
  const say = wordsIn(tag);
  await host.api(challenge, hopsGiven(tag), 'PATCH');
  await sayNeeds(host, code, name, ['seated']);
  await expect(page.locator('[data-part="your-way"]')).toHaveText(libraryWords(tag).seated);
  await stop('own way');
  await sayNeeds(host, code, name, []);
  const press = (key: string) => page.getByRole('button', { name: say(key), exact: true }).click();
  await press('player:do_this.give_up');
  await expect(page.locator('[data-part="equal-offers"]')).toContainText(libraryWords(tag).seated);
  await stop('other ways of the own one');
  await press('needs:instead.back');
  await host.api(challenge, PUSH_UPS, 'PATCH');
}

interface LateWalk {
  readonly host: RunningHost;
  readonly code: string;
  readonly playerId: number;
  readonly say: Say;
}

/** Into another team and back, then an exercise with little time, done by the player alone. */
async function walkMovedAndLate({ host, code, playerId, say }: LateWalk, page: Page, stop: Stop) {
  const seat = `/games/${code}/players/${playerId}`;
  const news = page.locator('[data-part="seat-news"]');
  const press = (key: string) => page.getByRole('button', { name: say(key), exact: true }).click();
  await press('player:done.next');
  for (const team_number of [2, 1]) {
    await host.api(seat, { team_number }, 'PATCH');
    await expect(news).toBeVisible();
    if (team_number === 2) await stop('moved');
    await press('evening:seat_news.read');
    await expect(news).toHaveCount(0);
  }
  await host.api(`/games/${code}`, { settings: { completion: 'player' } }, 'PATCH');
  const asked = { player_id: playerId, building_type: 'farm' };
  const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, asked);
  const late = { ...PUSH_UPS, duration_seconds: LATE_SECONDS };
  await host.api(`/challenges/${code}/${id}/assign`, late);
  await expect(page.getByText(say('player:do_this.soon'), { exact: true })).toBeVisible();
  await stop('soon');
  await press('player:do_this.done');
  await expect(page.getByRole('button', { name: /\d/ }).last()).toBeVisible();
  await stop('undo');
  await host.api(`/games/${code}`, { settings: { completion: 'banker' } }, 'PATCH');
}
