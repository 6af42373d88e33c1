import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { useRemaining } from '../../shared/hooks/use-remaining.ts';
import { SOON_MS } from '../../shared/milestones.ts';
import { useDesk } from '../desk/desk-context.ts';
import css from './active-row.module.css';

/** Time left as text and as a bar, by the play clock: a pause stops it. */
export function TimeLeft({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('banker');
  const { store } = useDesk();
  const format = useFormat();
  const left = useRemaining(store, challenge);
  if (left === null) return <span className={css.untimed}>{t('active.no_timer')}</span>;
  const wholeMs = (challenge.duration_seconds ?? 0) * 1_000;
  return (
    <span className={css.left} data-short={left <= SOON_MS}>
      <span className={css.clock}>{format.clock(left)}</span>
      <progress className={css.bar} max={Math.max(left, wholeMs)} value={left} aria-hidden />
    </span>
  );
}
