/** Times of day that a banker plans an end for, by the laptop's time zone. */

/** From now, one press each: a last quarter of an hour is planned as often as a whole evening. */
export const SUGGESTED_MINUTES = [10, 15, 30, 45, 60, 90, 120] as const;

/** "21:30" of a moment, as a field for times holds it. */
export function toTimeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** What was chosen as the end: a moment, ms since 1970, or a time of day as "21:30". */
export type ChosenEnd = number | string;

/** By how much clocks are set back: an hour, or half of one; some have changed by two. */
const SET_BACK_MS = [0, 30 * 60_000, 60 * 60_000, 120 * 60_000] as const;

/** The moment that was chosen, ms since 1970; null: it has passed, or is no time of day. A time of day is its next one. */
export function endOf(chosen: ChosenEnd, now: number): number | null {
  if (typeof chosen === 'string') return nextAt(chosen, now);
  return chosen > now ? chosen : null;
}

/**
 * The next moment after `now` at which it is that time of day, ms since 1970; null: not a time of day. Where clocks are set back, a time
 * of day comes twice.
 * @param timeOfDay as "21:30"
 */
export function nextAt(timeOfDay: string, now: number): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(timeOfDay) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const onDay = (days: number) => {
    const date = new Date(now);
    date.setDate(date.getDate() + days);
    return date.setHours(Number(hours), Number(minutes), 0, 0);
  };
  const today = onDay(0);
  const isSame = (at: number) => toTimeOfDay(at) === toTimeOfDay(today);
  const again = SET_BACK_MS.map((ms) => today + ms).find((at) => at > now && isSame(at));
  return again ?? onDay(1);
}

/** Whether it is on another day of the calendar. */
export function isOtherDay(at: number, now: number): boolean {
  return new Date(at).toDateString() !== new Date(now).toDateString();
}

/** In so many minutes, at a whole minute: nobody says "at 21:29:47". */
export function inMinutes(minutes: number, now: number): number {
  return Math.ceil((now + minutes * 60_000) / 60_000) * 60_000;
}
