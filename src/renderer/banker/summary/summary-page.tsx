import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPatiently } from '../../shared/load-patiently.ts';
import { PageLayout } from '../components/page-layout.tsx';
import { useGame } from '../desk/desk-context.ts';
import css from './summary.module.css';

/** A chunk of its own: it is needed once an evening. */
const load = () => import('./summary-view.tsx');
const SummaryView = lazy(async () => ({ default: (await loadPatiently(load)).SummaryView }));

/** The results of the night. */
export function SummaryPage() {
  const { t } = useTranslation('summary');
  const status = useGame(({ game }) => game?.status);
  return (
    <Suspense
      fallback={
        <PageLayout title={t('title')} part="summary">
          <output className={css.quiet}>{t('loading')}</output>
        </PageLayout>
      }
    >
      <SummaryView key={status} />
    </Suspense>
  );
}
