import { afterEach, beforeEach, expect, it } from 'vitest';
import { ClientHarness } from './client.harness.ts';
import { createHostAdminClient, type HostAdminClient } from './host-admin-client.ts';

let harness: ClientHarness;
let admin: HostAdminClient;

beforeEach(async () => {
  harness = new ClientHarness();
  await harness.open();
  admin = createHostAdminClient({ baseUrl: harness.url, token: harness.banker.token });
});

afterEach(() => harness.dispose());

it('reads what the host reports about itself', async () => {
  await expect(admin.host()).resolves.toMatchObject({
    version: 'test',
    chosen: null,
    games_kept_in: 'laptop',
    phones_seen: { count: 0, last_at: null },
  });
});

it('chooses an address, and is refused one that the laptop does not have', async () => {
  await expect(admin.changeHost({ chosen: null })).resolves.toMatchObject({ chosen: null });
  await expect(admin.changeHost({ chosen: '10.9.8.7' })).rejects.toMatchObject({
    problem: { code: 'bad_request' },
  });
});

it('makes a backup, lists it, and restores it', async () => {
  const { name } = await admin.backUp();
  const { items } = await admin.backups();
  expect(items[0]).toMatchObject({ name, reason: 'asked', games: [{ game_code: harness.code }] });
  await expect(admin.restore(name, { game_code: harness.code })).resolves.toMatchObject({
    games: [{ game_code: harness.code }],
  });
});

it('exports a game as a file and imports it as another game', async () => {
  const file = await admin.exportGame(harness.code, { names: 'real' });
  const key = 'imported-only-once-000';
  const { game } = await admin.importGame(file, { idempotencyKey: key });
  expect(game.game_code).not.toBe(harness.code);
  expect(game.name).toBe('Camp night');
  const again = await admin.importGame(file, { idempotencyKey: key });
  expect(again.game.game_code).toBe(game.game_code);
});

it('exports the audit log as a table', async () => {
  const table = await admin.auditTable(harness.code);
  expect(await table.text()).toMatch(/^\uFEFF?seq,at,play_ms,by,by_name,type,body\r?\n1,/);
  const german = await admin.auditTable(harness.code, { lang: 'de-AT' });
  expect(await german.text()).toMatch(/^\uFEFF?Schritt,Wann \(UTC\),/);
});

it('says why a file is not a game', async () => {
  await expect(admin.importGame(new Blob(['nonsense']))).rejects.toMatchObject({
    unknownOutcome: false,
    problem: { code: 'bad_request' },
  });
});

it('hears something of what is answered with nothing: for a page, null is no answer', async () => {
  const { id } = await admin.addExercise({ name: 'Claps', target: 12 });
  await expect(admin.removeExercise(id)).resolves.toBe(true);
  await expect(admin.signOut()).resolves.toBe(true);
});
