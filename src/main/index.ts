import { app } from 'electron';
import type { Options } from '../host/command-line.ts';
import { thisMachine, usualDataFolder } from '../host/evenings-folder.ts';
import { acquireAppFolder } from './app-folder.ts';
import { boot } from './boot.ts';
import { electronParts } from './electron-parts.ts';
import { setIdentity } from './identity.ts';
import { ownArguments, ownOptions } from './own-options.ts';
import { openShellLog } from './shell-log.ts';
import { startOf } from './start-host.ts';
import { openStartupReporter } from './startup-reporter.ts';
import { withStartupReporter } from './with-startup-reporter.ts';
import { WORDS } from './words.ts';

// First of all: a closed terminal must not end the evening.
const log = openShellLog(process);
const { say, tell } = log.terminal;
const reporter = openStartupReporter(process.env, tell);
const machine = thisMachine();

setIdentity(app, process.platform);
const answering = { print: tell, complain: say, usualFolder: usualDataFolder(machine) };
const options = ownOptions(ownArguments(process.argv, app.isPackaged), answering);
if (typeof options === 'number') leave(options);
else if (acquireAppFolder(app, machine, options.data)) void app.whenReady().then(() => open(options));
else {
  say(WORDS.openAlready);
  leave(0);
}

function open(chosen: Options): Promise<void> {
  return boot(withStartupReporter(electronParts(startOf(chosen, machine, log)), reporter));
}

function leave(code: number): void {
  reporter.done();
  app.exit(code);
}
