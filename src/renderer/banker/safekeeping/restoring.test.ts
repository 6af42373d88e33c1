import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
} from '../../../host/http/test-app.harness.ts';
import type { Backup } from '../../../protocol/backups.ts';
import { losingPages, type LosingPages, type OwnersPage } from '../entry/losing-pages.harness.ts';
import { createRestoring, TRIED_AGAIN_MS } from './restoring.ts';

let app: TestApp;
let game: SeatedGame;
let pages: LosingPages;
let backup: Backup;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  await game.join('Anna');
  pages = losingPages(app);
  backup = await pages.load().laptop.backUp();
  await game.join('Ben');
});
afterEach(() => app.close());

const names = () =>
  app.rooms
    .all()
    .find(({ state }) => state.code === game.code)
    ?.state.participants.filter(({ role }) => role === 'player')
    .map(({ name }) => name)
    .join(' ');
/** What a desk shows. */
const shown = () => {
  const room = app.rooms.all().find(({ state }) => state.code === game.code);
  if (room === undefined) throw new Error('there is no such game');
  return { epoch: room.epoch, seq: room.state.seq };
};
/** What the page of the laptop shows, where somebody chooses a backup. */
const listed = async () => {
  const { items: _, ...epochs } = await pages.load().laptop.backups();
  return epochs;
};
const asking = ({ api, laptop, device }: OwnersPage) =>
  createRestoring({ laptop, api, monotonic: () => device.monotonic() });

const SCOPES = [
  ['one game, from its desk', () => ({ body: { game_code: game.code }, shown })],
  ['one game, from the page of the laptop', () => ({ body: { game_code: game.code }, shown: listed })],
  ['all games', () => ({ body: {}, shown: listed })],
] as const;

describe.each(SCOPES)('G2 a restore of %s that is pressed again', (_, scope) => {
  it('G2: is the same while nothing has happened since, also over a reload', async () => {
    const { body, shown: show } = scope();
    const restore = asking(pages.load());
    await pages.lose('answer lost', async () => restore(backup, body, await show()));
    expect(names()).toBe('Anna');
    const epochs = app.rooms.all().map(({ epoch }) => epoch);
    await pages.lose('answer lost', async () => restore(backup, body, await show()));
    await asking(pages.load())(backup, body, await show());
    expect(new Set(pages.keys.slice(1)).size).toBe(1);
    expect(app.rooms.all().map(({ epoch }) => epoch)).toEqual(epochs);
  });

  it('G2: is another one once something has happened since, and restores', async () => {
    const { body, shown: show } = scope();
    await pages.lose('answer lost', async () => asking(pages.load())(backup, body, await show()));
    await game.join('Eva');
    await game.join('Finn');
    expect(names()).toBe('Anna Eva Finn');
    const answer = await asking(pages.load())(backup, body, await show());
    expect(names()).toBe('Anna');
    expect(answer.games.map(({ game_code: code }) => code)).toEqual([game.code]);
  });

  it('G2: is made once where the first press never reached the laptop', async () => {
    const { body, shown: show } = scope();
    await pages.lose('call lost', async () => asking(pages.load())(backup, body, await show()));
    expect(names()).toBe('Anna Ben');
    await asking(pages.load())(backup, body, await show());
    expect(names()).toBe('Anna');
    expect(pages.keys).toHaveLength(3);
  });

  it('G2: takes nothing from whoever has joined since, where it is only tried once more', async () => {
    const { body, shown: show } = scope();
    const restore = asking(pages.load());
    const before = await show();
    await pages.lose('answer lost', () => restore(backup, body, before));
    await game.join('Eva');
    await restore(backup, body, before);
    expect(names()).toBe('Anna Eva');
  });

  it('G2: is another one for whoever left the question open for long', async () => {
    const { body, shown: show } = scope();
    const page = pages.load();
    const restore = asking(page);
    await pages.lose('answer lost', async () => restore(backup, body, await show()));
    await game.join('Eva');
    page.device.advance(TRIED_AGAIN_MS + 1);
    await restore(backup, body, await show());
    expect(names()).toBe('Anna');
  });

  it('G2: is another one once another backup has been restored', async () => {
    const { body, shown: show } = scope();
    const later = await pages.load().laptop.backUp();
    await pages.lose('answer lost', async () => asking(pages.load())(backup, body, await show()));
    await game.asOwner(`/api/v2/backups/${later.name}/restore`, {});
    expect(names()).toBe('Anna Ben');
    await asking(pages.load())(backup, body, await show());
    expect(names()).toBe('Anna');
  });
});

