import { useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { GameView } from '../../../client/game-view.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { findChallenge, useDesk } from '../desk/desk-context.ts';
import { useNotify, useRun } from '../desk/notices.tsx';
import { isRefusal, useOwnActs } from './own-acts-context.tsx';
import {
  isSettingAct,
  membersOf,
  type Act,
  type PlayerAct,
  type SettingAct,
  type SeveralAct,
} from './own-acts.ts';
import { hasNotCome, isChangedSince } from './setting-acts.ts';
import { useSaySkipped } from './use-say-skipped.ts';

/** For how long after an answer a press counts as part of the one before, ms. */
const BOUNCE_MS = 250;

export interface UndoRedo {
  /** What Undo would take back: the last thing that this page did; null if there is nothing. */
  readonly last: Act | null;
  /** What Redo would do again. */
  readonly lastUndone: Act | null;
  readonly undo: () => Promise<void>;
  /** Takes back this one of them, unless that has been done already. */
  readonly undoThis: (act: Act) => Promise<void>;
  readonly redo: () => Promise<void>;
}

/** Undo and redo of what this page did itself. Refusals show up as notices. */
export function useUndoRedo(): UndoRedo {
  const { t } = useTranslation('banker');
  const { api, store, gameCode } = useDesk();
  const run = useRun();
  const notify = useNotify();
  const ownActs = useOwnActs();
  const { done, undone } = useSyncExternalStore(ownActs.subscribe, ownActs.get);
  const isMeantFrom = useRef(0);
  const saySkipped = useSaySkipped();

  /** Forgets what was refused: something else has happened since. */
  const attempt = <Answer>(act: Act, way: 'undo' | 'redo', call: () => Promise<Answer>) =>
    run(async () => {
      try {
        return await call();
      } catch (error) {
        if (isRefusal(error)) ownActs.forget(act);
        throw error;
      }
    }, `${way} own`);

  const changeSeveral = async (act: SeveralAct, way: 'undo' | 'redo') => {
    const items = act.members.map(({ id, version }) => ({ challenge_id: id, version }));
    const answer = await attempt(act, way, () => api.undoOrRedoSeveral(gameCode, way, { items }));
    if (answer === null) return;
    const changed = { ...act, members: membersOf(answer) };
    if (changed.members.length === 0) ownActs.forget(act);
    else if (way === 'undo') ownActs.undid(changed, act.version);
    else ownActs.redid(changed, act.version);
    if (answer.skipped.length > 0) saySkipped(way === 'undo' ? 'undone' : 'redone', answer);
    isMeantFrom.current = performance.now() + BOUNCE_MS;
  };

  const change = async (act: Act, way: 'undo' | 'redo') => {
    if (performance.now() < isMeantFrom.current) return;
    if (act.kind === 'give_several') {
      await changeSeveral(act, way);
      return;
    }
    if (isSettingAct(act) && isChangedSince(act, store.getView(), store.hostNow())) {
      ownActs.forget(act);
      notify(t('own_acts.changed_since', { act: t(`own_acts.kinds.${act.kind}`) }));
      return;
    }
    const call = async () => {
      if (act.kind === 'end_time') {
        const { at, byItself } = way === 'undo' ? act.before : act.after;
        return api.changeGame(gameCode, { end_time: at, ends_by_itself: byItself });
      }
      if (act.kind === 'message') {
        const text = way === 'undo' ? act.before : act.after;
        return text === null ? api.removeMessage(gameCode) : api.sendMessage(gameCode, text);
      }
      if (act.kind === 'fold')
        return api.unfoldTeam(gameCode, act.id, act.version === 0 ? {} : { folded_at: act.version });
      if (act.kind !== 'remove') return api.undoOrRedo(gameCode, act.id, way, act.version);
      return way === 'undo' ? api.restorePlayer(gameCode, act.id) : api.removePlayer(gameCode, act.id);
    };
    const answer = await attempt(act, way, call);
    if (answer === null) return;
    // Where its players would go must be chosen anew.
    if (act.kind === 'fold') return ownActs.forget(act);
    const version = 'version' in answer ? answer.version : 0;
    if (way === 'undo') ownActs.undid(act, version);
    else ownActs.redid(act, version);
    isMeantFrom.current = performance.now() + BOUNCE_MS;
  };
  return {
    last: done[0] ?? null,
    lastUndone: undone[0] ?? null,
    async undo() {
      const [act] = ownActs.get().done;
      if (act === undefined) return notify(t('own_acts.nothing_to_undo'));
      // Each of several is undone only where it has come about.
      if (act.kind === 'give_several') return change(act, 'undo');
      if (act.kind === 'request' && !act.isSure) {
        ownActs.forget(act);
        return notify(t('own_acts.unanswered_request', { name: isolate(act.name) }));
      }
      const view = store.getView();
      const isKnown = !act.isSure && view.connection === 'live';
      if (!isKnown || !neverHappened(act, view, store.hostNow())) return change(act, 'undo');
      ownActs.forget(act);
      return notify(
        isSettingAct(act)
          ? t('own_acts.never_happened_setting', { act: t(`own_acts.kinds.${act.kind}`) })
          : t('own_acts.never_happened', { name: isolate(act.name) }),
      );
    },
    async undoThis(act) {
      const isDone = ownActs.get().done.some(({ kind, id }) => kind === act.kind && id === act.id);
      if (isDone) await change(act, 'undo');
    },
    async redo() {
      const [act] = ownActs.get().undone;
      if (act === undefined) return notify(t('own_acts.nothing_to_redo'));
      return change(act, 'redo');
    },
  };
}

const LEADS_TO: Readonly<Partial<Record<PlayerAct['kind'], Challenge['status']>>> = {
  give: 'assigned',
  complete: 'completed',
  not_yet: 'assigned',
  cancel: 'cancelled',
  change: 'assigned',
  extend: 'assigned',
};

/** An act without an answer that the live connection shows not to have come about, or somebody else's step in its stead. */
function neverHappened(act: PlayerAct | SettingAct, view: GameView, hostNow: number): boolean {
  if (isSettingAct(act)) return hasNotCome(act, view, hostNow);
  const { kind, id, version } = act;
  if (kind === 'remove') return view.players.some(({ player_id, removed }) => player_id === id && !removed);
  if (kind === 'fold')
    return view.teams.some(({ team_number, folded_at }) => team_number === id && folded_at === null);
  const known = findChallenge(view, id);
  if (known === undefined || known.version > version) return false;
  return known.version < version || known.status !== LEADS_TO[kind];
}
