/** How long somebody has been waiting, and when that is too long. */

export type Urgency = 'fine' | 'long' | 'too_long';

/** From here on a wait is amber. */
export const LONG_WAIT_MS = 120_000;
/** From here on it is red. */
export const TOO_LONG_WAIT_MS = 300_000;

export function urgency(waitedMs: number): Urgency {
  if (waitedMs >= TOO_LONG_WAIT_MS) return 'too_long';
  return waitedMs >= LONG_WAIT_MS ? 'long' : 'fine';
}

/** "3:10", "1:02:03". Never below zero: a host's clock may be a little behind the event. */
export function clock(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Time left is rounded up: "0:00" is shown only when it is over. */
export function clockLeft(milliseconds: number): string {
  return clock(Math.ceil(Math.max(0, milliseconds) / 1000) * 1000);
}

/** Milliseconds since an instant of the host, by the host's own clock. */
export function since(instant: string, hostNow: number): number {
  return Math.max(0, hostNow - Date.parse(instant));
}
