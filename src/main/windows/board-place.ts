import type { Display, Rectangle } from 'electron';

export type Screen = Pick<Display, 'id' | 'bounds' | 'workArea'>;

/** Where the board goes: full screen on a display of its own, or in a window beside the desk. */
export type BoardPlace =
  | { readonly shown: 'projector'; readonly display: number; readonly bounds: Rectangle }
  | { readonly shown: 'window'; readonly bounds: Rectangle };

/** How much of the desk's display the board takes in a window: the desk stays in sight behind it. */
const SHARE = 0.5;

/**
 * The projector is a display that shows something else than the desk's: one that mirrors it lies over it.
 * @param canPlace false where an app's windows go where the system likes
 */
export function placeForBoard(displays: readonly Screen[], desk: Screen, canPlace: boolean): BoardPlace {
  const projector = displays.find(({ id, bounds }) => id !== desk.id && !overlap(bounds, desk.bounds));
  if (canPlace && projector !== undefined)
    return { shown: 'projector', display: projector.id, bounds: projector.bounds };
  return { shown: 'window', bounds: lowerCorner(desk.workArea) };
}

function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function lowerCorner({ x, y, width, height }: Rectangle): Rectangle {
  const size = { width: Math.round(width * SHARE), height: Math.round(height * SHARE) };
  return { x: x + width - size.width, y: y + height - size.height, ...size };
}