describe('G2 a restore that is pressed again', () => {
  it('G2: is another one for a desk that shows what has happened since', async () => {
    const body = { game_code: game.code };
    const restore = asking(pages.load());
    await pages.lose('answer lost', () => restore(backup, body, shown()));
    await game.join('Eva');
    await restore(backup, body, shown());
    expect(names()).toBe('Anna');
  });

  it('G7: is none for a desk that does not show yet what another desk has restored', async () => {
    const before = shown();
    await pages.load().laptop.restore(backup.name, { game_code: game.code });
    await game.join('Eva');
    const late = asking(pages.load())(backup, { game_code: game.code }, before);
    await expect(late).rejects.toMatchObject({ problem: { code: 'changed_meanwhile' } });
    expect(names()).toBe('Anna Eva');
  });

  it.each([
    ['one game', () => ({ game_code: game.code })],
    ['all games', () => ({})],
  ] as const)(
    'G7: of %s is none for a page of the laptop that still shows what was restored since',
    async (_what, body) => {
      const before = await listed();
      await pages.load().laptop.restore(backup.name, body());
      await game.join('Eva');
      const late = asking(pages.load())(backup, body(), before);
      await expect(late).rejects.toMatchObject({ problem: { code: 'changed_meanwhile' } });
      expect(names()).toBe('Anna Eva');
    },
  );

  it('G7: is none for whoever tries it again much later, in a game that has gone on', async () => {
    const page = pages.load();
    const [restore, before] = [asking(page), await listed()];
    await pages.lose('answer lost', () => restore(backup, { game_code: game.code }, before));
    await game.join('Eva');
    page.device.advance(TRIED_AGAIN_MS + 1);
    await expect(restore(backup, { game_code: game.code }, before)).rejects.toMatchObject({
      problem: { code: 'changed_meanwhile' },
    });
    expect(names()).toBe('Anna Eva');
  });

  it('G7: of a game that was wiped is none where it has been brought back since', async () => {
    const kept = app.rooms.all().find(({ state }) => state.code === game.code);
    expect(kept).toBeDefined();
    const before = { ...(await listed()), epochs: [] };
    const late = asking(pages.load())(backup, { game_code: game.code }, before);
    await expect(late).rejects.toMatchObject({ problem: { code: 'changed_meanwhile' } });
    expect(names()).toBe('Anna Ben');
  });

  it('G2: of all games is another one once there is another game', async () => {
    await pages.lose('answer lost', async () => asking(pages.load())(backup, {}, await listed()));
    await makeGame(app, {}, 'Another');
    await asking(pages.load())(backup, {}, await listed());
    expect(app.rooms.all()).toHaveLength(1);
  });

  it('G2: of a game that was wiped since says that the backup has it no more', async () => {
    const body = { game_code: game.code };
    await pages.lose('answer lost', async () => asking(pages.load())(backup, body, await listed()));
    await game.asOwner('', {}, 'DELETE');
    await expect(asking(pages.load())(backup, body, await listed())).rejects.toMatchObject({
      problem: { reason: 'backup_without_game' },
    });
  });
});

describe('G2 a backup whose answer was lost', () => {
  it('G2: is the newest one while nothing has happened since, and another one after that', async () => {
    await pages.lose('answer lost', () => pages.load().laptop.backUp());
    const { items } = await pages.load().laptop.backups();
    expect((await pages.load().laptop.backUp()).name).toBe(items[0]?.name);
    await game.join('Eva');
    const made = await pages.load().laptop.backUp();
    expect(items.map(({ name }) => name)).not.toContain(made.name);
    expect((await pages.load().laptop.backups()).items).toHaveLength(items.length + 1);
  });
});
