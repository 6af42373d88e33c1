import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type TestSeat, type TestApp, type SeatedGame } from '../test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;

beforeAll(async () => {
  app = await startTestApp();
  game = await makeGame(app, { join_teams: 'choose' });
});
afterAll(() => app.close());

const change = (seat: TestSeat, body: object, id = seat.id) =>
  game.call(`/players/${id}`, { method: 'PATCH', token: seat.token, body });

describe('players change of themselves', () => {
  it('their name and their team, until the game starts', async () => {
    const anna = await game.join('Anna', null);
    const other = await game.join('anna');
    expect((await change(anna, { team_number: 2 })).json['team_number']).toBe(2);
    expect((await change(anna, { team_number: 1, player_name: ' Anna  Lena ' })).json).toMatchObject({
      team_number: 1,
      player_name: 'Anna Lena',
    });
    expect((await change(other, { player_name: 'anna lena' })).json['player_name']).toBe('anna lena 2');
  });

  it('nothing else, and nobody else', async () => {
    const ben = await game.join('Ben', null);
    const mia = await game.join('Mia', null);
    const refused = [
      {},
      { team_number: 2, blocked: false },
      { player_name: 'Benno', approved: true },
      { player_name: 'Benno', extra_time_factor: 2 },
      { team_number: null },
    ];
    for (const body of refused) expect((await change(ben, body)).status).toBe(403);
    expect((await change(ben, { team_number: 2 }, mia.id)).status).toBe(403);
    expect((await change(ben, { player_name: 'Mia 9' }, mia.id)).status).toBe(403);
    expect((await change(ben, { team_number: 9 })).status).toBe(404);
    for (const name of ['', '   ', 'x'.repeat(200), 7])
      expect((await change(ben, { player_name: name })).status).toBe(400);
  });

  it('no team where the banker or the host gives them', async () => {
    const kim = await game.join('Kim', null);
    await game.asOwner('', { settings: { join_teams: 'assign' } }, 'PATCH');
    expect((await change(kim, { team_number: 1 })).status).toBe(403);
    expect((await change(kim, { team_number: 1, player_name: 'Kimmy' })).status).toBe(403);
    expect((await change(kim, { player_name: 'Kimmy' })).json['player_name']).toBe('Kimmy');
    await game.asOwner('', { settings: { join_teams: 'choose' } }, 'PATCH');
  });

  it('only a team that they lack once it has started', async () => {
    const tom = await game.join('Tom', null);
    const lea = await game.join('Lea', 1);
    await game.asOwner('/start');
    expect((await change(lea, { player_name: 'Leah' })).json).toMatchObject({ code: 'game_status' });
    expect((await change(lea, { team_number: 2 })).json).toMatchObject({ code: 'game_status' });
    expect((await change(tom, { team_number: 2 })).json['team_number']).toBe(2);
    expect((await change(tom, { team_number: 1 })).json).toMatchObject({ code: 'game_status' });
  });
});
