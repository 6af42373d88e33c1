/** Fills a game with players and challenges for the pictures, through the API as the owner. */
import { randomUUID } from 'node:crypto';
import type { RunningHost } from './running-host.harness.ts';

/** Names that strain a layout: as long and wide as a name can be, right to left, or without anywhere to break. */
export const DIFFICULT_NAMES = [
  'W'.repeat(20),
  '漢'.repeat(13),
  '🦩'.repeat(10),
  'عبد الرحمن بن محمد',
  'Anna-Katharina Maria',
  'iiiiiiiiiiiiiiiiiiii',
] as const;

const FIRST_NAMES = [
  'Anna',
  'Ben',
  'Clara',
  'David',
  'Ella',
  'Finn',
  'Grace',
  'Hugo',
  'Ida',
  'Jonas',
  'Kira',
  'Leo',
];
type PresetExercise = readonly [type: string, description: string, target: number];
const EXERCISES: readonly [PresetExercise, ...PresetExercise[]] = [
  ['push_ups', '20 Push-ups', 20],
  ['sit_ups', '30 Sit-ups', 30],
  ['plank', 'Plank for 60 seconds', 60],
  ['star_jumps', '25 Star jumps', 25],
  ['squats', '20 Squats', 20],
];
const BUILDINGS = [
  'farm',
  'mine',
  'electrical_factory',
  'medical_factory',
  'school',
  'hospital',
  'restaurant',
  'infrastructure',
] as const;

/** The nth of any number of names. */
export function nameOf(index: number): string {
  const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
  const round = Math.floor(index / FIRST_NAMES.length);
  return round === 0 ? first : `${first} ${'BCDEFGHI'.charAt(round - 1)}.`;
}

function pick<T>(list: readonly [T, ...T[]], index: number): T {
  return list[index % list.length] ?? list[0];
}

interface Joined {
  readonly player_id: number;
  readonly token: string;
}

/** Joins as a phone does. */
export async function joinGame(host: RunningHost, code: string, name: string, team: number): Promise<Joined> {
  const response = await fetch(`${host.ready.url}/api/v2/games/${code}/players`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ player_name: name, team_number: team }),
  });
  if (!response.ok) throw new Error(`${name} could not join: ${await response.text()}`);
  return (await response.json()) as Joined;
}

/** Asks for a building; resolves with the challenge's ID. */
async function request(host: RunningHost, code: string, playerId: number, index: number): Promise<number> {
  const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, {
    player_id: playerId,
    building_type: pick(BUILDINGS, index),
  });
  return id;
}

/** Gives one of a few exercises, as another desk does. */
export async function assign(host: RunningHost, code: string, id: number, index = 0): Promise<void> {
  const [challenge_type, challenge_description, target_number] = pick(EXERCISES, index);
  await host.api(`/challenges/${code}/${id}/assign`, {
    challenge_type,
    challenge_description,
    target_number,
    duration_seconds: 300 + 47 * (index % 7),
  });
}

