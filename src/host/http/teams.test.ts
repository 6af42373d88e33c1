/** Teams over HTTP: looks, adding and folding; two bankers, requests and taps that arrive meanwhile, a restart. */
import { Check } from 'typebox/value';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Team } from '../../protocol/entity-schemas.ts';
import { MovePlayersResponse, TeamsResponse } from '../../protocol/rest-schemas.ts';
import { makeGame, type SeatedGame, startTestApp, type TestApp, type TestSeat } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
let ben: TestSeat;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  anna = await game.join('Anna', 1);
  ben = await game.join('Ben', 2);
  await game.asOwner('/start');
});

const byBanker = (path: string, body: object) => game.call(path, { token: game.banker.token, body });
const request = (player: TestSeat, expected_team?: number) =>
  app.call(`${game.challenges}/request`, {
    token: player.token,
    body: {
      player_id: player.id,
      building_type: 'farm',
      ...(expected_team !== undefined && { expected_team }),
    },
  });
const me = async ({ token }: TestSeat) => (await game.call('/me', { token })).json;

describe('teams', () => {
  it('are shown, changed and balanced', async () => {
    const shown = await game.call('/teams', { token: app.seats.ownerToken });
    expect(Check(TeamsResponse, shown.json)).toBe(true);
    expect(shown.json['items']).toHaveLength(4);
    const look = { name: 'Foxes', colour: '#112233', shape: 'star', has_school: true };
    const { json } = await game.call('/teams/2', { token: game.banker.token, method: 'PATCH', body: look });
    expect(json).toMatchObject({ team_number: 2, ...look });
    expect(Check(Team, json)).toBe(true);
    expect(Check(TeamsResponse, (await byBanker('/teams/balance', {})).json)).toBe(true);
  });

  it('keep a school that has been switched, or built, since what was expected', async () => {
    const school = (has_school: boolean, expected_has_school: boolean, expected_schools = 0) =>
      game.call('/teams/1', {
        token: game.banker.token,
        method: 'PATCH',
        body: { has_school, expected_has_school, expected_schools },
      });
    expect(await school(true, false)).toMatchObject({ status: 200, json: { has_school: true } });
    expect(await school(true, false)).toMatchObject({ status: 409, json: { code: 'undo_not_last' } });
    expect(await school(false, true, 1)).toMatchObject({ status: 409, json: { code: 'undo_not_last' } });
    expect(await school(false, true)).toMatchObject({ status: 200, json: { has_school: false } });
    expect((await school(false, true, -1)).status).toBe(400);
  });

  it('get several players in one act, of whom those have moved who were where they were expected', async () => {
    const move = (...items: readonly (readonly [id: number, to: number | null, from: number | null])[]) =>
      byBanker('/players/move', {
        items: items.map(([player_id, team_number, expected_team]) => ({
          player_id,
          team_number,
          expected_team,
        })),
      });
    const moved = await move([anna.id, 3, 1], [ben.id, 3, 1]);
    expect(Check(MovePlayersResponse, moved.json)).toBe(true);
    expect(moved.json).toMatchObject({
      done: [{ player_id: anna.id, team_number: 3 }],
      skipped: [{ player_id: ben.id, team_number: 2 }],
    });
    expect(await me(anna)).toMatchObject({ team_number: 3 });
    expect((await move([anna.id, 1, 3], [ben.id, 1, 3])).json).toMatchObject({
      done: [{ player_id: anna.id, team_number: 1 }],
      skipped: [{ player_id: ben.id }],
    });
    expect((await move([anna.id, 2, 1], [anna.id, 3, 2])).status).toBe(400);
    expect((await move([anna.id, 2, 1], [9_999, 2, 1])).status).toBe(404);
    expect((await move([anna.id, 9, 1])).status).toBe(404);
    expect(await me(anna)).toMatchObject({ team_number: 1 });
  });

  it('are added, folded and brought back by bankers, also in play', async () => {
    const added = await byBanker('/teams', { name: 'Otters' });
    expect(added).toMatchObject({ status: 201, json: { team_number: 5, name: 'Otters', folded_at: null } });
    const folded = await byBanker('/teams/1/fold', { players_to: 5 });
    expect(folded).toMatchObject({ status: 200, json: { team_number: 1, folded_at: app.clock.wall() } });
    expect(await me(anna)).toMatchObject({ team_number: 5 });
    const back = await byBanker('/teams/1/unfold', { folded_at: folded.json['folded_at'] });
    expect(back).toMatchObject({ status: 200, json: { folded_at: null } });
    expect(await me(anna)).toMatchObject({ team_number: 1 });
  });

  it('are folded once: the second of two bankers hears that it is done, and nobody moves twice', async () => {
    const [one, other] = await Promise.all([
      byBanker('/teams/1/fold', { players_to: 2 }),
      game.call('/teams/1/fold', { token: app.seats.ownerToken, body: { players_to: 3 } }),
    ]);
    // Which of them is the second is nobody's business here.
    const isFirst = one.status === 200;
    const [done, refused] = isFirst ? [one, other] : [other, one];
    expect(done.status).toBe(200);
    expect(refused).toMatchObject({ status: 409, json: { code: 'team_folded' } });
    expect(await me(anna)).toMatchObject({ team_number: isFirst ? 2 : 3 });
  });

  it('are not folded into one that somebody else is just folding', async () => {
    const [, other] = await Promise.all([
      byBanker('/teams/2/fold', { players_to: 3 }),
      // The owner, whom no limit waits for, would be first where limits are counted elsewhere.
      byBanker('/teams/1/fold', { players_to: 2 }),
    ]);
    expect(other).toMatchObject({ status: 409, json: { code: 'fold_destination' } });
    expect(await me(anna)).toMatchObject({ team_number: 1 });
  });

  it('take a request along that arrived just before, and refuse one that was tapped for the old team', async () => {
    expect((await request(anna, 1)).status).toBe(201);
    await byBanker('/teams/1/fold', { players_to: 2 });
    const { items } = (await app.call(`${game.challenges}/history`, { token: anna.token })).json;
    expect(items).toMatchObject([{ player_id: anna.id, team_number: 2, status: 'requested' }]);
    await byBanker('/teams/2/fold', { players_to: 4 });
    expect(await request(ben, 2)).toMatchObject({ status: 409, json: { code: 'team_changed' } });
  });

  it('say whose challenge keeps them from being folded', async () => {
    await request(anna);
    expect(await byBanker('/teams/1/fold', { players_to: null })).toMatchObject({
      status: 409,
      json: { code: 'team_locked', holder: { player_id: anna.id, player_name: 'Anna' } },
    });
  });

  it.each([
    ['/teams', { name: 7 }],
    ['/teams', { colour: 'red' }],
    ['/teams', { name: '  ' }],
    ['/teams/1/fold', {}],
    ['/teams/1/fold', { players_to: 'anywhere' }],
    ['/teams/1/fold', { players_to: 0 }],
    ['/teams/1/unfold', { with_players: 'yes' }],
  ])('refuse %s %o, and change nothing', async (path, body) => {
    expect(await byBanker(path, body)).toMatchObject({ status: 400, json: { code: 'bad_request' } });
    const { items } = (await game.call('/teams', { token: game.banker.token })).json;
    expect(items).toHaveLength(4);
  });
});

