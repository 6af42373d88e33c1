/** Numbers and times in the page's language. */
import type { i18n, TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Which of two names comes first. */
export type CompareNames = (one: string, other: string) => number;

export interface Format {
  /** "1,234" */
  number(value: number): string;
  /** "A, B and C" */
  list(texts: readonly string[]): string;
  /** "With you: Anna", with the colon as this language has it. */
  labelled(label: string, value: string): string;
  /** As this language sorts them, "Anna 2" before "Anna 10". Always the same function. */
  readonly compareNames: CompareNames;
  /** A countdown, rounded up: "9:59", "1:02:03". Never negative. */
  clock(milliseconds: number): string;
  /** How long ago or how long for, roughly: "40 s", "6 min", "2 h". */
  span(milliseconds: number): string;
  /** The same in full: "40 seconds", "6 minutes", "2 hours". */
  duration(milliseconds: number): string;
  /** Time of day of an ISO instant: "14:03". */
  timeOfDay(instant: string): string;
  /** The same to the second: "14:03:05". */
  secondOfDay(instant: string): string;
}

/** The browser's formatters for a language. */
function makeFormatters(language: string) {
  // Before ten, "9:01 PM" has no nought; a clock of 24 hours has one.
  const { hour12 } = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions();
  const hour = hour12 === true ? 'numeric' : '2-digit';
  return {
    plain: new Intl.NumberFormat(language),
    one: new Intl.NumberFormat(language, { useGrouping: false }),
    two: new Intl.NumberFormat(language, { minimumIntegerDigits: 2, useGrouping: false }),
    inSeconds: longUnit(language, 'second'),
    inMinutes: longUnit(language, 'minute'),
    inHours: longUnit(language, 'hour'),
    list: listFormatter(language),
    names: new Intl.Collator(language, { numeric: true }).compare,
    ofDay: new Intl.DateTimeFormat(language, { hour, minute: '2-digit' }),
    toSecond: new Intl.DateTimeFormat(language, { hour, minute: '2-digit', second: '2-digit' }),
  };
}

/** Safari has none before 14.1: commas tell the parts of a list apart, too. */
function listFormatter(language: string): Pick<Intl.ListFormat, 'format'> {
  if ('ListFormat' in Intl) return new Intl.ListFormat(language);
  return { format: (texts) => [...texts].join(', ') };
}

function longUnit(language: string, unit: 'second' | 'minute' | 'hour') {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
}

const known = new Map<string, ReturnType<typeof makeFormatters>>();

/** Made once per language: making one takes longer than a second's re-render. */
function formattersOf(language: string) {
  const formatters = known.get(language) ?? makeFormatters(language);
  known.set(language, formatters);
  return formatters;
}

export function createFormat(t: TFunction, language: string): Format {
  const { plain, one, two, inSeconds, inMinutes, inHours, list, names, ofDay, toSecond } =
    formattersOf(language);
  return {
    number: (value) => plain.format(value),
    list: (texts) => list.format(texts),
    labelled: (label, value) => t('labelled', { label, value }),
    compareNames: names,
    clock(milliseconds) {
      const total = Math.max(0, Math.ceil(milliseconds / 1000));
      const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
      const end = two.format(seconds);
      return hours > 0
        ? `${one.format(hours)}:${two.format(minutes)}:${end}`
        : `${one.format(minutes)}:${end}`;
    },
    span(milliseconds) {
      const total = Math.max(0, Math.round(milliseconds / 1000));
      if (total < 60) return t('time.seconds', { number: plain.format(total) });
      if (total < 3600) return t('time.minutes', { number: plain.format(Math.floor(total / 60)) });
      return t('time.hours', { number: plain.format(Math.floor(total / 3600)) });
    },
    duration(milliseconds) {
      const total = Math.max(0, Math.round(milliseconds / 1000));
      if (total < 60) return inSeconds.format(total);
      if (total < 3600) return inMinutes.format(Math.floor(total / 60));
      return inHours.format(Math.floor(total / 3600));
    },
    timeOfDay: (instant) => ofDay.format(new Date(instant)),
    secondOfDay: (instant) => toSecond.format(new Date(instant)),
  };
}

export function useFormat(): Format {
  const { t, i18n } = useTranslation('shared');
  const locale = localeOf(i18n);
  return useMemo(() => createFormat(t, locale), [t, locale]);
}

/** Times as this region writes them, in the language of the text: British English has no a.m. */
export function localeOf({
  language,
  resolvedLanguage = 'en',
}: Pick<i18n, 'language' | 'resolvedLanguage'>): string {
  return language.startsWith(`${resolvedLanguage}-`) ? language : resolvedLanguage;
}
