import { useTranslation } from 'react-i18next';
import { spoken } from '../../shared/join-link.ts';
import type { HostNews } from '../room/use-host-info.ts';
import styles from './setup.module.css';

/** Every way to this laptop, the one under the code first. */
export function Addresses({ info: { joinUrls, names } }: { readonly info: HostNews }) {
  const { t } = useTranslation('setup');
  const others = [...joinUrls.slice(1).map(spoken), ...names];
  if (others.length === 0) return null;
  return (
    <details className={styles['addresses']}>
      <summary>{t('phones.others')}</summary>
      <ul>
        {others.map((each) => (
          <li key={each}>
            <bdi>{each}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
