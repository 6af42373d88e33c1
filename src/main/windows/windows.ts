import type { FullBoardWindow, AppDependencies } from '../app-dependencies.ts';
import { createDeskDialogs, askToReload, type DeskDialogs } from '../dialogs.ts';
import { handleBoardKeys } from './board-keys.ts';
import { type Board, createBoard } from './board-window.ts';
import { enableContextMenu } from './context-menu.ts';
import { type Desk, openDeskWindow } from './desk-window.ts';
import { guardNavigation, mayOpenExternally } from './navigation.ts';
import { reloadAfterCrash } from './reload-after-crash.ts';

/** Links to the host's pages. */
export interface HostLinks {
  /** Empty until there is a host: until then no page counts as ours. */
  readonly origin: () => string;
  /** Null before there is a host. Rejects with what the host rejects with. */
  readonly deskUrl: () => Promise<string | null>;
  /** Null before there is a host, and without a game to show. Rejects with what the host rejects with. */
  readonly boardUrl: () => Promise<string | null>;
}

/** The app's windows: both stay on the host's pages, reload after a crash and have a context menu. */
export interface Windows {
  readonly desk: Desk;
  readonly board: Board;
  readonly dialogs: DeskDialogs;
  /** The menu's "Open the board": raises the open board or opens the newest game's; shows the desk if there is no game. */
  readonly showBoard: () => void;
  /** Opens the desk in the real browser, with a fresh link. */
  readonly openDeskInBrowser: () => void;
  /** Opens a link in the real browser, if it may leave the app. */
  readonly openExternal: (url: string) => void;
}

export function openWindows(dependencies: AppDependencies, links: HostLinks): Windows {
  const { report, popUpMenu, monotonicNow } = dependencies;
  const { platform } = dependencies.process;
  const openExternal = (url: string) => {
    if (mayOpenExternally(url, links.origin())) dependencies.openExternal(url);
  };
  const desk = openDeskWindow({ ...dependencies.desk, ...links, platform, report });
  const dialogs = createDeskDialogs(() => desk.raise(), dependencies.showDialog);

  const protect = (contents: FullBoardWindow['webContents'], page: Parameters<typeof askToReload>[1]) => {
    guardNavigation(contents, links.origin, openExternal);
    enableContextMenu(contents, popUpMenu);
    reloadAfterCrash(contents, monotonicNow, () => askToReload(dialogs.show, page));
  };
  protect(desk.window.webContents, 'crashed');

  const board = createBoard({
    ...dependencies.board,
    isDialogOpen: dialogs.isOpen,
    report,
    createWindow(bounds) {
      const window = dependencies.board.createWindow(bounds);
      protect(window.webContents, 'board_crashed');
      handleBoardKeys(window, platform);
      return window;
    },
  });
  const showBoard = async () => {
    if (board.isOpen()) return board.raise();
    const url = await links.boardUrl();
    if (url === null) desk.show();
    else await board.open(url);
  };
  const showDeskInBrowser = async () => {
    const url = await links.deskUrl();
    if (url !== null) openExternal(url);
  };
  return {
    desk,
    board,
    dialogs,
    openExternal,
    openDeskInBrowser: () =>
      void showDeskInBrowser().catch((error: unknown) =>
        report('could not create a link to the desk', error),
      ),
    showBoard: () =>
      void showBoard().catch((error: unknown) => report('the board could not be opened', error)),
  };
}
