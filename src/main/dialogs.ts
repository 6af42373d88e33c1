import type { MessageBoxOptions } from 'electron';
import type { QuitChoice } from './quit/quit-controller.ts';
import { say } from './strings.ts';

/** Shows a dialog and resolves with the index of the button pressed. */
export type ShowDialog = (options: MessageBoxOptions) => Promise<number>;

const CHOICES: readonly QuitChoice[] = ['background', 'end', 'cancel'];

/** Asks what should happen to the running game; closing the dialog means cancel. */
export async function askBeforeQuitting(show: ShowDialog): Promise<QuitChoice> {
  const button = await show({
    type: 'question',
    message: say('closing.message'),
    detail: say('closing.detail'),
    buttons: [say('closing.background'), say('closing.end'), say('closing.cancel')],
    defaultId: 0,
    cancelId: 2,
  });
  return CHOICES[button] ?? 'cancel';
}

/** Says that the host has stopped or could not start, and why if there is a reason; true: start it again. */
export async function askToRestart(show: ShowDialog, reason: string): Promise<boolean> {
  const button = await show({
    type: 'error',
    message: say(reason === '' ? 'dead.message' : 'cannot_start'),
    detail: reason === '' ? say('dead.detail') : reason,
    buttons: [say('dead.again'), say('dead.quit')],
    defaultId: 0,
    cancelId: 1,
  });
  return button === 0;
}

/** Says that a page keeps crashing; true: load it once more. */
export async function askToReload(show: ShowDialog, page: 'crashed' | 'board_crashed'): Promise<boolean> {
  const button = await show({
    type: 'warning',
    message: say(`${page}.message`),
    detail: say(`${page}.detail`),
    buttons: [say(`${page}.again`), say('closing.cancel')],
    cancelId: 1,
  });
  return button === 0;
}

/** Says that a game could not be ended before quitting. */
export async function showGameNotEnded(show: ShowDialog): Promise<void> {
  await show({ type: 'warning', message: say('not_ended.message'), detail: say('not_ended.detail') });
}

/** Dialogs shown over the desk. */
export interface DeskDialogs {
  readonly show: ShowDialog;
  /** Whether one is waiting for an answer. */
  readonly isOpen: () => boolean;
}

/** Shows each dialog over the desk, which is brought to the front first: without a parent window, macOS would block the host. */
export function createDeskDialogs(raiseDesk: () => void, show: ShowDialog): DeskDialogs {
  let open = 0;
  return {
    isOpen: () => open > 0,
    async show(options) {
      open += 1;
      try {
        raiseDesk();
        return await show(options);
      } finally {
        open -= 1;
      }
    },
  };
}
