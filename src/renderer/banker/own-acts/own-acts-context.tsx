/** What this page did itself, for everything on the desk that does, undoes or redoes. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { HostError, type HostClient } from '../../../client/host-client.ts';
import { tabOnlyStorage } from '../../../client/safe-storage.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { Problem } from '../../../protocol/problems.ts';
import { DeskProvider, useDesk } from '../desk/desk-context.ts';
import { useOwnAnswers, useRun } from '../desk/notices.tsx';
import {
  createOwnActs,
  type Act,
  type OwnActs,
  type PlayerActKind,
  type SeenEvent,
  type Unsure,
} from './own-acts.ts';
import { isRefusal } from './refusals.ts';
import { withUnremembered } from './unremembered-calls.ts';

const OwnActsContext = createContext<OwnActs | null>(null);
/** The client whose calls are no acts: for undoing and redoing them. */
const PlainApiContext = createContext<HostClient | null>(null);

/** After a question to the host about the log that it did not answer. */
const ASK_AGAIN_MS = 1_000;

export function OwnActsProvider({ children }: { readonly children: ReactNode }) {
  const desk = useDesk();
  const { store, gameCode, seat, api } = desk;
  const [storage] = useState(tabOnlyStorage);
  const ownActs = useMemo(
    () => createOwnActs(storage, `desk.${gameCode}.${seat}.acts`),
    [storage, gameCode, seat],
  );
  useEffect(() => {
    let again: number | undefined;
    const hasEvent = async (event: SeenEvent) => {
      const isThere = await isInLog(api, gameCode, event);
      // In a quiet game, nothing else would ask.
      if (isThere === null) again = window.setTimeout(follow, ASK_AGAIN_MS);
      return isThere;
    };
    const follow = () => {
      const { epoch, loaded } = store.getView();
      if (loaded && epoch !== null) ownActs.continueIn(epoch, hasEvent);
    };
    follow();
    const stopFollowing = store.subscribe(follow);
    const stopWatching = store.onEvent(({ seq, at, data }) =>
      ownActs.saw({ seq, at }, 'building_type' in data ? data : null),
    );
    return () => {
      stopFollowing();
      window.clearTimeout(again);
      stopWatching();
    };
  }, [store, ownActs, api, gameCode]);
  const remembering = useMemo(
    () => ({
      ...desk,
      api: withUnremembered(api, {
        onChange: () => ownActs.passBy(),
        onToggle: () => ownActs.stepAside(),
      }),
    }),
    [desk, api, ownActs],
  );
  return (
    <OwnActsContext.Provider value={ownActs}>
      <PlainApiContext.Provider value={api}>
        <DeskProvider value={remembering}>{children}</DeskProvider>
      </PlainApiContext.Provider>
    </OwnActsContext.Provider>
  );
}

export function useOwnActs(): OwnActs {
  const ownActs = useContext(OwnActsContext);
  if (ownActs === null) throw new Error('useOwnActs needs an OwnActsProvider around it.');
  return ownActs;
}

/** What undoes or redoes an act is not another one, also while nobody knows whether it came about. */
export function usePlainApi(): HostClient {
  const api = useContext(PlainApiContext);
  if (api === null) throw new Error('usePlainApi needs an OwnActsProvider around it.');
  return api;
}

/** Null: the host does not say now. */
async function isInLog(api: HostClient, gameCode: string, { seq, at }: SeenEvent): Promise<boolean | null> {
  try {
    const { items } = await api.events(gameCode, { before: seq + 1, limit: 1 });
    return items.some((entry) => entry.seq === seq && Date.parse(entry.at) === at);
  } catch (error) {
    if (error instanceof HostError) return null;
    throw error;
  }
}

/** A step of a challenge that the banker makes here. */
type Step = (
  kind: Exclude<PlayerActKind, 'request' | 'remove' | 'fold'>,
  challenge: Challenge,
  call: () => Promise<Challenge>,
) => Promise<Challenge | null>;

/** What a step of a challenge is called while its answer is waited for. */
export const pressOf = (kind: Parameters<Step>[0], { id }: Pick<Challenge, 'id'>): string => `${kind} ${id}`;

/**
 * Makes a step and remembers it as this page's own; refusals show up as notices. A second press before the answer is none, nor is any
 * press on a challenge that this page has gone on with since it was as it is shown.
 */
export function useStep(): Step {
  const run = useRun();
  const ownActs = useOwnActs();
  const ownAnswers = useOwnAnswers();
  return async (kind, challenge, call) => {
    if (ownAnswers.isAwaited(challenge)) return null;
    const { id, player_name: name, version } = challenge;
    return run(
      () =>
        ownActs.during(async () => {
          const act = ownActs.begin({ kind, name, id, version: version + 1 });
          try {
            const answer = await call();
            if (answer.version > version) ownActs.confirm(act, answer.version);
            else ownActs.retract(act);
            return answer;
          } catch (error) {
            if (isRefusal(error)) ownActs.retract(act);
            throw error;
          }
        }),
      pressOf(kind, challenge),
    );
  };
}

interface RememberOptions<Answer> {
  readonly press?: string;
  readonly onRefused?: (problem: Problem) => void;
  /** What it is now that the host has answered; as before, unless given. */
  readonly asAnswered?: (answer: Answer) => Unsure;
}

/** Does something; null: the host refused it, or did not answer. */
type Remember = <Answer>(
  act: Unsure,
  call: (onKey: (key: string) => void) => Promise<Answer>,
  options?: RememberOptions<Answer>,
) => Promise<{ readonly answer: Answer; readonly act: Act } | null>;

/**
 * Does what is no step of a challenge that is there (a request, a player's removal, a message), and remembers it, also while nobody
 * knows whether it came about: otherwise Undo would take back what was done before. Refusals show up as notices.
 */
export function useRemember(): Remember {
  const run = useRun();
  const ownActs = useOwnActs();
  return async (what, call, { press, onRefused, asAnswered } = {}) => {
    let act: Act | null = null;
    const answer = await run(
      () =>
        ownActs.during(async () => {
          const begun = ownActs.begin(sameAgain(ownActs.get().done, what) ?? what);
          try {
            const answered = await call((key) => ownActs.ask(begun, key));
            ownActs.forget(begun);
            act = ownActs.begin(asAnswered?.(answered) ?? begun);
            ownActs.confirm(act, act.version);
            return answered;
          } catch (error) {
            if (isRefusal(error)) ownActs.retract(begun);
            throw error;
          }
        }),
      press,
      onRefused,
    );
    return answer === null || act === null ? null : { answer, act };
  };
}

/**
 * The act that a second try goes on with: what stood before the first try is what Undo brings back, and one request, or the same move of
 * several, is one act, however often it was tried.
 */
function sameAgain(done: readonly Act[], what: Unsure): Act | null {
  if ('asked' in what)
    return done.find((act) => !act.isSure && 'asked' in act && isEqual(act.asked, what.asked)) ?? null;
  if ('moves' in what)
    return done.find((act) => !act.isSure && 'moves' in act && isEqual(act.moves, what.moves)) ?? null;
  const [last] = done;
  if (last === undefined || last.isSure || !('after' in last) || !('after' in what)) return null;
  return last.kind === what.kind && isEqual(last.after, what.after) ? last : null;
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
