import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatteryLevel, batteryLevel } from './battery-level.ts';
import type { Battery } from './power-reading.ts';

const at = (percent: number, isDischarging = true): Battery => ({ percent, isDischarging });

/** The level after each reading. */
function levels(readings: readonly (Battery | null)[]): readonly (BatteryLevel | null)[] {
  let level: BatteryLevel | null = null;
  return readings.map((reading) => (level = batteryLevel(level, reading)));
}

describe('the level of a battery', () => {
  it('is said at 20, 10 and 5 percent, each once on the way down', () => {
    expect(levels([100, 21, 20, 19, 11, 10, 6, 5, 1, 0].map((percent) => at(percent)))).toEqual([
      null,
      null,
      20,
      20,
      20,
      10,
      10,
      5,
      5,
      5,
    ]);
  });

  it('does not come and go with a reading that wavers', () => {
    expect(levels([20, 21, 20, 23, 19, 10, 12, 10].map((percent) => at(percent)))).toEqual([
      20, 20, 20, 20, 20, 10, 10, 10,
    ]);
    expect(levels([at(20), at(24)])).toEqual([20, null]);
  });

  it('goes as soon as the laptop is plugged in, and with a battery that is taken out', () => {
    expect(levels([at(12), at(12, false), at(12), null])).toEqual([20, null, 20, null]);
  });

  it('is none on the mains, whatever is in it, and never far from what is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.boolean())), (readings) => {
        const said = levels(readings.map(([percent, isDischarging]) => at(percent, isDischarging)));
        const wrong = readings.filter(([percent, isDischarging], index) => {
          const level = said[index] ?? null;
          return isDischarging && percent <= 20
            ? level === null || percent > level + 3
            : isDischarging
              ? percent > 23 && level !== null
              : level !== null;
        });
        expect(wrong).toEqual([]);
      }),
    );
  });
});
