/** More commands than a seat may give are refused on every route that changes a game, and change nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../game/commands.ts';
import { ProblemError } from './problems.ts';
import {
  makeGame,
  SQUATS,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestSeat,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
let spent = new Set<number>();
beforeAll(async () => {
  app = await startTestApp({
    rateLimits: (real) => ({
      ...real,
      async takeCommand(address: string, actor: Actor) {
        if (spent.has(actor.id)) throw new ProblemError('too_fast', 'Not now.', null, 1);
        await real.takeCommand(address, actor);
      },
    }),
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  spent = new Set();
  game = await makeGame(app);
  anna = await game.join('Anna');
});

type Call = readonly [method: string, path: string, body?: object];

const byBanker = (id: number): readonly Call[] => [
  ['PATCH', '', { name: 'Another' }],
  ['POST', '/start'],
  ['POST', '/pause'],
  ['POST', '/resume'],
  ['POST', '/end'],
  ['POST', '/message', { text: 'Tidy up' }],
  ['DELETE', '/message'],
  ['POST', '/players', { player_name: 'No phone' }],
  ['PATCH', `/players/${anna.id}`, { player_name: 'Renamed' }],
  ['DELETE', `/players/${anna.id}`],
  ['POST', `/players/${anna.id}/restore`],
  ['POST', `/players/${anna.id}/merge`, { into: anna.id }],
  ['POST', '/players/remove', { source: 'x', since: 0 }],
  ['POST', '/players/restore', { removed_at: 0 }],
  ['POST', '/players/move', { items: [{ player_id: anna.id, team_number: 2, expected_team: 1 }] }],
  ['PATCH', '/teams/1', { name: 'Foxes' }],
  ['POST', '/teams/balance'],
  ['POST', '/tickets', { for: 'board' }],
  ['POST', `${game.challenges}/request`, { player_id: anna.id, building_type: 'farm' }],
  ['POST', `${game.challenges}/${id}/assign`, SQUATS],
  ['PATCH', `${game.challenges}/${id}`, { target_number: 3 }],
  ['POST', `${game.challenges}/${id}/complete`],
  ['POST', `${game.challenges}/${id}/reject`],
  ['POST', `${game.challenges}/${id}/cancel`],
  ['POST', `${game.challenges}/${id}/undo`],
];
const byPlayer = (id: number): readonly Call[] => [
  ['PATCH', `/players/${anna.id}`, { team_number: 1 }],
  ['POST', `${game.challenges}/request`, { player_id: anna.id, building_type: 'farm' }],
  ['POST', `${game.challenges}/${id}/complete`],
  ['POST', `${game.challenges}/${id}/cancel`],
  ['POST', `${game.challenges}/${id}/undo`],
];

async function statuses(calls: readonly Call[], token: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const [method, path, body = {}] of calls) {
    const url = path.startsWith('/api') ? path : game.path + path;
    // One after the other: each could change the game.
    const { status, json } = await app.call(url, { method, body, token });
    found.add(`${status} ${String(json['code'])}`);
  }
  return found;
}

describe('a seat that has spent its limit', () => {
  it('is refused every command of a banker, and nothing is changed', async () => {
    await game.asOwner('/start');
    const id = await game.request(anna);
    spent.add(game.banker.id);
    const { seq } = (await app.rooms.byCode(game.code))?.state ?? {};
    expect([...(await statuses(byBanker(id), game.banker.token))]).toEqual(['429 too_fast']);
    expect((await app.rooms.byCode(game.code))?.state.seq).toBe(seq);
    expect((await game.call('', { token: game.banker.token })).status).toBe(200);
  });

  it('is refused every command of a player, and nothing is changed', async () => {
    const carl = await game.join('Carl', null);
    await game.asOwner('/start');
    const id = await game.request(anna);
    spent.add(anna.id).add(carl.id);
    const { seq } = (await app.rooms.byCode(game.code))?.state ?? {};
    const [choose, ...rest] = byPlayer(id);
    const choosing: readonly Call[] =
      choose === undefined ? [] : [[choose[0], `/players/${carl.id}`, { team_number: 1 }]];
    expect([...(await statuses(choosing, carl.token))]).toEqual(['429 too_fast']);
    expect([...(await statuses(rest, anna.token))]).toEqual(['429 too_fast']);
    const recovering = await game.call('/seats/recover', {
      body: { player_name: 'Anna', seat_pin: anna.pin },
    });
    expect(recovering.status).toBe(429);
    expect((await app.rooms.byCode(game.code))?.state.seq).toBe(seq);
  });

  it('may send the same command again later, with the same key', async () => {
    await game.asOwner('/start');
    spent.add(anna.id);
    const body = { player_id: anna.id, building_type: 'farm' };
    const ask = () => app.call(`${game.challenges}/request`, { token: anna.token, body, key: 'one-tap' });
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    spent.clear();
    expect((await ask()).status).toBe(201);
  });
});

describe('a loop of requests and cancellations', () => {
  it('is held up after 600, and the desk is not', async () => {
    await game.asOwner('/start');
    const answers: number[] = [];
    for (let turn = 0; turn < 301; turn += 1) {
      const { status, json } = await app.callFrom('10.0.0.66', `${game.challenges}/request`, {
        token: anna.token,
        body: { player_id: anna.id, building_type: 'farm' },
      });
      answers.push(status);
      if (status === 429) break;
      const path = `${game.challenges}/${String(json['id'])}/cancel`;
      answers.push((await app.callFrom('10.0.0.66', path, { token: anna.token })).status);
    }
    expect(answers.slice(0, 600)).not.toContain(429);
    expect(answers.at(-1)).toBe(429);
    await game.asOwner('/pause');
    app.clock.advance(1_000);
    const path = `${game.challenges}/request`;
    const body = { player_id: anna.id, building_type: 'farm' };
    expect((await app.callFrom('10.0.0.66', path, { token: anna.token, body })).status).toBe(201);
  }, 60_000);
});
