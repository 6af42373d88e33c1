/** How the board is shown: full screen on its own display, or in a window that the banker has to move there. */
export type BoardDisplayMode = 'projector' | 'window';

/** Every channel between the pages and the app, with its message and its answer. Both sides take their types from this list. */
export interface Channels {
  /** Shows the board, on the projector if there is one. `url`: its link, with a ticket. */
  'board:open': { readonly message: { url: string }; readonly answer: BoardDisplayMode };
}

/** What the app gives the desk's page, as `window.desktopApp`; absent in a browser. */
export interface DesktopApp {
  /**
   * Shows the board on the second display and resolves with how: a window has to be moved there by the banker. Rejects with a
   * sentence if the link is not to the host's own board.
   */
  openBoard(url: string): Promise<BoardDisplayMode>;
}

declare global {
  interface Window {
    /** Absent in a browser. */
    readonly desktopApp?: DesktopApp;
  }
}
