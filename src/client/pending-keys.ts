/** Idempotency keys of requests whose answer has not been read, kept over a reload: the same request, sent again, gets the same answer. */
import { isHeaderText } from './header-text.ts';
import { parseKept } from './parse-kept.ts';
import type { SafeStorage } from './safe-storage.ts';

interface PendingRequest {
  /** As `POST`. */
  readonly method: string;
  /** Without the host. */
  readonly path: string;
  /** The seat that asks, and the body. */
  readonly content: string;
  /** How long the key may be used again after the last attempt, ms; `UNTIL_ANSWERED`: for as long as its answer is not read. */
  readonly lifetimeMs: number;
  /** Done twice, it leaves things as done once: each is another one, so that its answer is about now. */
  readonly isIdempotent: boolean;
}

/** For requests that mean the same whenever they are sent again, so that no clock that somebody sets makes them others. */
export const UNTIL_ANSWERED = Number.MAX_SAFE_INTEGER;

export interface PendingKeys {
  /**
   * The key of the same request if that ended without an answer, in this page or before its reload, and nothing else was asked of the
   * same thing since; otherwise a new one, as for every idempotent request.
   */
  take(request: PendingRequest): TakenKey;
  /** The answer was read: the next such request is another one. */
  settle(key: string): void;
  /** No answer came: the next such request is this one again. */
  release(key: string): void;
}

interface TakenKey {
  readonly key: string;
  /** Whether an earlier request went out under it, and may have had its effect. */
  readonly isEarlier: boolean;
}

export interface PendingKeysOptions {
  readonly storage: SafeStorage;
  /** The device's wall clock, ms: all that pages have in common. It may be set. */
  readonly wall: () => number;
  /** Ms from an arbitrary start; never jumps. */
  readonly monotonic: () => number;
  /** Differs for each load of the page. */
  readonly pageLoad: number;
  readonly newKey: () => string;
}

interface Entry {
  readonly key: string;
  /** What the request is, so short that nothing can be read from it. */
  readonly print: string;
  readonly subject: string;
  /** Wall clock, ms, of the last attempt. */
  readonly at: number;
  readonly lifetimeMs: number;
  /** The load of the page that is waiting for the answer; null: nobody. */
  readonly waiting: number | null;
}

const STORAGE_KEY = 'pending-keys';
const VERSION = 1;
const KEPT = 50;
/** The two clocks never agree exactly. */
const CLOCK_TOLERANCE_MS = 2_000;

export function createPendingKeys({
  storage,
  wall,
  monotonic,
  pageLoad,
  newKey,
}: PendingKeysOptions): PendingKeys {
  /** What this page last saw or wrote, for a browser whose storage is cleared while the page is open. */
  let known: readonly Entry[] = [];
  /** When this page made its own attempts, by `monotonic`: setting the wall clock makes none of them older. */
  const ownAttempts = new Map<string, number>();
  /** As if the clock had always been as it is now: a reload of the page knows no other one. */
  const withClockAsSet = (entry: Entry): Entry => {
    const attemptedAt = ownAttempts.get(entry.key);
    if (attemptedAt === undefined) return entry;
    const at = Math.round(wall() - (monotonic() - attemptedAt));
    return Math.abs(at - entry.at) > CLOCK_TOLERANCE_MS ? { ...entry, at } : entry;
  };
  const read = (): readonly Entry[] => {
    const text = storage.read(STORAGE_KEY);
    if (text !== null) known = parseEntries(text);
    const now = wall();
    return (
      known
        .map(withClockAsSet)
        // Of another page, or before a reload, a clock that was set makes a key old, whichever way.
        .filter(({ at, lifetimeMs }) => Math.abs(now - at) <= lifetimeMs)
    );
  };
  const write = (entries: readonly Entry[]) => {
    known = entries.slice(-KEPT);
    for (const key of ownAttempts.keys())
      if (known.every((entry) => entry.key !== key)) ownAttempts.delete(key);
    // Also an empty list: that nothing is pending is not the same as that everything was cleared.
    storage.write(STORAGE_KEY, JSON.stringify({ version: VERSION, entries: known }));
  };

  return {
    take({ method, path, content, lifetimeMs, isIdempotent }) {
      const entries = read();
      const print = printOf(`${method} ${path} ${content}`);
      const index = entries.findIndex((entry) => entry.print === print && entry.waiting !== pageLoad);
      const same = entries[index];
      // Whoever pauses, resumes and pauses again means a second pause, whatever became of the others.
      const isEarlier =
        !isIdempotent &&
        same !== undefined &&
        !entries.slice(index + 1).some((later) => concernSame(later, same));
      const key = isEarlier ? same.key : newKey();
      const entry = { key, print, subject: subjectOf(path), at: wall(), lifetimeMs, waiting: pageLoad };
      ownAttempts.set(key, monotonic());
      write([...entries.filter((other) => other !== same), entry]);
      return { key, isEarlier };
    },
    settle(key) {
      const entries = read();
      const settled = entries.find((entry) => entry.key === key);
      if (settled === undefined) return;
      const isOvertaken = (entry: Entry) => entry.waiting !== pageLoad && concernSame(entry, settled);
      write(entries.filter((entry) => entry !== settled && !isOvertaken(entry)));
    },
    release(key) {
      const entries = read();
      if (entries.some((entry) => entry.key === key))
        write(entries.map((entry) => (entry.key === key ? { ...entry, waiting: null } : entry)));
    },
  };
}

/** Whether they are different requests that concern the same thing. */
function concernSame(one: Entry, other: Entry): boolean {
  if (one.print === other.print) return false;
  const subjects = [one.subject, other.subject];
  return subjects.includes(EVERYTHING) || (one.subject !== '' && one.subject === other.subject);
}

/** What a restored backup changes. */
const EVERYTHING = '/';

/** The one thing that a request changes, so that a later change to it overtakes an earlier one; '' where it makes something new. */
function subjectOf(path: string): string {
  if (/^\/backups\/[^/]+\/restore$/.test(path)) return EVERYTHING;
  // Names in the library are unique: what is made there twice is refused.
  if (path.startsWith('/library/')) return '/library';
  const [thing = ''] = /^.*\/(?:games|challenges)\/[^/]+(?:\/(?:players\/|teams\/)?\d+)?/.exec(path) ?? [];
  const rest = path.slice(thing.length);
  return thing !== '' && /^(\/[a-z-]+)?$/.test(rest) && !/\/(players|tickets|request|import)$/.test(path)
    ? thing
    : '';
}

/** 64 bits (FNV-1a, twice): enough to tell a few dozen requests apart, and bodies with PINs can't be read back from it. */
function printOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const half = (offset: number) => {
    let hash = offset;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0).toString(36);
  };
  return `${half(0x811c9dc5)}.${half(0x6b43a9b5)}`;
}

function parseEntries(text: string | null): readonly Entry[] {
  const value = parseKept(text);
  if (!isRecord(value) || value['version'] !== VERSION || !Array.isArray(value['entries'])) return [];
  return value['entries'].flatMap((entry: unknown) => (isEntry(entry) ? entry : []));
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false;
  const { key, print, subject, at, lifetimeMs, waiting } = value;
  return (
    isHeaderText(key) &&
    [print, subject].every((each) => typeof each === 'string') &&
    [at, lifetimeMs].every((each) => typeof each === 'number') &&
    (waiting === null || typeof waiting === 'number')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
