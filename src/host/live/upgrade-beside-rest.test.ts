/** Upgrades on a host that also answers API calls. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeGame, startTestApp, type TestApp } from '../http/test-app.harness.ts';
import { liveOfServices } from './live-of-services.harness.ts';
import { liveRoutes } from './live-routes.ts';
import { RawClient, upgradeRequest } from './raw-client.harness.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({
    live: (services) =>
      liveRoutes(liveOfServices(services, { report: (message) => void app.reports.push(message) }), services),
  });
});
afterEach(() => app.close());

it('an API call that requests an upgrade is answered as an API call', async () => {
  const game = await makeGame(app);
  const client = await RawClient.connect(Number(new URL(app.url).port));
  client.send(
    upgradeRequest(`${game.path}/me`, {
      Authorization: `Bearer ${game.banker.token}`,
      Connection: 'Upgrade, close',
      Upgrade: 'h2c',
    }),
  );
  const answer = await client.ended();
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).toContain(`"player_id":${game.banker.id}`);
});

it("an upgrade's credentials are never logged", async () => {
  const game = await makeGame(app);
  const { id, token } = game.banker;
  const port = Number(new URL(app.url).port);
  const Cookie = `${app.seats.cookieName(id)}=${token}`;
  const tries = [
    upgradeRequest(`/ws/${game.code}/${id}`, { Cookie }),
    upgradeRequest(`/ws/${game.code}/${id}`, { Cookie, Origin: 'http://evil.example' }),
    upgradeRequest(`/ws/${game.code}/${id}`, { Cookie, 'Sec-WebSocket-Key': '' }),
    upgradeRequest(`/elsewhere`, { Authorization: `Bearer ${token}` }),
  ];
  const clients = await Promise.all(tries.map(() => RawClient.connect(port)));
  for (const [index, client] of clients.entries()) client.send(tries[index] ?? '');
  for (const client of clients) await client.waitFor('\r\n\r\n');
  for (const client of clients) client.socket.destroy();
  expect(app.reports.join('\n')).not.toContain(token);
});
