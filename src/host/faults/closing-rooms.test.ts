/** Restores, wipes and the end of a host in the middle of play: what was acknowledged is kept, and the rest was refused. */
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { TestSocket } from '../live/test-socket.harness.ts';
import { backupsFolder, listBackups, readBackup } from '../storage/backups/backup-files.ts';
import { callText, TestHost, type CreatedGame } from '../test-host.harness.ts';
import { runAtOnce } from '../time/time-slices.ts';
import { type ApiResponse, call, readItems } from './api-client.harness.ts';
import { REPETITIONS } from './repetitions.fixtures.ts';

const CLIENTS = 24;
const ROUNDS = REPETITIONS > 1 ? 8 : 2;
/** Answers to let through before each blow, so that it falls in the middle of play. */
const WARM_UP = 60;

let testHost: TestHost;
beforeEach(() => {
  testHost = new TestHost();
});
afterEach(() => testHost.close());

interface Play {
  /** Names of players by how their joining was answered; null: no answer came. */
  readonly answers: Map<string, ApiResponse | null>;
  /** Resolves after so many more answers. */
  answered(count: number): Promise<void>;
  /** Stops every client and waits for it. */
  stop(): Promise<void>;
}

let names = 0;

/** Many clients who let players join, as fast as answers come. */
function play(host: Host, codes: readonly string[]): Play {
  const answers = new Map<string, ApiResponse | null>();
  const over = new AbortController();
  const client = async (number: number) => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      names += 1;
      const name = `P${names}`;
      const path = `/games/${codes[(number + turn) % codes.length]}/players`;
      const answer = await call(host, path, { method: 'POST', body: { player_name: name }, key: name }).catch(
        () => null,
      );
      answers.set(name, answer);
      if (answer === null) return;
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  return {
    answers,
    async answered(more) {
      const until = answers.size + more;
      while (answers.size < until) await nextTurn();
    },
    async stop() {
      over.abort();
      await Promise.all(clients);
    },
  };
}

const acknowledged = ({ answers }: Play) =>
  [...answers].flatMap(([name, answer]) => (answer?.status === 201 ? name : []));
const refused = ({ answers }: Play) =>
  [...answers].flatMap(([name, answer]) => ((answer?.status ?? 0) >= 400 ? name : []));

async function namesIn(host: Host, code: string): Promise<readonly string[]> {
  const { text } = await call(host, `/games/${code}/players`);
  return readItems(text).map((player) => String(player['player_name']));
}

/**
 * The names in the backups made around restores. Where two follow each other, the one after the first may already hold everything, and
 * then no other is made before the second.
 */
function namesAroundRestores(): readonly string[] {
  const backups = listBackups(testHost.folder).filter(({ reason }) => reason.endsWith('-restore'));
  return backups
    .flatMap(({ name }) => runAtOnce(readBackup(join(backupsFolder(testHost.folder), name))) ?? [])
    .flatMap(({ state }) => [...state.participants.values()].map(({ name }) => name));
}

/** On a busy machine, more join while a backup is restored than a game usually allows. */
async function makeGame(host: Host, name: string): Promise<CreatedGame> {
  return JSON.parse(await callText(host, '/games', { name, max_players: 10_000 })) as CreatedGame;
}

async function bankerSocket(
  host: Host,
  { game_code: code, banker_id: id }: CreatedGame,
): Promise<TestSocket> {
  const socket = new TestSocket(`ws://127.0.0.1:${host.port}/ws/${code}/${id}`, {
    headers: { authorization: `Bearer ${host.ownerToken}` },
  });
  await socket.welcome();
  return socket;
}

const missing = (wanted: readonly string[], found: readonly string[]) => {
  const all = new Set(found);
  return wanted.filter((name) => !all.has(name));
};
const both = (some: readonly string[], others: readonly string[]) => {
  const all = new Set(others);
  return some.filter((name) => all.has(name));
};

