/** While something large is done with a long game, everybody else goes on being answered. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { longGame } from '../storage/long-game.harness.ts';
import { callText, TestHost, type CreatedGame } from '../test-host.harness.ts';

const EVENTS = 20_000;
/** Who is held up from beginning to end gets one answer, or two. More joins from one address would be held up for that reason. */
const MANY_ANSWERS = 20;

let testHost: TestHost;
let host: Host;
let other: CreatedGame;

beforeEach(async () => {
  testHost = new TestHost();
  host = await testHost.start({ port: 0 });
  other = JSON.parse(await callText(host, '/games', { name: 'Small' })) as CreatedGame;
});
afterEach(() => testHost.close());

async function importLongGame(): Promise<string> {
  const response = await fetch(`${host.url}/api/v2/games/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.ownerToken}`, 'content-type': 'application/x-ndjson' },
    body: longGame(EVENTS),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as CreatedGame).game_code;
}

/** How many players joined another game, one after the other, and were told so before this was answered; at most `MANY_ANSWERS`. */
async function answersDuring(work: Promise<unknown>): Promise<number> {
  const progress = { isDone: false };
  const ending = work.finally(() => {
    progress.isDone = true;
  });
  let answers = 0;
  while (!progress.isDone && answers < MANY_ANSWERS) {
    await callText(host, `/games/${other.game_code}/players`, { player_name: `Player ${answers + 1}` });
    if (!progress.isDone) answers += 1;
  }
  await ending;
  return answers;
}

describe('a player of another game is answered again and again', { timeout: 60_000 }, () => {
  it('during an import of a long game', async () => {
    expect(await answersDuring(importLongGame())).toBe(MANY_ANSWERS);
  });

  it('during a restore of a long game', async () => {
    const code = await importLongGame();
    const { name } = JSON.parse(await callText(host, '/backups', {})) as { name: string };
    await callText(host, `/games/${code}/end`, {});
    const restoring = callText(host, `/backups/${name}/restore`, { game_code: code });
    expect(await answersDuring(restoring)).toBe(MANY_ANSWERS);
    expect(JSON.parse(await callText(host, `/games/${code}`))).toMatchObject({ ended_at: null });
  });

  it('during a wipe of a long game', async () => {
    const code = await importLongGame();
    await callText(host, `/games/${code}/end`, {});
    const wiping = fetch(`${host.url}/api/v2/games/${code}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${host.ownerToken}` },
    });
    expect(await answersDuring(wiping)).toBe(MANY_ANSWERS);
    expect((await wiping).status).toBe(204);
  });
});
