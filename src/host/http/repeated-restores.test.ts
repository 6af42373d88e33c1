/** A restore is not repeated by its key, whatever has become meanwhile of the games that it restored: what was played since would be lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_BACKUPS } from '../storage/backups/prune-backups.ts';
import { OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let other: SeatedGame;
let token: string;

beforeEach(async () => {
  app = await startTestApp();
  token = app.seats.ownerToken;
  game = await makeGame(app);
  await backUpWith('first');
  other = await makeGame(app);
});
afterEach(() => app.close());

let backups: Record<string, string> = {};

async function backUpWith(name: string): Promise<void> {
  const { json } = await app.call('/api/v2/backups', { method: 'POST', token });
  backups = { ...backups, [name]: String(json['name']) };
}

const restore = (name: string, key: string, body: object = {}): Promise<TestResponse> =>
  app.call(`/api/v2/backups/${backups[name] ?? ''}/restore`, { token, key, body });

async function playersOf({ path }: SeatedGame): Promise<readonly string[]> {
  const { json } = await app.call(`${path}/players`, { token });
  return (json['items'] as { player_name: string }[]).map(({ player_name: name }) => name);
}

async function aroundRestores(): Promise<readonly string[]> {
  const { json } = await app.call('/api/v2/backups', { token });
  const items = json['items'] as { name: string; reason: string }[];
  return items.filter(({ reason }) => reason.endsWith('-restore')).map(({ name }) => name);
}

/** After many restores of one backup. The last is made after the answer: it holds what was restored, so it goes before what they have replaced. */
async function firstToGo(restored: string): Promise<string> {
  for (let round = 0; round < KEPT_BACKUPS; round += 1) {
    await game.join('Anna');
    expect((await restore(restored, `round-${round}`)).status).toBe(200);
  }
  const settled = async () => {
    const kept = await aroundRestores();
    return [kept.length, kept[0]?.includes('after-restore')];
  };
  await expect.poll(settled).toEqual([KEPT_BACKUPS, true]);
  const [going = ''] = await aroundRestores();
  return going;
}

describe.skipIf(OWN_BACKUPS.isMissing)(`G1 G2 a restore whose answer was lost${OWN_BACKUPS.note}`, () => {
  it.each([
    ['one game', 'one game', true, true],
    ['one game', 'the whole laptop', true, false],
    ['the whole laptop', 'one game', false, true],
    ['the whole laptop', 'the whole laptop', false, false],
  ])('gets the same answer again after another restore: %s, then %s', async (_, __, isOne, isOtherOne) => {
    await game.join('Anna');
    await backUpWith('second');
    const body = isOne ? { game_code: game.code } : {};
    const lost = await restore('second', 'lost', body);
    expect((await restore('first', 'another', isOtherOne ? { game_code: game.code } : {})).status).toBe(200);
    await game.join('Ben');

    for (const isAfterRestart of [false, true]) {
      if (isAfterRestart) await app.restart();
      const again = await restore('second', 'lost', body);
      expect([again.status, again.text]).toEqual([200, lost.text]);
      expect(await playersOf(game)).toContain('Ben');
      expect((await restore('first', 'lost', body)).json['code']).toBe('key_reused');
    }
  });

  it('is not repeated once its first game is wiped, and its answer names that one no longer', async () => {
    await app.call(game.path, { method: 'PATCH', token, body: { name: 'Secret camp' } });
    await backUpWith('second');
    expect((await restore('second', 'lost')).text).toContain('Secret camp');
    expect((await app.call(game.path, { method: 'DELETE', token })).status).toBe(204);
    await other.join('Ben');

    const again = await restore('second', 'lost');
    expect(again.status).toBe(200);
    const games = again.json['games'] as { game_code: string }[];
    expect(games.map(({ game_code: code }) => code)).toEqual([other.code]);
    expect(await playersOf(other)).toContain('Ben');
    expect(await app.contents()).not.toContain('Secret camp');
  });
});

describe.skipIf(OWN_BACKUPS.isMissing)(`a wipe while a restore is under way${OWN_BACKUPS.note}`, () => {
  it.each([
    ['of this game', true, false],
    ['of the whole laptop', false, false],
    ['of this game, from the backup that is the first to make room', true, true],
    ['of the whole laptop, from the backup that is the first to make room', false, true],
  ])('stands, and nothing of the game is left: a restore %s', async (_what, isOne, makesRoom) => {
    await game.join('Zoe');
    await backUpWith('second');
    if (makesRoom) {
      backups = { ...backups, second: await firstToGo('second') };
      await game.join('Ben');
    }
    const replace = app.rooms.replace.bind(app.rooms);
    let wipe: Promise<TestResponse> | null = null;
    // The backup has been read by then.
    app.rooms.replace = async (replacement) => {
      wipe ??= app.call(game.path, { method: 'DELETE', token });
      expect((await wipe).status).toBe(204);
      return replace(replacement);
    };
    const restored = await restore('second', 'race', isOne ? { game_code: game.code } : {});
    expect(restored).toMatchObject({ status: 404, json: { reason: 'backup_without_game' } });
    for (const isAfterRestart of [false, true]) {
      if (isAfterRestart) await app.restart();
      expect((await app.call(game.path, { token })).status).toBe(404);
      const { text } = await app.call('/api/v2/backups', { token });
      expect(text).not.toContain(game.code);
      expect(await playersOf(other)).toEqual(['Banker']);
    }
  });
});

it.skipIf(OWN_BACKUPS.isMissing)(
  `G1 the first of those around restores to go is restored, although the one that is made before that would take its place${OWN_BACKUPS.note}`,
  async () => {
    const going = await firstToGo('first');
    backups = { ...backups, going };
    await game.join('Zoe');
    expect((await restore('going', 'last', { game_code: game.code })).status).toBe(200);
    expect(await playersOf(game)).not.toContain('Zoe');
    await expect.poll(aroundRestores).not.toContain(going);
  },
);
