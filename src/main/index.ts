import { app } from 'electron';
import { withoutSecrets } from '../host/reporting/logger.ts';
import type { Options } from '../host/start/command-line.ts';
import { divertConsole } from '../host/start/divert-console.ts';
import { terminalWords } from '../host/start/terminal-words.ts';
import { thisMachine, usualDataFolder } from '../host/storage/folders/data-folder-location.ts';
import { openAppLog } from './app-log.ts';
import { boot } from './boot.ts';
import { electronDependencies } from './electron-dependencies.ts';
import { setIdentity } from './identity.ts';
import { createLaunch } from './launch.ts';
import { appArguments, parseAppArguments } from './parse-args.ts';
import { openStartupReporter } from './startup-reporter.ts';
import { speak } from './strings.ts';
import { acquireUserDataFolder } from './user-data-folder.ts';
import { withStartupReporter } from './with-startup-reporter.ts';

// Comes first: a closed terminal must not end the evening.
const log = openAppLog(process);
const { writeMessage: say, writeOutput: tell } = log.terminal;
divertConsole(console, (text) => log.report(withoutSecrets(text)));
const reporter = openStartupReporter(process.env, tell);
const machine = thisMachine();
const words = terminalWords(process.env);

setIdentity(app, process.platform);
const output = { print: tell, printError: say, words, defaultFolder: usualDataFolder(machine) };
const options = parseAppArguments(appArguments(process.argv, app.isPackaged), output);
if (typeof options === 'number') exit(options);
else if (acquireUserDataFolder(app, machine, options.data)) void app.whenReady().then(() => open(options));
else {
  say(words.say('open_already'));
  exit(0);
}

function open(chosen: Options): Promise<void> {
  speak(app.getLocale());
  return boot(withStartupReporter(electronDependencies(createLaunch(chosen, machine, log)), reporter));
}

function exit(code: number): void {
  reporter.done();
  app.exit(code);
}
