/** What a player needs, and how an exercise is done for it, reaches that player and the bankers, and nothing else: byte for byte. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Host } from '../host.ts';
import { openTestedStore } from '../storage/tested-store.harness.ts';
import { TestHost } from '../test-host.harness.ts';

/** Everything that would tell: the fields, the codes of needs and of ways to do an exercise, and the words of an own one's ways. */
const TELLING =
  /"needs":\[[^\]]|"(variant|how|meets|ways|seated|low_impact|quiet|one_handed|no_floor|standing)"|Step over|Lift both/;

/** Of the banker's own. */
const HOPS = {
  name: 'Hops over the rope',
  target: 12,
  muscles: 'breath',
  meets: ['one_handed'],
  ways: [
    {
      variant: 'low_impact',
      meets: ['seated', 'quiet', 'low_impact', 'no_floor'],
      how: 'Step over the rope',
    },
    { variant: 'seated', meets: ['seated', 'quiet', 'low_impact'], how: 'Lift both feet' },
  ],
};

interface Seat {
  readonly id: number;
  readonly token: string;
}

let laptop: TestHost;
let host: Host;
let code: string;
let kofi: Seat;
let mate: Seat;
let rival: Seat;
let board: Seat;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  laptop = new TestHost();
  host = await laptop.start({ openStore: await openTestedStore() });
  const made = await call('POST', '/games', host.ownerToken, { name: 'Camp night' });
  code = String(made['game_code']);
  const joinAs = async (player_name: string, team_number: number): Promise<Seat> => {
    const joined = await call('POST', `/games/${code}/players`, null, { player_name, team_number });
    return { id: Number(joined['player_id']), token: String(joined['token']) };
  };
  kofi = await joinAs('Kofi', 1);
  mate = await joinAs('Mia', 1);
  rival = await joinAs('Ida', 2);
  const { ticket } = await call('POST', `/games/${code}/tickets`, host.ownerToken, { for: 'board' });
  const redeemed = await call('POST', '/tickets/redeem', null, { ticket });
  board = { id: Number(redeemed['participant_id']), token: String(redeemed['token']) };
  await call('POST', `/games/${code}/start`, host.ownerToken, {});
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await laptop.close();
});

