import type { App, Event } from 'electron';
import { closeInTime, type ClosingParts } from './close-in-time.ts';

/** What the banker wants for a running game when she closes the app. */
export type ClosingChoice = 'background' | 'end' | 'cancel';

export interface QuittingParts extends ClosingParts {
  readonly app: Pick<App, 'quit' | 'exit'>;
  readonly isGameRunning: () => boolean;
  readonly ask: () => Promise<ClosingChoice>;
  /** Ends all running games; says so itself when that fails. */
  readonly endGames: () => Promise<void>;
  readonly hideDesk: () => void;
}

/** The one owner of leaving. */
export interface Quitting {
  /** For the desk window's `close`: the red cross, Alt+F4. */
  onWindowClose(event: Pick<Event, 'preventDefault'>): void;
  /** For the app's `before-quit`: the menu, Cmd+Q, the dock. */
  onBeforeQuit(event: Pick<Event, 'preventDefault'>): void;
  /** Leaves without asking: the system shuts down, a signal came. Resolves when the app has been told to exit. */
  leave(): Promise<void>;
}

/**
 * Asks once before a running game is left (end for everyone, keep it running in the background, cancel), then closes the host
 * and exits within 2 s whatever hangs. Without a running game nothing is asked.
 */
export function createQuitting(parts: QuittingParts): Quitting {
  let state: 'open' | 'asking' | 'leaving' = 'open';

  async function leave(): Promise<void> {
    if (state === 'leaving') return;
    state = 'leaving';
    await closeInTime(parts);
    parts.app.exit(0);
  }

  async function decide(): Promise<void> {
    const choice = await parts.ask();
    if (state === 'leaving') return;
    state = 'open';
    if (choice === 'background') parts.hideDesk();
    if (choice !== 'end') return;
    await parts.endGames();
    await leave();
  }

  function hold(event: Pick<Event, 'preventDefault'>): void {
    event.preventDefault();
    if (state !== 'open') return;
    if (parts.isGameRunning()) {
      state = 'asking';
      void decide().catch((error: unknown) => {
        state = 'open';
        parts.log(error);
      });
    } else {
      void leave();
    }
  }

  return { onWindowClose: hold, onBeforeQuit: hold, leave };
}
