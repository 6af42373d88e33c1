/** Times when none of the hosts that share their games was alive: play time stood still then. docs/protocol.md, "Play clock". */
import { GAP_MS, stopwatch, type Cancel, type Clock, type HostTime } from './clock.ts';

/** From and to in ms since 1970. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Where hosts write down that they are alive. Each rejects with `StorageError`. Times are those that hosts share, ms since 1970. */
export interface HostsAlive {
  /** This host is. */
  readonly beat: (now: number) => Promise<void>;
  /** When a host was alive last; null: none ever was, or they shared no games. */
  readonly latest: () => Promise<number | null>;
  /** Writes down that none has been alive since `seenAt`; null: one has, or another host has written it down. */
  readonly addGap: (seenAt: number, now: number) => Promise<Gap | null>;
  /** All that have been written down. */
  readonly gaps: () => Promise<readonly Gap[]>;
}

export interface KnownGaps {
  readonly all: readonly Gap[];
  /** Those that this host has written down: it tells the games of them. */
  readonly own: readonly Gap[];
}

export interface GapsOptions {
  readonly alive: HostsAlive;
  readonly clock: Pick<Clock, 'monotonic' | 'uptime' | 'after'>;
  readonly hostTime: HostTime;
  /** Receives that hosts cannot write down that they are alive; once for each run of failures. */
  readonly report: (message: string, error: unknown) => void;
}

export interface Gaps {
  /** To be read with the clock: a host that has stood still itself finds out here. */
  read(): KnownGaps;
  stop(): void;
}

const BEAT_MS = 1_000;
/** A host that is alive and reaches the database says so in less. */
const PATIENCE_MS = 2 * BEAT_MS + GAP_MS / 4;

/** Finds out whether any host was alive until now, then says each second that this one is. Rejects with `StorageError`. */
export async function watchGaps({ alive, clock, hostTime, report }: GapsOptions): Promise<Gaps> {
  const elapsed = stopwatch(clock);
  let all: readonly Gap[] = [];
  let own: readonly Gap[] = [];
  /** This host has stood still, and whether others have not is being asked. */
  let asking: Gap | null = null;
  let isFailing = false;
  let isStopped = false;
  let cancel: Cancel = () => undefined;

  const patience = () => new Promise<void>((resolve) => void clock.after(PATIENCE_MS, resolve));
  const look = async (): Promise<void> => {
    const seenAt = await alive.latest();
    if (seenAt === null || hostTime.now() - seenAt > GAP_MS) {
      // Those that live may not have reached the database for a while.
      if (seenAt !== null) await patience();
      const gap = await alive.addGap(seenAt ?? 0, hostTime.now());
      if (gap !== null) own = [...own, gap];
    }
    all = await alive.gaps();
  };
  const tryTo = async (step: () => Promise<void>): Promise<void> => {
    try {
      await step();
      isFailing = false;
    } catch (error) {
      if (!isFailing && !isStopped) report('that this host is alive could not be written down', error);
      isFailing = true;
    }
  };
  const noteStall = (): void => {
    const stoodStillMs = elapsed().withSleep;
    if (stoodStillMs <= GAP_MS || asking !== null) return;
    const to = hostTime.now();
    asking = { from: Math.round(to - stoodStillMs), to };
    void tryTo(look).then(() => {
      asking = null;
      return null;
    });
  };
  const beatAgain = async (): Promise<void> => {
    noteStall();
    // What this host says of itself must not count as another's word.
    if (asking === null) await tryTo(() => alive.beat(hostTime.now()));
    if (!isStopped) cancel = clock.after(BEAT_MS, () => void beatAgain());
  };

  await look();
  await alive.beat(hostTime.now());
  elapsed();
  cancel = clock.after(BEAT_MS, () => void beatAgain());
  return {
    read() {
      noteStall();
      return { all: asking === null ? all : [...all, asking], own };
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** How much of the time between the two instants was in gaps, ms. Gaps may overlap. */
export function gapsWithin(gaps: readonly Gap[], from: number, to: number): number {
  let [counted, missing] = [from, 0];
  for (const gap of gaps.toSorted((one, other) => one.from - other.from)) {
    const begin = Math.max(gap.from, counted);
    const end = Math.min(gap.to, to);
    if (end <= begin) continue;
    missing += end - begin;
    counted = end;
  }
  return missing;
}
