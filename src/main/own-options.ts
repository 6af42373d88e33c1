import { type Options, readOptions, UsageError } from '../host/command-line.ts';

/** Electron's and Chromium's switches stand before the app's path; what follows it is ours. Packaged there is no path. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  if (isPackaged) return argv.slice(1);
  const path = argv.findIndex((arg, index) => index > 0 && !arg.startsWith('-'));
  return path === -1 ? [] : argv.slice(path + 1);
}

/** The options, or null when there is nothing to start: a wrong one was given, and `complain` was told which. */
export function ownOptions(args: readonly string[], complain: (sentence: string) => void): Options | null {
  try {
    return readOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    return null;
  }
}
