import { useTranslation } from 'react-i18next';

/** How much would be lost by going back. @param count null when unknown. */
export function EventsSince({ count }: { readonly count: number | null }) {
  const { t } = useTranslation('safekeeping');
  if (count === null) return <>{t('backups.since_unlike')}</>;
  return <>{count === 0 ? t('backups.since_none') : t('backups.since_some', { count })}</>;
}
