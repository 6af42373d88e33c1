/** When the battery is worth a warning. Pure. */
import type { Battery } from './power-reading.ts';

/** A warning comes at each of these, percent. */
const LEVELS = [20, 10, 5] as const;
export type BatteryLevel = (typeof LEVELS)[number];

/** The reading of a battery goes up and down a little. */
const SLACK = 3;

/** The level that the battery has fallen to; null: none, or it is being charged. @param before the same, at the last reading */
export function batteryLevel(before: BatteryLevel | null, battery: Battery | null): BatteryLevel | null {
  if (battery === null || !battery.isDischarging) return null;
  const fallenTo = LEVELS.findLast((level) => battery.percent <= level) ?? null;
  if (before === null || battery.percent > before + SLACK) return fallenTo;
  return fallenTo === null || fallenTo > before ? before : fallenTo;
}
