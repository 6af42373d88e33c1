/** Playing again with the same people: one next game, everybody's seat in it, and the way back. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { comingAlong, continuationEvents } from '../../game/continue-game.ts';
import { writeNewGame } from '../rooms/new-game.ts';
import { OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import { createHostTime } from '../time/clock.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestRequest,
  type TestSeat,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
let mia: TestSeat;

beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  anna = await game.join('Anna', 1);
  mia = await game.join('Mia', 2);
  await game.asOwner('/start');
});
afterEach(() => app.close());

const pathOf = (code: unknown) => `/api/v2/games/${String(code)}`;
const owner = (call: TestRequest = {}): TestRequest => ({ token: app.seats.ownerToken, ...call });
const playAgain = async (of = game.path, call: TestRequest = {}) =>
  await app.call(`${of}/next`, owner({ body: {}, ...call }));
/** The code of the game that is made. */
const nextOf = async (of = game.path) => {
  const { status, json } = await playAgain(of);
  expect(status).toBe(201);
  return String(json['game_code']);
};
const follow = ({ token }: Pick<TestSeat, 'token'>, of = game.path) => app.call(`${of}/next`, { token });
const seatIn = async (seat: Pick<TestSeat, 'token'>, of = game.path) => {
  const { status, json } = await follow(seat, of);
  expect(status).toBe(200);
  return { id: Number(json['participant_id']), token: String(json['token']), pin: json['seat_pin'], json };
};
const gameNow = async (path = game.path) => (await app.call(path, owner())).json;
const playersOf = async (code: string) => {
  const { json } = await app.call(`${pathOf(code)}/players`, owner());
  return json['items'] as readonly Record<string, unknown>[];
};
const codes = async () =>
  ((await app.call('/api/v2/games', owner())).json['items'] as readonly { game_code: string }[]).map(
    ({ game_code: code }) => code,
  );
const redeem = async (of: 'board' | 'banker' | 'seat', id?: number) => {
  const body = { for: of, ...(id !== undefined && { player_id: id }) };
  const { json } = await game.asOwner('/tickets', body);
  const redeemed = await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
  return { token: String(redeemed.json['token']) };
};

