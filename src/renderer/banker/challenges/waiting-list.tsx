import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useRecentHistory } from '../activity-feed/recent-history.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { oldestRequest } from '../model/frozen-order.ts';
import { SeveralBar } from './several-bar.tsx';
import { TickMenu } from './tick-menu.tsx';
import { useChallengeActions } from './use-challenge-actions.ts';
import { useChallengeList, useOpenChallenges } from './use-challenge-list.ts';
import { useNewcomersOutOfSight } from './use-newcomers-out-of-sight.ts';
import { useRowShortcuts } from './use-row-shortcuts.ts';
import { useSeveral } from './use-several.ts';
import { WaitingRow } from './waiting-row.tsx';
import css from './challenge-list.module.css';
import tickMenuCss from './tick-menu.module.css';

/** Who is waiting for an exercise, longest first. */
export function WaitingList() {
  const { t } = useTranslation('banker');
  const { exercises } = useDesk();
  const actions = useChallengeActions();
  const present = useOpenChallenges('requested');
  const several = useSeveral(present);
  const { ticks } = several;
  const {
    list,
    isNobodyInSight,
    freezeHandlers,
    release,
    showNewcomers,
    isMeant,
    afterAction,
    onMenu,
    listRef,
    headingRef,
  } = useChallengeList(present, oldestRequest, several.isShown);
  const fresh = useNewcomersOutOfSight(listRef, list);
  const hasOthers = isNobodyInSight && present.length > 0;

  const give = useStableCallback((challenge: Challenge, exercise: ExerciseOption, pointerType: string) => {
    if (!isMeant(pointerType)) return;
    ticks.remove([challenge.id]);
    afterAction(challenge.id, pointerType);
    actions.give(challenge, exercise);
  });
  const cancel = useStableCallback((challenge: Challenge, pointerType: string) => {
    if (!isMeant(pointerType)) return;
    ticks.remove([challenge.id]);
    afterAction(challenge.id, pointerType);
    actions.cancel(challenge);
  });
  const tick = useStableCallback((id: number, isRange: boolean) => {
    if (!isRange) return ticks.toggle(id);
    const shown = list.rows.filter(({ gone }) => !gone).map(({ challenge }) => challenge.id);
    return ticks.tickTo(id, shown);
  });
  useRowShortcuts(listRef, present, (key, challenge) => {
    if (key === 't') {
      ticks.toggle(challenge.id);
      return true;
    }
    if (key === 'x') {
      cancel(challenge, 'keyboard');
      return true;
    }
    const preset = /^[1-9]$/.test(key) ? exercises.filter(({ used }) => used)[Number(key) - 1] : undefined;
    if (preset !== undefined) give(challenge, preset, 'keyboard');
    return preset !== undefined;
  });

  const tickMenu = () => (
    <TickMenu
      waiting={present}
      onTick={(ids) => {
        // Whoever has come meanwhile is to be seen, too.
        release();
        ticks.add(ids);
      }}
      onNone={ticks.clear}
    />
  );
  return (
    <section className={css.column} aria-labelledby="waiting-title" data-part="waiting">
      <header className={css.head}>
        <h2 id="waiting-title" ref={headingRef} tabIndex={-1} data-list-heading>
          {t('waiting.title')} <span className={css.count}>{present.length}</span>
        </h2>
        {(fresh > 0 || hasOthers) && (
          <Button size="small" className={css.pill} onPress={showNewcomers}>
            {fresh > 0 ? t('waiting.fresh', { count: fresh }) : t('waiting.out_of_sight')}
          </Button>
        )}
        <div className={tickMenuCss.tickMenu}>{present.length > 1 && tickMenu()}</div>
      </header>
      <div className={css.scroll} {...freezeHandlers}>
        {list.rows.length === 0 ? (
          <WaitingEmpty />
        ) : (
          <ul ref={listRef} className={css.rows}>
            {list.rows.map((row) => (
              <WaitingRow
                key={row.challenge.id}
                row={row}
                ticked={!row.gone && ticks.has(row.challenge.id)}
                spread={several.suggestions.get(row.challenge.id) ?? null}
                onTick={tick}
                onGive={give}
                onCancel={cancel}
                onMenu={onMenu}
              />
            ))}
          </ul>
        )}
      </div>
      {several.isShown && (
        <SeveralBar
          count={ticks.challenges.length}
          tickMenu={tickMenu()}
          menu={several.menu}
          onGiveEach={() => void several.giveEach()}
          onGiveAll={(exercise) => void several.giveAll(exercise)}
          onNone={ticks.clear}
          onFocusLost={() => headingRef.current?.focus()}
        />
      )}
    </section>
  );
}

/** Whether anybody has ever asked for anything in this game. */
function useAnyRequest(): boolean {
  const hasHistory = useRecentHistory().length > 0;
  return useGame(
    ({ challenges, ended, teams }) =>
      hasHistory ||
      challenges.length > 0 ||
      ended.length > 0 ||
      teams.some(({ tally }) => Object.values(tally).some((built) => built > 0)),
  );
}

/** Explains the next step. */
function WaitingEmpty() {
  const { t } = useTranslation('banker');
  const status = useGame(({ game }) => game?.status);
  const anybody = useGame(({ players }) =>
    players.some(({ role, removed }) => role === 'player' && !removed),
  );
  const hasBegun = useAnyRequest();
  if (status === 'completed')
    return <EmptyState title={t('waiting.over_title')}>{t('waiting.over')}</EmptyState>;
  if (status === 'paused')
    return <EmptyState title={t('waiting.paused_title')}>{t('waiting.paused')}</EmptyState>;
  if (hasBegun) return <EmptyState title={t('waiting.idle_title')}>{t('waiting.idle')}</EmptyState>;
  return (
    <EmptyState title={t('waiting.none_title')}>{t(anybody ? 'waiting.none' : 'waiting.nobody')}</EmptyState>
  );
}
