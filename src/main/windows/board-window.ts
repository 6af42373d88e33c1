import type { BrowserWindow, Rectangle, Screen as ElectronScreen } from 'electron';
import type { BoardShown } from '../../preload/channels.ts';
import type { Report } from '../shell-log.ts';
import { type BoardPlace, placeForBoard, type Screen } from './board-place.ts';
import { loadPage } from './load-page.ts';

/** What is needed here of the board's window. */
export type BoardWindow = Pick<
  BrowserWindow,
  | 'on'
  | 'once'
  | 'loadURL'
  | 'setBounds'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'show'
  | 'showInactive'
  | 'close'
  | 'isDestroyed'
>;

export interface BoardParts {
  readonly displays: () => readonly Screen[];
  /** Where the desk is now. */
  readonly deskDisplay: () => Screen;
  /** Says when a display is added, removed or changed. */
  readonly screen: Pick<ElectronScreen, 'on'>;
  /** False where only the system places windows (Wayland). */
  readonly canPlace: boolean;
  /** Whether a question is open over the desk: the board must not cover it. */
  readonly isAsking: () => boolean;
  /** Makes the window, hidden at first. */
  readonly createWindow: (bounds: Rectangle) => BoardWindow;
  readonly report: Report;
}

export interface Board {
  /** Shows the board at this link; there is only one board window, which a second call reuses. Resolves with how it is shown. */
  open(url: string): Promise<BoardShown>;
  isOpen(): boolean;
  /** Brings the open board to the front and back to its place. */
  raise(): void;
  close(): void;
}

/**
 * The board: full screen on a display the desk isn't on, else in a window of its own. It follows the projector as it is plugged
 * in and unplugged. Where the banker put it herself it stays, unless that display is gone.
 */
export function createBoard(parts: BoardParts): Board {
  let board: BoardWindow | null = null;
  let placed: BoardPlace | null = null;

  const wanted = () => placeForBoard(parts.displays(), parts.deskDisplay(), parts.canPlace);

  const put = (window: BoardWindow, place: BoardPlace) => {
    placed = place;
    onceWindowed(window, () => {
      // Another place may have been chosen in the meantime.
      if (placed !== place) return;
      window.setBounds(place.bounds);
      if (place.shown === 'projector') window.setFullScreen(true);
    });
  };
  const follow = () => {
    if (board === null || board.isDestroyed() || placed === null) return;
    const place = wanted();
    if (movesTo(place, placed, board, parts.displays())) put(board, place);
  };
  parts.screen.on('display-added', follow);
  parts.screen.on('display-removed', follow);
  parts.screen.on('display-metrics-changed', follow);

  const create = (place: BoardPlace): BoardWindow => {
    const window = parts.createWindow(place.bounds);
    placed = null;
    window.on('closed', () => {
      if (board === window) board = null;
    });
    return window;
  };
  const bringUp = (): { readonly window: BoardWindow; readonly place: BoardPlace } => {
    const place = wanted();
    const window = board === null || board.isDestroyed() ? create(place) : board;
    board = window;
    // On the projector it needs no keyboard focus: the banker may be typing at the desk.
    if (place.shown === 'projector' || parts.isAsking()) window.showInactive();
    else window.show();
    if (!isThere(place, placed, window)) put(window, place);
    return { window, place };
  };
  return {
    async open(url) {
      const { window, place } = bringUp();
      await loadPage(window, url, parts.report);
      return place.shown;
    },
    isOpen: () => board !== null && !board.isDestroyed(),
    raise: bringUp,
    close() {
      if (board !== null && !board.isDestroyed()) board.close();
    },
  };
}

/** A full-screen window can only be moved once it has left full screen. */
function onceWindowed(window: BoardWindow, then: () => void): void {
  if (!window.isFullScreen()) return then();
  window.once('leave-full-screen', then);
  window.setFullScreen(false);
}

/** Whether the board is where it should be: in a window that is wherever the banker dragged it. */
function isThere(
  place: BoardPlace,
  placed: BoardPlace | null,
  window: Pick<BoardWindow, 'isFullScreen'>,
): boolean {
  if (place.shown === 'window') return placed?.shown === 'window';
  return JSON.stringify(place) === JSON.stringify(placed) && window.isFullScreen();
}

/** Whether a change of displays means that the board has to move. */
function movesTo(
  place: BoardPlace,
  placed: BoardPlace,
  window: Pick<BoardWindow, 'isFullScreen'>,
  displays: readonly Screen[],
): boolean {
  if (place.shown === 'window') {
    // Only back from a projector that is gone or now mirrors the desk. A window stays where she dragged it.
    return placed.shown === 'projector';
  }
  // A projector was plugged in. If she has made the board full screen herself, it stays there.
  if (placed.shown === 'window') return !window.isFullScreen();
  const isSame = JSON.stringify(place) === JSON.stringify(placed);
  const isGone = displays.every(({ id }) => id !== placed.display);
  return isGone || (!isSame && window.isFullScreen());
}
