import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { Action } from '../components/button.tsx';
import { Empty } from '../components/empty-state.tsx';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useSteady } from '../hooks/use-stable-callback.ts';
import type { Exercise } from '../model/exercise-options.ts';
import { newcomers, oldestRequest } from '../model/frozen-order.ts';
import { useActs } from './use-challenge-actions.ts';
import { useArranged } from './use-frozen-order.ts';
import { useRowKeys } from './use-row-shortcuts.ts';
import { WaitingRow } from './waiting-row.tsx';
import css from './challenge-list.module.css';

/** Who waits for an exercise, oldest first. */
export function Waiting() {
  const { t } = useTranslation('banker');
  const { store, exercises } = useDesk();
  const acts = useActs();
  const challenges = useGame((view) => view.challenges);
  const requested = useMemo(() => challenges.filter(({ status }) => status === 'requested'), [challenges]);
  const latest = useCallback((id: number) => findChallenge(store.getView(), id), [store]);
  const { list, hold, letGo, acted, listRef } = useArranged(requested, oldestRequest, latest);
  const fresh = newcomers(list);

  const give = useSteady((challenge: Challenge, exercise: Exercise, pointerType: string) => {
    acted(challenge.id, pointerType);
    acts.give(challenge, exercise);
  });
  const cancel = useSteady((challenge: Challenge, pointerType: string) => {
    acted(challenge.id, pointerType);
    acts.cancel(challenge);
  });
  useRowKeys(listRef, requested, (key, challenge) => {
    if (key === 'x') {
      cancel(challenge, 'keyboard');
      return true;
    }
    const preset = /^[1-9]$/.test(key) ? exercises.filter(({ used }) => used)[Number(key) - 1] : undefined;
    if (preset !== undefined) give(challenge, preset, 'keyboard');
    return preset !== undefined;
  });

  return (
    <section className={css.column} aria-labelledby="waiting-title" data-part="waiting">
      <header className={css.head}>
        <h2 id="waiting-title">
          {t('waiting.title')} <span className={css.count}>{requested.length}</span>
        </h2>
        {fresh > 0 && (
          <Action size="small" className={css.pill ?? ''} onPress={letGo}>
            {t('waiting.fresh', { count: fresh })}
          </Action>
        )}
      </header>
      <div className={css.scroll} {...hold}>
        {list.rows.length === 0 ? (
          <WaitingEmpty />
        ) : (
          <ul ref={listRef} className={css.rows}>
            {list.rows.map((row) => (
              <WaitingRow key={row.challenge.id} row={row} onGive={give} onCancel={cancel} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

/** Teaches the next step. */
function WaitingEmpty() {
  const { t } = useTranslation('banker');
  const status = useGame(({ game }) => game?.status);
  const anybody = useGame(({ players }) =>
    players.some(({ role, removed }) => role === 'player' && !removed),
  );
  if (status === 'completed') return <Empty title={t('waiting.over_title')}>{t('waiting.over')}</Empty>;
  if (status === 'paused') return <Empty title={t('waiting.paused_title')}>{t('waiting.paused')}</Empty>;
  return <Empty title={t('waiting.none_title')}>{t(anybody ? 'waiting.none' : 'waiting.nobody')}</Empty>;
}
