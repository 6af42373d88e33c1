import { type Options, readOptions, UsageError } from '../host/start/command-line.ts';
import { helpText } from '../host/start/help-text.ts';
import { EXIT } from '../host/start/start-error.ts';
import type { TerminalWords } from '../host/start/terminal-words.ts';

/** The arguments after the app's path: ours, and possibly some of Electron's switches. A packaged app has no path among them. */
export function appArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  if (isPackaged) return argv.slice(1);
  const path = argv.findIndex((arg, index) => index > 0 && !arg.startsWith('-'));
  return path === -1 ? [] : argv.slice(path + 1);
}

/** Where the output of parsing the command line goes. */
export interface CommandLineOutput {
  /** Prints what was asked for to standard output. */
  readonly print: (text: string) => void;
  /** Says in a sentence what is wrong. */
  readonly printError: (sentence: string) => void;
  readonly words: TerminalWords;
  /** Where evenings are kept by default. */
  readonly defaultFolder: string;
}

/** The options to start with, or an exit code if there is nothing to start: for `--help` or an invalid option. */
export function parseAppArguments(
  args: readonly string[],
  { print, printError, words, defaultFolder }: CommandLineOutput,
): Options | number {
  try {
    const options = readOptions(args);
    if (options?.browser) throw new UsageError('usage.browser');
    if (options !== null) refuseServerOptions(options);
    if (options === null) print(helpText(defaultFolder, words));
    return options ?? 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printError(error.sentence(words));
    return EXIT.usage;
  }
}

/** Throws `UsageError` for what only a host without a window can do. */
function refuseServerOptions({
  store,
  bus,
  secretFile,
  publicUrl,
  ownersFile,
  newOwner,
  keepEveningsDays,
}: Options): void {
  if (store !== null) throw new UsageError('usage.store_app');
  if (bus !== null) throw new UsageError('usage.bus_app');
  if (secretFile !== null) throw new UsageError('usage.secret_file_app');
  if (publicUrl !== null) throw new UsageError('usage.public_url_app');
  if (ownersFile !== null || newOwner !== null) throw new UsageError('usage.owners_app');
  if (keepEveningsDays !== null) throw new UsageError('usage.keep_evenings_app');
}