describe('G1 in the middle of play', { timeout: 60_000 }, () => {
  it.each([
    ['one game', ([code]: readonly string[]) => [{ game_code: code }]],
    ['the whole laptop', () => [{}]],
    ['two games at once', (codes: readonly string[]) => codes.map((code) => ({ game_code: code }))],
  ])(
    'restoring %s loses nothing that was acknowledged: it is in the log, or in the backup made before',
    async (_, what) => {
      const host = await testHost.start({ port: 0 });
      const statuses = new Set<number>();
      for (let round = 0; round < ROUNDS; round += 1) {
        const [game, other] = [await makeGame(host, 'One'), await makeGame(host, 'Two')];
        const banker = await bankerSocket(host, game);
        const { name: backup } = JSON.parse(await callText(host, '/backups', {})) as { name: string };
        const codes = [game.game_code, other.game_code];
        const playing = play(host, codes);
        await playing.answered(WARM_UP);
        await Promise.all(what(codes).map((body) => callText(host, `/backups/${backup}/restore`, body)));
        const saved = [...namesAroundRestores()];
        await playing.answered(WARM_UP);
        await playing.stop();
        for (const code of codes) saved.push(...(await namesIn(host, code)));
        expect(missing(acknowledged(playing), saved)).toEqual([]);
        expect(both(refused(playing), saved)).toEqual([]);
        for (const answer of playing.answers.values()) statuses.add(answer?.status ?? 0);
        const seen = banker.frames.flatMap(({ event_type: type, data }) =>
          type === 'player_joined' ? String(data?.['player_name']) : [],
        );
        expect(missing(seen, saved)).toEqual([]);
        await banker.close();
      }
      expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([]);
    },
  );

  it('wiping a game leaves every other as it was acknowledged, and keeps nothing that was refused', async () => {
    const host = await testHost.start({ port: 0 });
    const other = await makeGame(host, 'Two');
    for (let round = 0; round < ROUNDS; round += 1) {
      const game = await makeGame(host, 'One');
      const before = await namesIn(host, other.game_code);
      const playing = play(host, [game.game_code, other.game_code]);
      await playing.answered(WARM_UP);
      await callText(host, `/games/${game.game_code}/start`, {});
      await callText(host, `/games/${game.game_code}/end`, {});
      const wiped = await fetch(`${host.url}/api/v2/games/${game.game_code}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${host.ownerToken}` },
      });
      expect(wiped.status).toBe(204);
      await playing.stop();
      const kept = await namesIn(host, other.game_code);
      const joinedOther = acknowledged(playing).filter((name) =>
        playing.answers.get(name)?.text.includes(other.game_code),
      );
      expect(missing([...before, ...joinedOther], kept)).toEqual([]);
      expect(both(refused(playing), kept)).toEqual([]);
    }
  });

  it('importing another game disturbs none', async () => {
    const host = await testHost.start({ port: 0 });
    const game = await makeGame(host, 'One');
    const file = await callText(host, `/games/${game.game_code}/export?names=real`);
    const playing = play(host, [game.game_code]);
    await playing.answered(WARM_UP);
    await fetch(`${host.url}/api/v2/games/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.ownerToken}`, 'content-type': 'application/x-ndjson' },
      body: file,
    });
    await playing.stop();
    const kept = await namesIn(host, game.game_code);
    expect(missing(acknowledged(playing), kept)).toEqual([]);
    expect(refused(playing)).toEqual([]);
  });

  it('closing the host keeps all that it acknowledged, and answers 503 to the rest or not at all', async () => {
    const [expected, rejected]: [string[], string[]] = [[], []];
    let code: string | null = null;
    for (let round = 0; round < ROUNDS; round += 1) {
      const host = await testHost.start({ port: 0 });
      code ??= (await makeGame(host, 'One')).game_code;
      const playing = play(host, [code]);
      await playing.answered(WARM_UP);
      await host.close();
      await playing.stop();
      expected.push(...acknowledged(playing));
      rejected.push(...refused(playing));
    }
    const last = await testHost.start({ port: 0 });
    const kept = await namesIn(last, code ?? '');
    expect(missing(expected, kept)).toEqual([]);
    expect(both(rejected, kept)).toEqual([]);
    expect(expected.length).toBeGreaterThanOrEqual(ROUNDS * WARM_UP);
  });
});
