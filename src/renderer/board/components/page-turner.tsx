import { ChevronRight, Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import type { PageTurns } from '../hooks/use-page-turns.ts';
import type { Page } from '../model/pages.ts';
import css from './page-turner.module.css';

interface PageTurnerProps {
  readonly page: Pick<Page<unknown>, 'number' | 'count'>;
  readonly turns: PageTurns;
}

/** Which page of a list that turns by itself is shown, and how to hold it; nothing where all of it has room. */
export function PageTurner({ page, turns }: PageTurnerProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  if (page.count <= 1) return null;
  return (
    // In a part that is read out, it would be at every turn.
    <div className={css.page} aria-live="off">
      <span>
        {t('playing.page', { number: format.number(page.number), pages: format.number(page.count) })}
      </span>
      {turns.isHeld && (
        <button type="button" aria-label={t('playing.next_page')} onClick={turns.next}>
          <ChevronRight aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        aria-label={t('playing.hold')}
        aria-pressed={turns.isHeld}
        onClick={turns.isHeld ? turns.goOn : turns.hold}
      >
        {turns.isHeld ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
      </button>
    </div>
  );
}
