/** Pictures of the desk and the board in every state, and the few that the README shows; `npm run pictures`. */
import { expect, GAME, test } from './fixtures.ts';
import { album, show, wear } from './studio/album.ts';
import { openBoard, pictureBoard, pictureCrowdedBoard } from './studio/board-states.ts';
import { pictureCrowd, pictureEvening, pictureFirstSteps, pictureSafekeeping } from './studio/desk-states.ts';
import { everySchool, fill, join } from './studio/evening.ts';

test.setTimeout(240_000);

test('the desk: door, set-up, lobby', async ({ browser, host }) => {
  await pictureFirstSteps({ browser, host, picture: album('desk') });
});

test('the desk: an evening', async ({ browser, host }) => {
  await pictureEvening({ browser, host, picture: album('desk') });
});

test('the desk: crowded', async ({ browser, host }) => {
  await pictureCrowd({ browser, host, picture: album('desk') });
});

test('the desk: what is kept', async ({ browser, host }) => {
  await pictureSafekeeping({ browser, host, picture: album('desk') });
});

test('the board: an evening', async ({ context, host }) => {
  await pictureBoard({ context, host, picture: album('board') });
});

test('the board: crowded', async ({ context, host }) => {
  await pictureCrowdedBoard({ context, host, picture: album('board') });
});

test('for the README', async ({ context, desk, game, host, phone }) => {
  const code = await game({ schools: everySchool(4) });
  const calm = { reducedMotion: 'reduce', colorScheme: 'light' } as const;
  const anna = await phone(code, calm);
  await expect(anna.page.getByLabel('Your name')).toBeVisible();
  await show(anna.page, 'phone-join');
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await show(anna.page, 'phone-ask');

  const banker = await desk(undefined, calm);
  await banker.open(GAME);
  const names = (index: number) => ['Ben', 'Clara', 'David', 'Ella', 'Finn', 'Grace'][index] ?? '';
  await fill(host, code, { waiting: 3, active: 3, teams: 4, names });
  await join(host, code, 'Hugo', 4);
  await anna.ask('Hospital');
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();
  await show(banker.page, 'desk');
  const board = await openBoard({ context, host }, code);
  await wear(board, 'dark');
  await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('Clara');
  await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
  await board.setViewportSize({ width: 1280, height: 720 });
  await show(board, 'board');
  await banker.give('Anna', /20 push-ups/i);
  await expect(anna.title).toHaveText('20 push-ups');
  await show(anna.page, 'phone-do-this');
});
