/**
 * Keeps evenings that are over for a time only, where whoever runs the host says so: first they lose their names, and after as long again
 * they are wiped. docs/scale.md, "Evenings that are over".
 */
import type { LoggedEvent } from '../../game/events.ts';
import type { EndedGames } from '../storage/ended-games.ts';
import {
  type EventStore,
  NewerEventError,
  RoomClosedError,
  StorageError,
  type StoredResponse,
  UnopenableGameError,
} from '../storage/event-store.ts';
import { createPseudonymsInPlace } from '../storage/export/pseudonyms.ts';
import type { Cancel, Clock, HostTime } from '../time/clock.ts';
import type { Rooms } from './rooms-types.ts';

export interface KeepEveningsOptions {
  /** How long they keep their names, and then how long they stay without, days. */
  readonly days: number;
  readonly endedGames: EndedGames;
  readonly rooms: Pick<Rooms, 'byId' | 'replace' | 'wipe' | 'wipeUnopenable'>;
  readonly eventStore: Pick<EventStore, 'read'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly hostTime: Pick<HostTime, 'now'>;
  /** Receives what could not be done now: it is tried again within the hour. */
  readonly report: (message: string, error: unknown) => void;
}

const DAY_MS = 86_400_000;
const LOOK_MS = 3_600_000;
const NO_RESPONSE: StoredResponse = { status: 204, body: '', secretsOf: null };

export function keepEvenings(options: KeepEveningsOptions): Cancel {
  const { days, endedGames, rooms, eventStore, clock, hostTime, report } = options;
  let isStopped = false;
  let cancel: Cancel = () => undefined;

  const each = async (
    { before, isNamed }: { readonly before: number; readonly isNamed: boolean },
    step: (gameId: number, before: number) => Promise<unknown>,
  ): Promise<void> => {
    for (const gameId of await endedGames.list(before, isNamed)) {
      if (isStopped) return;
      try {
        await step(gameId, before);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        // A host of the newer version does it, or another one has wiped it meanwhile.
        if (!isStopped && !(error instanceof NewerEventError) && !(error instanceof RoomClosedError))
          report('an evening that is over could not lose its names, or be wiped', error);
      }
    }
  };

  const withoutNames = async (gameId: number): Promise<readonly LoggedEvent[]> => {
    const events: LoggedEvent[] = [];
    const pseudonymised = createPseudonymsInPlace();
    for await (const logged of eventStore.read(gameId, 0)) events.push(pseudonymised(logged));
    return events;
  };
  /** One that somebody has gone on with since it was listed keeps them. */
  const removeNames = (gameId: number, before: number): Promise<StoredResponse> =>
    rooms.replace({
      gameIds: () => [gameId],
      key: null,
      async step() {
        await endedGames.removeNames(gameId, before, await withoutNames(gameId));
        return NO_RESPONSE;
      },
    });

  /** One that somebody has gone on with meanwhile is kept. Nobody can go on with one that cannot be opened. */
  const wipe = async (gameId: number, before: number): Promise<void> => {
    try {
      const room = await rooms.byId(gameId);
      if (room !== null) await rooms.wipe(room, null, () => endedGames.isOver(gameId, before));
    } catch (error) {
      if (!(error instanceof UnopenableGameError)) throw error;
      await rooms.wipeUnopenable(gameId);
    }
  };

  const look = async (): Promise<void> => {
    const now = hostTime.now();
    try {
      await each({ before: now - 2 * days * DAY_MS, isNamed: false }, wipe);
      await each({ before: now - days * DAY_MS, isNamed: true }, removeNames);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (!isStopped) report('evenings that are over could not be looked for', error);
    }
    if (!isStopped) cancel = clock.after(LOOK_MS, () => void look());
  };
  void look();
  return () => {
    isStopped = true;
    cancel();
  };
}
