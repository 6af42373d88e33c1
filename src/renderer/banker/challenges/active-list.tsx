import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { Action } from '../components/button.tsx';
import { Empty } from '../components/empty-state.tsx';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useSteady } from '../hooks/use-stable-callback.ts';
import { claimedThenOldest, newcomers } from '../model/frozen-order.ts';
import { ActiveRow } from './active-row.tsx';
import { useActs } from './use-challenge-actions.ts';
import { useArranged } from './use-frozen-order.ts';
import { useRowKeys } from './use-row-shortcuts.ts';
import css from './challenge-list.module.css';

/** Who is doing what, and how much time is left. Those who say they are done come first. */
export function Active() {
  const { t } = useTranslation('banker');
  const { store } = useDesk();
  const acts = useActs();
  const challenges = useGame((view) => view.challenges);
  const assigned = useMemo(() => challenges.filter(({ status }) => status === 'assigned'), [challenges]);
  const claims = assigned.filter(({ claimed_at }) => claimed_at !== null).length;
  const latest = useCallback((id: number) => findChallenge(store.getView(), id), [store]);
  const { list, hold, letGo, acted, listRef } = useArranged(assigned, claimedThenOldest, latest);
  const fresh = newcomers(list);

  const complete = useSteady((challenge: Challenge, pointerType: string) => {
    acted(challenge.id, pointerType);
    acts.complete(challenge);
  });
  const cancel = useSteady((challenge: Challenge, pointerType: string) => {
    acted(challenge.id, pointerType);
    acts.cancel(challenge);
  });
  useRowKeys(listRef, assigned, (key, challenge) => {
    if (key === 'c') complete(challenge, 'keyboard');
    else if (key === 'x') cancel(challenge, 'keyboard');
    else return false;
    return true;
  });

  return (
    <section className={css.column} aria-labelledby="active-title" data-part="active">
      <header className={css.head}>
        <h2 id="active-title">
          {t('active.title')} <span className={css.count}>{assigned.length}</span>
        </h2>
        {claims > 0 && <span className={css.claims}>{t('active.claims', { count: claims })}</span>}
        {fresh > 0 && (
          <Action size="small" className={css.pill ?? ''} onPress={letGo}>
            {t('active.fresh', { count: fresh })}
          </Action>
        )}
      </header>
      <div className={css.scroll} {...hold}>
        {list.rows.length === 0 ? (
          <Empty title={t('active.none_title')}>{t('active.none')}</Empty>
        ) : (
          <ul ref={listRef} className={css.rows}>
            {list.rows.map((row) => (
              <ActiveRow key={row.challenge.id} row={row} onComplete={complete} onCancel={cancel} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
