/** An older copy of the database in its place, while no backup knows more: nobody gets the id of a lost seat, and with it its token. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, readItems, readObject } from '../../faults/api-client.harness.ts';
import { startChildHost } from '../../faults/child-host.harness.ts';
import type { Host } from '../../host.ts';
import { callText, TestHost, type Joined } from '../../test-host.harness.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { ISSUED_IDS_FILE } from '../sqlite/issued-ids-file.ts';
import { HEADS_FILE } from '../sqlite/known-heads.ts';

let night: TestHost;
beforeEach(() => {
  night = new TestHost();
});
afterEach(() => night.close());

type Address = Pick<Host, 'url' | 'ownerToken'>;
const file = (name: string) => `${night.folder}/${name}`;
const idsFile = () => file(ISSUED_IDS_FILE);
const stored = () => JSON.parse(readFileSync(idsFile(), 'utf8')) as Record<string, number>;

const parsedText = async <T>(host: Address, path: string, body: object) =>
  JSON.parse(await callText(host, path, body)) as T;
/** As somebody with a phone. */
async function join(host: Address, code: string, name: string): Promise<Joined> {
  const answer = await fetch(`${host.url}/api/v2/games/${code}/players`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ player_name: name, team_number: 1 }),
  });
  return (await answer.json()) as Joined;
}
const makeGame = (host: Address, name: string) =>
  parsedText<{ game_code: string; game_id: number }>(host, '/games', { name });
const request = (host: Address, code: string, seat: number) =>
  call(host, `/challenges/${code}/request`, {
    method: 'POST',
    body: { player_id: seat, building_type: 'farm' },
  });

async function cardOf(host: Address, code: string, seat: number): Promise<unknown> {
  const cards = readItems((await call(host, `/games/${code}/seat-cards`)).text);
  return cards.find(({ player_id: id }) => id === seat)?.['ticket'];
}

/** An evening of which a copy is made before the last one joins; returns the copy's game, and the last one's seat and card. */
async function eveningWithCopy(start: () => Promise<Host>) {
  const before = await start();
  const { game_code: code } = await makeGame(before, 'Night');
  const first = await join(before, code, 'Anna');
  await before.close();
  copyFileSync(file(DATABASE_FILE), file('copy'));
  const host = await start();
  const lost = await join(host, code, 'Zoe');
  return { host, code, first, lost, card: await cardOf(host, code, lost.player_id) };
}

/** Nothing but the ids knows more than the copy: whatever does is a reason to skip ids. */
function putCopy(): void {
  rmSync(file('backups'), { recursive: true, force: true, maxRetries: 5 });
  rmSync(file(HEADS_FILE), { force: true });
  for (const suffix of ['-wal', '-shm']) rmSync(file(DATABASE_FILE + suffix), { force: true });
  copyFileSync(file('copy'), file(DATABASE_FILE));
}

const start = () => night.start({ port: 0 });

describe('an older copy in the place of the database', () => {
  it('gives nobody the seat of who joined after the copy: neither token nor PIN nor card fits', async () => {
    const { host, code, first, lost, card } = await eveningWithCopy(start);
    const { game_id: laterGame } = await makeGame(host, 'Later');
    await host.close();
    putCopy();
    const after = await start();
    const stranger = await join(after, code, 'Zoe');
    expect(stranger.player_id).toBeGreaterThan(lost.player_id);
    expect((await call(after, `/games/${code}/me`, { token: lost.token })).status).toBe(401);
    expect(stranger.token.split('.')[1]).not.toBe(lost.token.split('.')[1]);
    const byCard = await call(after, '/tickets/redeem', { method: 'POST', body: { ticket: card } });
    expect(byCard.status).toBe(401);
    const byPin = await call(after, `/games/${code}/seats/recover`, {
      method: 'POST',
      body: { player_name: 'Zoe', seat_pin: lost.seat_pin },
    });
    expect(byPin.status).toBe(401);
    expect((await call(after, `/games/${code}/me`, { token: first.token })).status).toBe(200);
    expect((await makeGame(after, 'Another')).game_id).toBeGreaterThan(laterGame);
  });

  it('takes no id again of any kind, also after a host that was killed', async () => {
    const { host, code, first } = await eveningWithCopy(start);
    await host.close();
    const dying = await startChildHost(night.folder);
    const lost = await join(dying, code, 'Yan');
    await makeGame(dying, 'Later');
    dying.kill();
    await dying.exited;
    putCopy();
    const after = await start();
    expect((await join(after, code, 'Xia')).player_id).toBeGreaterThan(lost.player_id);
    expect((await join(after, code, 'Win')).player_id).toBeLessThan(10_000);
    expect(first.player_id).toBeLessThan(lost.player_id);
  }, 60_000);

  it('is noticed where the database is simply gone, too', async () => {
    const { host, lost } = await eveningWithCopy(start);
    await host.close();
    putCopy();
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(DATABASE_FILE + suffix), { force: true });
    const after = await start();
    const { game_code: code } = await makeGame(after, 'New');
    expect((await join(after, code, 'Xia')).player_id).toBeGreaterThan(lost.player_id);
  });
});

