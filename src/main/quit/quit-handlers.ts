import type { Host } from '../../host/host-types.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { askBeforeQuitting, showGameNotEnded } from '../dialogs.ts';
import type { Notifier } from '../notifier.ts';
import { say } from '../strings.ts';
import type { Windows } from '../windows/windows.ts';
import { endGames } from './end-games.ts';
import { createQuitController } from './quit-controller.ts';
import { quitOnShutdown } from './quit-on-shutdown.ts';

export interface QuitHandlerDependencies {
  readonly dependencies: AppDependencies;
  readonly windows: Pick<Windows, 'desk' | 'dialogs'>;
  readonly notifier: Notifier;
  readonly closeHost: () => Promise<void>;
  readonly host: () => Host | null;
}

/** Routes every way of quitting through the one `QuitController`: the close button, the menu, a shutdown, a signal. */
export function registerQuitHandlers({
  dependencies,
  windows,
  notifier,
  closeHost,
  host,
}: QuitHandlerDependencies): void {
  const { app, process, powerMonitor, exit, report, setTimer } = dependencies;
  const { desk, dialogs } = windows;
  const notifyStillRunning = once(() =>
    notifier.show({ title: say('background.title'), body: say('background.body') }),
  );
  const controller = createQuitController({
    exit,
    isGameRunning: () => (host()?.runningGames().length ?? 0) > 0,
    ask: () => askBeforeQuitting(dialogs.show),
    async endGames() {
      const running = host();
      try {
        if (running !== null) await endGames(running, dependencies.newKey);
      } catch (error) {
        report('a game could not be ended', error);
        await showGameNotEnded(dialogs.show);
      }
    },
    hideDesk() {
      desk.hide();
      notifyStillRunning();
    },
    raiseDesk: () => desk.raise(),
    savePosition: () => desk.savePosition(),
    closeHost,
    setTimer,
    report,
  });
  desk.window.on('close', (event) => controller.onWindowClose(event));
  app.on('before-quit', (event) => controller.onBeforeQuit(event));
  app.on('will-quit', (event) => controller.onWillQuit(event));
  quitOnShutdown({ process, powerMonitor, desk: desk.window }, () => void controller.quit());
}

/** Explaining once that the game goes on in the background is enough. */
function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}
