/**
 * What this page of the desk did itself: Undo takes back the last of it, whatever other desks did meanwhile, and Redo does it again.
 * Kept for the tab, so that a reload forgets nothing.
 */
import { array, boolean, integer, object, oneOf, string, union } from '../../../client/guards/wire-guards.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import { isEndTimeChange, isMessageChange, type Setting } from './setting-acts.ts';

/** What concerns one player. */
const PLAYER_ACT_KINDS = [
  'give',
  'complete',
  'not_yet',
  'cancel',
  'change',
  'extend',
  'request',
  'remove',
] as const;
export type PlayerActKind = (typeof PLAYER_ACT_KINDS)[number];

interface ActMarks {
  /** Of the challenge; of the player who was removed; host ms of a change that concerns everybody. */
  readonly id: number;
  /** Of the challenge after the act; after its undo, once it was undone. 0 for a player, and for a change that concerns everybody. */
  readonly version: number;
  /** False until the host's answer has been read: it may never have heard of this. */
  readonly isSure: boolean;
  /** How far the game had come, so that an act which a restored backup does not hold is forgotten. */
  readonly seq: number;
}

export interface PlayerAct extends ActMarks {
  readonly kind: PlayerActKind;
  /** The player's. */
  readonly name: string;
}

export type SettingAct = ActMarks & Setting;

export type Act = PlayerAct | SettingAct;

export const isSettingAct = (act: Act): act is SettingAct =>
  act.kind === 'end_time' || act.kind === 'message';

/** An act that is not sure yet, or not yet known to be. */
export type Unsure = Omit<PlayerAct, 'isSure'> | (Omit<ActMarks, 'isSure'> & Setting);

interface Acts {
  /** The last one first. */
  readonly done: readonly Act[];
  /** The last one that was undone first. */
  readonly undone: readonly Act[];
}

/** Counts up when the shape changes; a tab that was reloaded into another version starts anew. */
const VERSION = 2;
const KEPT = 50;
const NONE: Acts = { done: [], undone: [] };

const isPlayerAct = object<Pick<PlayerAct, 'kind' | 'name'>>({
  kind: oneOf(...PLAYER_ACT_KINDS),
  name: string,
});
const hasMarks = object<ActMarks>({ id: integer, version: integer, isSure: boolean, seq: integer });
const isChange = union(isPlayerAct, union(isEndTimeChange, isMessageChange));
const isAct = (value: unknown): value is Act => hasMarks(value) && isChange(value);
const isKept = object<Acts & { readonly version: number }>({
  version: integer,
  done: array(isAct),
  undone: array(isAct),
});

export interface OwnActs {
  readonly get: () => Acts;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** About to be sent; sure once `confirm` says so. */
  begin(act: Unsure): Act;
  /** The host did it. What was undone before can no longer be redone. */
  confirm(act: Act, version: number): void;
  /** It never happened, or something else has happened since. */
  forget(act: Act): void;
  /** The host undid it, also from its line in what just happened; `version` is the challenge's since then. */
  undid(act: Act, version: number): void;
  redid(act: Act, version: number): void;
  /** The game goes on from here: after a restored backup, what came later never happened. */
  continueFrom(seq: number): void;
}

export function createOwnActs(storage: SafeStorage, keptAs: string): OwnActs {
  const listeners = new Set<() => void>();
  let acts = read(storage.read(keptAs));
  const write = (now: Acts) => {
    acts = { done: now.done.slice(0, KEPT), undone: now.undone.slice(0, KEPT) };
    storage.write(keptAs, JSON.stringify({ version: VERSION, ...acts }));
    for (const listener of listeners) listener();
  };
  const without = (list: readonly Act[], act: Act) =>
    list.filter((each) => each.id !== act.id || each.version !== act.version || each.kind !== act.kind);

  return {
    get: () => acts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(act) {
      const begun = { ...act, isSure: false };
      write({ ...acts, done: [begun, ...without(acts.done, begun)] });
      return begun;
    },
    confirm(act, version) {
      write({ done: [{ ...act, version, isSure: true }, ...without(acts.done, act)], undone: [] });
    },
    forget(act) {
      write({ done: without(acts.done, act), undone: without(acts.undone, act) });
    },
    undid(act, version) {
      write({
        done: without(acts.done, act),
        undone: [{ ...act, version, isSure: true }, ...acts.undone],
      });
    },
    redid(act, version) {
      write({
        done: [{ ...act, version, isSure: true }, ...acts.done],
        undone: without(acts.undone, act),
      });
    },
    continueFrom(seq) {
      const isBefore = (act: Act) => act.seq <= seq;
      const now = { done: acts.done.filter(isBefore), undone: acts.undone.filter(isBefore) };
      if (now.done.length < acts.done.length || now.undone.length < acts.undone.length) write(now);
    },
  };
}

function read(text: string | null): Acts {
  if (text === null) return NONE;
  try {
    const kept: unknown = JSON.parse(text);
    return isKept(kept) && kept.version === VERSION ? { done: kept.done, undone: kept.undone } : NONE;
  } catch (error) {
    // Half written, or by something else.
    if (error instanceof SyntaxError) return NONE;
    throw error;
  }
}