/** Says "Done" as the player does. */
export async function claim(host: RunningHost, code: string, { id, token }: ActivePlayer): Promise<void> {
  const response = await fetch(`${host.ready.url}/api/v2/challenges/${code}/${id}/complete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
  });
  if (!response.ok) throw new Error(await response.text());
}

interface ActivePlayer {
  /** The challenge's ID. */
  readonly id: number;
  readonly token: string;
}

export interface PopulateOptions {
  readonly waiting: number;
  readonly active: number;
  readonly teams: number;
  readonly names?: (index: number) => string;
}

/** Adds players who are waiting or active, spread over the teams; resolves with the active ones. */
export async function populate(
  host: RunningHost,
  code: string,
  { waiting, active, teams, names = nameOf }: PopulateOptions,
): Promise<ActivePlayer[]> {
  const activePlayers: ActivePlayer[] = [];
  for (let index = 0; index < waiting + active; index += 1) {
    const { player_id, token } = await joinGame(host, code, names(index), 1 + (index % teams));
    const id = await request(host, code, player_id, index);
    if (index >= active) continue;
    await assign(host, code, id, index);
    activePlayers.push({ id, token });
  }
  return activePlayers;
}

/** Renames teams: as long as a name can be, in two scripts. */
export async function nameTeams(host: RunningHost, code: string): Promise<void> {
  await host.api(`/games/${code}/teams/1`, { name: 'The Wonderful Wandering Wolves' }, 'PATCH');
  await host.api(`/games/${code}/teams/2`, { name: 'اتحاد الأمم' }, 'PATCH');
}

/** The numbers of all teams. With a school each, all their players can be active. */
export const allTeams = (teams: number): number[] =>
  Array.from({ length: teams }, (_each, index) => index + 1);

/** A full evening: difficult names, claims, and more of everything than there is room for. */
export async function fillGame(host: RunningHost, code: string, count: number): Promise<void> {
  await nameTeams(host, code);
  const names = (index: number) => DIFFICULT_NAMES[index - 2] ?? nameOf(index);
  const active = await populate(host, code, { waiting: count, active: count, teams: 4, names });
  for (const player of active.slice(0, 2)) await claim(host, code, player);
}

/** So many challenges done by the player. */
export async function done(host: RunningHost, code: string, playerId: number, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const body = { player_id: playerId, building_type: 'farm' };
    const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, body);
    await host.api(`/challenges/${code}/${id}/assign`, {
      challenge_type: 'push_ups',
      challenge_description: '20 Push-ups',
      target_number: 20,
    });
    await host.api(`/challenges/${code}/${id}/complete`, {});
  }
}

/** Everything is done, no two teams have done equally much, and the third of them has been folded; a fifth came too late to build. */
export async function finish(host: RunningHost, code: string): Promise<void> {
  await completeAll(host, code);
  await done(host, code, (await joinGame(host, code, 'Zoë', 1)).player_id, 4);
  await done(host, code, (await joinGame(host, code, 'Yara', 2)).player_id, 3);
  await done(host, code, (await joinGame(host, code, 'Xaver', 3)).player_id, 2);
  await host.api(`/games/${code}/teams`, {});
  await host.api(`/games/${code}/teams/3/fold`, { players_to: 'evenly' });
}

/** Whoever is doing something has done it. */
export async function completeAll(host: RunningHost, code: string): Promise<void> {
  const open = await host.api<readonly { id: number; status: string }[]>(
    `/challenges/${code}/active`,
    undefined,
    'GET',
  );
  for (const { id } of open.filter(({ status }) => status === 'assigned'))
    await host.api(`/challenges/${code}/${id}/complete`, {});
}

/** As long as it may be. */
export const MESSAGE =
  'Pizza is ready in the kitchen! Wash your hands first, then come by teams: Sweden, Norway, Kenya, all';

/** A message on all screens, and an end in nine minutes: both take room from everything else. */
export async function sayAndPlan(host: RunningHost, code: string): Promise<void> {
  await host.api(`/games/${code}/message`, { text: MESSAGE });
  const { as_of: now } = await host.api<{ as_of: number }>(`/games/${code}`, {}, 'PATCH');
  await host.api(`/games/${code}`, { end_time: now + 9 * 60_000 }, 'PATCH');
}

export interface OpenChallenge {
  readonly id: number;
  readonly player_name: string;
  readonly status: string;
}

/** The ID of what a player waits for or does. */
export async function challengeOf(host: RunningHost, code: string, name: string): Promise<number> {
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  const found = open.find(({ player_name }) => player_name === name);
  if (found === undefined) throw new Error(`${name} neither waits nor does anything.`);
  return found.id;
}

/** What a game's players have, by name. */
export async function statuses(
  host: { api<T>(path: string): Promise<T> },
  code: string,
): Promise<Record<string, string>> {
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  return Object.fromEntries(open.map(({ player_name, status }) => [player_name, status]));
}
