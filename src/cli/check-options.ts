/** `node check-options.ts [options]`: exits with 2 and says what is wrong with the options, before anything is built or downloaded. */
import { readOptions, UsageError } from '../host/start/command-line.ts';
import { EXIT } from '../host/start/start-error.ts';
import { terminalWords } from '../host/start/terminal-words.ts';

try {
  readOptions(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.sentence(terminalWords(process.env)));
  process.exitCode = EXIT.usage;
}
