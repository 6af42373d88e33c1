import { afterEach, beforeEach, expect, it } from 'vitest';
import { NightTrial } from './client.harness.ts';
import { createLaptopClient, type LaptopClient } from './host-admin-client.ts';

let night: NightTrial;
let laptop: LaptopClient;

beforeEach(async () => {
  night = new NightTrial();
  await night.open();
  laptop = createLaptopClient({ baseUrl: night.url, token: night.banker.token });
});

afterEach(() => night.dispose());

it('hears what the host says about itself', async () => {
  await expect(laptop.host()).resolves.toMatchObject({
    version: 'test',
    chosen: null,
    phones_seen: { count: 0, last_at: null },
  });
});

it('chooses an address, and is told when the laptop has none such', async () => {
  await expect(laptop.changeHost({ chosen: null })).resolves.toMatchObject({ chosen: null });
  await expect(laptop.changeHost({ chosen: '10.9.8.7' })).rejects.toMatchObject({
    problem: { code: 'bad_request' },
  });
});

it('makes a backup, lists it, and goes back to it', async () => {
  const { name } = await laptop.backUp();
  const { items } = await laptop.backups();
  expect(items[0]).toMatchObject({ name, reason: 'asked', games: [{ game_code: night.code }] });
  await expect(laptop.restore(name, { game_code: night.code })).resolves.toMatchObject({
    games: [{ game_code: night.code }],
  });
});

it('takes a game out as a file and brings it in as another one', async () => {
  const file = await laptop.exportGame(night.code, { names: 'real' });
  const key = 'imported-only-once-000';
  const { game } = await laptop.importGame(file, { key });
  expect(game.game_code).not.toBe(night.code);
  expect(game.name).toBe('Camp night');
  const again = await laptop.importGame(file, { key });
  expect(again.game.game_code).toBe(game.game_code);
});

it('takes out what happened as a table', async () => {
  const table = await laptop.auditTable(night.code);
  expect(await table.text()).toMatch(/^\uFEFF?seq,at,play_ms,by,by_name,type,body\r?\n1,/);
});

it('hears why a file is no game', async () => {
  await expect(laptop.importGame(new Blob(['nonsense']))).rejects.toMatchObject({
    unknownOutcome: false,
    problem: { code: 'bad_request' },
  });
});
