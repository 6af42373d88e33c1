import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { useFormat } from '../../shared/format.ts';
import { useHostNow } from '../hooks/desk-clocks.ts';
import css from './doctor.module.css';

/** How long it matters that somebody typed https, ms. */
const RECENT_MS = 10 * 60_000;

/** That browsers tried https lately: those phones say that the page cannot be reached, though the network is fine. */
export function HttpsNote({ report: { https_tries: tries } }: { readonly report: DoctorReport }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const ago = useHostNow() - (tries.last_at ?? Number.NEGATIVE_INFINITY);
  if (ago > RECENT_MS) return null;
  return (
    <section className={css.https} data-part="https">
      <strong>{t('https.title')}</strong>
      <p>{t('https.tries', { count: tries.count, ago: format.span(ago) })}</p>
      <p>{t('https.fix')}</p>
    </section>
  );
}
