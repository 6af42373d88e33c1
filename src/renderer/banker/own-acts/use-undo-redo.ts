import { useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOptions } from '../../../client/host-client.ts';
import { SETTLING_MS } from '../../shared/left-places.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { refuseKey } from '../../shared/refused-press.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify, useRun } from '../desk/notices.tsx';
import { removalMeant } from '../players/removal-meant.ts';
import { isOvertaken, neverHappened } from './act-standing.ts';
import { useOwnActs, usePlainApi } from './own-acts-context.tsx';
import {
  isOpenAfterEnd,
  isPassedBy,
  isSettingAct,
  membersOf,
  moveItems,
  schoolChange,
  type Act,
  type MoveSeveralAct,
  type PlayerAct,
  type SeveralAct,
} from './own-acts.ts';
import { isDecided } from './refusals.ts';
import { endChange, isChangedSince, meantMessage } from './setting-acts.ts';
import { useActWords } from './use-act-words.ts';
import { useSayNotMoved } from './use-say-not-moved.ts';
import { useSaySkipped } from './use-say-skipped.ts';

/** Says beside Undo and Redo, which are for something else by now, that this press did nothing. */
function refuse(): void {
  refuseKey(document.querySelector('[data-part="own-acts"]') ?? document.body, 'changed');
}

/** What undoing or redoing this page's own acts is called while its answer is waited for. */
export const ownPressOf = (way: 'undo' | 'redo'): string => `${way} own`;

export interface UndoRedo {
  /** What Undo would take back: the last thing that this page did; null if there is nothing, or if that has no undo. */
  readonly last: Act | null;
  /** What Undo would have taken back, had nobody gone on with it since. */
  readonly overtaken: Act | null;
  /** The step before that one, which can still be taken back. */
  readonly earlier: Act | null;
  /** What Redo would do again. */
  readonly lastUndone: Act | null;
  /** This page has paused or locked something since, which takes itself back. */
  readonly isAside: boolean;
  readonly undo: () => Promise<void>;
  /** Takes back the earlier step. */
  readonly undoEarlier: () => Promise<void>;
  readonly redo: () => Promise<void>;
  /** By a key, which does not show what it is for: where that is not what was done last, it says so, and asks. */
  readonly byKey: (way: 'undo' | 'redo') => Promise<void>;
}

