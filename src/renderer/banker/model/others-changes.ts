/**
 * What has only just been changed, and not by a press at this desk: by another desk, a phone or the host itself. A hand that was on its
 * way meant what was there before: pressed by two bankers at once, Pause would go on.
 */
import { Emitter } from '../../../client/emitter.ts';
import { throwUncaught, type Cancel } from '../../../client/environment.ts';
import type { GameStore } from '../../../client/game-view.ts';
import { REACHING_MS } from '../../shared/left-places.ts';
import { isRefusal } from '../own-acts/refusals.ts';
import { changedStates, type SharedState } from './shared-state.ts';

/** For how long after the answer what a call of this desk has changed may still be heard of, ms. */
const HEARD_LATE_MS = 2_000;

type Covers = (state: SharedState) => boolean;

export interface OthersChanges {
  /** Makes a call of this desk, whose changes of these states are its own. */
  readonly during: <Answer>(covers: Covers, call: () => Promise<Answer>) => Promise<Answer>;
  /** Follows a game. */
  readonly watch: (store: Pick<GameStore, 'getView' | 'subscribe' | 'drawn'>) => Cancel;
  /**
   * Whether others have changed it less than a hand's way ago.
   * @param since for what is on the page since then: what came later could not be aimed at before. As `now` says it.
   */
  readonly isFresh: (state: SharedState, since: number) => boolean;
  readonly subscribe: (listener: () => void) => Cancel;
  /** Monotonic, ms. */
  readonly now: () => number;
}

interface OwnCall {
  readonly covers: Covers;
  /** What has changed by it. */
  readonly changed: Set<SharedState>;
}

/** The changes of one desk's game. */
export function createOthersChanges(now: () => number = () => performance.now()): OthersChanges {
  const changes = new Emitter<void>(throwUncaught);
  const calls = new Set<OwnCall>();
  /** When each was seen; null: it is not drawn yet. */
  const fresh = new Map<SharedState, { readonly at: number | null }>();
  const settle = (state: SharedState) => {
    const seen = { at: now() };
    fresh.set(state, seen);
    setTimeout(() => {
      // Changed again meanwhile: that one counts.
      if (fresh.get(state) !== seen) return;
      fresh.delete(state);
      changes.emit();
    }, REACHING_MS);
  };
  const isOwn = (state: SharedState): boolean => {
    const call = [...calls].find(({ covers, changed }) => covers(state) && !changed.has(state));
    call?.changed.add(state);
    return call !== undefined;
  };
  const heard = (states: readonly SharedState[]) => {
    const byOthers = states.filter((state) => !isOwn(state));
    for (const state of byOthers) fresh.set(state, { at: null });
    if (byOthers.length > 0) changes.emit();
  };
  const drew = () => {
    const drawn = [...fresh].filter(([, { at }]) => at === null);
    for (const [state] of drawn) settle(state);
  };
  return {
    now,
    async during(covers, call) {
      const own: OwnCall = { covers, changed: new Set() };
      calls.add(own);
      try {
        const answer = await call();
        setTimeout(() => calls.delete(own), HEARD_LATE_MS);
        return answer;
      } catch (error) {
        if (isRefusal(error)) {
          calls.delete(own);
          for (const state of own.changed) settle(state);
          if (own.changed.size > 0) changes.emit();
        } else setTimeout(() => calls.delete(own), HEARD_LATE_MS);
        throw error;
      }
    },
    watch(store) {
      let known = store.getView();
      const stopHearing = store.subscribe(() => {
        const before = known;
        known = store.getView();
        if (known !== before) heard(changedStates(before, known));
      });
      const stopDrawing = store.drawn.subscribe(drew);
      return () => {
        stopHearing();
        stopDrawing();
      };
    },
    isFresh(state, since) {
      const seen = fresh.get(state);
      return seen !== undefined && (seen.at === null || seen.at > since);
    },
    subscribe: (listener) => changes.subscribe(listener),
  };
}
