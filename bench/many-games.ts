/** What a game costs that is open: memory of its host, and room in the database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LaunchHost } from '../e2e/launch.harness.ts';
import { RunningHost } from '../e2e/running-host.harness.ts';
import { OWN_POSTGRES, startOwnPostgres } from '../scripts/own-postgres.ts';
import { createTestDatabase, runSql } from '../src/host/storage/postgres/postgres-server.harness.ts';
import { type Measurement, measurementWithoutTarget } from './measurement.ts';
import { joinAll, lettingCrowdsIn } from './targets.ts';

const CLI = join(import.meta.dirname, '../src/cli/index.ts');
const HEAP_ON_REQUEST = join(import.meta.dirname, 'heap-on-request.ts');
const FLAGS = ['--expose-gc', '--import', pathToFileURL(HEAP_ON_REQUEST).href];

export interface ManyGamesSizes {
  games: number;
  players: number;
  /** How often somebody asks for something and is cancelled, in each game. */
  requests: number;
}

/** Why it cannot be measured here; null: it can. */
export const manyGamesNote = (): string | null =>
  OWN_POSTGRES.path !== null ? null : 'It takes PostgreSQL.';

/** A game in play with its players, in which so much has happened. */
async function playGame(host: RunningHost, { players, requests }: ManyGamesSizes): Promise<void> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name: 'Bench',
    team_count: 6,
    settings: { max_players: players },
  });
  await host.api(`/games/${code}/start`, {});
  const [first] = await joinAll(host, code, players, 6);
  if (first === undefined) throw new Error('A game has players.');
  for (let count = 0; count < requests; count += 1) {
    const body = { player_id: first.player_id, building_type: 'farm' };
    const { id } = await host.api<{ id: number }>(`/challenges/${code}/request`, body);
    await host.api(`/challenges/${code}/${id}/cancel`, { player_id: first.player_id });
  }
}

/** Measures games that stay open on one host with PostgreSQL. */
export async function measureManyGames(sizes: ManyGamesSizes): Promise<Measurement[]> {
  const postgres = await startOwnPostgres();
  const database = await createTestDatabase(postgres.url);
  const children: ChildProcess[] = [];
  const launch: LaunchHost = ({ options }) => {
    const child = spawn(process.execPath, [...FLAGS, CLI, ...options, '--store', database.url], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    return Promise.resolve({ process: child, app: null });
  };
  const host = await RunningHost.start(lettingCrowdsIn(launch));
  const heapKb = async () => {
    const [child] = children;
    if (child === undefined) throw new Error('The host was not started.');
    const told = once(child, 'message');
    child.send('heap');
    const [bytes] = (await told) as [number];
    return bytes / 1024;
  };
  try {
    // The first ones pay for what is loaded and compiled.
    for (let count = 0; count < sizes.games / 4; count += 1) await playGame(host, sizes);
    const before = await heapKb();
    for (let count = 0; count < sizes.games; count += 1) await playGame(host, sizes);
    const after = await heapKb();
    const [stored] = await runSql<{ bytes: string; events: string }>(
      database.url,
      `select (select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relnamespace =
        'public'::regnamespace)::text as bytes, (select count(*) from events)::text as events`,
    );
    const events = Number(stored?.events);
    const row = (name: string, value: number, unit: string) =>
      measurementWithoutTarget({ name, clients: sizes.players, ours: value, baseline: null, value, unit });
    return [
      row('memory of a game in play', (after - before) / sizes.games, 'KB'),
      row('room of an event in PostgreSQL, with its answer', Number(stored?.bytes) / events, 'B'),
    ];
  } finally {
    await host.dispose();
    await database.drop();
    await postgres.dispose();
  }
}
