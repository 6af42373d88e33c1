import type { BrowserWindow, WebContents } from 'electron';

type KeyedWindow = Pick<BrowserWindow, 'isFullScreen' | 'setFullScreen' | 'close'> & {
  readonly webContents: Pick<WebContents, 'on'>;
};

/** Escape takes the board out of full screen; Ctrl+W (Command-W on macOS) closes the board, not the desk. */
export function handleBoardKeys(board: KeyedWindow, platform: NodeJS.Platform): void {
  board.webContents.on('before-input-event', (event, { type, key, control, meta }) => {
    if (type !== 'keyDown') return;
    const isCommand = platform === 'darwin' ? meta : control;
    if (key === 'Escape' && board.isFullScreen()) {
      event.preventDefault();
      board.setFullScreen(false);
    } else if (isCommand && key.toLowerCase() === 'w') {
      event.preventDefault();
      board.close();
    }
  });
}
