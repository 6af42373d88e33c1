/**
 * The latest joins as all hosts of a database know them, so that a flood looks the same from each, however a balancer spreads it. While
 * the database does not answer, each host goes by what it knows. docs/scale.md, "Limits".
 */
import type { Cleanup } from '../cleanup.ts';
import { StorageError } from '../storage/event-store.ts';
import type { Clock } from '../time/clock.ts';
import {
  gamesWith,
  holdJoins,
  MAX_REMEMBERED,
  REMEMBERED_MS,
  type JoinRecord,
  type JoinRecords,
  type StoredJoins,
} from './join-records.ts';

export interface SharedJoinsOptions {
  readonly stored: StoredJoins;
  /** Host time, ms. */
  readonly now: () => number;
  readonly clock: Pick<Clock, 'after'>;
  /** Called once for each run of failures. */
  readonly report: (message: string, error: unknown) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

/** How long a desk waits for the others' joins: it also has to learn that the database is away. */
const PATIENCE_MS = 500;
const FORGET_EVERY_MS = 10 * 60_000;

export function shareJoins({ stored, now, clock, report, cleanup }: SharedJoinsOptions): JoinRecords {
  const held = holdJoins(now);
  let unwritten: JoinRecord[] = [];
  let writing: Promise<void> | null = null;
  let reading: Promise<void> | null = null;
  let isFailing = false;
  let isStopped = false;

  /** Rejects only with what is no `StorageError`. */
  const tryTo = async (step: () => Promise<void>): Promise<void> => {
    try {
      await step();
      isFailing = false;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (!isFailing && !isStopped) report('the latest joins could not be shared with other hosts', error);
      isFailing = true;
    }
  };
  const write = async (): Promise<void> => {
    const some = unwritten.slice(-MAX_REMEMBERED);
    unwritten = [];
    let isWritten = false;
    await tryTo(async () => {
      await stored.add(some);
      isWritten = true;
    });
    // They go with the next one.
    if (!isWritten) unwritten = [...some, ...unwritten];
  };
  /** One write after the other: what comes meanwhile goes together. */
  const writeNext = (): Promise<void> => {
    const before = writing;
    const next = (before ?? Promise.resolve()).then(() => (unwritten.length > 0 ? write() : undefined));
    writing = next;
    return next;
  };
  const readBusy = (least: number): Promise<void> =>
    (reading ??= tryTo(async () => held.add(await stored.ofGamesWith(least, now() - REMEMBERED_MS))).finally(
      () => {
        reading = null;
      },
    ));
  const patience = () => new Promise<void>((resolve) => void clock.after(PATIENCE_MS, resolve));

  const planForgetting = (): (() => void) =>
    clock.after(FORGET_EVERY_MS, () => {
      void tryTo(() => stored.forget(now() - REMEMBERED_MS));
      if (!isStopped) cancel = planForgetting();
    });
  let cancel = planForgetting();
  cleanup.defer('the latest joins', () => {
    isStopped = true;
    cancel();
  });

  return {
    add(join) {
      held.add([join]);
      unwritten.push(join);
      return writeNext();
    },
    async ofGamesWith(least) {
      await Promise.race([readBusy(least), patience()]);
      return gamesWith(least, held.all());
    },
    async ofGame(wanted) {
      held.add(await stored.ofGame(wanted, now() - REMEMBERED_MS));
      return held.all().filter(({ gameId }) => gameId === wanted);
    },
  };
}
