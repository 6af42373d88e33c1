import { Check } from 'typebox/value';
import { HostInfo } from '../../protocol/host-info.ts';
import { FLOOD_JOINS } from '../limits/flood-search.ts';
import type { SeatedGame, TestApp } from './test-app.harness.ts';

/** Enough joins from one address to be noticed, as they are removed. */
export async function flood(app: TestApp, game: SeatedGame): Promise<object> {
  for (let count = 0; count < FLOOD_JOINS; count += 1) await game.join('Anna');
  const { json } = await app.call('/api/v2/host', { token: app.seats.ownerToken });
  if (!Check(HostInfo, json)) throw new Error('What the host says of itself does not match its schema.');
  // Of other games as well: hosts that share a database remember joins also after a restart.
  const noticed = json.warnings.find(
    ({ code, params }) => code === 'many_joins' && params['game_code'] === game.code,
  )?.params;
  if (noticed === undefined) throw new Error('The host did not notice the joins.');
  return { source: noticed['source'], since: noticed['since'] };
}
