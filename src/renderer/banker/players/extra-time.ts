import { MAX_EXTRA_TIME_FACTOR } from '../../../game/limits.ts';

/** How much longer a player may take, as factors of the usual time. */
export const EXTRA_TIMES = [1, 1.25, 1.5, 2, 3, MAX_EXTRA_TIME_FACTOR] as const;

/** The nearest factor on offer: another client may have set one in between. */
export function extraTimeOf(factor: number): number {
  return EXTRA_TIMES.reduce((nearest, each) =>
    Math.abs(each - factor) < Math.abs(nearest - factor) ? each : nearest,
  );
}
