/** The games under the tests of a host, opened as a host opens them: alone, or as one of several on a real Redis (`TEST_HOSTS`). */
import { setImmediate } from 'node:timers/promises';
import type { Credentials } from '../auth/credentials.ts';
import type { HostBus } from '../bus/host-bus.ts';
import { parseRedisAddress } from '../bus/redis-address.ts';
import { redisBusAt } from '../bus/redis-bus.ts';
import { type Cleanup, createCleanup } from '../cleanup.ts';
import type { GameOutlooks } from '../storage/event-store.ts';
import { IS_ONE_OF_MANY, type TestedStore } from '../storage/tested-store.harness.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import type { ManualClock } from '../time/manual-clock.fake.ts';
import { openHostTime } from '../time/open-host-time.ts';
import type { EventBus } from './event-bus.ts';
import { openGames } from './open-games.ts';
import type { Rooms } from './rooms.ts';

const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
/** Of a store that keeps none. */
const NOTHING_DUE: GameOutlooks = {
  due: () => Promise.resolve([]),
  unknown: () => Promise.resolve([]),
  running: () => Promise.resolve([]),
  continuing: () => Promise.resolve([]),
  save: () => Promise.resolve(),
};
/** Each test has a host of its own, whose installation is nobody else's. */
let installations = 0;

export interface TestedGamesOptions {
  readonly store: TestedStore;
  readonly bus: EventBus;
  readonly clock: ManualClock;
  readonly credentials: Pick<Credentials, 'pinOf'>;
  readonly report: (message: string, error?: unknown) => void;
  /** Whether games stay closed until somebody asks for them, also where the store has a host open all of them. */
  readonly opensOnDemand?: boolean;
}

export interface TestedGames {
  readonly rooms: Rooms;
  readonly hostTime: HostTime;
  /** Null: no other host has these games. */
  readonly hostBus: HostBus | null;
  readonly cleanup: Cleanup;
}

/** What was opened is closed by `cleanup`, the store apart. */
export async function openTestedGames({
  store: { games: stored },
  credentials,
  clock,
  report,
  bus,
  opensOnDemand = false,
}: TestedGamesOptions): Promise<TestedGames> {
  const data = opensOnDemand ? { outlooks: NOTHING_DUE, ...stored, games: [] } : stored;
  const cleanup = createCleanup(report);
  const hostBus = IS_ONE_OF_MANY ? await openTestedBus(report) : null;
  cleanup.defer('the connection to other hosts', () => hostBus?.close());
  const warn = () => undefined;
  const hostTime = await openHostTime({ data, isShared: hostBus !== null, clock, report, warn, cleanup });
  const rooms = await openGames({
    data,
    hostBus,
    bus,
    clock,
    hostTime,
    report,
    cleanup,
    warn,
    pinOf: (seat) => credentials.pinOf(seat),
  });
  return { rooms, hostTime, hostBus, cleanup };
}

/**
 * Nothing is ever due: a machine that runs many tests at once may keep any answer waiting for long, and a bus that gave up meanwhile would
 * have the tested host count alone.
 */
const PATIENT: Pick<Clock, 'monotonic' | 'after' | 'defer'> = {
  monotonic: () => 0,
  after: () => () => undefined,
  defer: () => undefined,
};

/** To other hosts of an installation of its own. The way there takes its real time, whatever the test's clock says. */
async function openTestedBus(report: TestedGamesOptions['report']): Promise<HostBus> {
  const address = parseRedisAddress(REDIS_URL);
  if (address === null) throw new Error('TEST_REDIS_URL is no address of a Redis server.');
  installations += 1;
  const name = `test ${process.pid} ${installations}`;
  const bus = redisBusAt(address)({ name, clock: PATIENT, report });
  while ((await bus.evaluate('return {1}', [], [])) === null) await setImmediate();
  return bus;
}
