/** Opens the games of a host, which has them alone or shares them with other hosts. */
import type { Warning } from '../../protocol/host-warnings.ts';
import type { HostBus } from '../bus/host-bus.ts';
import type { Cleanup } from '../cleanup.ts';
import type { WarningTopic } from '../reporting/warnings.ts';
import type { HostStore } from '../storage/open-store.ts';
import { watchGaps } from '../time/gaps.ts';
import { followLogs, tellAppended } from './follow-logs.ts';
import { followStore } from './follow-store.ts';
import { keepEvenings } from './keep-evenings.ts';
import { watchRoomsOnDemand } from './rooms-on-demand.ts';
import { openRooms, type Rooms, type RoomsOptions } from './rooms.ts';

const IDLE_MS = 10 * 60_000;

export interface OpenGamesOptions extends Pick<
  RoomsOptions,
  'bus' | 'clock' | 'hostTime' | 'pinOf' | 'report' | 'failpoint'
> {
  readonly data: Pick<
    HostStore,
    'eventStore' | 'games' | 'otherHosts' | 'hostsAlive' | 'outlooks' | 'endedGames'
  >;
  /** Null: no other host has these games open. */
  readonly hostBus: HostBus | null;
  /** How long nobody has used a game before it is closed, where games are opened on demand, ms; default: ten minutes. */
  readonly idleMs?: number | undefined;
  /** How many days evenings that are over keep their names, and then stay; null or absent: until somebody wipes them. */
  readonly keepEveningsDays?: number | null | undefined;
  readonly warn: (topic: WarningTopic, warning: Warning | null) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

/** Rejects with `StorageError` if the store cannot be read. */
export async function openGames({
  data,
  hostBus,
  warn,
  cleanup,
  idleMs = IDLE_MS,
  keepEveningsDays: days = null,
  ...options
}: OpenGamesOptions): Promise<Rooms> {
  const { eventStore, games, otherHosts, hostsAlive: alive, outlooks, endedGames } = data;
  const { clock, hostTime, report } = options;
  const gaps =
    hostBus === null || alive === undefined ? null : await watchGaps({ alive, clock, hostTime, report });
  cleanup.defer('the word that this host is alive', () => gaps?.stop());
  const rooms = await openRooms({
    ...options,
    eventStore,
    games,
    outlooks,
    onUnopenable(codes, newer) {
      warn('games', codes.length === 0 ? null : { code: 'games_not_opened', params: { games: [...codes] } });
      warn('newer games', newer.length === 0 ? null : { code: 'games_newer', params: { games: [...newer] } });
    },
    ...(hostBus !== null && {
      isLogShared: true,
      ...(gaps !== null && { readGaps: () => gaps.read() }),
      onAppended: (gameId, seq) => tellAppended(hostBus, gameId, seq),
    }),
  });
  cleanup.defer('the games', () => rooms.close());
  if (outlooks !== undefined) {
    const readGaps = gaps === null ? undefined : () => gaps.read();
    const onDemand = watchRoomsOnDemand({
      rooms,
      outlooks,
      eventStore,
      clock,
      hostTime,
      idleMs,
      readGaps,
      report,
    });
    cleanup.defer('the watch over games that nobody uses', onDemand.stop);
    await onDemand.opened;
  }
  if (endedGames !== undefined && days !== null) {
    const stop = keepEvenings({ days, endedGames, rooms, eventStore, clock, hostTime, report });
    cleanup.defer('the watch over evenings that are over', stop);
  }
  if (hostBus === null) {
    const stop = followStore({ rooms, eventStore, otherHosts, clock, report });
    cleanup.defer('the watch over other hosts', stop);
    return rooms;
  }
  const stopWarning = hostBus.watch((isWorking) =>
    warn('bus', isWorking ? null : { code: 'bus_away', params: {} }),
  );
  cleanup.defer('the warning about other hosts', stopWarning);
  const stop = followLogs({ rooms, eventStore, otherHosts, bus: hostBus, clock, report });
  cleanup.defer('the watch over other hosts', stop);
  return rooms;
}
