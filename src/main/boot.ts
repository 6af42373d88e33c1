import type { Host } from '../host/host-types.ts';
import { followHost } from './follow-host.ts';
import { reportGoneProcesses } from './gone-processes.ts';
import { answerPages } from './ipc.ts';
import { offerRestartOnDeath, startOrAsk } from './leaving/deaths.ts';
import { offerWaysOut } from './leaving/ways-out.ts';
import { menuTemplate } from './menu.ts';
import { type NewerVersion, tellNewerVersion } from './newer-version.ts';
import { createNotifier } from './notifier.ts';
import { limitPermissions } from './permissions.ts';
import { askToStartAgain } from './questions.ts';
import type { ShellParts } from './shell-parts.ts';
import { offerTray } from './tray.ts';
import { openWindows } from './windows/windows.ts';
import { WORDS } from './words.ts';

/**
 * Opens the window, sets everything up, starts the host and loads the desk. Resolves when the desk can be used or the banker has
 * given up.
 */
export async function boot(parts: ShellParts): Promise<void> {
  const { app, report } = parts;
  let host: Host | null = null;
  const origin = () => host?.url ?? '';

  limitPermissions(parts.session, origin);
  reportGoneProcesses(app, report);
  const windows = openWindows(parts, {
    origin,
    deskUrl: () => host?.deskUrl() ?? null,
    boardUrl: () => host?.boardUrl() ?? null,
  });
  const { desk, board, questions, openExternal, showBoard, showDeskOutside } = windows;
  const showDesk = () => {
    app.focus({ steal: true });
    desk.show();
  };
  const notifier = createNotifier({ ...parts.notifier, report }, showDesk);

  const following: (() => void)[] = [];
  const closeHost = async () => {
    for (const stop of following.splice(0)) stop();
    board.close();
    notifier.clear();
    await host?.close();
  };
  const again = (reason: string) => askToStartAgain(questions.show, reason);
  const die = () => {
    desk.rememberPlace();
    return closeHost();
  };
  offerRestartOnDeath({ ...parts, closeHost: die, askAgain: again });
  offerWaysOut({ parts, windows, notifier, closeHost, host: () => host });

  app.on('second-instance', showDesk);
  app.on('activate', showDesk);
  answerPages(parts.ipc, origin, { 'board:open': ({ url }) => board.open(url) });
  const quit = () => app.quit();
  offerTray(parts, { showDesk, openBoard: showBoard, quit });
  const actions = {
    showDesk,
    openBoard: showBoard,
    openInBrowser: showDeskOutside,
    showFolder: parts.showFolder,
    openApi: () => openExternal(`${origin()}/docs`),
  };
  const showMenu = (newer: NewerVersion | null) => {
    const open = () => parts.openExternal(newer?.page ?? '');
    const entry = newer === null ? null : { version: newer.version, open };
    parts.setMenu(menuTemplate({ ...actions, newer: entry }, parts.process.platform));
  };
  showMenu(null);

  host = await startOrAsk(parts.startHost, again);
  if (host === null) {
    desk.rememberPlace();
    return parts.exit(1);
  }
  following.push(...followHost(parts, host, desk, notifier));
  await desk.open();
  parts.onReady(host);
  void tellNewerVersion({
    ...parts.newer,
    manifest: parts.manifest,
    isGameUnfinished: () => (host?.unfinishedGames().length ?? 0) > 0,
    tell(newer) {
      showMenu(newer);
      notifier.show({ title: WORDS.newer.line(newer.version), body: WORDS.newer.body });
    },
    log: (error) => report('could not check for a newer version', error),
  });
}
