import type { App, MenuItemConstructorOptions, Rectangle } from 'electron';
import type { Host } from '../host/host-types.ts';
import { type BoardParts, type BoardWindow, createBoard } from './board-window.ts';
import { offerRestartOnDeath, startOrAsk } from './deaths.ts';
import { type DeskParts, openDesk, rememberPlace, showDesk } from './desk-window.ts';
import { endGames } from './end-games.ts';
import { answerPages, type IpcHandles } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { type GuardedContents, guardNavigation, mayOpenOutside } from './navigation.ts';
import { limitPermissions, type PermissionSession } from './permissions.ts';
import { type Blocker, followSleep, keepAwake, type SleepMonitor } from './power.ts';
import {
  askBeforeClosing,
  askToReload,
  askToStartAgain,
  sayNotEnded,
  type ShowQuestion,
} from './questions.ts';
import { createQuitting } from './quitting.ts';

/** Electron's parts that the app is made of, and the machine's: handed in, so that all but Electron itself can be tested. */
export interface ShellParts {
  readonly app: Pick<App, 'on' | 'quit' | 'exit' | 'relaunch'>;
  readonly process: Pick<NodeJS.Process, 'on' | 'platform'>;
  readonly session: PermissionSession;
  readonly ipc: IpcHandles;
  readonly blocker: Blocker;
  readonly sleep: SleepMonitor;
  readonly board: {
    readonly displays: BoardParts['displays'];
    readonly displayOfDesk: BoardParts['deskDisplay'];
    readonly createWindow: (bounds: Rectangle) => BoardWindow & { webContents: GuardedContents };
  };
  readonly desk: Pick<DeskParts, 'createWindow' | 'workAreas' | 'stateFile' | 'preload'>;
  readonly showQuestion: ShowQuestion;
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly openExternal: (url: string) => void;
  readonly showFolder: () => void;
  readonly log: (error: unknown) => void;
  readonly newKey: () => string;
  readonly steady: () => number;
  readonly after: (ms: number, call: () => void) => void;
  /** Starts the host; rejects with a sentence for the banker. */
  readonly startHost: () => Promise<Host>;
  /** Told once the desk can be used. */
  readonly onReady: (host: Host) => void;
}

/** Starts the host, opens the desk and puts every concern in its place. Resolves when the desk is open, or nobody wants it. */
export async function boot(parts: ShellParts): Promise<void> {
  const again = (reason: string) => askToStartAgain(parts.showQuestion, reason);
  const host = await startOrAsk(parts.startHost, again);
  if (host === null) return parts.app.exit(1);
  const origin = () => host.url;

  offerRestartOnDeath({ ...parts, closeHost: () => host.close(), askAgain: again });
  limitPermissions(parts.session, origin);
  const letSleep = keepAwake(parts.blocker, host);
  const stopFollowing = followSleep(parts.sleep, host);

  const openExternal = (url: string) => {
    if (mayOpenOutside(url, origin())) parts.openExternal(url);
  };
  const deskParts = {
    ...parts,
    ...parts.desk,
    origin,
    openExternal,
    askToReload: () => askToReload(parts.showQuestion),
  };
  const desk = await openDesk(deskParts, host.deskUrl());
  const remember = () => rememberPlace(desk, parts.desk.stateFile);
  const show = () => showDesk(desk);

  const quitting = createQuitting({
    app: parts.app,
    isGameRunning: () => host.runningGames().length > 0,
    ask: () => askBeforeClosing(parts.showQuestion),
    endGames: async () => {
      try {
        await endGames(host, parts.newKey);
      } catch (error) {
        parts.log(error);
        await sayNotEnded(parts.showQuestion);
      }
    },
    hideDesk: () => desk.hide(),
    closeHost: async () => {
      stopFollowing();
      letSleep();
      await host.close();
    },
    after: parts.after,
    log: parts.log,
  });
  desk.on('close', (event) => {
    remember();
    quitting.onWindowClose(event);
  });
  desk.on('session-end', () => void quitting.leave());
  parts.app.on('before-quit', (event) => quitting.onBeforeQuit(event));
  parts.app.on('second-instance', show);
  parts.app.on('activate', show);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) parts.process.on(signal, () => void quitting.leave());

  const openBoard = createBoard({
    displays: parts.board.displays,
    deskDisplay: parts.board.displayOfDesk,
    createWindow: (bounds) => {
      const board = parts.board.createWindow(bounds);
      guardNavigation(board.webContents, origin, openExternal);
      return board;
    },
  });
  answerPages(parts.ipc, origin, { 'board:open': ({ url }) => openBoard(url) });
  parts.setMenu(
    menuTemplate(
      {
        showDesk: show,
        openInBrowser: () => openExternal(host.deskUrl()),
        showFolder: parts.showFolder,
        openApi: () => openExternal(`${host.url}/docs`),
      },
      parts.process.platform,
    ),
  );
  parts.onReady(host);
}
