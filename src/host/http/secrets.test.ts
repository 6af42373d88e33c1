/** No token, PIN or ticket in the database or the log, and after a wipe no name. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardTicketOf } from './seat-cards.harness.ts';
import { makeGame, startTestApp, type TestApp } from './test-app.harness.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

async function playGame() {
  const token = app.seats.ownerToken;
  const game = await makeGame(app);
  const keyed = (path: string, key: string, body: object) => game.call(path, { key, body, token });
  const joined = await game.call('/players', {
    key: 'join',
    body: { player_name: 'Zebedee', team_number: 1 },
  });
  const { player_id: id, token: own, seat_pin: pin } = joined.json;
  const guest = await game.join('Guest');
  const card = await cardTicketOf(game, Number(id));
  await game.call('/seats/recover', { key: 'back', body: { player_name: 'Zebedee', seat_pin: pin } });
  await keyed(`/players/${String(id)}/restore`, 'restore', {});
  await keyed(`/players/${guest.id}/merge`, 'merge', { into: id });
  const ticket = await keyed('/tickets', 'ticket', { for: 'banker' });
  const redeemed = await app.call('/api/v2/tickets/redeem', {
    key: 'use',
    body: { ticket: ticket.json['ticket'] },
  });
  await app.call('/api/v2/tickets/redeem', { key: 'card', body: { ticket: card } });
  await app.call('/api/v2/tickets/redeem', { key: 'again', body: { ticket: card } });
  await game.call('/me', { token: String(own), headers: { host: 'evil.example' } });
  await app.refuseWrites(true);
  await keyed('/start', 'start', {});
  await app.refuseWrites(false);
  const secrets = [token, own, guest.token, card, ticket.json['ticket'], redeemed.json['token']].map(String);
  return { game, secrets, pins: [String(pin), guest.pin] };
}

describe('secrets', () => {
  it('are in nothing that is stored and in no line of the log', async () => {
    const { secrets, pins } = await playGame();
    const stored = await app.contents();
    expect(stored).toContain('Zebedee');
    expect(app.reports.length).toBeGreaterThan(0);
    for (const secret of secrets) {
      const mac = secret.split('.').at(-1) ?? secret;
      expect(stored).not.toContain(mac);
      expect(app.reports.join('\n')).not.toContain(mac);
    }
    expect(stored).not.toMatch(/"seat_pin":"\d/);
    for (const pin of pins) expect(stored).not.toContain(`"${pin}"`);
    expect(app.reports.join('\n')).not.toMatch(/seat_pin|Zebedee/);
  });

  it('and names do not survive the wipe of their game', async () => {
    const { game } = await playGame();
    await game.asOwner('', {}, 'DELETE');
    expect(await app.contents()).not.toContain('Zebedee');
    await app.restart();
    expect(await app.store.eventStore.list()).toHaveLength(0);
  });

  it('are not in what players see of each other', async () => {
    const { game, secrets, pins } = await playGame();
    const mate = await game.join('Mate');
    await game.asOwner('/start');
    const seen = await Promise.all(
      ['/me', '/players', '/teams', '/events'].map((path) => game.call(path, { token: mate.token })),
    );
    const text = seen.map((answer) => answer.text).join('\n');
    for (const secret of [...secrets, ...pins.map((pin) => `"${pin}"`)]) expect(text).not.toContain(secret);
    expect(text).not.toContain('Zebedee');
  });
});
