/** What a page at another address of the laptop may ask, and what it gets: docs/protocol.md, "When the address changes". */
import { createHmac, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carryText, formatCarryTicket, proofText } from '../../protocol/carried-seat.ts';
import { CARRY_MS } from '../auth/carried-seats.ts';
import { announcing } from '../lan/announced-origins.fake.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp, type TestSeat } from './test-app.harness.ts';

/** Where the laptop was reached, as far as this test is concerned. */
const HERE = 'http://10.0.0.9:4747';
const OLD = 'http://10.0.0.2:4747';

interface Proof {
  readonly origin: string;
  readonly at: number;
  readonly proof: string;
}

let reachedAt: string | null;
let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;

beforeEach(async () => {
  reachedAt = HERE;
  app = await startTestApp({
    announcedOrigins: announcing({ list: () => [HERE, OLD], reachedAt: () => reachedAt }),
  });
  game = await makeGame(app);
  anna = await game.join('Anna');
});
afterEach(() => app.close());

const macOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');
const secretOf = async (id: number) => {
  const participant = (await app.rooms.bySeat(id))?.participant;
  if (participant === undefined) throw new Error(`there is no participant ${id}`);
  return app.seats.carrySecretOf(participant);
};
const newChallenge = () => randomBytes(16).toString('hex');
const ask = async (id: number, challenge = newChallenge(), headers: Record<string, string> = {}) => {
  const response = await app.call(`/api/v2/seats/${id}/proof?challenge=${challenge}`, { headers });
  return { response, proof: response.json as unknown as Proof };
};
const isProven = async (id: number, secret: string): Promise<boolean> => {
  const challenge = newChallenge();
  const { proof } = await ask(id, challenge);
  return proof.proof === macOf(secret, proofText(challenge, proof));
};
const ticketFor = (id: number, secret: string, where: { origin: string; at: number }) =>
  formatCarryTicket({ participantId: id, at: where.at, mac: macOf(secret, carryText(where)) });
const redeem = (ticket: string) => app.call('/api/v2/tickets/redeem', { body: { ticket } });
const boardSeat = async (): Promise<TestSeat> => {
  const { json } = await game.asOwner('/tickets', { for: 'board' });
  const { json: board } = await redeem(String(json['ticket']));
  return { id: Number(board['participant_id']), name: 'Board', token: String(board['token']), pin: '' };
};

describe('a proof', () => {
  it('is right for players and boards, over a restart too', async () => {
    for (const { id } of [anna, await boardSeat()]) {
      const secret = await secretOf(id);
      expect(await isProven(id, secret)).toBe(true);
      await app.restart();
      expect(await isProven(id, secret)).toBe(true);
    }
  });

  const ends: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'was moved to another phone',
      async () => {
        const { json } = await game.asOwner('/tickets', { for: 'seat', player_id: anna.id });
        return redeem(String(json['ticket']));
      },
    ],
    ['was removed', () => game.asOwner(`/players/${anna.id}`, {}, 'DELETE')],
    ['was blocked', () => game.asOwner(`/players/${anna.id}`, { blocked: true }, 'PATCH')],
    [
      'was merged',
      async () => {
        const { id } = await game.join('Anna');
        return game.asOwner(`/players/${anna.id}/merge`, { into: id });
      },
    ],
    [
      'was wiped with its game',
      async () => {
        await game.asOwner('/start');
        await game.asOwner('/end');
        return game.asOwner('', {}, 'DELETE');
      },
    ],
  ];
  it.each(ends)('is wrong, and the ticket worthless, once the seat %s', async (_what, end) => {
    const secret = await secretOf(anna.id);
    const ticket = ticketFor(anna.id, secret, (await ask(anna.id)).proof);
    expect((await redeem(ticket)).status).toBe(200);
    await end();
    expect(await isProven(anna.id, secret)).toBe(false);
    expect((await redeem(ticket)).status).toBe(401);
  });

  it('looks the same for seats that there are not, so that nobody learns which there are', async () => {
    const shape = async (id: number) => {
      const { response, proof } = await ask(id);
      return [response.status, Object.keys(proof), proof.origin, proof.proof.length];
    };
    const known = await shape(anna.id);
    for (const id of [0, game.banker.id, 999]) expect(await shape(id)).toEqual(known);
    const challenge = newChallenge();
    expect((await ask(999, challenge)).proof).toEqual((await ask(999, challenge)).proof);
  });

  it('is wrong for bankers, whose rights never travel by themselves', async () => {
    const secret = await secretOf(game.banker.id);
    expect(await isProven(game.banker.id, secret)).toBe(false);
    const where = { origin: HERE, at: (await ask(game.banker.id)).proof.at };
    expect((await redeem(ticketFor(game.banker.id, secret, where))).status).toBe(401);
  });

  it('is wrong where the laptop was not reached at an address of its own', async () => {
    const secret = await secretOf(anna.id);
    reachedAt = null;
    expect(await isProven(anna.id, secret)).toBe(false);
    expect((await ask(anna.id)).proof.origin).toBe('');
  });

  it('needs a challenge of its own', async () => {
    for (const bad of ['', '?challenge=', '?challenge=1234', `?challenge=${'g'.repeat(32)}`]) {
      const { status } = await app.call(`/api/v2/seats/${anna.id}/proof${bad}`);
      expect(status).toBe(400);
    }
  });
});

