import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, type HostResponses, type TicketRecord } from './event-store.ts';
import { batch, BASE_TIME, createGame, created } from './events.fixtures.ts';
import { describeStores, onSqlite, type ReopenableStore } from './stores.harness.ts';

const KEY = { participantId: 0, key: 'tap', requestHash: 'h1' };
const DESK_TICKET: TicketRecord = {
  hash: 'a1',
  purpose: 'desk',
  gameId: null,
  participantId: null,
  expiresAt: BASE_TIME,
  usedAt: null,
};
const ANSWER = { status: 201, body: '{"name":"a"}', secretsOf: null };

describeStores('responses to requests that belong to no game, in a store', (open) => {
  let opened: ReopenableStore;
  let responses: HostResponses;
  beforeEach(async () => {
    opened = await open();
    responses = opened.hostResponses;
  });
  afterEach(() => opened.dispose());

  it('G2: are found by participant and key, also after reopening', async () => {
    await responses.put(KEY, ANSWER);
    const { hostResponses: reopened } = await opened.reopen();
    expect(await reopened.find(0, 'tap')).toEqual({ requestHash: 'h1', response: ANSWER });
    expect([await reopened.find(-1, 'tap'), await reopened.find(0, 'ta')]).toEqual([null, null]);
  });

  it('G2: are kept as they were first, and whoever comes later is told', async () => {
    const first = { requestHash: 'h1', response: ANSWER };
    expect(await responses.put(KEY, ANSWER)).toBeNull();
    const later = responses.put({ ...KEY, requestHash: 'h2' }, { ...ANSWER, status: 204 });
    expect(await later).toEqual(first);
    expect(await responses.find(0, 'tap')).toEqual(first);
  });

  it('G2: of two at once, one is kept, and both are told which', async () => {
    const two = await Promise.all([200, 201].map((status) => responses.put(KEY, { ...ANSWER, status })));
    const kept = await responses.find(0, 'tap');
    expect(two.filter((earlier) => earlier === null)).toHaveLength(1);
    expect(two.filter((earlier) => earlier !== null)).toEqual([kept]);
  });

  it('G2: nothing is wiped, used or written under a key that has one', async () => {
    const { eventStore, tickets, exerciseLibrary } = opened;
    const gameId = await createGame(eventStore);
    await tickets.put(DESK_TICKET);
    await responses.put(KEY, ANSWER);
    const answer = { key: KEY, response: { ...ANSWER, status: 204 } };
    await expect(eventStore.wipe(gameId, answer)).rejects.toThrow(ConflictError);
    await expect(tickets.use(DESK_TICKET.hash, 5, answer)).rejects.toThrow(ConflictError);
    const library = { revision: 1, contents: '{}' };
    await expect(exerciseLibrary.write(library, answer)).rejects.toThrow(ConflictError);
    expect(await eventStore.list()).toHaveLength(1);
    expect((await tickets.find(DESK_TICKET.hash))?.usedAt).toBeNull();
    expect(await exerciseLibrary.read()).toBeNull();
  });

  it('G2: of two games made at once under one key, there is one', async () => {
    const { eventStore } = opened;
    const make = async () => {
      const gameId = await eventStore.nextId('game');
      const responsesToIt = [{ key: KEY, response: ANSWER }];
      await eventStore.append({ ...batch(gameId, 0, created(gameId)), responses: responsesToIt });
    };
    const outcomes = await Promise.allSettled([make(), make(), make()]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? outcome : []));
    expect(refused.map(({ reason }) => reason instanceof ConflictError)).toEqual([true, true]);
    expect(await eventStore.list()).toHaveLength(1);
    expect((await eventStore.findIdempotencyRecordInAnyGame(0, 'tap'))?.response).toEqual(ANSWER);
  });

  it('G2: are stored with the wipe that they answer', async () => {
    const gameId = await createGame(opened.eventStore);
    await opened.eventStore.wipe(gameId, { key: KEY, response: ANSWER });
    expect((await (await opened.reopen()).hostResponses.find(0, 'tap'))?.response).toEqual(ANSWER);
  });

  it('of one owner are not displaced by those of another', async () => {
    await responses.put(KEY, ANSWER);
    for (let index = 0; index <= 500; index += 1)
      await responses.put({ ...KEY, participantId: -1_008, key: `${index}` }, ANSWER);
    expect(await responses.find(-1_008, '0')).toBeNull();
    expect(await responses.find(-1_008, '1')).not.toBeNull();
    expect((await responses.find(0, 'tap'))?.response).toEqual(ANSWER);
  });

  it('are the newest 500', async () => {
    for (let index = 0; index <= 500; index += 1) await responses.put({ ...KEY, key: `${index}` }, ANSWER);
    expect(await responses.find(0, '0')).toBeNull();
    expect(await responses.find(0, '1')).not.toBeNull();
    expect(await responses.find(0, '500')).not.toBeNull();
  });

  it.each(["it's", '"', '%', '_', '~'.repeat(200), '!', 'a b'])('are found under the key %s', async (key) => {
    await responses.put({ ...KEY, key }, ANSWER);
    expect(await responses.find(0, key)).not.toBeNull();
  });
});

describe('responses that another version stored', () => {
  /** As version 1 writes it, for ever. */
  const FROZEN = '{"version":1,"number":7,"request_hash":"h1","status":201,"body":"{\\"name\\":\\"a\\"}"}';

  it('are read as version 1 wrote them; what is broken or newer counts as none, and hinders nothing', async () => {
    const opened = await onSqlite();
    try {
      const written = { tap: FROZEN, half: FROZEN.slice(0, 20), newer: FROZEN.replace('1', '2') };
      for (const [key, value] of Object.entries(written)) opened.settings.set(`response 0 ${key}`, value);
      const { hostResponses } = opened;
      expect(await hostResponses.find(0, 'tap')).toEqual({ requestHash: 'h1', response: ANSWER });
      expect([await hostResponses.find(0, 'half'), await hostResponses.find(0, 'newer')]).toEqual([
        null,
        null,
      ]);
      await hostResponses.put({ ...KEY, key: 'next' }, ANSWER);
      expect(JSON.parse(opened.settings.get('response 0 next') ?? '')).toMatchObject({ number: 8 });
    } finally {
      await opened.dispose();
    }
  });
});
