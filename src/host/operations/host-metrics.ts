/** What a host counts for whoever runs it. No name, token, code or address is in it. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { GAME_STATUSES } from '../../protocol/wire-enums.ts';
import type { Live } from '../live/live.ts';
import type { EventBus } from '../rooms/event-bus.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { StorageHealth } from '../storage/storage-health.ts';
import { formatMetrics, Histogram, type Metric } from './metrics.ts';

export interface HostMetricsOptions {
  readonly rooms: Pick<Rooms, 'all'>;
  readonly live: Pick<Live, 'connections'>;
  readonly health: Pick<StorageHealth, 'current'>;
  readonly version: string;
}

/** What happens while the host runs. */
export interface Traffic {
  /** The same bus, whose events are counted. */
  count(bus: EventBus): EventBus;
  readonly onAnswer: (status: number, ms: number) => void;
  metrics(): readonly Metric[];
}

/** From a command that is answered at once to one that waits for a database. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;
const MILLISECONDS = 1e3;

export function createTraffic(): Traffic {
  let events = 0;
  /** By the first digit of their status. */
  const answers = new Map<string, Histogram>();
  return {
    count: (bus) => ({
      ...bus,
      publish(gameId, published) {
        events += published.length;
        bus.publish(gameId, published);
      },
    }),
    onAnswer(status, ms) {
      const kind = `${String(status).charAt(0)}xx`;
      const histogram = answers.get(kind) ?? new Histogram(SECONDS);
      answers.set(kind, histogram);
      histogram.observe(ms / MILLISECONDS);
    },
    metrics: () => [
      {
        name: 'trading_game_events_total',
        help: 'Events stored and told to every screen.',
        type: 'counter',
        samples: [{ value: events }],
      },
      {
        name: 'trading_game_request_seconds',
        help: 'From the head of a request to the end of its answer, by the kind of its status.',
        type: 'histogram',
        samples: [...answers].flatMap(([status, histogram]) => histogram.samples({ status })),
      },
    ],
  };
}

/** Returns what reads all metrics as text. */
export function createHostMetrics(
  { rooms, live, health, version }: HostMetricsOptions,
  traffic: Traffic,
): () => string {
  const delay = monitorEventLoopDelay();
  delay.enable();
  return () => {
    const { user, system } = process.cpuUsage();
    const delaySeconds = delay.percentile(99) / NANOSECONDS;
    delay.reset();
    const games = rooms.all();
    const gauge = (name: string, help: string, value: number): Metric => ({
      name,
      help,
      type: 'gauge',
      samples: [{ value }],
    });
    return formatMetrics([
      {
        name: 'trading_game_info',
        help: 'The version of this program.',
        type: 'gauge',
        samples: [{ labels: { version }, value: 1 }],
      },
      {
        name: 'trading_game_games',
        help: 'Games open on this host by their status.',
        type: 'gauge',
        samples: GAME_STATUSES.map((status) => ({
          labels: { status },
          value: games.filter(({ state }) => state.status === status).length,
        })),
      },
      gauge('trading_game_live_connections', 'Screens that are told of every event.', live.connections()),
      gauge(
        'trading_game_storage_works',
        '1 unless something could not be stored.',
        health.current() === null ? 1 : 0,
      ),
      ...traffic.metrics(),
      gauge('nodejs_eventloop_delay_p99_seconds', 'Since it was last asked for.', delaySeconds),
      gauge('process_resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss()),
      {
        name: 'process_cpu_seconds_total',
        help: 'CPU time of the process.',
        type: 'counter',
        samples: [{ value: (user + system) / MICROSECONDS }],
      },
    ]);
  };
}
