import type { Rectangle } from 'electron';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { placeFile } from '../../host/storage/folders/place-file.ts';
import { readFileIfThere } from '../../host/storage/folders/read-file.ts';

/** Where the desk was when it was closed; `bounds` in device-independent pixels. */
export interface WindowState {
  bounds: Rectangle;
  maximized: boolean;
}

const Pixels = Type.Integer({ minimum: -100_000, maximum: 100_000 });
const Size = Type.Integer({ minimum: 320, maximum: 100_000 });
const StoredState = Type.Object({
  bounds: Type.Object({ x: Pixels, y: Pixels, width: Size, height: Size }),
  maximized: Type.Boolean(),
});

/** The size the desk was designed for. */
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

/** Far more than is ever in its file. */
const MAX_BYTES = 65_536;

/** The title bar has to be within reach: at least this much of the window must be on a display. */
const MIN_VISIBLE_PIXELS = 64;

const isReachable = (window: Rectangle, area: Rectangle): boolean =>
  window.x + window.width >= area.x + MIN_VISIBLE_PIXELS &&
  window.x <= area.x + area.width - MIN_VISIBLE_PIXELS &&
  window.y >= area.y &&
  window.y <= area.y + area.height - MIN_VISIBLE_PIXELS;

/**
 * The desk's saved position, or null if there is none, the file is damaged, or the display it was on has gone.
 * @throws only for errors other than a missing or damaged file, such as a folder that can't be read.
 */
export function readWindowState(file: string, workAreas: readonly Rectangle[]): WindowState | null {
  const stored = parse(readFileIfThere(file, MAX_BYTES)?.toString('utf8') ?? '');
  if (!Value.Check(StoredState, stored)) return null;
  return workAreas.some((area) => isReachable(stored.bounds, area)) ? stored : null;
}

/** Saves where the desk is. Throws the file system's error. */
export function writeWindowState(file: string, state: WindowState): void {
  placeFile(file, JSON.stringify(state), { isDurable: false });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Half a file after a power cut: the window simply opens in the default position.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
