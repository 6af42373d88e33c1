import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHost, type Host } from '../host.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { call, makeGame, type CreatedGame, readObject, until, EventRecorder } from './api-client.harness.ts';
import { bareOptions } from './bare-options.harness.ts';

const JOINS = 500;
const COMMANDS = 100;

const folder = temporaryFolder();
let host: Host;
let game: CreatedGame;

beforeAll(async () => {
  host = await createHost({
    ...bareOptions(folder.path),
    joinBurst: JOINS,
  });
  game = await makeGame(host);
});

afterAll(async () => {
  await host.close();
  folder.dispose();
});

async function join500(): Promise<readonly EventRecorder[]> {
  return Promise.all(
    Array.from({ length: JOINS }, async (_, index) => {
      const joined = await fetch(`${host.url}/api/v2/games/${game.code}/players`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `join-${index}` },
        body: JSON.stringify({ player_name: `P${index}`, team_number: 1 + (index % 4) }),
      });
      const { player_id: id, token } = readObject(await joined.text());
      const recorder = new EventRecorder(host, { code: game.code, seat: Number(id), token: String(token) });
      await recorder.welcomed();
      return recorder;
    }),
  );
}

async function command(number: number): Promise<number> {
  const path = `/games/${game.code}/teams/${1 + (number % 4)}`;
  return (await call(host, path, { method: 'PATCH', body: { name: `Name ${number}` } })).status;
}

describe('500 joins at once while commands run', () => {
  it('G6 G3 leave everybody with every event, in order', { timeout: 120_000 }, async () => {
    const banker = new EventRecorder(host, { code: game.code, seat: game.bankerId });
    await banker.welcomed();
    const joining = join500();
    const statuses: number[] = [];
    for (let number = 0; number < COMMANDS; number += 1) statuses.push(await command(number));
    const everybody = [banker, ...(await joining)];
    statuses.push(await command(COMMANDS));
    await until(() => new Set(everybody.map(({ head }) => head)).size === 1, 'the last event everywhere');
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(banker.seqs.length).toBeGreaterThanOrEqual(JOINS + COMMANDS);
    expect(everybody.filter(({ isGapless }) => !isGapless)).toEqual([]);
    for (const recorder of everybody) recorder.terminate();
  });
});
