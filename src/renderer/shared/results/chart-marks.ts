/** What tells the lines of a chart apart without colour: their dashes, and the teams' shapes along them. */
import type { ChartLine } from './chart-lines.ts';

/** In the chart's units; null: unbroken. */
const DASHES: readonly (string | null)[] = [null, '18 10', '5 10', '22 8 5 8'];

/** Of the nth line: its neighbours have others. */
export const dashOf = (index: number): string | null => DASHES[index % DASHES.length] ?? null;

/** How often a line carries its team's shape. */
const MARKS = 5;

/**
 * Where the nth of so many lines carries its team's shape: from the first thing that the team had done, before which all lines are one,
 * and not where its neighbours carry theirs.
 */
export function marksOn(
  { points }: ChartLine,
  { index, lines }: { readonly index: number; readonly lines: number },
): ChartLine['points'] {
  const first = points.find(({ done }) => done > 0)?.at;
  const end = points.at(-1)?.at;
  if (first === undefined || end === undefined) return [];
  return Array.from({ length: MARKS }, (_, mark) => {
    const at = first + ((end - first) * (mark + (index + 0.5) / lines)) / MARKS;
    return { at, done: points.findLast((point) => point.at <= at)?.done ?? 0 };
  });
}