describe('what cannot be done with a team', () => {
  interface Impossible {
    readonly what: string;
    readonly path: string;
    readonly body: object;
    readonly method?: 'PATCH';
    readonly status: number;
    readonly code: string;
    readonly says: RegExp;
  }
  const IMPOSSIBLE: readonly Impossible[] = [
    {
      what: 'folding it into itself',
      path: '/teams/1/fold',
      body: { players_to: 1 },
      status: 409,
      code: 'fold_destination',
      says: /that same team.*Choose a team/,
    },
    {
      what: 'folding it into one that is folded',
      path: '/teams/1/fold',
      body: { players_to: 4 },
      status: 409,
      code: 'fold_destination',
      says: /another folded one.*Choose a team/,
    },
    {
      what: 'folding it into one that is not there',
      path: '/teams/1/fold',
      body: { players_to: 5 },
      status: 404,
      code: 'not_found',
      says: /no such team.*Choose one/,
    },
    {
      what: 'folding one that is not there',
      path: '/teams/5/fold',
      body: { players_to: 1 },
      status: 404,
      code: 'not_found',
      says: /no such team.*Choose one/,
    },
    {
      what: 'folding one that is folded',
      path: '/teams/4/fold',
      body: { players_to: 'evenly' },
      status: 409,
      code: 'team_folded',
      says: /folded already/,
    },
    {
      what: 'bringing back one that is not folded',
      path: '/teams/1/unfold',
      body: {},
      status: 409,
      code: 'team_not_folded',
      says: /not folded/,
    },
    {
      what: 'bringing back one that is not there',
      path: '/teams/12/unfold',
      body: {},
      status: 404,
      code: 'not_found',
      says: /no such team.*Choose one/,
    },
    {
      what: 'putting a player into one that is folded',
      path: '/players/{anna}',
      body: { team_number: 4 },
      method: 'PATCH',
      status: 409,
      code: 'team_folded',
      says: /Choose another one/,
    },
    {
      what: 'putting a player into one that is not there',
      path: '/players/{anna}',
      body: { team_number: 5 },
      method: 'PATCH',
      status: 404,
      code: 'not_found',
      says: /no such team.*Choose one/,
    },
    {
      what: 'putting a banker into one',
      path: '/players/{banker}',
      body: { team_number: 1 },
      method: 'PATCH',
      status: 404,
      code: 'not_found',
      says: /no such player.*bankers and boards/,
    },
  ];

  it.each(IMPOSSIBLE)(
    '$what is refused with what to do, and changes nothing',
    async ({ path, body, method, status, code, says }) => {
      await byBanker('/teams/4/fold', { players_to: 'evenly' });
      const everything = () =>
        Promise.all(
          ['/teams', '/players', '/events'].map(
            async (each) => (await game.call(each, { token: app.seats.ownerToken })).text,
          ),
        );
      const before = await everything();
      const at = path.replace('{anna}', String(anna.id)).replace('{banker}', String(game.banker.id));
      const refused = await game.call(at, {
        token: game.banker.token,
        body,
        ...(method !== undefined && { method }),
      });
      expect(refused).toMatchObject({ status, json: { code } });
      expect(refused.json['detail']).toMatch(says);
      expect(await everything()).toEqual(before);
    },
  );
});

