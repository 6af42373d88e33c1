import { launchHost, type LaunchHost } from '../e2e/launch.harness.ts';
import { RunningHost } from '../e2e/running-host.harness.ts';
import { MAX_PLAYERS } from '../src/game/limits.ts';
import { BATCH_SUBPROTOCOL } from '../src/protocol/connection.ts';
import type { LoadTarget, HttpRequest } from './load-messages.ts';

/** How many requests are in flight at once in the throughput runs. */
const LANES = 8;
const TEAMS = 12;
/** Players join in small groups, as they do at the door. */
const JOIN_BATCH = 20;

interface Joined {
  player_id: number;
  token: string;
}

/**
 * A game in progress on the real host, with this many players listening; the lanes' players ask and cancel over and over.
 * `launch`: another host than this checkout's.
 */
export async function startGame(
  players: number,
  launch: LaunchHost = launchHost,
): Promise<{ host: RunningHost; target: LoadTarget }> {
  const host = await RunningHost.start(lettingCrowdsIn(launch));
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'Bench',
    team_count: TEAMS,
    settings: { max_players: MAX_PLAYERS },
  });
  await host.api(`/games/${code}/start`, {});
  return { host, target: gameTarget(host, code, await joinAll(host, code, players, TEAMS)) };
}

/** So many join this game, spread over so many teams. */
export async function joinAll(
  host: RunningHost,
  code: string,
  players: number,
  teams: number,
): Promise<Joined[]> {
  const joined: Joined[] = [];
  for (let first = 0; first < players; first += JOIN_BATCH) {
    const crowd = Array.from({ length: Math.min(JOIN_BATCH, players - first) }, (_unused, index) =>
      join(host, code, {
        player_name: `Player ${first + index}`,
        team_number: ((first + index) % teams) + 1,
      }),
    );
    joined.push(...(await Promise.all(crowd)));
  }
  return joined;
}

export const JOIN_BURST_OPTION = '--join-burst';

/** The whole crowd joins from one address. */
export const lettingCrowdsIn =
  (launch: LaunchHost): LaunchHost =>
  ({ options, ...rest }) =>
    launch({ ...rest, options: [...options, JOIN_BURST_OPTION, String(MAX_PLAYERS)] });

/** Joins as a phone does, with just the code. */
async function join(host: RunningHost, code: string, body: object): Promise<Joined> {
  const response = await fetch(`${host.ready.url}/api/v2/games/${code}/players`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`Joining: ${response.status} ${await response.text()}`);
  return (await response.json()) as Joined;
}

function gameTarget(host: RunningHost, code: string, joined: readonly Joined[]): LoadTarget {
  return {
    urls: [host.ready.url],
    authorization: `Bearer ${host.ready.banker_token}`,
    sockets: joined.map(({ player_id, token }) => ({
      path: `/ws/${code}/${player_id}`,
      authorization: `Bearer ${token}`,
    })),
    subprotocol: BATCH_SUBPROTOCOL,
    lanes: joined.slice(0, LANES).map(({ player_id }) => askAndCancel(code, player_id)),
  };
}

const askAndCancel = (code: string, player: number): HttpRequest[] => [
  {
    method: 'POST',
    path: `/api/v2/challenges/${code}/request`,
    body: {
      player_id: player,
      building_type: 'farm',
      building_name: 'Farm',
      team_number: 1,
      has_school: false,
    },
  },
  { method: 'POST', path: `/api/v2/challenges/${code}/{id}/cancel`, body: { player_id: player } },
];

/** The same crowd and requests, for a baseline server. */
export function baselineTarget(url: string, players: number): LoadTarget {
  const command: HttpRequest = {
    method: 'POST',
    path: '/command',
    body: { player_id: 1, building_type: 'farm', building_name: 'Farm', team_number: 1, has_school: false },
  };
  return {
    urls: [url],
    authorization: 'Bearer none',
    sockets: Array.from({ length: players }, () => ({ path: '/ws', authorization: 'Bearer none' })),
    subprotocol: null,
    lanes: Array.from({ length: LANES }, () => [command]),
  };
}
