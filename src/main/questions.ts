import type { MessageBoxOptions } from 'electron';
import type { ClosingChoice } from './leaving/quitting.ts';
import { WORDS } from './words.ts';

/** Shows a question and resolves with the number of the button. */
export type ShowQuestion = (options: MessageBoxOptions) => Promise<number>;

const CHOICES: readonly ClosingChoice[] = ['background', 'end', 'cancel'];

/** Asks what should happen to the running game; closing the question means cancel. */
export async function askBeforeClosing(show: ShowQuestion): Promise<ClosingChoice> {
  const { message, detail, background, end, cancel } = WORDS.closing;
  const answer = await show({
    type: 'question',
    message,
    detail,
    buttons: [background, end, cancel],
    defaultId: 0,
    cancelId: 2,
  });
  return CHOICES[answer] ?? 'cancel';
}

/** Says that the host stopped or could not start, with its reason where there is one; true: start it again. */
export async function askToStartAgain(show: ShowQuestion, reason: string): Promise<boolean> {
  const { message, detail, again, quit } = WORDS.dead;
  const answer = await show({
    type: 'error',
    message: reason === '' ? message : WORDS.cannotStart.message,
    detail: reason === '' ? detail : reason,
    buttons: [again, quit],
    defaultId: 0,
    cancelId: 1,
  });
  return answer === 0;
}

/** The wording for a page that keeps crashing. */
type CrashWords = Readonly<Record<'message' | 'detail' | 'again', string>>;

/** Says that a page keeps crashing; true: load it once more. */
export async function askToReload(
  show: ShowQuestion,
  { message, detail, again }: CrashWords,
): Promise<boolean> {
  const { cancel } = WORDS.closing;
  return (await show({ type: 'warning', message, detail, buttons: [again, cancel], cancelId: 1 })) === 0;
}

/** Says that a game could not be ended before leaving. */
export async function sayNotEnded(show: ShowQuestion): Promise<void> {
  await show({ type: 'warning', ...WORDS.notEnded });
}

/** Questions over the desk. */
export interface DeskQuestions {
  readonly show: ShowQuestion;
  /** Whether one is waiting for its answer. */
  readonly isOpen: () => boolean;
}

/** Shows each question over the desk, which is brought to the front first: without a parent window macOS would block the host. */
export function askOverDesk(raiseDesk: () => void, show: ShowQuestion): DeskQuestions {
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
