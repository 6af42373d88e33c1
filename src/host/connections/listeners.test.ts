import { afterEach, expect, it } from 'vitest';
import { type CreatedGame, TestHost, callText } from '../test-host.harness.ts';

const testHost = new TestHost();

afterEach(() => testHost.close());

it('Node takes none of those who wait for the end of an answer for a leak', async () => {
  const warnings: string[] = [];
  const note = ({ message }: Error) => warnings.push(message);
  process.on('warning', note);
  const host = await testHost.start({ port: 0 });
  const { game_code: code } = JSON.parse(
    await callText(host, '/games', { name: 'Friday night' }),
  ) as CreatedGame;
  const headers = { authorization: `Bearer ${host.ownerToken}` };
  const statuses: number[] = [];
  for (const path of [
    `/games/${code}/export`,
    `/games/${code}/export?names=real`,
    `/games/${code}/events.csv`,
    `/games/${code}/events`,
    `/games/${code}/players`,
    `/challenges/${code}/history`,
    '/library/export',
  ]) {
    const response = await fetch(`${host.url}/api/v2${path}`, { headers });
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  await host.close();
  process.off('warning', note);
  expect(warnings).toEqual([]);
  expect(new Set(statuses)).toEqual(new Set([200]));
});
