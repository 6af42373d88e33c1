/** Seats whose long answers are read as slowly as can be, over real connections. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { bearer, get, LimitedHost, repeat } from '../connections/limited-host.harness.ts';
import { DELIVERY_LIMITS } from '../connections/undelivered.ts';
import type { RawClient } from '../live/raw-client.harness.ts';
import { COSTLY_LIMITS, MIN_READING_MS } from './costly-answers.ts';
import { makeGame, type SeatedGame, type TestSeat } from './test-app.harness.ts';

/** After the first piece of a large answer, nobody gets any more: it is under way until its connection ends. */
const ONE_PIECE = { ...DELIVERY_LIMITS, perCaller: 1 };
const { perCaller, playersPerNetwork } = COSTLY_LIMITS;
/** All of them are more than is sent in one piece. */
const CHALLENGES = 250;

let host: LimitedHost;
let game: SeatedGame;
let seats: readonly TestSeat[];
let begun = 0;

beforeEach(async () => {
  host = new LimitedHost();
  begun = 0;
  await host.start(
    { deliveryLimits: ONE_PIECE },
    {
      // One is enough for a desk that waits for each answer, however many players hold.
      costlyLimits: { desks: 1 },
      replace: ({ costlyAnswers }) => ({
        costlyAnswers: {
          begin(...asked) {
            costlyAnswers.begin(...asked);
            begun += 1;
          },
        },
      }),
    },
  );
  game = await makeGame(host.app);
  const joined: TestSeat[] = [];
  for (let seat = 0; seat * perCaller < playersPerNetwork; seat += 1)
    joined.push(await game.join(`P${seat}`));
  seats = joined;
});
afterEach(() => host.close());

/** All in one turn, and so in one transaction: it is what is there that counts, not how it got there. */
async function playMany(): Promise<void> {
  const [player] = seats;
  if (player === undefined) throw new Error('nobody has joined');
  await game.asOwner('/start');
  const { rooms, store } = host.app;
  const room = await rooms.byCode(game.code);
  if (room === null) throw new Error('the game is gone');
  const ids = await Promise.all(
    repeat('challenge' as const, CHALLENGES).map((kind) => store.eventStore.nextId(kind)),
  );
  const commands = ids.flatMap((id): Command[] => [
    { type: 'request', id, playerId: player.id, building: 'farm' },
    { type: 'cancel', id },
  ]);
  const run = (command: Command) =>
    room.execute({
      actor: { id: HOST_ACTOR_ID, role: 'banker' },
      command,
      key: null,
      answer: () => ({ status: 200, body: '', secretsOf: null }),
      refuse: (_, { code }) => ({ status: 409, body: code, secretsOf: null }),
    });
  const outcomes = await Promise.all(commands.map(run));
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([200]));
}

/** Connections that take all places that one address has, in the order in which they took them. */
async function holdAll(): Promise<readonly RawClient[]> {
  const clients: RawClient[] = [];
  const holders = seats.flatMap((seat) => Array.from({ length: perCaller }, () => seat));
  for (const { token } of holders.slice(0, playersPerNetwork)) {
    const client = await host.connect();
    client.send(get(`${game.challenges}/history?limit=500`, bearer(token)));
    clients.push(client);
    while (begun < clients.length) await nextTurn();
  }
  return clients;
}

const statusFrom = async (remoteAddress: string, url: string, token: string) => {
  const headers = { host: 'localhost', authorization: `Bearer ${token}` };
  return (await host.app.app.inject({ url, remoteAddress, headers })).statusCode;
};

describe('players who hold all long answers of their address by reading slowly', { timeout: 30_000 }, () => {
  it('take nothing from the desk nor from players elsewhere, and make room for others beside them', async () => {
    await playMany();
    const late = await game.join('Late');
    const readers = await holdAll();
    const desk = [
      `${game.path}/players`,
      `${game.path}/events?limit=5`,
      `${game.path}/events.csv`,
      `${game.path}/export`,
      `${game.path}/seat-cards`,
      `${game.challenges}/active`,
      `${game.challenges}/history?limit=5`,
    ];
    const owner = host.app.seats.ownerToken;
    for (const token of [owner, game.banker.token])
      for (const path of desk)
        expect([path, (await host.app.call(path, { token })).status]).toEqual([path, 200]);

    const short = `${game.challenges}/history?limit=5`;
    expect(await statusFrom('10.0.0.2', short, late.token)).toBe(200);
    const refused = await host.app.call(short, { token: late.token });
    expect([refused.status, refused.json['code'], refused.headers.get('retry-after')]).toEqual([
      503,
      'busy',
      '1',
    ]);

    host.app.clock.hang(MIN_READING_MS);
    expect((await host.app.call(short, { token: late.token })).status).toBe(200);
    await readers[0]?.ended();
    expect(readers.slice(1).map(({ socket }) => socket.destroyed)).not.toContain(true);
    for (const { socket } of readers) socket.destroy();
  });
});

it(
  'a hall of phones behind one router that ask all at once get their answers',
  { timeout: 30_000 },
  async () => {
    const phones = await Promise.all(
      Array.from({ length: 10 * playersPerNetwork }, (_, index) => game.join(`Phone ${index}`, null)),
    );
    const answers = await Promise.all(phones.map(({ token }) => game.call('/teams/members', { token })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  },
);
