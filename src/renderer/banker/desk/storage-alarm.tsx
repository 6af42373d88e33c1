import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveTrouble } from './save-trouble-context.ts';
import css from './storage-alarm.module.css';

/** Says that the laptop can't save, and why, until it can. It is there from the start, so that screen readers announce it. */
export function StorageAlarm() {
  const { watch, current } = useSaveTrouble();
  const trouble = useSyncExternalStore(watch, current);
  const { t } = useTranslation('banker');
  return (
    <div role="alert">
      {trouble !== null && (
        <div className={css.alarm} data-part="cannot-save">
          <strong>{t('notice.storage_title')}</strong>{' '}
          {trouble.error !== null && t(`host_error.${trouble.error}`)} {t('notice.storage')}
        </div>
      )}
    </div>
  );
}