describe('who is where', () => {
  const membersFor = ({ token }: TestSeat) => game.call('/teams/members', { token });

  it('is told to players who may choose a team, and to nobody else with a seat', async () => {
    const late = await game.join('Late', null);
    const { seq, items } = (await membersFor(late)).json;
    expect(items).toEqual([
      { player_id: anna.id, player_name: 'Anna', team_number: 1 },
      { player_id: ben.id, player_name: 'Ben', team_number: 2 },
      { player_id: late.id, player_name: 'Late', team_number: null },
    ]);
    expect(seq).toBeGreaterThan(0);
    expect(await membersFor(anna)).toMatchObject({ status: 403, json: { code: 'not_yours' } });
    await game.asOwner('', { settings: { own_team_in_play: true } }, 'PATCH');
    expect((await membersFor(anna)).status).toBe(200);
    await game.asOwner('', { settings: { join_teams: 'assign' } }, 'PATCH');
    expect((await membersFor(late)).status).toBe(403);
  });

  it('is not told to who only knows the code, nor to who was removed', async () => {
    expect((await game.call('/teams/members')).status).toBe(401);
    const late = await game.join('Late', null);
    await game.asOwner(`/players/${late.id}`, {}, 'DELETE');
    expect((await membersFor(late)).status).toBe(403);
  });

  it('leaves out names that wait for approval, except to whoever has them, and players who were removed', async () => {
    await game.asOwner('', { settings: { approve_names: true } }, 'PATCH');
    await game.asOwner(`/players/${ben.id}`, {}, 'DELETE');
    const [one, other] = [await game.join('Rude', null), await game.join('Late', null)];
    const names = async (seat: TestSeat) =>
      ((await membersFor(seat)).json['items'] as { player_name: string | null }[]).map(
        (each) => each.player_name,
      );
    expect(await names(one)).toEqual(['Anna', 'Rude', null]);
    expect(await names(other)).toEqual(['Anna', null, 'Late']);
  });
});

describe('players who correct themselves in play', () => {
  const change = (seat: TestSeat, body: object) =>
    game.call(`/players/${seat.id}`, { token: seat.token, method: 'PATCH', body });

  it('may as far as the banker allows it, at any time', async () => {
    expect(await change(anna, { player_name: 'Hanna' })).toMatchObject({ status: 409 });
    await game.asOwner('', { settings: { own_name_in_play: true } }, 'PATCH');
    expect(await change(anna, { player_name: 'Hanna' })).toMatchObject({ json: { player_name: 'Hanna' } });
    expect(await change(anna, { team_number: 2 })).toMatchObject({ json: { code: 'game_status' } });
    await game.asOwner('', { settings: { own_team_in_play: true, own_name_in_play: false } }, 'PATCH');
    expect(await change(anna, { team_number: 2 })).toMatchObject({ json: { team_number: 2 } });
    expect(await change(anna, { player_name: 'Anna' })).toMatchObject({ json: { code: 'game_status' } });
  });

  it('keep their team while a challenge of theirs is open', async () => {
    await game.asOwner('', { settings: { own_team_in_play: true } }, 'PATCH');
    const { json: asked } = await request(anna);
    expect(await change(anna, { team_number: 2 })).toMatchObject({
      status: 409,
      json: { code: 'challenge_open', challenge: { id: asked['id'], player_id: anna.id } },
    });
    await app.call(`${game.challenges}/${String(asked['id'])}/cancel`, { token: anna.token, body: {} });
    expect(await change(anna, { team_number: 2 })).toMatchObject({ json: { team_number: 2 } });
  });
});
