/** Whoever loses a right while their call waits gets nothing by it, and changes nothing. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RateLimits } from './rate-limits.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
  type TestSeat,
} from './test-app.harness.ts';

type Waits = 'tryPin' | 'takeCommand' | 'nextOf';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
/** Happens once, while a call waits there. */
let meanwhile: Partial<Record<Waits, () => Promise<unknown>>> = {};
const happen = async (where: Waits) => {
  const { [where]: act, ...rest } = meanwhile;
  meanwhile = rest;
  await act?.();
};
beforeAll(async () => {
  app = await startTestApp({
    rateLimits: (real): RateLimits => ({
      ...real,
      async tryPin(...attempt) {
        await real.tryPin(...attempt);
        await happen('tryPin');
      },
      async takeCommand(...command) {
        await real.takeCommand(...command);
        await happen('takeCommand');
      },
    }),
    replace: ({ continuations }) => ({
      continuations: {
        ...continuations,
        async nextOf(room) {
          const next = await continuations.nextOf(room);
          await happen('nextOf');
          return next;
        },
      },
    }),
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  game = await makeGame(app);
  anna = await game.join('Anna');
});
afterEach(() => {
  if (Object.keys(meanwhile).length > 0) throw new Error('something did not happen');
});

const ticketFor = async (body: object) => String((await game.asOwner('/tickets', body)).json['ticket']);
const redeem = async (ticket: string) =>
  (await app.call('/api/v2/tickets/redeem', { body: { ticket } })).json;
const recover = (key?: string) =>
  game.call('/seats/recover', {
    body: { player_name: anna.name, seat_pin: anna.pin },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const asSeen = async () => (await game.call('', { token: app.seats.ownerToken })).json;
const nothingOf = (answer: TestResponse, secrets: readonly unknown[]) => {
  const text = answer.text + answer.headers.getSetCookie().join();
  return secrets.every((secret) => typeof secret === 'string' && !text.includes(secret));
};

/** Anna's seat moves to a phone of the banker's choice, and what that phone knows of it then. */
async function movedBy(ticket: string): Promise<readonly string[]> {
  const { token } = await redeem(ticket);
  const { json } = await game.call('/me', { token: String(token) });
  expect(json['seat_pin']).not.toBe(anna.pin);
  return [String(token), String(json['seat_pin'])];
}

describe('whoever comes with the PIN that a seat had', () => {
  it.each([
    ['tryPin', undefined],
    ['takeCommand', undefined],
    ['takeCommand', 'again-and-again'],
  ] as const)(
    'gets nothing of the seat that moves while they wait at %s, with the key %s',
    async (where, key) => {
      const ticket = await ticketFor({ for: 'seat', player_id: anna.id });
      let secrets: readonly string[] = [];
      meanwhile = {
        [where]: async () => {
          secrets = await movedBy(ticket);
        },
      };
      const answer = await recover(key);
      expect(answer).toMatchObject({ status: 401, json: { reason: 'wrong_pin' } });
      expect(secrets).toHaveLength(2);
      expect(nothingOf(answer, secrets)).toBe(true);
      expect(await recover(key)).toMatchObject({ status: 401 });
    },
  );

  it('does not become whom their seat is merged into while they wait', async () => {
    const ben = await game.join('Ben');
    meanwhile = {
      takeCommand: () => game.asOwner(`/players/${anna.id}/merge`, { into: ben.id }),
    };
    const answer = await recover();
    expect(answer.status).toBe(401);
    expect(nothingOf(answer, [ben.token, ben.pin])).toBe(true);
  });

  it('gets the seat that is renamed while they wait', async () => {
    meanwhile = {
      takeCommand: () => game.asOwner(`/players/${anna.id}`, { player_name: 'Anna B' }, 'PATCH'),
    };
    expect(await recover()).toMatchObject({
      status: 201,
      json: { token: anna.token, player_name: 'Anna B' },
    });
  });
});

describe('a phone whose seat moves while its call waits', () => {
  it('changes nothing, and is not told the new PIN', async () => {
    const ticket = await ticketFor({ for: 'seat', player_id: anna.id });
    let secrets: readonly string[] = [];
    meanwhile = {
      async takeCommand() {
        secrets = await movedBy(ticket);
      },
    };
    const body = { player_name: 'Thief' };
    const answer = await game.call(`/players/${anna.id}`, { method: 'PATCH', body, token: anna.token });
    expect(answer).toMatchObject({ status: 401, json: { code: 'no_right' } });
    expect(nothingOf(answer, secrets)).toBe(true);
    const { json } = await game.call('/me', { token: secrets[0] });
    expect(json['player_name']).toBe('Anna');
  });

  it('does not come into the next game by it', async () => {
    for (const step of ['/start', '/end', '/next']) await game.asOwner(step);
    const ticket = await ticketFor({ for: 'seat', player_id: anna.id });
    meanwhile = { nextOf: () => movedBy(ticket) };
    const answer = await game.call('/next', { token: anna.token });
    expect(answer).toMatchObject({ status: 401, json: { code: 'no_right' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe('an assistant who is removed while their call waits', () => {
  const calls: readonly (readonly [string, string, object])[] = [
    ['POST', '/message', { text: 'Still here' }],
    ['POST', '/tickets', { for: 'banker' }],
    ['POST', '/start', {}],
    ['POST', '/players', { player_name: 'By the assistant' }],
    ['PATCH', '', { name: 'Theirs' }],
  ];
  it.each(calls)('does nothing by %s %s', async (method, path, body) => {
    const assistant = await redeem(await ticketFor({ for: 'banker' }));
    const before = await asSeen();
    meanwhile = {
      takeCommand: () => game.asOwner(`/players/${String(assistant['participant_id'])}`, {}, 'DELETE'),
    };
    const answer = await game.call(path, { method, body, token: String(assistant['token']) });
    expect(answer).toMatchObject({ status: 401, json: { code: 'no_right' } });
    const after = await asSeen();
    for (const field of ['status', 'name', 'message']) expect(after[field]).toEqual(before[field]);
  });
});

describe('an owner who is removed while their call waits', () => {
  it('does nothing by it', async () => {
    const listed = { id: 7, name: 'Mia', secretHash: 'ab'.repeat(32) };
    app.owners.replace([listed]);
    const token = app.seats.listedOwnerToken(listed.id, listed.secretHash);
    const theirs = await makeGame(app, {}, 'Evening', token);
    meanwhile = { takeCommand: async () => app.owners.replace([]) };
    const answer = await theirs.call('/start', { body: {}, token });
    expect(answer).toMatchObject({ status: 401, json: { code: 'no_right' } });
    const { json } = await theirs.call('', { token: app.seats.ownerToken });
    expect(json['status']).toBe('waiting');
  });
});
