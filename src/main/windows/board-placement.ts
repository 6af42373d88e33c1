import type { Display, Rectangle } from 'electron';

export type DisplayInfo = Pick<Display, 'id' | 'bounds' | 'workArea'>;

/** Where the board goes: full screen on its own display, or in a window beside the desk. */
export type BoardPlacement =
  | { readonly mode: 'projector'; readonly display: number; readonly bounds: Rectangle }
  | { readonly mode: 'window'; readonly bounds: Rectangle };

/** How much of the desk's display, in each direction, the board's window takes up: the desk stays visible behind it. */
const SHARE = 0.5;

/**
 * The projector is any display other than the desk's; one that mirrors the desk overlaps it and does not count.
 * @param canPlace false if only the system can place windows (Wayland)
 */
export function chooseBoardPlacement(
  displays: readonly DisplayInfo[],
  desk: DisplayInfo,
  canPlace: boolean,
): BoardPlacement {
  const projector = displays.find(({ id, bounds }) => id !== desk.id && !overlap(bounds, desk.bounds));
  if (canPlace && projector !== undefined)
    return { mode: 'projector', display: projector.id, bounds: projector.bounds };
  return { mode: 'window', bounds: lowerCorner(desk.workArea) };
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
