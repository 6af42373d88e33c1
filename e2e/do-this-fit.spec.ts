/**
 * "Do this" with everything that may stand around it at once: a pause, no connection, a tap that has not been sent, a message, a word of
 * what the banker took back, a second challenge. Whatever comes together, exercise, time and button are in sight without scrolling, and
 * nothing is sliced. Every pair of these: `npm run test:fit`, which leaves pictures in pictures/do-this-fit.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { coveringArray } from './covering-array.harness.ts';
import { layoutFaults, PHONE_SIZES, resize, sightFaults } from './fit.harness.ts';
import type { Phone } from './pages.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { MESSAGE } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/do-this-fit');

const AROUND = {
  exercise: ['short', 'long'],
  before: ['nothing', 'not yet', 'taken back'],
  standing: ['connected', 'paused', 'away', 'not sent'],
  message: ['no message', 'message'],
  challenges: ['one', 'two'],
  time: ['enough', 'soon'],
} as const;

type Around = { readonly [part in keyof typeof AROUND]: (typeof AROUND)[part][number] };

const EXERCISES = {
  short: { challenge_type: 'push_ups', challenge_description: '20 push-ups', target_number: 20 },
  long: {
    challenge_type: 'custom',
    challenge_description: 'Hop to the door and back again on one leg, then on the other',
    target_number: 1,
  },
} as const;

interface Stage {
  readonly code: string;
  readonly host: RunningHost;
  readonly anna: Phone;
}

async function giveOne({ code, host, anna }: Stage, building: string, given: object): Promise<string> {
  if (building !== 'Farm') await anna.button('Ask for one more').click();
  await anna.ask(building);
  let challenge = '';
  await expect(async () => {
    const open = await host.api<{ id: number; status: string }[]>(`/challenges/${code}/active`);
    const asked = open.find(({ status }) => status === 'requested');
    expect(asked).toBeDefined();
    challenge = `/challenges/${code}/${asked?.id}`;
  }).toPass();
  await host.api(`${challenge}/assign`, given);
  await expect(anna.button('Done')).toBeVisible();
  return challenge;
}

/** Brings the phone to where all of this is so. */
async function arrange(stage: Stage, around: Around): Promise<void> {
  const { code, host, anna } = stage;
  const { page } = anna;
  const given = { ...EXERCISES[around.exercise], ...(around.time === 'soon' && { duration_seconds: 29 }) };
  await expect(anna.title).toHaveText('Pick a building');
  const challenge = await giveOne(stage, 'Farm', given);
  if (around.challenges === 'two') {
    await giveOne(stage, 'Infrastructure', EXERCISES.short);
    const tabs = page.getByRole('navigation');
    await expect(tabs.getByRole('button', { name: 'Infrastructure' })).not.toContainText('asked');
    await tabs.getByRole('button', { name: 'Farm' }).click();
  }
  if (around.before === 'not yet') {
    await anna.button('Done').click();
    await expect(anna.title).toHaveText('Waiting for the banker');
    await host.api(`${challenge}/reject`, {});
    await expect(page.getByText('The banker says not yet: keep going!', { exact: true })).toBeVisible();
  } else if (around.before === 'taken back') {
    await host.api(`${challenge}/complete`, {});
    await host.api(`${challenge}/undo`, {});
    await expect(page.getByText('The banker took that back: carry on!', { exact: true })).toBeVisible();
  }
  if (around.message === 'message') {
    await host.api(`/games/${code}/message`, { text: MESSAGE });
    await expect(page.locator('[data-part="message"]')).toBeVisible();
  }
  if (around.standing === 'paused') {
    await host.api(`/games/${code}/pause`, {});
    await expect(page.locator('[data-status-banner="paused"]')).toBeVisible();
  } else if (around.standing !== 'connected') {
    await page.context().setOffline(true);
    await expect(page.locator('[data-status-banner="away"]')).toBeVisible({ timeout: 15_000 });
    if (around.standing === 'not sent') await anna.button('Done').click();
  }
}

