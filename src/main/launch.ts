import { join, resolve } from 'node:path';
import { app } from 'electron';
import { createHost, type Host } from '../host/host.ts';
import { thisPower } from '../host/power/power-access.ts';
import type { Options } from '../host/start/command-line.ts';
import { movedText } from '../host/start/moved-text.ts';
import { readyLine } from '../host/start/ready-line.ts';
import { ENGLISH_WORDS } from '../host/start/terminal-words.ts';
import { chooseDataFolder } from '../host/storage/folders/choose-data-folder.ts';
import {
  earlierDataFolders,
  type Machine,
  usualDataFolder,
} from '../host/storage/folders/data-folder-location.ts';
import { startRandomRehearsal } from '../rehearsal/rehearsal.ts';
import { startDemo } from '../rehearsal/start-demo.ts';
import { aboutPanel } from './about-panel.ts';
import type { AppLog } from './app-log.ts';
import type { Launch } from './electron-dependencies.ts';
import { APP_ICON } from './images.ts';

/** This launch of the app: its host, with the chosen evenings, and what to do once the desk is usable. */
export function createLaunch(options: Options, machine: Machine, log: AppLog): Launch {
  const defaultFolder = usualDataFolder(machine);
  const dataFolder = resolve(options.data ?? defaultFolder);
  const earlierFolders = earlierDataFolders(machine, app.isPackaged ? null : app.getAppPath());
  const { report, terminal } = log;
  const version = app.getVersion();
  app.setAboutPanelOptions(
    aboutPanel({ version, dataFolder, iconPath: APP_ICON, platform: process.platform }),
  );
  return {
    dataFolder,
    report,
    async startHost(): Promise<Host> {
      const { importFolders, moved } = await chooseDataFolder(options.data, defaultFolder, earlierFolders);
      if (moved !== null) log.report(movedText(moved, ENGLISH_WORDS));
      const host = await createHost({
        dataFolder,
        importFolders,
        port: options.port,
        mdns: options.mdns ?? true,
        allowHosts: options.allowHosts,
        trustedProxies: options.trustedProxies,
        pagesFolder: join(import.meta.dirname, '../../pages'),
        version,
        chosenAddress: options.address,
        rehearse: startRandomRehearsal,
        joinBurst: options.joinBurst,
        power: thisPower(true),
      });
      log.attachHost(host);
      return host;
    },
    onReady(host) {
      if (options.json)
        readyLine(host, process.pid).then(terminal.writeOutput, (error: unknown) =>
          host.report('no link to the desk could be made', error),
        );
      const { url: hostUrl, ownerToken } = host;
      if (options.demo !== null)
        void startDemo({ ...options.demo, hostUrl, ownerToken }, terminal.writeMessage, ENGLISH_WORDS);
    },
  };
}
