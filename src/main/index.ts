import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Options } from '../host/command-line.ts';
import { EXIT } from '../host/host.ts';
import { boot } from './boot.ts';
import { electronParts } from './electron-parts.ts';
import { introduce } from './identity.ts';
import { ownArguments, ownOptions } from './own-options.ts';
import { openShellLog } from './shell-log.ts';
import { startOf } from './start-host.ts';

// First of all: a terminal that is closed must not end the evening.
const log = openShellLog(process);
const { say } = log.terminal;

introduce(app, process.platform);
const options = ownOptions(ownArguments(process.argv, app.isPackaged), say);
if (options === null) app.exit(EXIT.usage);
// A second start shows the desk that is open already, possibly in the background.
else if (app.requestSingleInstanceLock()) void app.whenReady().then(() => open(options));
else app.exit(0);

async function open(chosen: Options): Promise<void> {
  const dataFolder = resolve(chosen.data ?? join(app.getPath('userData'), 'data'));
  await boot(electronParts(startOf(chosen, dataFolder, log)));
}
