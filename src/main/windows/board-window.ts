import type { BrowserWindow, Rectangle, Screen as ElectronScreen } from 'electron';
import type { BoardDisplayMode } from '../../preload/channels.ts';
import type { Report } from '../app-log.ts';
import { type BoardPlacement, chooseBoardPlacement, type DisplayInfo } from './board-placement.ts';
import { loadPage } from './load-page.ts';

/** The methods of the board's window that are used here. */
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

export interface BoardDependencies {
  readonly displays: () => readonly DisplayInfo[];
  /** The display the desk is on now. */
  readonly deskDisplay: () => DisplayInfo;
  /** Emits when a display is added, removed or changed. */
  readonly screen: Pick<ElectronScreen, 'on'>;
  /** False if only the system can place windows (Wayland). */
  readonly canPlace: boolean;
  /** Whether a dialog is open over the desk: the board must not cover it. */
  readonly isDialogOpen: () => boolean;
  /** Creates the window, hidden at first. */
  readonly createWindow: (bounds: Rectangle) => BoardWindow;
  readonly report: Report;
}

export interface Board {
  /** Shows the board at this link; there is only one board window, which later calls reuse. Resolves with how it is shown. */
  open(url: string): Promise<BoardDisplayMode>;
  isOpen(): boolean;
  /** Brings the open board to the front, back where it belongs. */
  raise(): void;
  close(): void;
}

/**
 * The board: full screen on a display the desk isn't on, otherwise in its own window. It follows the projector as it is plugged in
 * and unplugged. If the banker has moved it herself it stays there, unless that display has gone.
 */
export function createBoard(dependencies: BoardDependencies): Board {
  let board: BoardWindow | null = null;
  let current: BoardPlacement | null = null;

  const choosePlacement = () =>
    chooseBoardPlacement(dependencies.displays(), dependencies.deskDisplay(), dependencies.canPlace);

  const moveTo = (window: BoardWindow, placement: BoardPlacement) => {
    current = placement;
    whenNotFullScreen(window, () => {
      // Another placement may have been chosen in the meantime.
      if (current !== placement) return;
      window.setBounds(placement.bounds);
      if (placement.mode === 'projector') window.setFullScreen(true);
    });
  };
  const onDisplaysChanged = () => {
    if (board === null || board.isDestroyed() || current === null) return;
    const placement = choosePlacement();
    if (mustMove(placement, current, board, dependencies.displays())) moveTo(board, placement);
  };
  dependencies.screen.on('display-added', onDisplaysChanged);
  dependencies.screen.on('display-removed', onDisplaysChanged);
  dependencies.screen.on('display-metrics-changed', onDisplaysChanged);

  const create = (placement: BoardPlacement): BoardWindow => {
    const window = dependencies.createWindow(placement.bounds);
    current = null;
    window.on('closed', () => {
      if (board === window) board = null;
    });
    return window;
  };
  const bringToFront = (): { readonly window: BoardWindow; readonly place: BoardPlacement } => {
    const placement = choosePlacement();
    const window = board === null || board.isDestroyed() ? create(placement) : board;
    board = window;
    // On the projector it doesn't take the keyboard focus: the banker may be typing at the desk.
    if (placement.mode === 'projector' || dependencies.isDialogOpen()) window.showInactive();
    else window.show();
    if (!isInPlace(placement, current, window)) moveTo(window, placement);
    return { window, place: placement };
  };
  return {
    async open(url) {
      const { window, place: placement } = bringToFront();
      await loadPage(window, url, dependencies.report);
      return placement.mode;
    },
    isOpen: () => board !== null && !board.isDestroyed(),
    raise: bringToFront,
    close() {
      if (board !== null && !board.isDestroyed()) board.close();
    },
  };
}

/** A full-screen window can only be moved once it has left full screen. */
function whenNotFullScreen(window: BoardWindow, callback: () => void): void {
  if (!window.isFullScreen()) return callback();
  window.once('leave-full-screen', callback);
  window.setFullScreen(false);
}

/** Whether the board is where it should be; a window is, wherever the banker has dragged it. */
function isInPlace(
  placement: BoardPlacement,
  current: BoardPlacement | null,
  window: Pick<BoardWindow, 'isFullScreen'>,
): boolean {
  if (placement.mode === 'window') return current?.mode === 'window';
  return JSON.stringify(placement) === JSON.stringify(current) && window.isFullScreen();
}

/** Whether a change of displays means the board has to move. */
function mustMove(
  placement: BoardPlacement,
  current: BoardPlacement,
  window: Pick<BoardWindow, 'isFullScreen'>,
  displays: readonly DisplayInfo[],
): boolean {
  if (placement.mode === 'window') {
    // Only back from a projector that has gone or now mirrors the desk. A window stays where she dragged it.
    return current.mode === 'projector';
  }
  // A projector has been plugged in. If she has made the board full screen herself, it stays where it is.
  if (current.mode === 'window') return !window.isFullScreen();
  const isSame = JSON.stringify(placement) === JSON.stringify(current);
  const isGone = displays.every(({ id }) => id !== current.display);
  return isGone || (!isSame && window.isFullScreen());
}
