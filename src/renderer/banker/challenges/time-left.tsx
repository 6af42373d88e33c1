import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { SOON_MS } from '../../shared/milestones.ts';
import { usePlayTimeLeft } from '../hooks/desk-clocks.ts';
import css from './active-row.module.css';

/** Time left as text and as a bar, by the play clock: a pause stops it. */
export function TimeLeft({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('banker');
  const { deadline_play_ms: deadline, duration_seconds: duration } = challenge;
  if (deadline === null) return <span className={css.untimed}>{t('active.no_timer')}</span>;
  return <Countdown deadlinePlayMs={deadline} wholeMs={(duration ?? 0) * 1_000} />;
}

function Countdown({
  deadlinePlayMs,
  wholeMs,
}: {
  readonly deadlinePlayMs: number;
  readonly wholeMs: number;
}) {
  const format = useFormat();
  const left = usePlayTimeLeft(deadlinePlayMs);
  return (
    <span className={css.left} data-short={left <= SOON_MS}>
      <span className={css.clock}>{format.clock(left)}</span>
      <progress className={css.bar} max={Math.max(left, wholeMs)} value={left} aria-hidden />
    </span>
  );
}
