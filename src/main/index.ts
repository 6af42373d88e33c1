import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Options } from '../host/command-line.ts';
import { createHost, EXIT } from '../host/host.ts';
import { readyLine } from '../host/ready-line.ts';
import { rehearse } from '../rehearsal/rehearsal.ts';
import { boot } from './boot.ts';
import { electronParts } from './electron-parts.ts';
import { ownArguments, ownOptions } from './own-options.ts';
import { WORDS } from './words.ts';

app.setName(WORDS.title);
const options = ownOptions(
  ownArguments(process.argv, app.isPackaged),
  (sentence) => void process.stderr.write(`${sentence}\n`),
);
if (options === null) app.exit(EXIT.usage);
// A second start shows the desk that is open already, possibly in the background.
else if (app.requestSingleInstanceLock()) void app.whenReady().then(() => open(options));
else app.exit(0);

async function open(chosen: Options): Promise<void> {
  const dataFolder = resolve(chosen.data ?? join(app.getPath('userData'), 'data'));
  const startHost = () =>
    createHost({
      dataFolder,
      port: chosen.port,
      mdns: chosen.mdns,
      allowHosts: chosen.allowHosts,
      pagesFolder: join(import.meta.dirname, '../../pages'),
      version: app.getVersion(),
      chosenAddress: chosen.address,
      rehearse,
    });
  await boot(
    electronParts(dataFolder, startHost, (host) => {
      if (chosen.json) process.stdout.write(`${readyLine(host, process.pid)}\n`);
    }),
  );
}
