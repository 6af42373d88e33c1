/**
 * What this page of the desk did itself: Undo takes back the last of it, whatever other desks did meanwhile, and Redo does it again.
 * Kept for the tab, so that a reload forgets nothing.
 */
import type { SafeStorage } from '../../../client/safe-storage.ts';
import {
  NONE,
  readActs,
  textOfActs,
  versionMade,
  type Act,
  type Acts,
  type SeenEvent,
  type Unsure,
} from './acts.ts';

export * from './acts.ts';

const KEPT = 50;
/** Versions of challenges that answers may still be out for. */
const VERSIONS_REMEMBERED = 200;

export interface OwnActs {
  readonly get: () => Acts;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** About to be sent; sure once `confirm` says so. */
  begin<Begun extends Unsure>(act: Begun): Begun & { readonly isSure: boolean };
  /** The host did it. What was undone before can no longer be redone. */
  confirm(act: Act, version: number): void;
  /** The host refused it. The same one stays if the host had done it before: pressed twice, the second press is refused. */
  retract(act: Act): void;
  /** It never happened, or something else has happened since. */
  forget(act: Act): void;
  /** The host undid it, also from its line in what just happened; `version` is the challenge's since then. */
  undid(act: Act, version: number): void;
  redid(act: Act, version: number): void;
  /**
   * This page does something else, which Undo cannot take back. Until it does or undoes one of its acts, Undo takes back none.
   * Returns what says that it was refused.
   */
  passBy(): () => void;
  /** This page does something that whoever does it takes back in the same way: Undo still offers what was done before. */
  stepAside(): void;
  /** A call about it goes out under this key: its undo, its redo, or the request that it is. */
  ask(act: Pick<Act, 'kind' | 'id' | 'version'>, key: string): void;
  /** Makes a call that is one of these acts, or undoes or redoes one, and takes down what became of it. */
  during<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  /** Resolves once no such call is out: until then, nobody knows what was done last. */
  settled(): Promise<void>;
  /**
   * The log has this epoch. What was done under another one may not be in it: after a restored backup, versions are given again, and
   * might be those of somebody else's steps. So what the log is not known to hold is forgotten, and nothing is offered until that is
   * known; to be called again with each change of the store, and where nobody said.
   * @param hasEvent whether the log holds it; null: nobody says so now
   */
  continueIn(epoch: string, hasEvent: (event: SeenEvent) => Promise<boolean | null>): void;
  /** An event came over the live connection, perhaps with a challenge: what this page did is in the log up to there. */
  saw(event: SeenEvent, challenge: Pick<Act, 'id' | 'version'> | null): void;
}