describe('the file with the issued ids', () => {
  it('says exactly what was issued after a clean end, and skips none at the next start', async () => {
    const { host, code, lost } = await eveningWithCopy(start);
    await host.close();
    expect(stored()).toMatchObject({ version: 1, game: 1, participant: lost.player_id, challenge: 0 });
    const after = await start();
    expect((await join(after, code, 'Yan')).player_id).toBe(lost.player_id + 1);
  });

  it('is made for a folder that has none, with nothing skipped', async () => {
    const { host, code, lost } = await eveningWithCopy(start);
    await host.close();
    rmSync(idsFile());
    const after = await start();
    expect(existsSync(idsFile())).toBe(false);
    expect((await join(after, code, 'Yan')).player_id).toBe(lost.player_id + 1);
    await after.close();
    expect(stored()['participant']).toBe(lost.player_id + 1);
  });

  it.each<[string, (text: string) => string]>([
    ['of another program', () => 'Dear diary'],
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, -20)],
    ['with a lower number', (text) => text.replace(/"participant":\d+/, '"participant":1')],
    ['without one', (text) => text.replace(/"game":\d+,/, '')],
    ['of a newer version', (text) => text.replace('"version":1', '"version":2')],
  ])('%s is kept aside, said in the log, and stops no start: ids go on far above', async (_what, damaged) => {
    const { host, code, lost } = await eveningWithCopy(start);
    await host.close();
    const left = damaged(readFileSync(idsFile(), 'utf8'));
    writeFileSync(idsFile(), left);
    putCopy();
    const after = await start();
    const stranger = await join(after, code, 'Xia');
    expect(stranger.player_id).toBeGreaterThan(lost.player_id + 900);
    expect(night.logged.join('\n')).toContain(`${ISSUED_IDS_FILE} is damaged`);
    expect(readFileSync(`${idsFile()}.aside`, 'utf8')).toBe(left);
    await after.close();
    expect(stored()['participant']).toBe(stranger.player_id);
  });

  it('of version 1 is understood for ever', async () => {
    copyFileSync(`${import.meta.dirname}/../frozen/issued-ids-1.json`, idsFile());
    const host = await start();
    const { game_code: code, game_id: game } = await makeGame(host, 'Night');
    const { player_id: player } = await join(host, code, 'Anna');
    expect([game, player]).toEqual([13, 3_002]);
  });

  it('covers challenges as well', async () => {
    const { host, code, first } = await eveningWithCopy(start);
    const ask = (address: Address) => request(address, code, first.player_id);
    expect((await call(host, `/games/${code}/start`, { method: 'POST' })).status).toBe(200);
    const lost = readObject((await ask(host)).text)['id'];
    await host.close();
    expect(stored()['challenge']).toBe(lost);
    putCopy();
    const after = await start();
    expect((await call(after, `/games/${code}/start`, { method: 'POST' })).status).toBe(200);
    expect(readObject((await ask(after)).text)['id']).toBe(Number(lost) + 1);
  });
});
