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

describe('a player without a team', () => {
  it('may join one, once', async () => {
    const anna = await game.join('Anna', null);
    const { status, json } = await change(anna, { team_number: 2 });
    expect([status, json['team_number']]).toEqual([200, 2]);
    expect((await change(anna, { team_number: 3 })).status).toBe(403);
  });

  it('changes nothing else, and nobody else', async () => {
    const ben = await game.join('Ben', null);
    const mia = await game.join('Mia', null);
    expect((await change(ben, { team_number: 2, blocked: false })).status).toBe(403);
    expect((await change(ben, { team_number: null })).status).toBe(403);
    expect((await change(ben, { player_name: 'Benno' })).status).toBe(403);
    expect((await change(ben, { team_number: 2 }, mia.id)).status).toBe(403);
    expect((await change(ben, { team_number: 9 })).status).toBe(404);
  });

  it('waits for the banker if bankers assign the teams', async () => {
    const kim = await game.join('Kim', null);
    await game.asOwner('', { settings: { join_teams: 'assign' } }, 'PATCH');
    expect((await change(kim, { team_number: 1 })).status).toBe(403);
  });
});
