const MS_PER_SECOND = 1_000;

/** Whether two times, ms, are one on the wire, which tells them in whole seconds. */
export function isSameSecond(one: number, other: number): boolean {
  return Math.floor(one / MS_PER_SECOND) === Math.floor(other / MS_PER_SECOND);
}
