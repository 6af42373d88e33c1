import type { MessageBoxOptions } from 'electron';
import type { QuitChoice } from './quit/quit-controller.ts';
import { STRINGS } from './strings.ts';

/** Shows a dialog and resolves with the index of the button pressed. */
export type ShowDialog = (options: MessageBoxOptions) => Promise<number>;

const CHOICES: readonly QuitChoice[] = ['background', 'end', 'cancel'];

/** Asks what should happen to the running game; closing the dialog means cancel. */
export async function askBeforeQuitting(show: ShowDialog): Promise<QuitChoice> {
  const { message, detail, background, end, cancel } = STRINGS.closing;
  const button = await show({
    type: 'question',
    message,
    detail,
    buttons: [background, end, cancel],
    defaultId: 0,
    cancelId: 2,
  });
  return CHOICES[button] ?? 'cancel';
}

/** Says that the host has stopped or could not start, and why if there is a reason; true: start it again. */
export async function askToRestart(show: ShowDialog, reason: string): Promise<boolean> {
  const { message, detail, again, quit } = STRINGS.dead;
  const button = await show({
    type: 'error',
    message: reason === '' ? message : STRINGS.cannotStart.message,
    detail: reason === '' ? detail : reason,
    buttons: [again, quit],
    defaultId: 0,
    cancelId: 1,
  });
  return button === 0;
}

/** The text for a page that keeps crashing. */
type CrashText = Readonly<Record<'message' | 'detail' | 'again', string>>;

/** Says that a page keeps crashing; true: load it once more. */
export async function askToReload(show: ShowDialog, { message, detail, again }: CrashText): Promise<boolean> {
  const { cancel } = STRINGS.closing;
  return (await show({ type: 'warning', message, detail, buttons: [again, cancel], cancelId: 1 })) === 0;
}

/** Says that a game could not be ended before quitting. */
export async function showGameNotEnded(show: ShowDialog): Promise<void> {
  await show({ type: 'warning', ...STRINGS.notEnded });
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
