/** A whole night on a phone by keyboard alone: no tap, and the focus is never lost, whatever comes from the laptop. */
import { keepsFocus, press, tabTo } from './keyboard.harness.ts';
import { MESSAGE } from './populate.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a player joins, asks, gives up, asks again, is done, looks at the PIN and sees the finale by keyboard alone', async ({
  game,
  host,
  phone,
}) => {
  const code = await game({ settings: { completion: 'banker' } });
  const { page, title, timer } = await phone(code);
  const assign = async () => {
    const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
    await host.api(`/challenges/${code}/${open?.id}/assign`, {
      challenge_type: 'push_ups',
      challenge_description: '20 push-ups',
      target_number: 20,
    });
    await expect(timer).toBeVisible();
    await keepsFocus(page, 'a challenge has come');
    return `/challenges/${code}/${open?.id}`;
  };
  await tabTo(page, 'Your name', 'textbox');
  await page.keyboard.type('Anna');
  await page.keyboard.press('Enter');
  await expect(title).toHaveText('Choose your team');
  await keepsFocus(page, 'joined');
  await press(page, /Team 1$/);
  await expect(title).toHaveText('Pick a building');
  await keepsFocus(page, 'a team is chosen');
  await press(page, /^Farm/);
  await expect(title).toHaveText("You're next");
  await keepsFocus(page, 'asked');
  await press(page, 'Cancel');
  await expect(title).toHaveText('No problem');
  await press(page, 'Ask again');
  await press(page, /^Farm/);
  await expect(title).toHaveText("You're next");
  await assign();
  await press(page, "I can't do this");
  await keepsFocus(page, 'what counts the same is shown');
  await press(page, /20 push-ups, standing/);
  await expect(page.locator('[data-part="equal-offers"]')).toHaveCount(0);
  await keepsFocus(page, 'another way is chosen');
  await host.api(`/games/${code}/pause`, {});
  await expect(page.locator('[data-status-banner="paused"]')).toBeVisible();
  await keepsFocus(page, 'paused');
  await host.api(`/games/${code}/resume`, {});
  await expect(page.locator('[data-status-banner]')).toHaveCount(0);
  await keepsFocus(page, 'resumed');
  await tabTo(page, 'Done');
  // News from the laptop leaves the focus where it is.
  await host.api(`/games/${code}/message`, { text: MESSAGE });
  await expect(page.locator('[data-part="message"]')).toContainText(MESSAGE);
  await expect(page.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title).toHaveText('Waiting for the banker');
  await keepsFocus(page, 'done');
  const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
  await host.api(`/challenges/${code}/${open?.id}/complete`, {});
  await expect(title).toHaveText('You earned a farm!');
  await keepsFocus(page, 'confirmed');
  await press(page, 'The whole message');
  await press(page, 'Close the message');
  await keepsFocus(page, 'the message is closed');
  await press(page, 'Team and more');
  await expect(page.getByText('Your PIN')).toBeVisible();
  await keepsFocus(page, 'the drawer is open');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await keepsFocus(page, 'the drawer is closed');
  await host.api(`/games/${code}/end`, { keep_results: true });
  await expect(title).toHaveText('Game over');
  await keepsFocus(page, 'the game is over');
  for (const step of ['opening', 'first']) {
    await host.api(`/games/${code}/finale`, { step });
    await expect(page.locator(`[data-part="finale"][data-step="${step}"]`)).toBeVisible();
    await keepsFocus(page, `the finale: ${step}`);
  }
});