export function createOwnActs(storage: SafeStorage, keptAs: string): OwnActs {
  const listeners = new Set<() => void>();
  const calls = new Set<Promise<unknown>>();
  let passes = 0;
  let { epoch, ...acts } = readActs(storage.read(keptAs));
  /** Of the log as it is now; null: not known yet. */
  let current: string | null = null;
  let isAsking = false;
  /** What this page saw of that log: the last event, and those that made versions of challenges. */
  let latest: SeenEvent | undefined;
  const versions = new Map<string, SeenEvent>();
  const write = (now: Acts) => {
    acts = { ...now, done: now.done.slice(0, KEPT), undone: now.undone.slice(0, KEPT) };
    storage.write(keptAs, textOfActs(epoch, acts));
    for (const listener of listeners) listener();
  };
  const isSame = (each: Act, { kind, id, version }: Pick<Act, 'kind' | 'id' | 'version'>) =>
    each.id === id && each.version === version && each.kind === kind;
  const without = (list: readonly Act[], act: Act) => list.filter((each) => !isSame(each, act));
  /** What the host has confirmed stays. */
  const withoutUnsure = (list: readonly Act[], act: Act) =>
    list.filter((each) => each.isSure || !isSame(each, act));
  const eventOf = (act: Act): SeenEvent | undefined => {
    const made = versionMade(act);
    return made === null ? latest : versions.get(nameOf(made));
  };
  /** Its answer has been read. */
  const answered = (act: Act, version: number): Act => {
    const sure = { ...act, version, isSure: true, isPassed: undefined, key: undefined };
    return { ...sure, event: eventOf(sure) };
  };
  /** The acts, with the events that this page has seen of them by now. */
  const seen = (list: readonly Act[]): readonly Act[] =>
    list.map((each) => (each.isSure && each.event === undefined ? { ...each, event: eventOf(each) } : each));

  /** Goes on without what is in no log any more. What was done while that was asked is in this one in any case. */
  const adopt = (gone: readonly Act[]) => {
    const left = (list: readonly Act[]) => list.filter((each) => !gone.some((old) => isSame(old, each)));
    const now = { ...acts, done: seen(left(acts.done)), undone: seen(left(acts.undone)) };
    write(now.done.length + now.undone.length === 0 ? NONE : now);
  };

  const compareLogs = async (hasEvent: (event: SeenEvent) => Promise<boolean | null>): Promise<void> => {
    const asked = current;
    if (asked === epoch) return;
    const all = [...acts.done, ...acts.undone];
    const [done, undone] = [knownIn(acts.done), knownIn(acts.undone)];
    const newest = newestOf([...done, ...undone]);
    // Where the last act is not known, that before it was not the last.
    if (newest === undefined || (done.length === 0 && acts.done.length > 0)) {
      epoch = asked;
      return adopt(all);
    }
    isAsking = true;
    const isHeld = await hasEvent(newest).finally(() => {
      isAsking = false;
    });
    if (isHeld === null) return;
    epoch = asked;
    adopt(isHeld ? all.filter((each) => !done.includes(each) && !undone.includes(each)) : all);
    // There may have been another start meanwhile.
    await compareLogs(hasEvent);
  };

  return {
    get: () => (current === null || current === epoch ? acts : NONE),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(act) {
      // A key of earlier calls is not of this one.
      const begun = { ...act, key: undefined, isPassed: undefined, isSure: false };
      write({ ...acts, done: [begun, ...withoutUnsure(acts.done, begun)], isAside: undefined });
      return begun;
    },
    confirm(act, version) {
      const wasPassed = acts.done.some((each) => isSame(each, act) && each.isPassed === true);
      write({
        done: [answered(act, version), ...without(acts.done, act)],
        undone: [],
        isPassed: wasPassed && acts.isPassed,
      });
    },
    retract(act) {
      write({ ...acts, done: withoutUnsure(acts.done, act) });
    },
    forget(act) {
      write({ ...acts, done: without(acts.done, act), undone: without(acts.undone, act) });
    },
    undid(act, version) {
      write({
        done: without(acts.done, act),
        undone: [answered(act, version), ...acts.undone],
      });
    },
    redid(act, version) {
      write({
        done: [answered(act, version), ...acts.done],
        undone: without(acts.undone, act),
      });
    },
    ask(act, key) {
      const marked = (list: readonly Act[]) =>
        list.map((each) => (isSame(each, act) ? { ...each, key } : each));
      write({ ...acts, done: marked(acts.done), undone: marked(acts.undone) });
    },
    passBy() {
      const { isPassed = false } = acts;
      passes += 1;
      const pass = passes;
      const done = acts.done.map((each) => (each.isSure ? each : { ...each, isPassed: true }));
      write({ ...acts, done, isPassed: true });
      return () => {
        if (pass === passes && !isPassed) write({ ...acts, isPassed });
      };
    },
    stepAside() {
      write({ ...acts, isAside: true });
    },
    async during(call) {
      const out = call();
      calls.add(out);
      try {
        return await out;
      } finally {
        calls.delete(out);
      }
    },
    async settled() {
      while (calls.size > 0) await Promise.allSettled(calls);
    },
    continueIn(now, hasEvent) {
      if (now !== current) {
        latest = undefined;
        versions.clear();
      }
      current = now;
      if (now === epoch || isAsking) return;
      const comparing = compareLogs(hasEvent);
      calls.add(comparing);
      void comparing.finally(() => calls.delete(comparing));
    },
    saw(event, challenge) {
      latest = event;
      if (challenge !== null) versions.set(nameOf(challenge), event);
      const [oldest] = versions.keys();
      if (versions.size > VERSIONS_REMEMBERED && oldest !== undefined) versions.delete(oldest);
      const isNews = (each: Act) => each.isSure && each.event === undefined && eventOf(each) !== undefined;
      if (current === epoch && [...acts.done, ...acts.undone].some(isNews))
        write({ ...acts, done: seen(acts.done), undone: seen(acts.undone) });
    },
  };
}

const nameOf = ({ id, version }: Pick<Act, 'id' | 'version'>) => `${id} ${version}`;

/** The first of them, as far as it is known of each where in the log it is. */
function knownIn(list: readonly Act[]): readonly Act[] {
  const unknown = list.findIndex(({ isSure, event }) => !isSure || event === undefined);
  return unknown === -1 ? list : list.slice(0, unknown);
}

/** The last event of the log by which one of these is known. */
function newestOf(list: readonly Act[]): SeenEvent | undefined {
  return list
    .flatMap(({ event = [] }) => event)
    .toSorted((one, other) => other.seq - one.seq)
    .at(0);
}
