/** Every channel between pages and the app, with its message. Both sides are typed by this list. */
export interface Channels {
  /** Shows the board, on the projector when there is one. `url`: its link with ticket. */
  'board:open': { url: string };
}

/** What the app adds to the desk's page, as `window.desktopApp`; in a browser it is not there. */
export interface DesktopApp {
  /** Shows the board on the second display. Rejects with a sentence when the link is not the host's own board. */
  openBoard(url: string): Promise<void>;
}

declare global {
  interface Window {
    /** Absent in a browser. */
    readonly desktopApp?: DesktopApp;
  }
}
