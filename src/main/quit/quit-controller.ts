import type { Event } from 'electron';
import { closeWithTimeout, type CloseDependencies } from './close-with-timeout.ts';

/** What should happen to a running game when the banker closes the app. */
export type QuitChoice = 'background' | 'end' | 'cancel';

export interface QuitDependencies extends CloseDependencies {
  readonly exit: (code: number) => void;
  readonly isGameRunning: () => boolean;
  readonly ask: () => Promise<QuitChoice>;
  /** Ends all running games; reports any failure itself. */
  readonly endGames: () => Promise<void>;
  readonly hideDesk: () => void;
  /** Brings the desk to the front, with the dialog that is open over it. */
  readonly raiseDesk: () => void;
  /** Saves the desk's position; never throws. */
  readonly savePosition: () => void;
}

/** The one owner of quitting. */
export interface QuitController {
  /** For the desk window's `close`: the close button, Alt+F4. */
  onWindowClose(event: Pick<Event, 'preventDefault'>): void;
  /** For the app's `before-quit`: the menu, Cmd+Q, the Dock. */
  onBeforeQuit(event: Pick<Event, 'preventDefault'>): void;
  /** For the app's `will-quit`: all windows are closed. */
  onWillQuit(event: Pick<Event, 'preventDefault'>): void;
  /** Quits without asking, on shutdown or a signal. Resolves once the app has been told to exit. */
  quit(): Promise<void>;
}

/**
 * The only way out of the app. If a game is running, asks once whether to end it for everyone, keep it running in the background or
 * cancel; then closes the host and exits within 2 s, even if something hangs. Once the app is quitting, it holds nothing up:
 * preventing `before-quit` at that point would cancel a log-out on macOS.
 */
export function createQuitController(dependencies: QuitDependencies): QuitController {
  let state: 'open' | 'asking' | 'leaving' = 'open';

  async function quit(): Promise<void> {
    if (state === 'leaving') return;
    state = 'leaving';
    dependencies.savePosition();
    await closeWithTimeout(dependencies);
    dependencies.exit(0);
  }

  async function askAndAct(): Promise<void> {
    const choice = await dependencies.ask();
    if (state === 'leaving') return;
    if (choice !== 'end') state = 'open';
    if (choice === 'background') dependencies.hideDesk();
    if (choice !== 'end') return;
    await dependencies.endGames();
    await quit();
  }

  function intercept(event: Pick<Event, 'preventDefault'>): void {
    if (state === 'leaving') return;
    event.preventDefault();
    if (state === 'asking') return dependencies.raiseDesk();
    if (dependencies.isGameRunning()) {
      state = 'asking';
      void askAndAct().catch((error: unknown) => {
        state = 'open';
        dependencies.report('the dialog before quitting could not be shown', error);
      });
    } else {
      void quit();
    }
  }

  /** Keeps the process alive until the host is closed. */
  function delayUntilClosed(event: Pick<Event, 'preventDefault'>): void {
    event.preventDefault();
    void quit();
  }

  return { onWindowClose: intercept, onBeforeQuit: intercept, onWillQuit: delayUntilClosed, quit };
}
