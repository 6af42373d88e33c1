import type { Event } from 'electron';
import { closeInTime, type ClosingParts } from './close-in-time.ts';

/** What the banker wants for a running game when she closes the app. */
export type ClosingChoice = 'background' | 'end' | 'cancel';

export interface QuittingParts extends ClosingParts {
  readonly exit: (code: number) => void;
  readonly isGameRunning: () => boolean;
  readonly ask: () => Promise<ClosingChoice>;
  /** Ends all running games; says so itself when that fails. */
  readonly endGames: () => Promise<void>;
  readonly hideDesk: () => void;
  /** Brings the desk to the front, with the question that is open over it. */
  readonly raiseDesk: () => void;
  /** Saves the desk's position; never throws. */
  readonly rememberPlace: () => void;
}

/** The one owner of leaving. */
export interface Quitting {
  /** For the desk window's `close`: the red cross, Alt+F4. */
  onWindowClose(event: Pick<Event, 'preventDefault'>): void;
  /** For the app's `before-quit`: the menu, Cmd+Q, the dock. */
  onBeforeQuit(event: Pick<Event, 'preventDefault'>): void;
  /** For the app's `will-quit`: all windows are closed. */
  onWillQuit(event: Pick<Event, 'preventDefault'>): void;
  /** Leaves without asking: on shutdown or a signal. Resolves when the app has been told to exit. */
  leave(): Promise<void>;
}

/**
 * The one way out. Asks once before leaving a running game (end it for everyone, keep it running in the background, cancel), then
 * closes the host and exits within 2 s, whatever hangs. Without a running game nothing is asked. Once the app is leaving, nothing
 * is held up: preventing `before-quit` then would cancel a log-out on macOS.
 */
export function createQuitting(parts: QuittingParts): Quitting {
  let state: 'open' | 'asking' | 'leaving' = 'open';

  async function leave(): Promise<void> {
    if (state === 'leaving') return;
    state = 'leaving';
    parts.rememberPlace();
    await closeInTime(parts);
    parts.exit(0);
  }

  async function decide(): Promise<void> {
    const choice = await parts.ask();
    if (state === 'leaving') return;
    if (choice !== 'end') state = 'open';
    if (choice === 'background') parts.hideDesk();
    if (choice !== 'end') return;
    await parts.endGames();
    await leave();
  }

  function hold(event: Pick<Event, 'preventDefault'>): void {
    if (state === 'leaving') return;
    event.preventDefault();
    if (state === 'asking') return parts.raiseDesk();
    if (parts.isGameRunning()) {
      state = 'asking';
      void decide().catch((error: unknown) => {
        state = 'open';
        parts.report('the question before leaving could not be asked', error);
      });
    } else {
      void leave();
    }
  }

  /** The process stays until the host is closed. */
  function stayUntilClosed(event: Pick<Event, 'preventDefault'>): void {
    event.preventDefault();
    void leave();
  }

  return { onWindowClose: hold, onBeforeQuit: hold, onWillQuit: stayUntilClosed, leave };
}
