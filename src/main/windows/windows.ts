import { askOverDesk, askToReload, type DeskQuestions } from '../questions.ts';
import type { FullBoardWindow, ShellParts } from '../shell-parts.ts';
import { WORDS } from '../words.ts';
import { obeyBoardKeys } from './board-keys.ts';
import { type Board, createBoard } from './board-window.ts';
import { offerContextMenu } from './context-menu.ts';
import { reloadAfterCrash } from './crash.ts';
import { type Desk, openDeskWindow } from './desk-window.ts';
import { guardNavigation, mayOpenOutside } from './navigation.ts';

/** Where the host's pages are. */
export interface Links {
  /** Empty until there is a host: no page counts as ours then. */
  readonly origin: () => string;
  /** Null before there is a host. Throws what the host throws. */
  readonly deskUrl: () => string | null;
  /** Null before there is a host, and without a game to show. Throws what the host throws. */
  readonly boardUrl: () => string | null;
}

/** The app's windows: both stay on the host's pages, reload after a crash and have a context menu. */
export interface Windows {
  readonly desk: Desk;
  readonly board: Board;
  readonly questions: DeskQuestions;
  /** The menu's "Open the board": raises the open one, else opens the newest game's; shows the desk if there is no game. */
  readonly showBoard: () => void;
  /** Opens the desk in the real browser, with a fresh link. */
  readonly showDeskOutside: () => void;
  /** Opens in the real browser what may leave the app. */
  readonly openExternal: (url: string) => void;
}

export function openWindows(parts: ShellParts, links: Links): Windows {
  const { report, popUpMenu, steady } = parts;
  const { platform } = parts.process;
  const openExternal = (url: string) => {
    if (mayOpenOutside(url, links.origin())) parts.openExternal(url);
  };
  const desk = openDeskWindow({ ...parts.desk, ...links, platform, report });
  const questions = askOverDesk(() => desk.raise(), parts.showQuestion);

  const care = (contents: FullBoardWindow['webContents'], words: Parameters<typeof askToReload>[1]) => {
    guardNavigation(contents, links.origin, openExternal);
    offerContextMenu(contents, popUpMenu);
    reloadAfterCrash(contents, steady, () => askToReload(questions.show, words));
  };
  care(desk.window.webContents, WORDS.crashed);

  const board = createBoard({
    ...parts.board,
    isAsking: questions.isOpen,
    report,
    createWindow(bounds) {
      const window = parts.board.createWindow(bounds);
      care(window.webContents, WORDS.boardCrashed);
      obeyBoardKeys(window, platform);
      return window;
    },
  });
  const showBoard = async () => {
    if (board.isOpen()) return board.raise();
    const url = links.boardUrl();
    if (url === null) desk.show();
    else await board.open(url);
  };
  return {
    desk,
    board,
    questions,
    openExternal,
    showDeskOutside() {
      try {
        const url = links.deskUrl();
        if (url !== null) openExternal(url);
      } catch (error) {
        report('no link to the desk could be made', error);
      }
    },
    showBoard: () =>
      void showBoard().catch((error: unknown) => report('the board could not be opened', error)),
  };
}
