import type { Host } from '../host/host-types.ts';
import type { AppDependencies } from './app-dependencies.ts';
import { askToRestart } from './dialogs.ts';
import { followHost } from './follow-host.ts';
import { reportGoneProcesses } from './gone-processes.ts';
import { registerIpcHandlers } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { type NewerVersion, announceNewerVersion } from './newer-version.ts';
import { createNotifier } from './notifier.ts';
import { restrictPermissions } from './permissions.ts';
import { offerRestartOnFatalError, startOrAskToRetry } from './quit/fatal-errors.ts';
import { registerQuitHandlers } from './quit/quit-handlers.ts';
import { startReason } from './start-reason.ts';
import { say } from './strings.ts';
import { showTray } from './tray.ts';
import { openWindows } from './windows/windows.ts';

/**
 * Opens the window, sets everything up, starts the host and loads the desk. Resolves once the desk is usable or the banker has
 * given up.
 */
export async function boot(dependencies: AppDependencies): Promise<void> {
  const { app, report } = dependencies;
  let host: Host | null = null;
  const origin = () => host?.url ?? '';

  restrictPermissions(dependencies.session, origin);
  reportGoneProcesses(app, report);
  const windows = openWindows(dependencies, {
    origin,
    deskUrl: async () => host?.deskUrl() ?? null,
    boardUrl: async () => host?.boardUrl() ?? null,
  });
  const { desk, board, dialogs, openExternal, showBoard, openDeskInBrowser } = windows;
  const showDesk = () => {
    app.focus({ steal: true });
    desk.show();
  };
  const notifier = createNotifier({ ...dependencies.notifier, report }, showDesk);

  const unsubscribes: (() => void)[] = [];
  const closeHost = async () => {
    for (const stop of unsubscribes.splice(0)) stop();
    board.close();
    notifier.clear();
    await host?.close();
  };
  const askAgain = (reason: string) => askToRestart(dialogs.show, reason);
  const closeAfterError = () => {
    desk.savePosition();
    return closeHost();
  };
  offerRestartOnFatalError({ ...dependencies, closeHost: closeAfterError, askAgain });
  registerQuitHandlers({ dependencies, windows, notifier, closeHost, host: () => host });

  app.on('second-instance', showDesk);
  app.on('activate', showDesk);
  registerIpcHandlers(dependencies.ipc, origin, { 'board:open': ({ url }) => board.open(url) });
  const quit = () => app.quit();
  showTray(dependencies, { showDesk, openBoard: showBoard, quit });
  const actions = {
    showDesk,
    openBoard: showBoard,
    openInBrowser: openDeskInBrowser,
    showFolder: dependencies.showFolder,
    openApi: () => openExternal(`${origin()}/docs`),
  };
  const showMenu = (newer: NewerVersion | null) => {
    const open = () => dependencies.openExternal(newer?.page ?? '');
    const entry = newer === null ? null : { version: newer.version, open };
    dependencies.setMenu(menuTemplate({ ...actions, newer: entry }, dependencies.process.platform));
  };
  showMenu(null);

  host = await startOrAskToRetry(dependencies.startHost, (error) => askAgain(startReason(error)));
  if (host === null) {
    desk.savePosition();
    return dependencies.exit(1);
  }
  unsubscribes.push(...followHost(dependencies, host, desk, notifier));
  await desk.open();
  dependencies.onReady(host);
  void announceNewerVersion({
    ...dependencies.newerVersion,
    manifest: dependencies.manifest,
    isGameUnfinished: () => (host?.unfinishedGames().length ?? 0) > 0,
    announce(newer) {
      showMenu(newer);
      notifier.show({ title: say('newer.line', { version: newer.version }), body: say('newer.body') });
    },
    onError: (error) => report('could not check for a newer version', error),
  });
}
