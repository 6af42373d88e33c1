/** Why the host could not start, in the app's language. Errors that are bugs have no words but their own. */
import { StartError } from '../host/start/start-error.ts';
import { wordsOf } from '../host/start/terminal-words.ts';
import { appLanguage } from './strings.ts';

export function startReason(error: unknown): string {
  if (error instanceof StartError) return error.sentence(wordsOf(appLanguage()));
  return error instanceof Error ? error.message : String(error);
}
