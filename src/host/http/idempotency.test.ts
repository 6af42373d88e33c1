import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import {
  makeGame,
  SQUATS,
  startTestApp,
  type TestRequest,
  type TestSeat,
  type TestApp,
  type SeatedGame,
} from './test-app.harness.ts';

const FIFTY = Array.from({ length: 50 }, (_, index) => index);

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  anna = await game.join('Anna');
  await game.asOwner('/start');
});
afterEach(() => app.close());

const owner = () => app.seats.ownerToken;
const asking = (building = 'farm', key = 'tap'): TestRequest => ({
  token: anna.token,
  key,
  body: { player_id: anna.id, building_type: building },
});
const ask = (call: TestRequest = asking()) => app.call(`${game.challenges}/request`, call);
const room = () => app.rooms.all().find(({ state }) => state.code === game.code);

async function fiftyAtOnce(path: string, call: TestRequest) {
  const answers = await Promise.all(FIFTY.map(() => app.call(path, call)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  return answers[0];
}

describe('G2 the same key', () => {
  it('G2: fifty times at once has one effect and one answer', async () => {
    const answer = await fiftyAtOnce(`${game.challenges}/request`, asking());
    expect(answer?.status).toBe(201);
    expect(room()?.state.challenges.size).toBe(1);
  });

  it('G2: makes one game of fifty calls', async () => {
    const { length: before } = await app.store.eventStore.list();
    await fiftyAtOnce('/api/v2/games', { token: owner(), key: 'new', body: { name: 'Night' } });
    expect(await app.store.eventStore.list()).toHaveLength(before + 1);
  });

  it('G2: gives one seat to fifty joins, with its token, also after a restart', async () => {
    const joining = { key: 'me', body: { player_name: 'Ben', team_number: 1 } };
    const answer = await fiftyAtOnce(`${game.path}/players`, joining);
    expect(answer?.status).toBe(201);
    expect(room()?.state.participants.filter(({ role }) => role === 'player').size).toBe(2);
    await app.restart();
    const again = await game.call('/players', joining);
    expect(again.text).toBe(answer?.text);
    expect(again.headers.get('set-cookie')).toContain(String(answer?.json['token']));
  });

  it('G2: gets the same answer after a restart, whatever happened since', async () => {
    const first = await ask();
    await game.assign(Number(first.json['id']));
    await app.restart();
    expect((await ask()).text).toBe(first.text);
    expect(room()?.state.challenges.size).toBe(1);
  });

  it('G2: repeats a rejection though it would be accepted now', async () => {
    await game.asOwner('/pause');
    await game.asOwner('/end');
    const refused = await ask();
    expect(refused.json['code']).toBe('game_over');
    await game.asOwner('/resume');
    expect((await ask()).text).toBe(refused.text);
    await app.restart();
    expect((await ask()).text).toBe(refused.text);
    expect((await ask(asking('farm', 'another-tap'))).status).toBe(201);
  });

  it('G2: is refused for another body or another path, and works on for the first', async () => {
    const first = await ask();
    expect((await ask(asking('mine'))).json['code']).toBe('key_reused');
    const elsewhere = await app.call(`${game.challenges}/${Number(first.json['id'])}/cancel`, {
      token: anna.token,
      key: 'tap',
      method: 'POST',
    });
    expect(elsewhere.json['code']).toBe('key_reused');
    expect((await ask()).text).toBe(first.text);
  });

  it('G2: counts for its participant alone', async () => {
    await ask();
    const ben = await game.join('Ben', 2);
    const body = { player_id: ben.id, building_type: 'farm' };
    const other = await ask({ token: ben.token, key: 'tap', body });
    expect(other).toMatchObject({ status: 201, json: { player_id: ben.id } });
  });

  it('G2: has one effect when the first answer was lost on the way', async () => {
    const { port, hostname } = new URL(app.url);
    const lost = httpRequest({
      hostname,
      port,
      method: 'POST',
      path: `${game.challenges}/request`,
      headers: { authorization: `Bearer ${anna.token}`, 'idempotency-key': 'tap' },
    });
    lost.on('error', () => undefined);
    lost.end(JSON.stringify(asking().body));
    await once(lost, 'finish');
    await vi.waitFor(() => expect(room()?.state.challenges.size).toBe(1));
    lost.destroy();
    const again = await ask();
    expect(again).toMatchObject({ status: 201, json: { status: 'requested' } });
    expect(room()?.state.challenges.size).toBe(1);
  });

  it('G2: repeats every kind of command', async () => {
    const id = await game.request(anna);
    const { token } = game.banker;
    const calls: readonly (readonly [string, object])[] = [
      [`${game.challenges}/${id}/assign`, SQUATS],
      [`${game.challenges}/${id}/complete`, {}],
      [`${game.challenges}/${id}/undo`, {}],
      [`${game.challenges}/${id}/cancel`, {}],
      [`${game.path}/pause`, {}],
      [`${game.path}/teams/balance`, {}],
      [`${game.path}/players/${anna.id}/restore`, {}],
      [`${game.path}/players`, { player_name: 'Without a phone' }],
      [`${game.path}/tickets`, { for: 'board' }],
      [`${game.path}/seats/recover`, { player_name: 'Anna', seat_pin: anna.pin }],
    ];
    for (const [index, [path, body]] of calls.entries()) {
      const call = { token, key: `key ${index}`.replace(' ', '-'), body };
      // One after the other: each stands on the one before.
      const [first, seq] = [await app.call(path, call), room()?.state.seq];
      expect(first.status).toBeLessThan(300);
      app.clock.advance(20_000);
      const again = await app.call(path, call);
      expect(again.text).toBe(first.text);
      expect(room()?.state.seq).toBe(seq);
      expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    }
  });

  const said = async (path: string, body: object, method = 'POST') => {
    const call = { token: owner(), key: `${method}${path}`.replaceAll('/', '-'), body, method };
    const answers = [await app.call(`/api/v2${path}`, call), await app.call(`/api/v2${path}`, call)];
    expect(answers[1]?.text).toBe(answers[0]?.text);
    return answers.map(({ status, headers }) => [status < 300, headers.get('idempotent-replayed')]);
  };
  const thenRepeated = [
    [true, null],
    [true, 'true'],
  ];

  it.skipIf(OWN_BACKUPS.isMissing)(
    `G2: says of backups, too, that nothing was done now${OWN_BACKUPS.note}`,
    async () => {
      expect(await said('/backups', {})).toEqual(thenRepeated);
      const { json } = await app.call('/api/v2/backups', { token: owner(), method: 'GET' });
      const [{ name } = { name: '' }] = json['items'] as { name: string }[];
      expect(await said(`/backups/${name}/restore`, { game_code: game.code })).toEqual(thenRepeated);
    },
  );

  it('G2: says of what belongs to no game, too, that nothing was done now', async () => {
    const network = { ssid: 'Camp', security: 'open', password: '', hidden: false };
    expect(await said('/host', { chosen: null }, 'PATCH')).toEqual(thenRepeated);
    expect(await said('/host/wifi', { network }, 'PATCH')).toEqual(thenRepeated);
    expect(await said('/library/exercises', { name: 'Claps', target: 12 })).toEqual(thenRepeated);
    expect(await said('/library/exercises/1', {}, 'DELETE')).toEqual(thenRepeated);
    expect(await said('/games', { name: 'Another' })).toEqual(thenRepeated);
    expect(await said(game.path.replace('/api/v2', ''), {}, 'DELETE')).toEqual(thenRepeated);
  });

  it('G2: opens one seat for a ticket, and the same again', async () => {
    const { json } = await game.asOwner('/tickets', { for: 'banker' });
    const redeeming = { key: 'open', body: { ticket: json['ticket'] } };
    const answer = await fiftyAtOnce('/api/v2/tickets/redeem', redeeming);
    expect(answer?.json).toMatchObject({ role: 'banker', game_code: game.code });
    expect(room()?.state.participants.filter(({ role }) => role === 'banker').size).toBe(2);
    await app.restart();
    expect((await app.call('/api/v2/tickets/redeem', redeeming)).text).toBe(answer?.text);
  });

  it('G2: of a join gives no token to a phone whose seat has moved since', async () => {
    const joining = { key: 'me', body: { player_name: 'Ben', team_number: 1 } };
    const { json } = await game.call('/players', joining);
    const ticket = await game.asOwner('/tickets', { for: 'seat', player_id: json['player_id'] });
    await app.call('/api/v2/tickets/redeem', { body: { ticket: ticket.json['ticket'] } });
    expect((await game.call('/players', joining)).json['code']).toBe('no_right');
  });
});

describe('G2 nothing is kept', () => {
  const refusals: readonly (readonly [number, () => Promise<{ readonly status: number }>])[] = [
    [400, () => ask(asking('castle'))],
    [401, () => ask({ ...asking(), token: `${anna.token.slice(0, -1)}~` })],
    [403, () => ask({ ...asking(), body: { player_id: 1, building_type: 'farm' } })],
    [413, () => ask({ ...asking(), body: 'x'.repeat(70_000) })],
    [
      503,
      async () => {
        await app.refuseWrites(true);
        const answer = await ask();
        await app.refuseWrites(false);
        return answer;
      },
    ],
  ];

  it.each(refusals)('G2: of a %i', async (status, refuse) => {
    expect((await refuse()).status).toBe(status);
    expect((await ask()).status).toBe(201);
  });

  it('G2: of a 429', async () => {
    const recover = (pin: string) =>
      game.call('/seats/recover', { key: 'back', body: { player_name: 'Anna', seat_pin: pin } });
    for (const wrong of ['a', 'b', 'c', 'd', 'e']) {
      expect((await recover(wrong)).status).toBe(401);
    }
    expect((await recover(anna.pin)).status).toBe(429);
    app.clock.advance(600_000);
    expect((await recover(anna.pin)).status).toBe(201);
  });

  it('G2: and a key has to look like one', async () => {
    expect((await ask({ ...asking(), key: 'x'.repeat(201) })).json['code']).toBe('bad_request');
  });
});
