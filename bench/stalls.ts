/** How long everybody else waits for an answer while the host does something large with a long game. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { RunningHost } from '../e2e/running-host.harness.ts';
import type { LoggedEvent } from '../src/game/events.ts';
import { LineSeals } from '../src/host/storage/export/line-seal.ts';
import { openSqliteStore } from '../src/host/storage/sqlite/sqlite-store.ts';
import { absoluteMeasurement, type Measurement } from './measurement.ts';

const TARGET_MS = 50;
/** Between the end of something large and the next, so that what follows it in the host belongs to it. */
const QUIET_MS = 1_000;
const EVENTS_AT_ONCE = 1_000;
const FILE_TYPE = 'application/x-ndjson';

interface Created {
  readonly game_code: string;
}
interface Backup {
  readonly name: string;
}

/** Imports, backs up, restores, wipes and rescues a game of so many events, and asks the host one thing after the other meanwhile. */
export async function measureStalls(events: number): Promise<Measurement[]> {
  const host = await RunningHost.start();
  const measurements: Measurement[] = [];
  const measure = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const { result, longestMs } = await longestWaitDuring(host, work);
    const name = `longest wait: ${what}, ${events.toLocaleString('en')} events`;
    measurements.push(absoluteMeasurement(name, longestMs, 'ms', TARGET_MS, null));
    return result;
  };
  try {
    const file = await longGame(host, events);
    const first = await measure('import', () => importGame(host, file));
    const backup = await measure('backup and its check', () => host.api<Backup>('/backups', {}));
    await measure('list of backups', () => host.api('/backups'));
    await host.api('/games', { name: 'Small', team_count: 2 });
    await measure('restore of what is there', () =>
      host.api(`/backups/${backup.name}/restore`, { game_code: first }),
    );
    await measure('wipe', () => host.api(`/games/${first}`, undefined, 'DELETE'));
    const second = await measure('import after a wipe', () => importGame(host, file));
    await host.api(`/games/${second}`, undefined, 'DELETE');
    const third = await importGame(host, file);
    const kept = await host.api<Backup>('/backups', {});
    await goOn(host, third, events);
    const goneOn = await host.api<Backup>('/backups', {});
    const goBack = ({ name }: Backup) => host.api(`/backups/${name}/restore`, { game_code: third });
    await measure('restore of a game that has gone on as long again', () => goBack(kept));
    await measure('restore of a game that is half as long', () => goBack(goneOn));
    await measure('rescue of a deleted file', async () => {
      for (const suffix of ['', '-wal']) rmSync(join(host.data, `games.sqlite3${suffix}`));
      await host.api('/games', { name: 'Next', team_count: 2 });
    });
    return measurements;
  } finally {
    await host.dispose();
  }
}

async function longestWaitDuring<T>(
  host: RunningHost,
  work: () => Promise<T>,
): Promise<{ result: T; longestMs: number }> {
  const progress = { isDone: false };
  let longestMs = 0;
  const asking = (async () => {
    while (!progress.isDone) {
      const asked = performance.now();
      await host.api('/games');
      longestMs = Math.max(longestMs, performance.now() - asked);
    }
  })();
  try {
    const result = await work();
    await new Promise((resolve) => void setTimeout(resolve, QUIET_MS));
    return { result, longestMs };
  } finally {
    progress.isDone = true;
    await asking;
  }
}

async function importGame(host: RunningHost, file: string): Promise<string> {
  const response = await fetch(`${host.ready.url}/api/v2/games/import`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${host.ready.banker_token}`,
      'content-type': FILE_TYPE,
      'idempotency-key': crypto.randomUUID(),
    },
    body: file,
  });
  if (!response.ok) throw new Error(`Importing: ${response.status} ${await response.text()}`);
  return ((await response.json()) as Created).game_code;
}

/** So many more events and answers of the game, written while the host is away: one command after the other would take too long. */
async function goOn(host: RunningHost, code: string, events: number): Promise<void> {
  await host.stop();
  const store = openSqliteStore({ folder: host.data });
  const { eventStore } = store;
  const gameId = await eventStore.findByCode(code);
  if (gameId === null) throw new Error(`There is no game ${code}.`);
  const log: LoggedEvent[] = [];
  for await (const logged of eventStore.read(gameId, 0)) log.push(logged);
  const joined = log.find(({ event }) => event.type === 'participant_joined' && event.role === 'player');
  const last = log.at(-1);
  if (last === undefined || joined?.event.type !== 'participant_joined')
    throw new Error('Nobody plays the long game.');
  const { id: playerId } = joined.event;
  const asked = { playerId, teamNumber: 1, building: 'farm', hasSchool: false } as const;
  for (let { seq } = last; seq < last.seq + events; seq += EVENTS_AT_ONCE) {
    const batch: LoggedEvent[] = [];
    while (batch.length < EVENTS_AT_ONCE) {
      const id = await eventStore.nextId('challenge');
      for (const event of [
        { type: 'challenge_requested', id, ...asked },
        { type: 'challenge_cancelled', id, reason: 'banker' },
      ] as const)
        batch.push({ ...last, seq: seq + batch.length + 1, event });
    }
    const responses = batch.map(({ event }) => ({
      key: { participantId: playerId, key: crypto.randomUUID(), requestHash: 'bench' },
      response: { status: 201, body: JSON.stringify(event), secretsOf: null },
    }));
    await eventStore.append({ gameId, expectedSeq: seq, events: batch, responses, usedTickets: [] });
  }
  store.close();
  await host.restart();
}

/** An exported game in which one player has asked and been refused until it has so many events. */
async function longGame(host: RunningHost, events: number): Promise<string> {
  const { game_code: code } = await host.api<Created>('/games', { name: 'Long', team_count: 4 });
  await host.api(`/games/${code}/players`, { player_name: 'Anna', team_number: 1 });
  await host.api(`/games/${code}/start`, {});
  const response = await fetch(`${host.ready.url}/api/v2/games/${code}/export?names=real`, {
    headers: { authorization: `Bearer ${host.ready.banker_token}` },
  });
  const [header = '{}', ...lines] = (await response.text()).trim().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '{}') as { seq: number };
  const joined = lines.find((line) => line.includes('"role":"player"')) ?? '{}';
  const { event: player } = JSON.parse(joined) as { event: { id: number } };
  let id = 1_000;
  for (let { seq } = last; lines.length < events; id += 1) {
    const asked = { playerId: player.id, teamNumber: 1, building: 'farm', hasSchool: false };
    for (const event of [
      { type: 'challenge_requested', id, ...asked },
      { type: 'challenge_cancelled', id, reason: 'banker' },
    ]) {
      seq += 1;
      lines.push(JSON.stringify({ ...last, seq, event }));
    }
  }
  await host.api(`/games/${code}`, undefined, 'DELETE');
  const counted = JSON.stringify({ ...(JSON.parse(header) as object), events: lines.length });
  const seals = new LineSeals();
  return [counted, ...lines]
    .map((line) => {
      const { checksum: _checksum, ...value } = JSON.parse(line) as { checksum?: number };
      return seals.seal(value);
    })
    .join('');
}
