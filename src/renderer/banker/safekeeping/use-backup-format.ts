import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../protocol/backups.ts';
import { useFormat } from '../../shared/format.ts';

interface BackupFormat {
  /** "Today, 19:40" */
  readonly when: (backup: Backup) => string;
  /** "48 kB" */
  readonly size: (backup: Backup) => string;
}

const KILO = 1_000;
const MEGA = 1_000_000;

/** Times and sizes of backups, as people read them. */
export function useBackupFormat(): BackupFormat {
  const { t, i18n } = useTranslation('safekeeping');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const language = i18n.resolvedLanguage;
  const inUnits = (unit: 'kilobyte' | 'megabyte', digits: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: digits });
  return {
    when({ made_at: madeAt }) {
      const time = format.timeOfDay(madeAt);
      const date = new Date(madeAt);
      if (date.toDateString() === new Date().toDateString()) return t('backups.today', { time });
      return tShared('day_and_time', {
        day: date.toLocaleDateString(language, { dateStyle: 'medium' }),
        time,
      });
    },
    size: ({ bytes }) =>
      bytes < MEGA
        ? inUnits('kilobyte', 0).format(Math.ceil(bytes / KILO))
        : inUnits('megabyte', 1).format(bytes / MEGA),
  };
}
