/** Times of day that a banker plans an end for, by the laptop's time zone. */

/** From now, one press each: a last quarter of an hour is planned as often as a whole evening. */
export const SUGGESTED_MINUTES = [10, 15, 30, 45, 60, 90, 120] as const;

/** "21:30" of a moment, as a field for times holds it. */
export function toTimeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * The next moment after `now` at which it is that time of day, ms since 1970; null: not a time of day.
 * @param timeOfDay as "21:30"
 */
export function nextAt(timeOfDay: string, now: number): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(timeOfDay) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const date = new Date(now);
  date.setHours(Number(hours), Number(minutes), 0, 0);
  if (date.getTime() <= now) date.setDate(date.getDate() + 1);
  return date.getTime();
}

/** In so many minutes, at a whole minute: nobody says "at 21:29:47". */
export function inMinutes(minutes: number, now: number): number {
  return Math.ceil((now + minutes * 60_000) / 60_000) * 60_000;
}
