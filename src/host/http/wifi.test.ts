/** The Wi-Fi code: who sees it, and where its password never is. */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import { WIFI_FILE } from '../storage/wifi-file.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

const PASSWORD = 'Zebra: crossing';
const HALL = { ssid: 'Hall', security: 'wpa', password: PASSWORD, hidden: false };

let app: TestApp;
let game: SeatedGame;
let board: string;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  const { json } = await game.asOwner('/tickets', { for: 'board' });
  board = String(
    (await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } })).json['token'],
  );
});
afterEach(() => app.close());

const change = (body: unknown, key?: string) =>
  app.call('/api/v2/host/wifi', {
    method: 'PATCH',
    body,
    token: app.seats.ownerToken,
    ...(key !== undefined && { key }),
  });
const seenBy = async (token: string) => (await app.call('/api/v2/host/wifi', { token })).json;

/** Everything that could keep or carry the password, except the file in which it is stored by wish. */
async function traces(): Promise<string> {
  const token = app.seats.ownerToken;
  await app.call('/api/v2/backups', { token, body: {} });
  const files = readdirSync(app.folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== WIFI_FILE,
  );
  const onDisk = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
  const answers = await Promise.all(
    ['/export?names=real', '/export', '/events', '/events.csv', '', '/players'].map(
      async (path) => (await app.call(game.path + path, { token })).text,
    ),
  );
  expect(files.some(({ name }) => name.includes('asked'))).toBe(!OWN_BACKUPS.isMissing);
  return [...onDisk, ...answers, ...app.reports].join('\n');
}

describe('the Wi-Fi code', () => {
  it('is what the owner typed; the system’s own name is there from the start', async () => {
    const { ownerToken } = app.seats;
    const nothing = { read_ssid: 'Hall', network: null, on_board: false, stored: false };
    expect(await seenBy(ownerToken)).toEqual(nothing);
    expect((await change({ network: HALL })).status).toBe(204);
    expect(await seenBy(ownerToken)).toEqual({ ...nothing, network: HALL });
    expect((await change({ network: null })).status).toBe(204);
    expect(await seenBy(ownerToken)).toEqual(nothing);
  });

  it('changes only as whoever changes it has seen it, unless it is as they want it already', async () => {
    const hut = { ...HALL, ssid: 'Hut' };
    expect((await change({ network: HALL, expected_network: null })).status).toBe(204);
    for (const network of [hut, null])
      expect(await change({ network, expected_network: null })).toMatchObject({
        status: 409,
        json: { code: 'changed_meanwhile' },
      });
    expect(await seenBy(app.seats.ownerToken)).toMatchObject({ network: HALL });
    expect((await change({ network: HALL, expected_network: null })).status).toBe(204);
    expect((await change({ network: hut, expected_network: HALL })).status).toBe(204);
    expect(await seenBy(app.seats.ownerToken)).toMatchObject({ network: hut });
  });

  it('is on boards and assistants’ desks only when asked, and never on phones', async () => {
    const anna = await game.join('Anna');
    await change({ network: HALL });
    const hidden = { read_ssid: 'Hall', network: null, on_board: false, stored: false };
    expect(await seenBy(board)).toEqual(hidden);
    expect(await seenBy(game.banker.token)).toEqual(hidden);
    await change({ on_board: true });
    expect((await seenBy(board))['network']).toEqual(HALL);
    expect((await app.call('/api/v2/host/wifi', { token: anna.token })).status).toBe(403);
    expect((await app.call('/api/v2/host/wifi')).status).toBe(401);
    await change({ on_board: false });
    expect(await seenBy(board)).toEqual(hidden);
  });

  it('is gone with the host unless it is stored by wish, and then until it is forgotten', async () => {
    const { ownerToken } = app.seats;
    await change({ network: HALL });
    await app.restart();
    expect((await seenBy(ownerToken))['network']).toBeNull();
    await change({ network: HALL, stored: true });
    await app.restart();
    expect(await seenBy(ownerToken)).toMatchObject({ network: HALL, stored: true });
    await change({ stored: false });
    expect((await seenBy(ownerToken))['network']).toEqual(HALL);
    await app.restart();
    expect((await seenBy(ownerToken))['network']).toBeNull();
  });

  it.each([
    [{ network: { ...HALL, ssid: '' } }],
    [{ network: { ...HALL, ssid: 'ü'.repeat(17) } }],
    [{ network: { ...HALL, password: `${PASSWORD}ü` } }],
    [{ network: { ...HALL, password: PASSWORD.repeat(5) } }],
    [{ network: { ...HALL, security: PASSWORD } }],
    [{ network: { ...HALL, hidden: PASSWORD } }],
    [{ network: PASSWORD }],
    [{ on_board: PASSWORD }],
    [{ on_board: true }],
    [{ stored: true }],
    ['{'],
  ])('of %j is refused in words that repeat nothing, and nothing changes', async (body) => {
    const refused = await change(body);
    expect(refused).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    expect(refused.text).not.toContain(PASSWORD);
    expect(app.reports.join('\n')).not.toContain(PASSWORD);
    expect(await seenBy(app.seats.ownerToken)).toMatchObject({ network: null, on_board: false });
  });

  it('changes nothing when it cannot be stored', async () => {
    await app.close();
    app = await startTestApp({
      replace: ({ wifi }) => ({
        wifi: {
          ...wifi,
          change: () => {
            throw new StorageError('The Wi-Fi could not be stored.');
          },
        },
      }),
    });
    expect(await change({ network: HALL, stored: true })).toMatchObject({
      status: 503,
      json: { code: 'storage' },
    });
  });
});

describe('the password of the Wi-Fi', () => {
  it.each([
    ['not stored', { network: HALL, on_board: true }],
    ['stored by wish', { network: HALL, on_board: true, stored: true }],
  ])('is in no database, backup, export or log when it is %s', async (_what, body) => {
    expect((await change(body, 'save')).status).toBe(204);
    expect((await change({ ...body, network: { ...HALL, security: PASSWORD } })).status).toBe(400);
    await game.join('Anna');
    await game.asOwner('/start');
    const text = await traces();
    expect(text).toContain('Anna');
    expect(text).not.toContain(PASSWORD);
    // Nor is anything that a password could be tried against.
    const sent = `PATCH /api/v2/host/wifi\n${canonical(body)}`;
    expect(text).not.toContain(hash('sha256', sent));
  });
});

/** As the host hashes requests: keys in order. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
