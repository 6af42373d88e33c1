/** How much longer a player may take, as factors of the usual time; the contract allows 1 to 4. */
export const EXTRA_TIMES = [1, 1.25, 1.5, 2, 3, 4] as const;

/** The offered factor that comes nearest: another client may have set one in between. */
export function extraTimeOf(factor: number): number {
  return EXTRA_TIMES.reduce((nearest, each) =>
    Math.abs(each - factor) < Math.abs(nearest - factor) ? each : nearest,
  );
}
