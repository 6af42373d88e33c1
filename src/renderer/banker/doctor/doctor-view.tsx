import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { Causes } from './causes.tsx';
import { HotspotHelp } from './hotspot-help.tsx';
import { HttpsNote } from './https-note.tsx';
import { Ladder } from './ladder.tsx';
import css from './doctor.module.css';

/** Causes for which another Wi-Fi is the way out. */
const WANTS_WIFI = new Set(['no_network', 'isolation']);

/** The ladder with, at the rung that does not pass, the likely causes; and how to make a Wi-Fi where that helps. */
export function DoctorView({ report }: { readonly report: DoctorReport }) {
  const { t } = useTranslation('doctor');
  const isWell = report.rungs.every(({ state }) => state === 'passed');
  return (
    <div className={css.doctor}>
      <Ladder report={report} />
      <div className={css.help}>
        {isWell && <output className={css.well}>{t('all_well')}</output>}
        <HttpsNote report={report} />
        <Causes report={report} />
        {report.causes.some(({ code }) => WANTS_WIFI.has(code)) && <HotspotHelp system={report.system} />}
      </div>
    </div>
  );
}
