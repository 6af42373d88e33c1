/** How the board is shown: full screen on a display of its own, or in a window that the banker has to move there. */
export type BoardDisplayMode = 'projector' | 'window';

/** Every channel between pages and the app, with its message and its answer. Both sides are typed by this list. */
export interface Channels {
  /** Shows the board, on the projector when there is one. `url`: its link with ticket. */
  'board:open': { readonly message: { url: string }; readonly answer: BoardDisplayMode };
}

/** What the app adds to the desk's page, as `window.desktopApp`; in a browser it is not there. */
export interface DesktopApp {
  /**
   * Shows the board on the second display and says how: a window has to be moved there by the banker. Rejects with a sentence
   * when the link is not the host's own board.
   */
  openBoard(url: string): Promise<BoardDisplayMode>;
}

declare global {
  interface Window {
    /** Absent in a browser. */
    readonly desktopApp?: DesktopApp;
  }
}
