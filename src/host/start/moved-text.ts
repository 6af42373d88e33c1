import type { MovedFolder } from '../storage/folders/choose-data-folder.ts';
import type { TerminalWords } from './terminal-words.ts';

/** Where the evenings of an earlier version are now. */
export function movedText({ from, to, kept }: MovedFolder, { say }: TerminalWords): string {
  return kept === null ? say('moved', { from, to }) : say('moved_kept', { from, to, kept });
}