describe('a ticket that carries a seat', () => {
  it('opens the seat with its token and cookie at that origin alone, again and again, for two minutes', async () => {
    const secret = await secretOf(anna.id);
    const { proof } = await ask(anna.id);
    const ticket = ticketFor(anna.id, secret, proof);
    for (const status of [200, 200]) {
      const answer = await redeem(ticket);
      expect(answer.status).toBe(status);
      expect(answer.json).toEqual({
        participant_id: anna.id,
        role: 'player',
        game_code: game.code,
        token: anna.token,
      });
      expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    }
    for (const elsewhere of ['http://10.0.0.66:4747', OLD, null]) {
      reachedAt = elsewhere;
      expect((await redeem(ticket)).status).toBe(401);
    }
    reachedAt = HERE;
    app.clock.advance(CARRY_MS + 1);
    expect((await redeem(ticket)).status).toBe(401);
  });

  it('cannot be made without the secret, nor for longer', async () => {
    const secret = await secretOf(anna.id);
    const other = await secretOf((await game.join('Leo')).id);
    const { at } = (await ask(anna.id)).proof;
    const late = { origin: HERE, at: at + CARRY_MS * 2 };
    for (const ticket of [
      ticketFor(anna.id, other, { origin: HERE, at }),
      ticketFor(anna.id, anna.token, { origin: HERE, at }),
      ticketFor(anna.id, secret, late),
      // A proof is no ticket.
      formatCarryTicket({ participantId: anna.id, at, mac: (await ask(anna.id)).proof.proof }),
    ]) {
      expect((await redeem(ticket)).status).toBe(401);
    }
  });

  it('leaves the seat as it is: its token, its PIN, and its other devices', async () => {
    const secret = await secretOf(anna.id);
    await redeem(ticketFor(anna.id, secret, (await ask(anna.id)).proof));
    const me = await game.call('/me', { token: anna.token });
    expect(me.json).toMatchObject({ player_id: anna.id, seat_pin: anna.pin });
  });
});

describe('pages from elsewhere', () => {
  it('may ask for a proof if they come from an address of this laptop, and for nothing else', async () => {
    const { response } = await ask(anna.id, newChallenge(), { origin: OLD });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(OLD);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary')).toBe('Origin');
    for (const path of ['/api/v2/seats', `${game.path}/me`, '/', `/api/v2/seats/${anna.id}/proofs`]) {
      const refused = await app.call(path, { headers: { origin: OLD }, token: anna.token });
      expect([path, refused.status]).toEqual([path, 403]);
    }
    const posted = await app.call(`/api/v2/seats/${anna.id}/proof`, { body: {}, headers: { origin: OLD } });
    expect(posted.status).toBe(403);
  });

  it.each([
    'http://10.0.0.66:4747',
    'http://10.0.0.2:8080',
    'https://10.0.0.2:4747',
    'http://evil.example',
    'null',
  ])('may not if they come from %s', async (origin) => {
    const { response } = await ask(anna.id, newChallenge(), { origin });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may not use a foreign host name either', async () => {
    const { hostname, port } = new URL(app.url);
    const url = `http://${hostname}:${port}/api/v2/seats/${anna.id}/proof?challenge=${newChallenge()}`;
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const call = request(url, { headers: { host: 'evil.example', origin: OLD } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on('error', reject).end();
    });
    expect(status).toBe(403);
  });
});
