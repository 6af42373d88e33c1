import { useTranslation } from 'react-i18next';
import type { System } from '../../../protocol/doctor-codes.ts';
import css from './doctor.module.css';

/** How to make a Wi-Fi where there is none, with what each way carries. */
export function HotspotHelp({ system }: { readonly system: System }) {
  const { t } = useTranslation('doctor');
  return (
    <section className={css.why} aria-labelledby="doctor-hotspot" data-part="hotspot">
      <h3 id="doctor-hotspot">{t('hotspot.title')}</h3>
      <p className={css.hint}>{t('hotspot.text')}</p>
      <ul className={css.ways}>
        <li>
          <strong>{t('hotspot.router.name')}</strong>
          <p>{t('hotspot.router.text')}</p>
        </li>
        {system !== 'other' && (
          <li>
            <strong>{t(`hotspot.${system}.name`)}</strong>
            <p>{t(`hotspot.${system}.text`)}</p>
          </li>
        )}
        <li>
          <strong>{t('hotspot.phone.name')}</strong>
          <p>{t('hotspot.phone.text')}</p>
        </li>
      </ul>
      <p className={css.hint}>{t('hotspot.after')}</p>
    </section>
  );
}
