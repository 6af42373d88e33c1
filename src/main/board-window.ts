import type { Display, Rectangle } from 'electron';

/** The window that shows the board, as far as it is needed here. */
export interface BoardWindow {
  loadURL(url: string): Promise<void>;
  setBounds(bounds: Rectangle): void;
  setFullScreen(isFull: boolean): void;
  focus(): void;
  isDestroyed(): boolean;
}

export interface BoardParts {
  readonly displays: () => readonly Pick<Display, 'id' | 'bounds'>[];
  /** Where the desk is now. */
  readonly deskDisplay: () => Pick<Display, 'id'>;
  readonly createWindow: (bounds: Rectangle) => BoardWindow;
}

/**
 * Opens the board: full screen on a display the desk isn't on, else in a window of its own. A second call moves the one board
 * there is instead of opening another.
 */
export function createBoard(parts: BoardParts): (url: string) => Promise<void> {
  let board: BoardWindow | null = null;
  return async (url) => {
    const desk = parts.deskDisplay();
    const projector = parts.displays().find(({ id }) => id !== desk.id);
    const place = projector?.bounds ??
      parts.displays()[0]?.bounds ?? { x: 0, y: 0, width: 1280, height: 720 };
    if (board === null || board.isDestroyed()) board = parts.createWindow(place);
    else board.setBounds(place);
    board.setFullScreen(projector !== undefined);
    board.focus();
    await board.loadURL(url);
  };
}