describe('a next game', () => {
  it('has everybody but those who were removed, as they were, and waits for its start', async () => {
    const leo = await game.join('Leo', 2);
    await game.asOwner(`/players/${leo.id}`, {}, 'DELETE');
    await game.asOwner('/players', { player_name: 'Ida', team_number: 2 });
    const idaPin = (await playersOf(game.code)).at(-1)?.['seat_pin'];
    await game.asOwner(`/players/${mia.id}`, { extra_time_factor: 1.5 }, 'PATCH');
    await game.asOwner('/teams/2', { name: 'Wolves', colour: '#123456', has_school: true }, 'PATCH');
    await game.asOwner('', { settings: { duration_seconds: 90, locked: true, max_players: 1 } }, 'PATCH');
    await game.asOwner('/end');
    const { as_of: _instant, ...withoutInstant } = await gameNow();

    const code = await nextOf();

    expect(await gameNow(pathOf(code))).toMatchObject({
      name: 'Camp night 2',
      status: 'waiting',
      settings: withoutInstant['settings'],
      previous_game_code: game.code,
      next_game_code: null,
      end_time: null,
    });
    expect(await gameNow()).toMatchObject({ ...withoutInstant, next_game_code: code });
    expect(
      (await playersOf(code)).map(({ player_id: _id, seat_pin, ...player }) => [player, seat_pin]),
    ).toMatchObject([
      [{ role: 'banker', player_name: 'Banker' }, null],
      [{ player_name: 'Anna', team_number: 1, extra_time_factor: 1 }, anna.pin],
      [{ player_name: 'Mia', team_number: 2, extra_time_factor: 1.5 }, mia.pin],
      [{ player_name: 'Ida', team_number: 2, without_phone: true }, idaPin],
    ]);
    const { json } = await app.call(`${pathOf(code)}/teams`, owner());
    expect((json['items'] as readonly unknown[])[1]).toMatchObject({
      name: 'Wolves',
      colour: '#123456',
      has_school: false,
      tally: {},
    });
  });

  it('lets phones, boards and assistants go on by their old seats, and by their PINs', async () => {
    const [board, assistant] = [await redeem('board'), await redeem('banker')];
    await game.asOwner('/end');
    const code = await nextOf();
    for (const [seat, role] of [
      [anna, 'player'],
      [board, 'board'],
      [assistant, 'banker'],
    ] as const) {
      const { token, id, json } = await seatIn(seat);
      expect(json).toMatchObject({ role, game_code: code });
      const me = await app.call(`${pathOf(code)}/me`, { token });
      expect(me.json).toMatchObject({ player_id: id, role });
    }
    const typed = { player_name: 'Anna', seat_pin: anna.pin };
    const recovered = await app.call(`${pathOf(code)}/seats/recover`, { body: typed });
    expect(recovered).toMatchObject({ status: 201, json: { player_id: (await seatIn(anna)).id } });
  });

  it('has everybody at the end of a third round, also who slept through the second', async () => {
    await game.asOwner('/end');
    const second = await nextOf();
    await app.call(`${pathOf(second)}/start`, owner({ body: {} }));
    await app.call(`${pathOf(second)}/end`, owner({ body: {} }));
    const third = await nextOf(pathOf(second));

    expect(await gameNow(pathOf(third))).toMatchObject({ name: 'Camp night 3' });
    const inSecond = await seatIn(anna);
    const inThird = await seatIn(inSecond, pathOf(second));
    expect(inThird).toMatchObject({ pin: anna.pin, json: { game_code: third } });
    expect(new Set([anna.token, inSecond.token, inThird.token]).size).toBe(3);
  });

  it('is only made once a game is over', async () => {
    expect(await playAgain()).toMatchObject({ status: 409, json: { code: 'game_status' } });
    expect(await codes()).toEqual([game.code]);
    expect(await follow(anna)).toMatchObject({ status: 404 });
  });

  it('is one, however often and by whomever it is asked for, also by a call whose answer was lost', async () => {
    const assistant = await redeem('banker');
    await game.asOwner('/end');
    const answers = await Promise.all([
      playAgain(),
      playAgain(game.path, { key: 'tap' }),
      playAgain(game.path, { key: 'tap' }),
      playAgain(game.path, { token: assistant.token }),
    ]);
    expect(new Set(answers.map(({ json }) => json['game_code'])).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(await codes()).toHaveLength(2);

    await app.call(`${game.path}/next`, owner({ method: 'DELETE', key: 'back' }));
    const repeated = await playAgain(game.path, { key: 'tap' });
    expect(repeated).toMatchObject({ status: 409, json: { reason: 'made_game_gone' } });
    expect(await codes()).toEqual([game.code]);
  });

  it('is there for everybody after the host died before it could tell the earlier game', async () => {
    await game.asOwner('/end');
    const earlier = (await app.rooms.byCode(game.code))?.state;
    if (earlier === undefined) throw new Error('The game has no room.');
    const made = 'NEXT23';
    // Written, and never opened or told of.
    await writeNewGame(
      {
        eventStore: app.store.eventStore,
        hostTime: createHostTime(app.clock),
        findCode: () => Promise.resolve(made),
      },
      {
        async compose({ gameId, code, nextParticipantId }) {
          const participantIds: number[] = [];
          for (const _ of comingAlong(earlier)) participantIds.push(await nextParticipantId());
          return continuationEvents(earlier, { gameId, code, participantIds });
        },
        key: null,
        answer: () => ({ status: 204, body: '', secretsOf: null }),
      },
    );
    expect(await gameNow()).toMatchObject({ next_game_code: null });

    await app.restart();

    await vi.waitFor(async () => expect(await gameNow()).toMatchObject({ next_game_code: made }));
    expect(await nextOf()).toBe(made);
    expect(await codes()).toHaveLength(2);
    expect((await seatIn(anna)).json).toMatchObject({ game_code: made });
  });
});

describe('a seat of the earlier game', () => {
  beforeEach(() => game.asOwner('/end'));

  it('that was removed does not come along, then or later', async () => {
    await game.asOwner(`/players/${mia.id}`, {}, 'DELETE');
    await nextOf();
    expect(await follow(mia)).toMatchObject({ status: 403 });
    await game.asOwner(`/players/${anna.id}`, {}, 'DELETE');
    expect(await follow(anna)).toMatchObject({ status: 403 });
  });

  it('does not come back by a phone that it moved away from, in either game', async () => {
    const code = await nextOf();
    const inNext = await seatIn(anna);
    const { json } = await app.call(
      `${pathOf(code)}/tickets`,
      owner({ body: { for: 'seat', player_id: inNext.id } }),
    );
    await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
    expect(await follow(anna)).toMatchObject({ status: 403 });

    const movedTo = await redeem('seat', mia.id);
    expect(await follow(mia)).toMatchObject({ status: 401 });
    expect(await follow(movedTo)).toMatchObject({ status: 403 });
  });

  it('does not come back by a phone that was merged into it, once it moved', async () => {
    const code = await nextOf();
    const [into, merged] = [await seatIn(anna), await seatIn(mia)];
    await app.call(`${pathOf(code)}/players/${merged.id}/merge`, owner({ body: { into: into.id } }));
    expect((await follow(mia)).json).toMatchObject({ participant_id: into.id });
    const { json } = await app.call(
      `${pathOf(code)}/tickets`,
      owner({ body: { for: 'seat', player_id: into.id } }),
    );
    await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
    expect(await follow(mia)).toMatchObject({ status: 403 });
  });

  it('has its new PIN if it moved before, and opens nothing to others', async () => {
    const moved = await redeem('seat', anna.id);
    const stranger = await (await makeGame(app)).join('Eve');
    await nextOf();
    const { pin } = await seatIn(moved);
    expect(pin).not.toBe(anna.pin);
    expect(await follow(anna)).toMatchObject({ status: 401 });
    expect(await follow(stranger)).toMatchObject({ status: 401 });
    expect(await app.call(`${game.path}/next`)).toMatchObject({ status: 401 });
    expect((await app.call(`${game.path}/next`, owner())).json).toMatchObject({ participant_id: 0 });
  });

  it('hears nothing of the next game once it was removed', async () => {
    await game.asOwner(`/players/${mia.id}`, {}, 'DELETE');
    await nextOf();
    const answer = await app.call(`${game.path}/me`, { token: mia.token });
    expect(answer.json).toMatchObject({ removed: true });
    expect(answer.text).not.toContain((await codes()).find((code) => code !== game.code));
  });
});

describe('everybody back', () => {
  const back = (key = 'back', query = '') =>
    app.call(`${game.path}/next${query}`, owner({ method: 'DELETE', key }));
  beforeEach(() => game.asOwner('/end'));

  it('wipes the next game, and another one can be made or the earlier one reopened', async () => {
    const code = await nextOf();
    const { token } = await seatIn(anna);
    expect(await app.call(`${game.path}/resume`, owner({ body: {} }))).toMatchObject({ status: 409 });

    expect(await back()).toMatchObject({ status: 200, json: { next_game_code: null, game_code: game.code } });

    expect(await codes()).toEqual([game.code]);
    expect(await app.call(`${pathOf(code)}/me`, { token })).toMatchObject({ status: 401 });
    expect(await follow(anna)).toMatchObject({ status: 404 });
    const another = await nextOf();
    expect(another).not.toBe(code);
    // The answer to the first call, lost until now.
    expect(await back()).toMatchObject({ status: 200 });
    // G7: nor does one that names that game mean another.
    const named = await back('named', `?expected_next=${code}`);
    expect(named).toMatchObject({ status: 200, json: { next_game_code: another } });
    expect(await codes()).toEqual([game.code, another]);
    expect(await back('again', `?expected_next=${another}`)).toMatchObject({ status: 200 });
    expect(await app.call(`${game.path}/resume`, owner({ body: {} }))).toMatchObject({ status: 200 });
  });

  it('is too late once it has started', async () => {
    const code = await nextOf();
    await app.call(`${pathOf(code)}/start`, owner({ body: {} }));
    expect(await back()).toMatchObject({ status: 409, json: { code: 'game_status' } });
    expect(await gameNow(pathOf(code))).toMatchObject({ status: 'in_progress' });
    expect((await seatIn(anna)).json).toMatchObject({ game_code: code });
  });

  it('is also what a wipe of the next game means; one of the earlier game leaves the next one alone', async () => {
    const code = await nextOf();
    await app.call(pathOf(code), owner({ method: 'DELETE', body: {} }));
    await vi.waitFor(async () => expect(await gameNow()).toMatchObject({ next_game_code: null }));

    const second = await nextOf();
    await app.call(game.path, owner({ method: 'DELETE', body: {} }));
    expect(await codes()).toEqual([second]);
    await app.restart();
    expect(await gameNow(pathOf(second))).toMatchObject({ status: 'waiting' });
  });
});

describe('backups and files', () => {
  const backUp = async () => String((await app.call('/api/v2/backups', owner({ body: {} }))).json['name']);
  const restore = (name: string, body: object) =>
    app.call(`/api/v2/backups/${name}/restore`, owner({ body }));
  beforeEach(() => game.asOwner('/end'));

  it.skipIf(OWN_BACKUPS.isMissing)(
    `a restored earlier game knows its next one again${OWN_BACKUPS.note}`,
    async () => {
      const name = await backUp();
      const code = await nextOf();
      expect(await restore(name, { game_code: game.code })).toMatchObject({ status: 200 });
      await vi.waitFor(async () => expect(await gameNow()).toMatchObject({ next_game_code: code }));
      expect((await seatIn(anna)).json).toMatchObject({ game_code: code });
    },
  );

  it.skipIf(OWN_BACKUPS.isMissing)(`without its next game, it has none${OWN_BACKUPS.note}`, async () => {
    await nextOf();
    const both = await backUp();
    await app.call(`${game.path}/next`, owner({ method: 'DELETE' }));
    expect(await restore(both, { game_code: game.code })).toMatchObject({ status: 200 });
    await vi.waitFor(async () => expect(await gameNow()).toMatchObject({ next_game_code: null }));
    expect(await nextOf()).not.toBe('');
  });

  it.each(['real', 'pseudonyms'])(
    'games imported from files (%s) know nothing of each other',
    async (names) => {
      const code = await nextOf();
      for (const path of [game.path, pathOf(code)]) {
        const { text } = await app.call(`${path}/export?names=${names}`, owner());
        const imported = await app.call(
          '/api/v2/games/import',
          owner({ body: text, headers: { 'content-type': 'application/x-ndjson' } }),
        );
        expect(imported).toMatchObject({
          status: 201,
          json: { game: { previous_game_code: null, next_game_code: null } },
        });
        const there = pathOf(imported.json['game_code']);
        expect(await follow(anna, there)).toMatchObject({ status: 401 });
        const pins = (await playersOf(String(imported.json['game_code']))).map(({ seat_pin: pin }) => pin);
        expect(pins).not.toContain(anna.pin);
      }
      expect(await gameNow()).toMatchObject({ next_game_code: code });
    },
  );
});
