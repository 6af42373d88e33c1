/** What a chart of the evening draws: points, whole ticks, and labels that do not lie on one another. */
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { TeamProgress } from './evening-results.ts';

export interface ChartLine {
  readonly team: Team;
  /** How many it had done after this ms of play, from nothing at the start to `total` at the end. */
  readonly points: readonly { readonly at: number; readonly done: number }[];
  readonly total: number;
}

/** @param playMs how long the game has been played: every line goes on until then, or until the last challenge was done. */
export function chartLines(progress: readonly TeamProgress[], playMs: number): readonly ChartLine[] {
  const end = Math.max(playMs, ...progress.flatMap(({ doneAt }) => doneAt));
  return progress.map(({ team, doneAt }) => ({
    team,
    points: [
      { at: 0, done: 0 },
      ...doneAt.map((at, index) => ({ at, done: index + 1 })),
      { at: end, done: doneAt.length },
    ],
    total: doneAt.length,
  }));
}

/** Nobody does half a challenge. */
export function wholeTicks(ticks: readonly number[]): readonly number[] {
  return ticks.filter(Number.isInteger);
}

/**
 * Where labels stand that want to be at these heights but need room: each as near as may be to where it wants to be, none over another,
 * and all within the bounds, if they have that much room at all.
 * @returns in the order in which they came
 */
export function labelPlaces(
  wanted: readonly number[],
  room: number,
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const labels = wanted.map((place) => ({ place }));
  const downwards = labels.toSorted((one, other) => one.place - other.place);
  const gap = Math.min(room, (to - from) / Math.max(1, wanted.length - 1));
  let highest = from;
  for (const label of downwards) {
    label.place = Math.max(highest, label.place);
    highest = label.place + gap;
  }
  let lowest = to;
  for (const label of downwards.toReversed()) {
    label.place = Math.min(lowest, label.place);
    lowest = label.place - gap;
  }
  return labels.map(({ place }) => place);
}

/** How many moments a table of the chart has at most, beside the start. */
const MOST_MOMENTS = 8;

export interface ProgressTable {
  /** Whole minutes of play, the last one at or after the end. */
  readonly at: readonly number[];
  readonly rows: readonly { readonly team: Team; readonly done: readonly number[] }[];
}

/** The same as the lines, at a few moments. @param minutes for how many whole minutes the game has been played */
export function progressTable(progress: readonly TeamProgress[], minutes: number): ProgressTable {
  const last =
    Math.max(minutes, ...progress.flatMap(({ doneAt }) => doneAt.map((ms) => Math.floor(ms / 60_000)))) + 1;
  const step = Math.max(1, Math.ceil(last / MOST_MOMENTS));
  const at = Array.from({ length: Math.ceil(last / step) }, (_, index) => (index + 1) * step);
  return {
    at,
    rows: progress.map(({ team, doneAt }) => ({
      team,
      done: at.map((minute) => doneAt.filter((ms) => ms < minute * 60_000).length),
    })),
  };
}
