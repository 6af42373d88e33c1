import { openBoard, captureBoard, captureCrowdedBoard } from './pictures/board-states.harness.ts';
import { picturesOf, captureForReadme, setTheme } from './pictures/capture.harness.ts';
import {
  captureCrowd,
  captureGame,
  captureSetUp,
  captureSafekeeping,
} from './pictures/desk-states.harness.ts';
import { captureDoctor } from './pictures/doctor-states.harness.ts';
import { captureAwayAndMoved, captureScanAgain } from './pictures/hall-states.harness.ts';
import {
  captureDoctorAtEverySize,
  captureJoining,
  captureJoiningBoard,
} from './pictures/joining-states.harness.ts';
import { captureFlood, captureWarnings } from './pictures/warning-states.harness.ts';
import { allTeams, populate, joinGame } from './populate.harness.ts';
/** Pictures of the desk and the board in every state, and the few shown in the README; `npm run pictures`. */
import { expect, GAME, test } from './test.fixtures.ts';

test.setTimeout(240_000);

test('the desk: opening, set-up, lobby', async ({ browser, host }) => {
  await captureSetUp({ browser, host, capture: picturesOf('desk') });
});

test('the desk: a game', async ({ browser, host }) => {
  await captureGame({ browser, host, capture: picturesOf('desk') });
});

test('the desk: crowded', async ({ browser, host }) => {
  await captureCrowd({ browser, host, capture: picturesOf('desk') });
});

test('the desk: safekeeping', async ({ browser, host }) => {
  await captureSafekeeping({ browser, host, capture: picturesOf('desk') });
});

test('the desk: the network doctor', async ({ browser, host }) => {
  await captureDoctor({ browser, host, capture: picturesOf('desk') });
});

test('the desk: how phones join, at every size', async ({ browser, host }) => {
  await captureJoining({ browser, host, capture: picturesOf('desk') });
});

test('the desk: the network doctor, at every size', async ({ browser, host }) => {
  await captureDoctorAtEverySize({ browser, host, capture: picturesOf('desk') });
});

test('the board: how phones join', async ({ context, host }) => {
  await captureJoiningBoard({ context, host, capture: picturesOf('board') });
});

test('the desk: warnings', async ({ browser, host }) => {
  await captureWarnings({ browser, host, capture: picturesOf('desk') });
});

test('the desk: a flood of players, guesses at PINs', async ({ browser, host }) => {
  await captureFlood({ browser, host, capture: picturesOf('desk') });
});

test('the desk: phones away, a new address', async ({ browser, host }) => {
  await captureAwayAndMoved({ browser, host, capture: picturesOf('desk') });
});

test('the board: a new address', async ({ context, host }) => {
  await captureScanAgain({ context, host, capture: picturesOf('board') });
});

test('the board: a game', async ({ context, host }) => {
  await captureBoard({ context, host, capture: picturesOf('board') });
});

test('the board: crowded', async ({ context, host }) => {
  await captureCrowdedBoard({ context, host, capture: picturesOf('board') });
});

test('for the README', async ({ context, desk, game, host, phone }) => {
  const code = await game({ schools: allTeams(4) });
  const calm = { reducedMotion: 'reduce', colorScheme: 'light' } as const;
  const anna = await phone(code, calm);
  await expect(anna.page.getByLabel('Your name')).toBeVisible();
  await captureForReadme(anna.page, 'phone-join');
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await captureForReadme(anna.page, 'phone-ask');

  const banker = await desk(undefined, calm);
  await banker.open(GAME);
  const names = (index: number) => ['Ben', 'Clara', 'David', 'Ella', 'Finn', 'Grace'][index] ?? '';
  await populate(host, code, { waiting: 3, active: 3, teams: 4, names });
  await joinGame(host, code, 'Hugo', 4);
  await anna.ask('Hospital');
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();
  await captureForReadme(banker.page, 'desk');
  const board = await openBoard({ context, host }, code);
  await setTheme(board, 'dark');
  await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('Clara');
  await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
  await board.setViewportSize({ width: 1280, height: 720 });
  await captureForReadme(board, 'board');
  await banker.give('Anna', /20 push-ups/i);
  await expect(anna.title).toHaveText('20 push-ups');
  await captureForReadme(anna.page, 'phone-do-this');
});
