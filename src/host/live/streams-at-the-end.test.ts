import { afterEach, expect, it } from 'vitest';
import { type CreatedGame, TestHost, callText } from '../test-host.harness.ts';
import { TestStream } from './test-stream.harness.ts';

const testHost = new TestHost();

afterEach(() => testHost.close());

it('Node takes none of the streams that end with a host for a leak', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  const host = await testHost.start({ port: 0 });
  const game = JSON.parse(await callText(host, '/games', { name: 'Friday night' })) as CreatedGame;
  const url = `${host.url}/api/v2/games/${game.game_code}/live/${game.banker_id}`;
  const client = new TestStream(url, { headers: { authorization: `Bearer ${host.ownerToken}` } });
  await client.next('welcome');
  await host.close();
  await client.closed();
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