/** Whatever would have to be scrolled within the screen. */
const slicedFaults = (page: Page) =>
  page.getByRole('main').evaluate((main) =>
    [...main.querySelectorAll('*')]
      .filter((part) => getComputedStyle(part).overflowY === 'auto')
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
      .map(({ scrollHeight, clientHeight }) => `${scrollHeight - clientHeight} px of the screen are cut off`),
  );

const nameOf = (around: Around) => Object.values(around).join(', ');

async function faultsOf(stage: Stage, around: Around): Promise<string[]> {
  const { page } = stage.anna;
  await arrange(stage, around);
  mkdirSync(FOLDER, { recursive: true });
  const faults: string[] = [];
  for (const size of PHONE_SIZES) {
    await resize(page, size);
    await takePicture(page, join(FOLDER, `${nameOf(around).replaceAll(/\W+/g, '-')}-${size.name}.png`));
    const found = [
      ...(await layoutFaults(page)),
      ...(await slicedFaults(page)),
      ...(await sightFaults({
        'the exercise': stage.anna.title,
        'the time': page.getByRole('main').getByRole('timer'),
        Done: page.getByRole('button', { name: around.standing === 'not sent' ? 'Will be sent' : 'Done' }),
        ...(around.standing === 'not sent' && {
          'that it has not been sent': page.getByRole('main').getByText('Not sent yet'),
        }),
      })),
    ];
    faults.push(...found.map((fault) => `${nameOf(around)} at ${size.name}: ${fault}`));
  }
  return faults;
}

const CALM = { reducedMotion: 'reduce' } as const;
const gameFor = ({ challenges }: Around) => ({
  settings: { completion: 'banker', max_active_per_player: 3 },
  ...(challenges === 'two' && { schools: [1] }),
});

/** What was found cut, and the most that can come together. */
const CROWDED: readonly Around[] = [
  {
    exercise: 'short',
    before: 'nothing',
    standing: 'not sent',
    message: 'no message',
    challenges: 'one',
    time: 'enough',
  },
  {
    exercise: 'short',
    before: 'not yet',
    standing: 'paused',
    message: 'no message',
    challenges: 'one',
    time: 'enough',
  },
  {
    exercise: 'long',
    before: 'not yet',
    standing: 'not sent',
    message: 'message',
    challenges: 'two',
    time: 'soon',
  },
];

for (const around of CROWDED) {
  test(
    `a phone shows exercise, time and button: ${nameOf(around)}`,
    longUnless(around.standing === 'paused'),
    async ({ game, host, phone }) => {
      const code = await game(gameFor(around));
      const anna = await phone(code, CALM);
      await anna.join('Anna-Katharina Maria', 1);
      expect(await faultsOf({ code, host, anna }, around)).toEqual([]);
    },
  );
}

test('matrix: everything around an exercise', LONG, async ({ game, host, phone }) => {
  test.setTimeout(900_000);
  const found: string[] = [];
  for (const around of coveringArray(AROUND)) {
    const code = await game(gameFor(around));
    const anna = await phone(code, CALM);
    await anna.join('Anna-Katharina Maria', 1);
    found.push(...(await faultsOf({ code, host, anna }, around)));
    await anna.page.close();
  }
  expect(found).toEqual([]);
});

test('an exercise that nothing stands around says what it is for, and is larger than that, at every size', async ({
  game,
  host,
  phone,
}) => {
  const code = await game();
  const anna = await phone(code, CALM);
  const { page } = anna;
  await anna.join('Anna-Katharina Maria', 1);
  await giveOne({ code, host, anna }, 'Farm', EXERCISES.short);
  const main = page.getByRole('main');
  const building = main.getByText('for a farm', { exact: true });
  const sizeOf = (text: Locator) =>
    text.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  for (const size of PHONE_SIZES) {
    await resize(page, size);
    const seen = { 'what for': building, 'what to do': main.getByText('Do this', { exact: true }) };
    expect(await sightFaults(seen), size.name).toEqual([]);
    const words = anna.title.getByText('push-ups');
    expect(await sizeOf(building), size.name).toBeLessThan(await sizeOf(words));
    const name = page.getByRole('banner').getByText('Anna-Katharina Maria');
    const connection = page.locator('[data-connection]');
    expect(await sizeOf(connection), size.name).toBeLessThanOrEqual(await sizeOf(name));
  }
});
