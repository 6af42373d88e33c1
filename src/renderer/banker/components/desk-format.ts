/** Numbers and times as the desk writes them: also whole days, which phones need not know how to write. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format, localeOf } from '../../shared/format.ts';

export interface DeskFormat extends Format {
  /** Day of an ISO instant: "24 November 2026". */
  day(instant: string): string;
  /** "24 November 2026, 14:03" */
  dayAndTime(instant: string): string;
}

const known = new Map<string, Intl.DateTimeFormat>();

/** Made once per language: making one takes longer than drawing a page. */
function dayFormatter(language: string): Intl.DateTimeFormat {
  const formatter = known.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  known.set(language, formatter);
  return formatter;
}

export function createDeskFormat(t: TFunction, language: string): DeskFormat {
  // The first of a month is the only day that French counts: "1er novembre".
  const isFrench = /^fr\b/.test(language);
  const format = createFormat(t, language);
  const day = (instant: string) =>
    dayFormatter(language)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => (isFrench && type === 'day' && value === '1' ? '1er' : value))
      .join('');
  return {
    ...format,
    day,
    dayAndTime: (instant) => t('day_and_time', { day: day(instant), time: format.timeOfDay(instant) }),
  };
}

export function useDeskFormat(): DeskFormat {
  const { t, i18n } = useTranslation('shared');
  const locale = localeOf(i18n);
  return useMemo(() => createDeskFormat(t, locale), [t, locale]);
}