/** Undo and redo of what this page did itself. Refusals show up as notices. */
export function useUndoRedo(): UndoRedo {
  const { t } = useTranslation('banker');
  const { store, gameCode } = useDesk();
  const api = usePlainApi();
  const run = useRun();
  const notify = useNotify();
  const ownActs = useOwnActs();
  const acts = useSyncExternalStore(ownActs.subscribe, ownActs.get);
  const isOver = useGame(({ game }) => game?.status === 'completed');
  const isUndoOvertaken = useGame((view) => isOvertaken(acts.done[0], view));
  const earlierIndex = useGame((view) => acts.done.findIndex((act) => !isOvertaken(act, view)));
  const isRedoOvertaken = useGame((view) => isOvertaken(acts.undone[0], view));
  const offered = (act: Act | undefined, isTooLate: boolean) =>
    act === undefined || isTooLate || isPassedBy(acts) || (isOver && !isOpenAfterEnd(act)) ? null : act;
  const last = offered(acts.done[0], isUndoOvertaken);
  const overtaken = isUndoOvertaken ? offered(acts.done[0], false) : null;
  const earlier = overtaken === null ? null : offered(acts.done[earlierIndex], false);
  const lastUndone = offered(acts.undone[0], isRedoOvertaken);
  const isMeantFrom = useRef(0);
  /** A press so soon after the answer was meant for what has just been done: it is refused, and says so. */
  const rest = () => {
    isMeantFrom.current = performance.now() + SETTLING_MS;
  };
  const isPressed = useRef(false);
  const saySkipped = useSaySkipped();
  const sayNotMoved = useSayNotMoved();
  const wordsOf = useActWords();

  /**
   * Forgets what was refused: something else has happened since. What was done before that is not offered in its place: whoever presses
   * once more means the same one. After a lost answer, the same call goes out again, however much later,
   * and gets its own answer: whether the first one arrived is then known.
   */
  const attempt = <Answer>(act: Act, way: 'undo' | 'redo', call: (o: CommandOptions) => Promise<Answer>) =>
    run(async () => {
      try {
        return await call({ idempotencyKey: act.key, onKey: (key) => ownActs.ask(act, key) });
      } catch (error) {
        if (isDecided(error)) {
          ownActs.forget(act);
          ownActs.passBy();
        }
        throw error;
      }
    }, ownPressOf(way));

  /**
   * One press at a time; another one before the answer, or just after it, says that it did nothing. Not before the answers to all that
   * this page has sent: what is on its way may still become what was done last, and nobody may say yet that it never arrived.
   */
  const press = async (act: () => Promise<void>) => {
    if (isPressed.current || performance.now() < isMeantFrom.current) return refuse();
    isPressed.current = true;
    try {
      await ownActs.settled();
      await act();
    } finally {
      isPressed.current = false;
    }
  };

  /** Says why, if the game is over and the act stays as it is. It is not forgotten: the game can be reopened. */
  const isClosed = (act: Act): boolean => {
    const { game } = store.getView();
    if (game?.status !== 'completed' || isOpenAfterEnd(act)) return false;
    notify(t(game.next_game_code === null ? 'own_acts.game_over' : 'own_acts.game_over_for_good'));
    return true;
  };

  /** A request without an answer, with the answer; null: it never came about, or the laptop does not answer now. */
  const learn = async (act: PlayerAct): Promise<PlayerAct | null> => {
    const { asked, key, name } = act;
    const answer = await run(async () => {
      if (asked === undefined || key === undefined) return 'nothing';
      const { items } = await api.history(gameCode, { player: asked.player_id });
      if (!items.some(({ building_type }) => building_type === asked.building_type)) return 'nothing';
      // It may be the player's own: only this call's answer says which one was asked for here.
      try {
        return await api.request(gameCode, asked, { idempotencyKey: key });
      } catch (error) {
        if (isDecided(error)) ownActs.forget(act);
        throw error;
      }
    }, ownPressOf('undo'));
    if (answer === null) return null;
    ownActs.forget(act);
    if (answer === 'nothing') {
      notify(t('own_acts.never_happened', { name: isolate(name) }));
      return null;
    }
    const { id, version, player_name } = answer;
    const known = ownActs.begin({ kind: 'request', id, version, name: player_name });
    ownActs.confirm(known, version);
    return known;
  };

  const changeSeveral = async (act: SeveralAct, way: 'undo' | 'redo') => {
    const items = act.members.map(({ id, version }) => ({ challenge_id: id, version }));
    const answer = await attempt(act, way, (o) => api.undoOrRedoSeveral(gameCode, way, { items }, o));
    if (answer === null) return;
    const changed = { ...act, members: membersOf(answer) };
    if (changed.members.length === 0) ownActs.forget(act);
    else if (way === 'undo') ownActs.undid(changed, act.version);
    else ownActs.redid(changed, act.version);
    if (answer.skipped.length > 0) saySkipped(way === 'undo' ? 'undone' : 'redone', answer);
    rest();
  };

  const moveSeveral = async (act: MoveSeveralAct, way: 'undo' | 'redo') => {
    const items = moveItems(act.moves, way);
    const answer = await attempt(act, way, (o) => api.movePlayers(gameCode, { items }, o));
    if (answer === null) return;
    const moved = new Set(answer.done.map(({ player_id }) => player_id));
    const changed = { ...act, moves: act.moves.filter(({ id }) => moved.has(id)) };
    if (moved.size === 0) ownActs.forget(act);
    else if (way === 'undo') ownActs.undid(changed, act.version);
    else ownActs.redid(changed, act.version);
    if (answer.skipped.length > 0) sayNotMoved(answer.skipped);
    rest();
  };

  const change = async (act: Act, way: 'undo' | 'redo') => {
    if (act.kind === 'give_several') {
      await changeSeveral(act, way);
      return;
    }
    if (act.kind === 'move_several') {
      await moveSeveral(act, way);
      return;
    }
    if (isSettingAct(act) && isChangedSince(act, store.getView(), store.hostNow())) {
      ownActs.forget(act);
      notify(t(`own_acts.changed_since.${act.kind}`));
      return;
    }
    const call = async (o: CommandOptions) => {
      if (act.kind === 'end_time') {
        const [to, from] = way === 'undo' ? [act.before, act.after] : [act.after, act.before];
        return api.changeGame(gameCode, endChange(to, from), o);
      }
      if (act.kind === 'message') {
        const text = way === 'undo' ? act.before : act.after;
        return text === null
          ? api.removeMessage(gameCode, meantMessage(store.getView()), o)
          : api.sendMessage(gameCode, text, o);
      }
      if (act.kind === 'add_several')
        return way === 'undo'
          ? api.removePlayers(gameCode, { player_ids: [...act.players] }, o)
          : api.restorePlayers(gameCode, { removed_at: act.version }, o);
      if (act.kind === 'remove_several') return api.restorePlayers(gameCode, { removed_at: act.version }, o);
      if (act.kind === 'school') return api.changeTeam(gameCode, act.id, schoolChange(act, way), o);
      if (act.kind === 'fold')
        return api.unfoldTeam(gameCode, act.id, act.version === 0 ? {} : { folded_at: act.version }, o);
      if (act.kind !== 'remove') return api.undoOrRedo(gameCode, act.id, way, act.version, o);
      if (way === 'redo') return api.removePlayer(gameCode, act.id, { seen_seq: store.getView().seq }, o);
      return api.restorePlayer(gameCode, act.id, removalMeant(act.version === 0 ? null : act.version), o);
    };
    const answer = await attempt(act, way, call);
    if (answer === null) return;
    // Where its players would go must be chosen anew, and who else has come from there by now.
    if (act.kind === 'fold' || act.kind === 'remove_several') {
      ownActs.undid(act, act.version);
      return ownActs.forget(act);
    }
    const version = act.kind === 'school' ? act.version : versionAfter(answer);
    if (way === 'undo') ownActs.undid(act, version);
    else ownActs.redid(act, version);
    rest();
  };
  return {
    last,
    overtaken,
    earlier,
    lastUndone,
    isAside: acts.isAside === true,
    undo: () => press(undo),
    undoEarlier: () => press(undoEarlier),
    redo: () => press(redo),
    byKey: (way) => press(way === 'undo' ? undoByKey : redoByKey),
  };

  /** Whether something else was done last, which takes itself back; then it asks. */
  function asks(act: Act | null, way: 'undo' | 'redo', go: () => Promise<void>): boolean {
    if (act === null || ownActs.get().isAside !== true) return false;
    notify(t('own_acts.aside'), {
      label: t(`own_acts.${way}_step`, { act: wordsOf(act).full }),
      run: () => void press(go),
      isOwnUndo: way === 'undo',
    });
    return true;
  }

  async function undoByKey() {
    if (!asks(last, 'undo', undo)) await undo();
  }

  async function redoByKey() {
    if (!asks(lastUndone, 'redo', redo)) await redo();
  }

  async function undo() {
    if (isPassedBy(ownActs.get())) return notify(t('own_acts.passed_by'));
    const [act] = ownActs.get().done;
    if (act === undefined) return notify(t('own_acts.nothing_to_undo'));
    if (isClosed(act)) return undefined;
    if (isOvertaken(act, store.getView())) return sayOvertaken(act);
    return takeBack(act);
  }

  /** The step before that one, as it is now. */
  function earlierNow(): Act | undefined {
    const view = store.getView();
    return ownActs.get().done.find((act) => !isOvertaken(act, view));
  }

  /** Offers the step before it by name: whoever pressed meant this one. */
  function sayOvertaken(act: Act) {
    const before = earlierNow();
    const said = wordsOf(act).tooLate;
    if (before === undefined) return notify(said);
    return notify(said, {
      label: t('own_acts.undo_step', { act: wordsOf(before).full }),
      run: () => void press(() => undoEarlier(before)),
      isOwnUndo: true,
    });
  }

  /** @param meant the step that was offered: another one is not taken back in its place. */
  async function undoEarlier(meant: Act | null = earlier) {
    if (isPassedBy(ownActs.get())) return notify(t('own_acts.passed_by'));
    const act = earlierNow();
    if (act === undefined || meant === null || act.id !== meant.id || act.kind !== meant.kind)
      return refuse();
    return isClosed(act) ? undefined : takeBack(act);
  }

  async function takeBack(act: Act) {
    // Each of several is undone only where it has come about.
    if (act.kind === 'give_several' || act.kind === 'move_several') return change(act, 'undo');
    if (act.kind === 'add_several' || act.kind === 'remove_several') {
      if (act.isSure) return change(act, 'undo');
      ownActs.forget(act);
      return notify(
        t(act.kind === 'add_several' ? 'own_acts.unanswered_list' : 'own_acts.unanswered_removal'),
      );
    }
    if (act.kind === 'request' && !act.isSure) {
      const known = await learn(act);
      return known === null ? undefined : change(known, 'undo');
    }
    const view = store.getView();
    const isKnown = !act.isSure && view.connection === 'live';
    if (!isKnown || !neverHappened(act, view, store.hostNow())) return change(act, 'undo');
    ownActs.forget(act);
    return notify(
      isSettingAct(act)
        ? t(`own_acts.never_happened_setting.${act.kind}`)
        : t('own_acts.never_happened', { name: isolate(act.name) }),
    );
  }

  async function redo() {
    if (isPassedBy(ownActs.get())) return notify(t('own_acts.passed_by'));
    const [act] = ownActs.get().undone;
    if (act === undefined) return notify(t('own_acts.nothing_to_redo'));
    if (isClosed(act)) return undefined;
    if (isOvertaken(act, store.getView())) return notify(t('own_acts.passed_by'));
    return change(act, 'redo');
  }
}

/** What the act is known by from now on; see `ActMarks`. */
function versionAfter(answer: object): number {
  if ('version' in answer && typeof answer.version === 'number') return answer.version;
  return 'removed_at' in answer && typeof answer.removed_at === 'number' ? answer.removed_at : 0;
}
