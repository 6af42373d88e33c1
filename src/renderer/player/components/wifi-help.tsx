import { ChevronDown, Wifi } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import css from './wifi-help.module.css';

const STEPS = ['android', 'iphone', 'vpn', 'mobile', 'nearby'] as const;

/** How to keep a phone on a Wi-Fi without internet. */
export function WifiHelp({ open = false }: { readonly open?: boolean }) {
  const { t } = useTranslation('player');
  return (
    <details className={css.help} open={open}>
      <summary className={css.summary}>
        <Wifi aria-hidden="true" size="1.25em" />
        {t('wifi.title')}
        <ChevronDown aria-hidden="true" size="1.25em" className={css.chevron} />
      </summary>
      <p>{t('wifi.intro')}</p>
      <ul className={css.steps}>
        {STEPS.map((step) => (
          <li key={step}>{t(`wifi.${step}`)}</li>
        ))}
      </ul>
    </details>
  );
}
