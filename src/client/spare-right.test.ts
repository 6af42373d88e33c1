/** Cookies that a browser loses in mid-game: its page goes on by the token and gets them back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OWNER_SEAT_ID } from '../protocol/seat.ts';
import { ClientHarness, type TestSeat } from './client.harness.ts';
import { type Environment, headlessEnvironment } from './environment.ts';
import { createHostAdminClient } from './host-admin-client.ts';
import { createHostClient } from './host-client.ts';

/** A browser's cookies, and what it sends. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly sent: string[] = [];
  readonly redirects = new Set<string | undefined>();

  readonly environment: Environment = headlessEnvironment({
    fetch: async (url, init) => {
      const headers = new Headers(init.headers);
      const by = headers.has('Authorization') ? 'token' : 'cookie';
      if (by === 'token') this.redirects.add(init.redirect);
      if (this.cookies.size > 0)
        headers.set('Cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
      const response = await fetch(url, { ...init, headers });
      for (const cookie of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
        this.cookies.set(name, value);
      }
      this.sent.push(
        `${init.method} ${new URL(url).pathname.split('/').at(-1)} by ${by}: ${response.status}`,
      );
      return response;
    },
  });
}

const harness = new ClientHarness();
let anna: TestSeat;
let browser: Browser;

beforeEach(async () => {
  await harness.open();
  anna = await harness.join('Anna', 1);
  browser = new Browser();
});
afterEach(() => harness.dispose());

const clientFor = ({ id, token }: Pick<TestSeat, 'id' | 'token'>) =>
  createHostClient({
    baseUrl: harness.url,
    seat: id,
    spareRight: { path: `/games/${harness.code}/me`, token },
    environment: browser.environment,
  });

describe('G2: a page whose cookies are cleared in mid-game', () => {
  it('goes on with every call, each carried out once', async () => {
    const { code } = harness;
    const anyone = createHostClient({ baseUrl: harness.url, environment: harness.createNetwork() });
    const { player_id: id, token = '' } = await anyone.join(code, { player_name: 'Leo' });
    const leo = { id, token };
    const request = () => clientFor(anna).request(code, { player_id: anna.id, building_type: 'farm' });
    const calls: readonly (() => Promise<unknown>)[] = [
      () => clientFor(leo).changePlayer(code, leo.id, { team_number: 2 }),
      request,
      async () => {
        const [open] = await anna.api.active(code);
        await harness.assign({ id: open?.id ?? 0 });
        await clientFor(anna).complete(code, open?.id ?? 0, {});
      },
      async () => {
        const { items } = await clientFor(anna).history(code);
        expect(items).toMatchObject([{ status: 'completed', player_id: anna.id }]);
        await clientFor(anna).undo(code, items[0]?.id ?? 0, {});
      },
      async () => {
        const [open] = await anna.api.active(code);
        await clientFor(anna).cancel(code, open?.id ?? 0, {});
      },
    ];
    for (const call of calls) {
      browser.cookies.clear();
      await call();
      expect(browser.cookies.size).toBe(1);
    }
    const { items } = await anna.api.history(code);
    expect(items).toMatchObject([{ status: 'cancelled' }]);
    expect(await clientFor(leo).me(code)).toMatchObject({ team_number: 2 });
  });

  it('gets the cookie back, and sends the token to the host alone', async () => {
    await clientFor(anna).history(harness.code);
    expect(browser.sent).toEqual([
      'GET history by cookie: 401',
      'GET me by token: 200',
      'GET history by token: 200',
    ]);
    expect([...browser.redirects]).toEqual(['error']);
    // As another page of the same browser, or this one after a reload.
    await clientFor(anna).history(harness.code);
    expect(browser.sent.at(-1)).toBe('GET history by cookie: 200');
  });

  it('asks no third time, if the browser keeps no cookies', async () => {
    const client = clientFor(anna);
    await client.history(harness.code);
    browser.cookies.clear();
    browser.sent.length = 0;
    await client.history(harness.code);
    expect(browser.sent).toEqual(['GET history by token: 200']);
  });

  it('is refused once the token opens nothing either', async () => {
    const { code } = harness;
    const client = clientFor({ ...anna, token: `${anna.token.slice(0, -4)}AAAA` });
    await expect(client.history(code)).rejects.toMatchObject({ problem: { code: 'no_right' } });
    expect(browser.sent).toEqual(['GET history by cookie: 401', 'GET me by token: 401']);
    // Nor is it tried again: so many wrong tokens from an address, and the host listens to none of them.
    browser.sent.length = 0;
    await expect(client.history(code)).rejects.toMatchObject({ problem: { code: 'no_right' } });
    expect(browser.sent).toEqual(['GET history by cookie: 401']);
  });

  it('is the desk of whoever runs the host, with every game and none open', async () => {
    const { token } = harness.banker;
    const desk = createHostClient({
      baseUrl: harness.url,
      seat: OWNER_SEAT_ID,
      spareRight: { path: '/host', token },
      environment: browser.environment,
    });
    const { items } = await desk.games();
    expect(items).toMatchObject([{ game_code: harness.code }]);
    expect(browser.sent).toEqual([
      'GET games by cookie: 401',
      'GET host by token: 200',
      'GET games by token: 200',
    ]);
    expect([...browser.cookies.values()]).toEqual([token]);
  });

  it('has nothing to go by before its link has been opened, and asks no more than a page without', async () => {
    const right = { path: `/games/${harness.code}/me`, token: '' };
    const client = createHostClient({
      baseUrl: harness.url,
      seat: anna.id,
      spareRight: right,
      environment: browser.environment,
    });
    await expect(client.history(harness.code)).rejects.toMatchObject({ problem: { code: 'no_right' } });
    expect(browser.sent).toEqual(['GET history by cookie: 401']);
    right.token = anna.token;
    await client.history(harness.code);
    expect(browser.sent.at(-1)).toBe('GET history by token: 200');
  });

  it('sees what the laptop tells its board', async () => {
    const { ticket } = await harness.banker.api.issueTicket(harness.code, { for: 'board' });
    const anyone = createHostClient({ baseUrl: harness.url, environment: harness.createNetwork() });
    const { participant_id: id, token } = await anyone.redeemTicket(ticket);
    const laptop = createHostAdminClient({
      baseUrl: harness.url,
      seat: id,
      spareRight: { path: `/games/${harness.code}/me`, token },
      environment: browser.environment,
    });
    await laptop.host();
    expect(browser.cookies.size).toBe(1);
    await laptop.wifi();
    expect(browser.sent.at(-1)).toBe('GET wifi by token: 200');
  });
});
