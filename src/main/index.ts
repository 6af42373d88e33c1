import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Options } from '../host/command-line.ts';
import { createHost, EXIT, type Host } from '../host/host.ts';
import { readyLine } from '../host/ready-line.ts';
import { startDemo } from '../rehearsal/demo.ts';
import { rehearse } from '../rehearsal/rehearsal.ts';
import { boot } from './boot.ts';
import { electronParts } from './electron-parts.ts';
import { ownArguments, ownOptions } from './own-options.ts';
import { WORDS } from './words.ts';

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

app.setName(WORDS.title);
const options = ownOptions(ownArguments(process.argv, app.isPackaged), say);
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
      if (chosen.demo !== null) void letIn(host, chosen.demo);
    }),
  );
}

async function letIn(
  { url: hostUrl, ownerToken }: Host,
  wanted: NonNullable<Options['demo']>,
): Promise<void> {
  try {
    await startDemo({ ...wanted, hostUrl, ownerToken }, say);
  } catch (error) {
    say(`The rehearsal did not begin: ${error instanceof Error ? error.message : String(error)}`);
  }
}
