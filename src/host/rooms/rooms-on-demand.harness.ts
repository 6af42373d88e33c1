/** For tests: hosts on a real database whose games are opened on demand, by a clock that the test moves. */
import { expect } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { createFakeBus } from '../bus/host-bus.fake.ts';
import { createCleanup } from '../cleanup.ts';
import type { StoredResponse } from '../storage/event-store.ts';
import { createTestDatabase, runSql } from '../storage/postgres/postgres-server.harness.ts';
import { openPostgresStore, type PostgresStore } from '../storage/postgres/postgres-store.ts';
import { createHostTime } from '../time/clock.ts';
import type { HostsAlive } from '../time/gaps.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { createGamesList } from './list-games.ts';
import { openGames } from './open-games.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

const PATIENCE = { timeout: 15_000 };
export const IDLE_MS = 120_000;
/** So that everything that is done each second is done while a test waits. */
const STEP_MS = 250;
export const DONE: StoredResponse = { status: 200, body: 'done', secretsOf: null };
const BANKER = { id: HOST_ACTOR_ID, role: 'banker' } as const;
const EXERCISE = { type: 'push_ups', description: '20 Push-ups', target: 20 };

interface TestedHostOptions {
  readonly hostsAlive?: HostsAlive;
  readonly keepEveningsDays?: number;
}

export interface TestedHost {
  readonly rooms: Rooms;
  readonly store: PostgresStore;
  /** The games whose rooms went to rest. */
  readonly rested: number[];
  /** The codes of the games that the desk says cannot be opened. */
  notOpened(): readonly string[];
  /** Of those that it says a newer version has written. */
  newer(): readonly string[];
  readonly list: ReturnType<typeof createGamesList>;
  close(): Promise<void>;
}

export type OnDemandHosts = Awaited<ReturnType<typeof startOnDemandHosts>>;

/** Several hosts of a new database. */
export async function startOnDemandHosts(serverUrl: string) {
  const database = await createTestDatabase(serverUrl);
  // Games are as old as the database says.
  const clock = createManualClock(Date.now());
  const hostBus = createFakeBus();
  const hosts: TestedHost[] = [];
  const reports: string[] = [];
  let ids = 1_000;
  const nextId = () => (ids += 1);

  async function open(
    kind: 'alone' | 'one of several' = 'one of several',
    { hostsAlive, keepEveningsDays }: TestedHostOptions = {},
  ): Promise<TestedHost> {
    const store = await openPostgresStore({ address: database.address });
    const cleanup = createCleanup((message) => reports.push(message));
    const hostTime = createHostTime(clock);
    const rested: number[] = [];
    let notOpened: readonly string[] = [];
    let newer: readonly string[] = [];
    const bus = createLocalBus();
    const { hostsAlive: _, ...withoutGaps } = store;
    const rooms = await openGames({
      data: {
        ...withoutGaps,
        ...(hostsAlive && { hostsAlive }),
        otherHosts: { onChange: store.lock.onChange, onTaken: () => () => undefined },
      },
      hostBus: kind === 'alone' ? null : hostBus.open(),
      bus,
      clock,
      hostTime,
      pinOf: () => null,
      report: (message) => reports.push(message),
      warn(topic, warning) {
        if (topic === 'games') notOpened = warning?.code === 'games_not_opened' ? warning.params.games : [];
        if (topic === 'newer games') newer = warning?.code === 'games_newer' ? warning.params.games : [];
      },
      cleanup,
      idleMs: IDLE_MS,
      keepEveningsDays,
    });
    rooms.watch({
      opened: () => undefined,
      wiped: () => undefined,
      closed: ({ state }) => rested.push(state.gameId),
    });
    let closed: Promise<void> | null = null;
    const host: TestedHost = {
      rooms,
      store,
      rested,
      notOpened: () => notOpened,
      newer: () => newer,
      list: createGamesList({ rooms, eventStore: store.eventStore, hostTime }),
      close: () => (closed ??= cleanup.run().then(() => store.close())),
    };
    hosts.push(host);
    return host;
  }

  const create = async ({ rooms }: TestedHost, name = 'Night', ownerId = HOST_OWNER_ID): Promise<string> => {
    const { body } = await rooms.create({
      name,
      ownerId,
      teamCount: 2,
      settings: {},
      bankerName: 'Banker',
      key: null,
      answer: (state) => ({ status: 201, body: state.code, secretsOf: null }),
    });
    return body;
  };
  const run = (room: Room, command: Command, key: string | null = null): Promise<StoredResponse> =>
    room.execute({
      actor: BANKER,
      command,
      key: key === null ? null : { participantId: HOST_ACTOR_ID, key, requestHash: key },
      answer: () => DONE,
      refuse: (_, rejection) => ({ status: 409, body: JSON.stringify(rejection), secretsOf: null }),
    });
  const join = (room: Room, id: number) =>
    run(room, { type: 'join', id, role: 'player', name: `P${id}`, teamNumber: 1, withoutPhone: false });
  const roomOf = async ({ rooms }: TestedHost, code: string): Promise<Room> => {
    const room = await rooms.byCode(code);
    if (room === null) throw new Error('the game is gone');
    return room;
  };
  /** A game in play in which a challenge runs for so many seconds. */
  const createRunning = async (host: TestedHost, durationSeconds: number): Promise<Room> => {
    const room = await roomOf(host, await create(host));
    const [playerId, id] = [nextId(), nextId()];
    await join(room, playerId);
    await run(room, { type: 'start' });
    await run(room, { type: 'request', id, playerId, building: 'farm' });
    await run(room, { type: 'assign', id, exercise: EXERCISE, durationSeconds });
    return room;
  };
  const openCodes = ({ rooms }: TestedHost) => rooms.all().map(({ state }) => state.code);
  /** The types of the events that are stored. */
  const stored = async ({ gameId }: { readonly gameId: number }): Promise<readonly string[]> => {
    const rows = await runSql<{ type: string }>(
      database.url,
      `select body::json->>'type' as type from events where game_id = ${gameId} order by seq`,
    );
    return rows.map(({ type }) => type);
  };
  /** Time passes in steps in which everything that is due is done. */
  const pass = async (ms: number, until: () => boolean | Promise<boolean>): Promise<void> => {
    clock.advance(ms);
    await expect
      .poll(async () => {
        clock.advance(STEP_MS);
        return await until();
      }, PATIENCE)
      .toBe(true);
  };
  const rest = async (host: TestedHost): Promise<void> => {
    clock.advance(IDLE_MS);
    await pass(1_000, () => {
      clock.advance(1_000);
      return host.rooms.all().length === 0;
    });
    // Whoever asks now comes after the closing.
    await host.rooms.byCode('NOGAME');
  };

  return {
    database,
    clock,
    reports,
    nextId,
    open,
    create,
    run,
    join,
    roomOf,
    createRunning,
    openCodes,
    stored,
    pass,
    rest,
    async dispose() {
      for (const host of hosts) await host.close();
      await database.drop();
    },
  };
}
