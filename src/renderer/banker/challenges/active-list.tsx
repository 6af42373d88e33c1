import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { refuseKey } from '../../shared/refused-press.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useGame } from '../desk/desk-context.ts';
import { OthersChangesContext } from '../hooks/use-changed-by-others.ts';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import { claimedThenSoonest } from '../model/frozen-order.ts';
import { ActiveRow } from './active-row.tsx';
import { useChallengeActions } from './use-challenge-actions.ts';
import { useChallengeList, useOpenChallenges } from './use-challenge-list.ts';
import { useNewcomersOutOfSight } from './use-newcomers-out-of-sight.ts';
import { useRowShortcuts } from './use-row-shortcuts.ts';
import css from './challenge-list.module.css';

/** Who is doing what, and how much time is left: the least first, and above them players who say they're done. */
export function ActiveList() {
  const { t } = useTranslation('banker');
  const actions = useChallengeActions();
  const present = useOpenChallenges('assigned');
  const {
    list,
    isNobodyInSight,
    freezeHandlers,
    showNewcomers,
    isMeant,
    afterAction,
    onMenu,
    listRef,
    headingRef,
  } = useChallengeList(present, claimedThenSoonest);
  const { isFresh } = useContext(OthersChangesContext);
  const claims = present.filter(({ claimed_at }) => claimed_at !== null).length;
  const fresh = useNewcomersOutOfSight(listRef, list);
  const hasOthers = isNobodyInSight && present.length > 0;

  const complete = useStableCallback((challenge: Challenge, pointerType: string) => {
    if (!isMeant(pointerType)) return;
    afterAction(challenge.id, pointerType);
    actions.complete(challenge);
  });
  const completeByKey = (challenge: Challenge) => {
    const row = listRef.current?.querySelector(`[data-row="${challenge.id}"]`);
    // Another desk has just sent the claim back that the key was for.
    if (isFresh(`claim ${challenge.id}`, -Infinity)) refuseKey(row ?? document.body, 'changed');
    else complete(challenge, 'keyboard');
  };
  const cancel = useStableCallback((challenge: Challenge, pointerType: string) => {
    if (!isMeant(pointerType)) return;
    afterAction(challenge.id, pointerType);
    actions.cancel(challenge);
  });
  useRowShortcuts(listRef, present, (key, challenge) => {
    if (key === 'c') completeByKey(challenge);
    else if (key === 'x') cancel(challenge, 'keyboard');
    else return false;
    return true;
  });

  return (
    <section className={css.column} aria-labelledby="active-title" data-part="active">
      <header className={css.head}>
        <h2 id="active-title" ref={headingRef} tabIndex={-1} data-list-heading>
          {t('active.title')} <span className={css.count}>{present.length}</span>
        </h2>
        {claims > 0 && <span className={css.claims}>{t('active.claims', { count: claims })}</span>}
        {(fresh > 0 || hasOthers) && (
          <Button size="small" className={css.pill} onPress={showNewcomers}>
            {fresh > 0 ? t('active.fresh', { count: fresh }) : t('active.out_of_sight')}
          </Button>
        )}
      </header>
      <div className={css.scroll} {...freezeHandlers}>
        {list.rows.length === 0 ? (
          <ActiveEmpty />
        ) : (
          <ul ref={listRef} className={css.rows}>
            {list.rows.map((row) => (
              <ActiveRow
                key={row.challenge.id}
                row={row}
                onComplete={complete}
                onCancel={cancel}
                onMenu={onMenu}
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

/** Explains the next step. After the end there is none. */
function ActiveEmpty() {
  const { t } = useTranslation('banker');
  const isOver = useGame(({ game }) => game?.status === 'completed');
  return (
    <EmptyState title={t('active.none_title')}>{t(isOver ? 'active.none_over' : 'active.none')}</EmptyState>
  );
}
