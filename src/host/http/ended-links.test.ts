/** One-time links that end before their ten minutes: with the right of who handed them out, or with a move of the seat. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  anna = await game.join('Anna');
});

const redeem = (ticket: string, key?: string) =>
  app.call('/api/v2/tickets/redeem', {
    body: { ticket },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const linkBy = async (token: string, body: object, of = game): Promise<string> => {
  const { status, json } = await of.call('/tickets', { body, token });
  expect(status).toBe(201);
  return String(json['ticket']);
};
const ENDED = { status: 401, json: { code: 'no_right', reason: 'link_used' } };

async function assistant() {
  const { json } = await redeem(await linkBy(app.seats.ownerToken, { for: 'banker' }));
  return { id: Number(json['participant_id']), token: String(json['token']) };
}

describe('the links of an assistant', () => {
  const purposes = [{ for: 'banker' }, { for: 'board' }, { for: 'seat' }];
  const asked = (purpose: object) => ({ ...purpose, player_id: anna.id });

  it.each(purposes)('%o, work as long as they are one', async (purpose) => {
    const { token } = await assistant();
    expect(await redeem(await linkBy(token, asked(purpose)))).toMatchObject({ status: 200 });
  });

  it.each(purposes)(
    '%o, end when they are removed, and stay so when they are brought back',
    async (purpose) => {
      const { id, token } = await assistant();
      const link = await linkBy(token, asked(purpose));
      await game.asOwner(`/players/${id}`, {}, 'DELETE');
      expect(await redeem(link)).toMatchObject(ENDED);
      await game.asOwner(`/players/${id}/restore`);
      expect(await redeem(link)).toMatchObject(ENDED);
      expect((await game.call('/me', { token: anna.token })).status).toBe(200);
    },
  );

  it('that were used before are answered again, for a page that has lost the answer', async () => {
    const { id, token } = await assistant();
    const link = await linkBy(token, { for: 'board' });
    const first = await redeem(link, 'once-more');
    await game.asOwner(`/players/${id}`, {}, 'DELETE');
    expect(await redeem(link, 'once-more')).toMatchObject({ status: 200, json: first.json });
  });

  it('are none any more for whoever leaves out who made them', async () => {
    const { token } = await assistant();
    const link = await linkBy(token, { for: 'banker' });
    const secret = link.split('.').at(-1) ?? '';
    expect(secret).toMatch(/^[\w-]{22}$/);
    for (const other of [secret, `b1-0.${secret}`, `${link}.x`])
      expect(await redeem(other)).toMatchObject(ENDED);
    expect(await redeem(link)).toMatchObject({ status: 200 });
  });
});

describe('the links of an owner whom the file lists', () => {
  const mia = { id: 7, name: 'Mia', secretHash: 'ab'.repeat(32) };
  const tokenOf = ({ id, secretHash }: typeof mia) => app.seats.listedOwnerToken(id, secretHash);

  it.each([
    ['nobody', []],
    ['the same owner with another secret', [{ ...mia, secretHash: 'cd'.repeat(32) }]],
  ])('end when the file lists %s', async (_what, others) => {
    app.owners.replace([mia]);
    const theirs = await makeGame(app, {}, 'Evening', tokenOf(mia));
    const links = [];
    for (let count = 0; count < 2; count += 1)
      links.push(await linkBy(tokenOf(mia), { for: 'banker' }, theirs));
    const [one = '', two = ''] = links;
    expect(await redeem(one)).toMatchObject({ status: 200 });
    app.owners.replace(others);
    expect(await redeem(two)).toMatchObject(ENDED);
  });
});

describe('the links for one seat', () => {
  it('end with the first that is used, whoever has seen another', async () => {
    const [one, two] = [
      await linkBy(app.seats.ownerToken, { for: 'seat', player_id: anna.id }),
      await linkBy(app.seats.ownerToken, { for: 'seat', player_id: anna.id }),
    ];
    const moved = await redeem(two);
    expect(moved.status).toBe(200);
    expect(await redeem(one)).toMatchObject(ENDED);
    expect((await game.call('/me', { token: String(moved.json['token']) })).status).toBe(200);
  });
});
