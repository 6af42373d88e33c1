import { useTranslation } from 'react-i18next';
import { PageLayout } from '../components/page-layout.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import { DoctorView } from './doctor-view.tsx';
import { useDoctorReport } from './use-doctor-report.ts';
import css from './doctor.module.css';

/** How far phones get, and what to do about it. */
export function DoctorPage() {
  const { t } = useTranslation('doctor');
  const { laptop, hrefOf, seat } = useDesk();
  const info = useDeskHostInfo(seat);
  const report = useDoctorReport(laptop);
  return (
    <PageLayout
      title={t('title')}
      part="doctor"
      actions={
        <a className={css.way} href={hrefOf('setup')}>
          {t('to_setup')}
        </a>
      }
    >
      {info?.at_public_url === true ? (
        <p>{t('public')}</p>
      ) : report === null ? (
        <output className={css.hint}>{t('asking')}</output>
      ) : (
        <DoctorView report={report} />
      )}
    </PageLayout>
  );
}
