import type { Host } from '../../host/host-types.ts';
import type { Notifier } from '../notifier.ts';
import { askBeforeClosing, sayNotEnded } from '../questions.ts';
import type { ShellParts } from '../shell-parts.ts';
import type { Windows } from '../windows/windows.ts';
import { WORDS } from '../words.ts';
import { endGames } from './end-games.ts';
import { createQuitting } from './quitting.ts';
import { leaveWithSystem } from './shutdown.ts';

export interface WaysOutParts {
  readonly parts: ShellParts;
  readonly windows: Pick<Windows, 'desk' | 'questions'>;
  readonly notifier: Notifier;
  readonly closeHost: () => Promise<void>;
  readonly host: () => Host | null;
}

/** Routes every way of leaving the app through `Quitting`: the close button, the menu, a shutdown, a signal. */
export function offerWaysOut({ parts, windows, notifier, closeHost, host }: WaysOutParts): void {
  const { app, process, power, exit, report, after } = parts;
  const { desk, questions } = windows;
  const sayItGoesOn = once(() => notifier.show(WORDS.background));
  const quitting = createQuitting({
    exit,
    isGameRunning: () => (host()?.runningGames().length ?? 0) > 0,
    ask: () => askBeforeClosing(questions.show),
    async endGames() {
      const running = host();
      try {
        if (running !== null) await endGames(running, parts.newKey);
      } catch (error) {
        report('a game could not be ended', error);
        await sayNotEnded(questions.show);
      }
    },
    hideDesk() {
      desk.hide();
      sayItGoesOn();
    },
    raiseDesk: () => desk.raise(),
    rememberPlace: () => desk.rememberPlace(),
    closeHost,
    after,
    report,
  });
  desk.window.on('close', (event) => quitting.onWindowClose(event));
  app.on('before-quit', (event) => quitting.onBeforeQuit(event));
  app.on('will-quit', (event) => quitting.onWillQuit(event));
  leaveWithSystem({ process, monitor: power, desk: desk.window }, () => void quitting.leave());
}

/** Saying what happens in the background once is enough. */
function once(step: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) step();
    isDone = true;
  };
}
