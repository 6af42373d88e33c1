/** Very many players joining from one address: limited, noticed, and removed in one step that can be taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IS_ONE_OF_MANY } from '../storage/tested-store.harness.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
} from './test-app.harness.ts';

const ATTACKER = '10.0.0.66';
/** A whole hall behind one router. */
const HALL = '10.0.0.1';
let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app, { max_players: 2_000 });
});
afterEach(() => app.close());

interface Join {
  readonly from?: string;
  readonly name?: string;
  readonly key?: string;
  readonly code?: string;
  readonly token?: string;
}

const join = ({
  from = ATTACKER,
  name = 'Anna',
  code = game.code,
  ...call
}: Join = {}): Promise<TestResponse> =>
  app.callFrom(from, `/api/v2/games/${code}/players`, { body: { player_name: name }, ...call });
const joinMany = async (
  count: number,
  call: (index: number) => Join = () => ({}),
): Promise<readonly TestResponse[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => join(call(index))));
const statusesOf = (responses: readonly TestResponse[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of responses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

interface Flood {
  readonly game_code: string;
  readonly source: string;
  readonly since: number;
  readonly joined: number;
  readonly addresses: number;
}

async function floods(token = app.seats.ownerToken): Promise<readonly Flood[]> {
  const { json } = await app.call('/api/v2/host', { token });
  const warnings = json['warnings'] as readonly { readonly code: string; readonly params: Flood }[];
  return warnings.filter(({ code }) => code === 'many_joins').map(({ params }) => params);
}

async function flood(): Promise<Flood> {
  const [found] = await floods();
  if (found === undefined) throw new Error('no flood was noticed');
  return found;
}

const removeAll = ({ source, since }: Pick<Flood, 'source' | 'since'>, key?: string) =>
  game.call('/players/remove', {
    token: game.banker.token,
    body: { source, since },
    ...(key !== undefined && { key }),
  });
const bringBack = (removedAt: unknown) =>
  game.call('/players/restore', { token: game.banker.token, body: { removed_at: removedAt } });

async function namesInGame(): Promise<readonly string[]> {
  const { json } = await game.call('/players', { token: game.banker.token });
  const items = json['items'] as readonly { player_name: string; removed: boolean; role: string }[];
  return items
    .filter(({ removed, role }) => role === 'player' && !removed)
    .map(({ player_name: name }) => name);
}

describe('joins from a few addresses', () => {
  const attackers = Array.from({ length: 6 }, (_, index) => `10.0.0.${60 + index}`);

  it('are noticed together, and removed together, without anybody from another address; also twice', async () => {
    await joinMany(5 * 19, (index) => ({ from: attackers[index % 5] ?? '' }));
    expect(await floods()).toEqual([]);
    await joinMany(5, (index) => ({ from: attackers[index % 5] ?? '' }));
    for (let index = 0; index < 19; index += 1) await join({ from: HALL, name: `Child ${index}` });
    const noticed = await flood();
    expect(noticed).toMatchObject({ joined: 100, addresses: 5 });
    const removed = await removeAll(noticed);
    expect(removed.json).toMatchObject({ removed: 100 });
    expect(await namesInGame()).toHaveLength(19);
    expect(await floods()).toEqual([]);
    expect((await bringBack(removed.json['removed_at'])).json).toEqual({ restored: 100 });
    expect((await removeAll(await flood())).json).toMatchObject({ removed: 100 });
    expect(await namesInGame()).toHaveLength(19);
  }, 60_000);

  it.each([
    [19, 9],
    [9, 4],
    [5, 4],
  ])(
    'are noticed with %i from each, without a table of %i behind one address',
    async (each, table) => {
      const addresses = Math.ceil(100 / each);
      for (let index = 0; index < table; index += 1) await join({ from: HALL, name: `Child ${index}` });
      await joinMany(each * addresses, (index) => ({ from: `10.0.1.${index % addresses}` }));
      const noticed = await flood();
      expect(noticed).toMatchObject({ joined: each * addresses, addresses });
      expect((await removeAll(noticed)).json).toMatchObject({ removed: each * addresses });
      expect(await namesInGame()).toHaveLength(table);
    },
    60_000,
  );

  it('are a hall where nobody joins more than four times', async () => {
    await joinMany(160, (index) => ({ from: `10.0.1.${index % 40}` }));
    expect(await floods()).toEqual([]);
  }, 60_000);

  it('leave out an address that is a flood by itself, which comes first', async () => {
    await joinMany(100, () => ({ from: HALL }));
    await joinMany(120, (index) => ({ from: attackers[index % 6] ?? '' }));
    const first = await flood();
    expect(first).toMatchObject({ joined: 100, addresses: 1 });
    await removeAll(first);
    expect(await flood()).toMatchObject({ joined: 120, addresses: 6 });
  }, 60_000);

  it('are no flood any more once they are ten minutes old', async () => {
    await joinMany(100, (index) => ({ from: attackers[index % 4] ?? '' }));
    expect(await floods()).toHaveLength(1);
    app.clock.advance(10 * 60_000);
    expect(await floods()).toEqual([]);
  }, 60_000);
});

describe('joins from one address', () => {
  it('are let in 250 at once and 5 a second, whatever their names; other addresses at any time', async () => {
    const names = ['Anna', 'Ánna', '安娜', '👩‍🚀', 'Анна', 'أنا'];
    const all = await joinMany(400, (index) => ({ name: names[index % names.length] ?? '' }));
    expect(statusesOf(all)).toEqual({ 201: 250, 429: 150 });
    const refused = await join();
    expect(refused.json).toMatchObject({ code: 'too_fast', status: 429 });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(statusesOf(await joinMany(250, () => ({ from: HALL })))).toEqual({ 201: 250 });
    app.clock.advance(1_000);
    expect(statusesOf(await joinMany(8))).toEqual({ 201: 5, 429: 3 });
  }, 60_000);

  it('count together for all addresses of one IPv6 network', async () => {
    const all = await joinMany(300, (index) => ({ from: `fd12:3456:789a:1::${index.toString(16)}` }));
    expect(statusesOf(all)).toEqual({ 201: 250, 429: 50 });
    expect((await join({ from: 'fd12:3456:789a:2::1' })).status).toBe(201);
  }, 60_000);

  it('count wrong codes and refusals, so that right codes cannot be told from wrong ones any faster', async () => {
    await game.asOwner('', { settings: { locked: true } }, 'PATCH');
    const all = await joinMany(250, (index) => ({ code: index % 2 === 0 ? 'ZZZZZZ' : game.code }));
    expect(statusesOf(all)).toEqual({ 404: 30, 409: 125, 429: 95 });
    const [right, wrong] = [await join(), await join({ code: 'ZZZZZZ' })];
    expect(right.json['code']).toBe('too_fast');
    expect(wrong.text).toBe(right.text);
  }, 60_000);

  it('do not count an answer that is only repeated, nor what a banker adds', async () => {
    const first = await join({ key: 'tap' });
    for (let round = 0; round < 3; round += 1) {
      const again = await joinMany(100, () => ({ key: 'tap' }));
      expect(new Set(again.map(({ text }) => text))).toEqual(new Set([first.text]));
    }
    expect(statusesOf(await joinMany(260, () => ({ token: game.banker.token })))).toEqual({ 201: 260 });
    expect(statusesOf(await joinMany(250))).toEqual({ 201: 249, 429: 1 });
  }, 60_000);

  it('are refused in words once the game is full, and let in when somebody was removed', async () => {
    await game.asOwner('', { settings: { max_players: 3 } }, 'PATCH');
    expect(statusesOf(await joinMany(5))).toEqual({ 201: 3, 409: 2 });
    const { json } = await join({ from: HALL });
    expect(json).toMatchObject({ code: 'game_full', status: 409 });
    const { json: list } = await game.call('/players', { token: game.banker.token });
    const [, anna] = list['items'] as readonly { player_id: number }[];
    await game.asOwner(`/players/${anna?.player_id}`, {}, 'DELETE');
    expect((await join({ from: HALL })).status).toBe(201);
    expect((await join({ from: HALL })).status).toBe(409);
  });
});

describe('a hundred joins from one address', () => {
  it('are told to the owner and the bankers of that game, for ten minutes, without the address', async () => {
    await joinMany(99);
    await joinMany(4, () => ({ from: HALL }));
    expect(await floods()).toEqual([]);
    await join();
    const { source, ...told } = await flood();
    expect(told).toEqual({ game_code: game.code, since: app.clock.wall(), joined: 100, addresses: 1 });
    expect(source).toMatch(/^[\w-]{12}$/);
    expect(await floods(game.banker.token)).toHaveLength(1);

    const other = await makeGame(app, {}, 'Another night');
    expect(await floods(other.banker.token)).toEqual([]);
    const { json } = await game.asOwner('/tickets', { for: 'board' });
    const board = await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
    expect(await floods(String(board.json['token']))).toEqual([]);
    const { text } = await app.call('/api/v2/host', { token: app.seats.ownerToken });
    const events = await game.call('/events?limit=500', { token: app.seats.ownerToken });
    for (const line of [text, events.text, ...app.reports]) expect(line).not.toContain(ATTACKER);

    app.clock.advance(600_000);
    expect(await floods()).toEqual([]);
  }, 60_000);

  it('are all removed in one step, except those who left before; one more step brings them back', async () => {
    const early = await game.join('Early');
    app.clock.advance(1_000);
    const all = await joinMany(120);
    const byHand = all.slice(0, 3).map(({ json }) => Number(json['player_id']));
    for (const id of byHand) await game.asOwner(`/players/${id}`, {}, 'DELETE');
    const before = await namesInGame();
    app.clock.advance(1_000);

    const { json: removal } = await removeAll(await flood());
    expect(removal).toEqual({ removed: 117, removed_at: app.clock.wall() });
    expect(await namesInGame()).toEqual([early.name]);
    expect(await floods()).toEqual([]);
    // Some come back by hand, and are removed again: that is another step.
    const { player_id: backId } = all[10]?.json ?? {};
    await game.asOwner(`/players/${String(backId)}/restore`);
    app.clock.advance(1_000);
    await game.asOwner(`/players/${String(backId)}`, {}, 'DELETE');

    expect((await bringBack(removal['removed_at'])).json).toEqual({ restored: 116 });
    expect(await namesInGame()).toHaveLength(before.length - 1);
    expect((await bringBack(removal['removed_at'])).json).toEqual({ restored: 0 });
  }, 60_000);

  it('leave what came later for the next step', async () => {
    await joinMany(110);
    const first = await flood();
    const during = [removeAll(first), joinMany(20), removeAll(first)] as const;
    await Promise.all(during);
    const left = (await namesInGame()).length;
    expect(left).toBeLessThanOrEqual(20);
    app.clock.advance(1);
    const { json } = await removeAll(first);
    expect(json['removed']).toBe(left);
  }, 60_000);

  it('are removed once for one key, and can be brought back after a restart, which forgets the address', async () => {
    await joinMany(100);
    const known = await flood();
    const removal = await removeAll(known, 'the-tap');
    await app.restart();
    expect((await removeAll(known, 'the-tap')).text).toBe(removal.text);
    // Hosts that share a database remember together.
    const again = IS_ONE_OF_MANY ? { removed: 0 } : { code: 'not_found', status: 404 };
    expect((await removeAll(known)).json).toMatchObject(again);
    expect(await floods()).toEqual([]);
    expect((await bringBack(removal.json['removed_at'])).json).toEqual({ restored: 100 });
    expect(await namesInGame()).toHaveLength(100);
  }, 60_000);

  it('are named only by their own game: another banker can neither see nor remove them', async () => {
    const other = await makeGame(app, {}, 'Another night');
    await joinMany(100);
    const { source, since } = await flood();
    const body = { source, since };
    expect((await other.call('/players/remove', { token: other.banker.token, body })).status).toBe(404);
    for (const wrong of [{}, { source: '', since }, { source, since: -1 }, { source, since: 'now' }])
      expect((await game.call('/players/remove', { token: game.banker.token, body: wrong })).status).toBe(
        400,
      );
    expect(await namesInGame()).toHaveLength(100);
  }, 60_000);
});

describe('snapshots', () => {
  it('hold nobody who was removed, except for bankers', async () => {
    const anna = await game.join('Anna');
    const ben = await game.join('Ben');
    await game.asOwner(`/players/${ben.id}`, {}, 'DELETE');
    const { json } = await game.asOwner('/tickets', { for: 'board' });
    const board = await app.call('/api/v2/tickets/redeem', { body: { ticket: json['ticket'] } });
    const idsFor = async (token: string) => {
      const { json: list } = await game.call('/players', { token });
      return (list['items'] as readonly { player_id: number }[]).map(({ player_id: id }) => id);
    };
    expect(await idsFor(String(board.json['token']))).toContain(anna.id);
    expect(await idsFor(String(board.json['token']))).not.toContain(ben.id);
    expect(await idsFor(game.banker.token)).toContain(ben.id);
  });
});