async function text(method: string, path: string, token: string | null, body?: object): Promise<string> {
  const answer = await fetch(`${host.url}/api/v2${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answer.text();
}

async function call(method: string, path: string, token: string | null, body?: object) {
  return JSON.parse(await text(method, path, token, body)) as Record<string, unknown>;
}

/** Every byte that a seat is sent on a connection of its own, once it has been told of all that happened. */
async function listen({ id, token }: Seat) {
  const address = `${host.url.replace('http', 'ws')}/ws/${code}/${id}`;
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } });
  sockets.push(socket);
  const heard: string[] = [];
  socket.on('message', (data: Buffer) => heard.push(data.toString('utf8')));
  await once(socket, 'message');
  return {
    /** Up to the message that the banker sends now. */
    async upTo(word: string): Promise<string> {
      while (!heard.some((frame) => frame.includes(word))) await once(socket, 'message');
      return heard.join('\n');
    },
  };
}

/** Kofi needs things, gets an exercise, swaps it and completes it; then again, and it stays open. */
async function play(): Promise<void> {
  const needs = ['seated', 'quiet'];
  const [stepping, lifting] = HOPS.ways;
  const rough = { ...HOPS, ways: [stepping, { ...lifting, how: 'Lift both heels' }] };
  const { id: libraryId } = await call('POST', '/library/exercises', host.ownerToken, rough);
  // As the library's form does: all of it, with other words for one of its ways.
  const kept = `/library/exercises/${String(libraryId)}`;
  expect(await call('PATCH', kept, host.ownerToken, HOPS)).toMatchObject({
    ways: [{ how: 'Step over the rope' }, { how: 'Lift both feet' }],
  });
  await call('PATCH', `/games/${code}/players/${kofi.id}`, kofi.token, { needs });
  const asked = { player_id: kofi.id, building_type: 'farm' };
  for (const swapped of ['plank', null]) {
    const { id } = await call('POST', `/challenges/${code}/request`, kofi.token, asked);
    const path = `/challenges/${code}/${String(id)}`;
    const given = { challenge_type: 'burpees', target_number: 15 };
    const assigned = await call('POST', `${path}/assign`, host.ownerToken, given);
    expect(assigned).toMatchObject({ variant: 'seated', challenge_description: '15 burpees' });
    const offer = { challenge_type: 'burpees', variant: 'standing' };
    expect(await call('POST', `${path}/swap`, kofi.token, offer)).toMatchObject({ variant: 'standing' });
    if (swapped === null) continue;
    const plank = await call('POST', `${path}/swap`, kofi.token, { challenge_type: swapped });
    expect(plank).toMatchObject({ challenge_type: 'plank', target_number: 60, variant: 'seated' });
    await call('POST', `${path}/complete`, kofi.token, {});
  }
  await call('POST', `${await playOwn()}/complete`, host.ownerToken, {});
  await call('POST', `${await playOwn()}/cancel`, kofi.token, {});
  await playOwn();
  const more = { needs: ['no_floor', 'one_handed', 'low_impact'], extra_time_factor: 1.5 };
  await call('PATCH', `/games/${code}/players/${kofi.id}`, host.ownerToken, more);
}

/** The banker's own is given with its ways, done in another, changed, left for another exercise, and taken from the library. */
async function playOwn(): Promise<string> {
  const [open] = JSON.parse(await text('GET', `/challenges/${code}/active`, kofi.token)) as { id: number }[];
  if (open !== undefined) await call('POST', `/challenges/${code}/${open.id}/complete`, kofi.token, {});
  const asked = { player_id: kofi.id, building_type: 'mine' };
  const { id } = await call('POST', `/challenges/${code}/request`, kofi.token, asked);
  const path = `/challenges/${code}/${String(id)}`;
  const { name, target, meets, ways } = HOPS;
  const given = { challenge_type: 'custom', challenge_description: name, target_number: target, meets, ways };
  const stepping = { variant: 'low_impact', how: 'Step over the rope', meets };
  expect(await call('POST', `${path}/assign`, host.ownerToken, given)).toMatchObject(stepping);
  const [other] = (await call('GET', `${path}/offers`, kofi.token))['items'] as object[];
  expect(other).toMatchObject({ library_id: null, variant: 'seated', how: 'Lift both feet' });
  const seated = { challenge_type: 'custom', variant: 'seated' };
  expect(await call('POST', `${path}/swap`, kofi.token, seated)).toMatchObject({ how: 'Lift both feet' });
  await call('PATCH', path, host.ownerToken, { target_number: 9 });
  await call('POST', `${path}/swap`, kofi.token, { challenge_type: 'squats' });
  const suggested = (await call('GET', `${path}/offers`, kofi.token))['items'] as [{ library_id: number }];
  expect(suggested).toMatchObject([{ challenge_description: name, how: 'Step over the rope' }]);
  const [{ library_id }] = suggested;
  const swap = { challenge_type: 'custom', library_id };
  expect(await call('POST', `${path}/swap`, kofi.token, swap)).toMatchObject(stepping);
  return path;
}

/** Everything that this seat can read over HTTP. */
async function readsOf({ id, token }: Seat): Promise<string> {
  const [own] = JSON.parse(await text('GET', `/challenges/${code}/active`, kofi.token)) as { id: number }[];
  const ownId = String(own?.id);
  const paths = [
    `/games/${code}`,
    `/games/${code}/me`,
    `/games/${code}/players`,
    `/games/${code}/teams`,
    `/games/${code}/teams/members`,
    `/games/${code}/events`,
    `/games/${code}/events.csv`,
    `/games/${code}/export`,
    `/games/${code}/export?names=real`,
    `/challenges/${code}/active`,
    `/challenges/${code}/history`,
    `/challenges/${code}/history?player=${kofi.id}`,
    `/challenges/${code}/${ownId}/offers`,
    '/library',
    '/library/export',
  ];
  const answers = await Promise.all(paths.map((path) => text('GET', path, token)));
  const refused = await text('PATCH', `/games/${code}/players/${kofi.id}`, token, { needs: [] });
  return id === kofi.id ? answers.join('\n') : [...answers, refused].join('\n');
}

it('G6 what a player needs is in nothing that other players and boards are sent or can ask for', async () => {
  const others = [mate, rival, board];
  const lines = await Promise.all(others.map(listen));
  const own = await listen(kofi);
  await play();
  const late = await Promise.all(others.map(listen));
  const ownLate = await listen(kofi);
  await call('POST', `/games/${code}/message`, host.ownerToken, { text: 'Well done' });

  for (const line of [...lines, ...late]) {
    const heard = await line.upTo('Well done');
    expect(heard).toContain('Hops over the rope');
    expect(heard).not.toMatch(TELLING);
  }
  for (const seat of others) {
    const read = await readsOf(seat);
    expect(read).toContain('burpees');
    expect(read).toContain('Hops over the rope');
    expect(read).not.toMatch(TELLING);
  }
  // The player does see it, live and later: so the bytes would have been found.
  expect(await own.upTo('Well done')).toMatch(/"variant":"standing"/);
  for (const line of [own, ownLate]) expect(await line.upTo('Well done')).toContain('Step over the rope');
  expect(await own.upTo('Well done')).toMatch(/"variant":"seated"/);
  expect(await readsOf(kofi)).toMatch(/"needs":\["low_impact","one_handed","no_floor"\]/);
});

it('G6 nor in a log, a table, or an export under pseudonyms; the banker’s own copy has it', async () => {
  await play();
  const asOwner = (path: string) => text('GET', path, host.ownerToken);
  for (const path of [`/games/${code}/events.csv`, `/games/${code}/export`]) {
    const file = await asOwner(path);
    expect(file).toContain('burpees');
    // A cell of a table doubles its quotation marks.
    expect(file.replaceAll('""', '"')).not.toMatch(TELLING);
  }
  expect(await asOwner(`/games/${code}/export?names=real`)).toMatch(TELLING);
  expect(await asOwner(`/challenges/${code}/history`)).toMatch(/"variant":"seated"/);
  expect(await asOwner(`/challenges/${code}/history`)).toContain('Step over the rope');
  const logs = join(laptop.folder, 'logs');
  await host.close();
  const kept = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
  expect(`${laptop.logged.join('\n')}${kept.join('\n')}`).not.toMatch(TELLING);
});

it('is locked by the banker, for the phone alone, and only bankers lock it', async () => {
  const lock = (own_needs: boolean, token: string) =>
    call('PATCH', `/games/${code}`, token, { settings: { own_needs } });
  expect(await lock(false, kofi.token)).toMatchObject({ status: 403 });
  expect(await lock(false, host.ownerToken)).toMatchObject({ settings: { own_needs: false } });
  const say = (token: string) =>
    call('PATCH', `/games/${code}/players/${kofi.id}`, token, { needs: ['quiet'] });
  expect(await say(kofi.token)).toMatchObject({ status: 403, code: 'not_yours' });
  expect(await say(mate.token)).toMatchObject({ status: 403, code: 'not_yours' });
  expect(await say(host.ownerToken)).toMatchObject({ needs: ['quiet'] });
  const asked = { player_id: kofi.id, building_type: 'farm' };
  const { id } = await call('POST', `/challenges/${code}/request`, kofi.token, asked);
  const path = `/challenges/${code}/${String(id)}`;
  const given = { challenge_type: 'burpees', target_number: 15 };
  await call('POST', `${path}/assign`, host.ownerToken, given);
  const swap = (token: string, body: object) => call('POST', `${path}/swap`, token, body);
  const squats = { challenge_type: 'squats' };
  expect(await swap(kofi.token, squats)).toMatchObject({ status: 409, code: 'game_status' });
  expect(await swap(mate.token, squats)).toMatchObject({ status: 403 });
  expect(await swap(host.ownerToken, squats)).toMatchObject({ challenge_type: 'squats', target_number: 20 });
  const impossible = { challenge_type: 'squats', variant: 'standing' };
  expect(await swap(host.ownerToken, impossible)).toMatchObject({ status: 400, code: 'bad_request' });
  expect(await swap(host.ownerToken, { challenge_type: 'custom' })).toMatchObject({ status: 409 });
});
