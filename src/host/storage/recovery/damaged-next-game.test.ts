/** G2 for "Play again" after a recovery: the damaged byte is where a game knows of its next one, which knows who had it made. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { call, readItems, readObject, type ApiResponse } from '../../faults/api-client.harness.ts';
import type { Host } from '../../host.ts';
import { TestHost } from '../../test-host.harness.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';

let night: TestHost;
beforeEach(() => {
  night = new TestHost();
});
afterEach(() => night.close());

const post = (host: Host, path: string, key: string, body: object = {}) =>
  call(host, path, { method: 'POST', key, body });

/** The path of "Play again", and its answer under the key "tap". The host is closed then. */
async function playAgain(): Promise<{ readonly path: string; readonly made: ApiResponse }> {
  const host = await night.start({ port: 0 });
  const code = String(readObject((await post(host, '/games', 'game', { name: 'Night' })).text)['game_code']);
  await post(host, `/games/${code}/players`, 'join', { player_name: 'Anna', team_number: 1 });
  await post(host, `/games/${code}/start`, 'start');
  await post(host, `/games/${code}/end`, 'end');
  const path = `/games/${code}/next`;
  const made = await post(host, path, 'tap');
  await host.close();
  return { path, made };
}

function damage(text: string): void {
  const file = join(night.folder, DATABASE_FILE);
  const bytes = readFileSync(file);
  const at = bytes.indexOf(text);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

it('is answered as a repetition, and makes no other game, where the earlier game has lost that it goes on', async () => {
  const { path, made } = await playAgain();
  damage('game_continued');
  const host = await night.start({ port: 0 });
  const { game_code: code, game_id: id } = readObject(made.text);
  const again = [await post(host, path, 'tap'), await post(host, path, 'tap')];
  for (const { status, isRepeat, text } of again)
    expect([status, isRepeat, readObject(text)]).toMatchObject([201, true, { game_code: code, game_id: id }]);
  expect(await post(host, path, 'tap', { other: 1 })).toMatchObject({ status: 422, isRepeat: false });
  expect(readItems((await call(host, '/games')).text)).toHaveLength(2);
});
