import { join, resolve } from 'node:path';
import { app } from 'electron';
import { chooseEveningsFolder } from '../host/adopt-evenings.ts';
import type { Options } from '../host/command-line.ts';
import { earlierDataFolders, type Machine, usualDataFolder } from '../host/evenings-folder.ts';
import { createHost, type Host } from '../host/host.ts';
import { readyLine } from '../host/ready-line.ts';
import { rehearse } from '../rehearsal/rehearsal.ts';
import { aboutPanel } from './about.ts';
import { runDemo } from './demo.ts';
import type { Start } from './electron-parts.ts';
import { APP_ICON } from './images.ts';
import type { ShellLog } from './shell-log.ts';

/** This start of the app: its host, with the chosen evenings, and what to do once the desk can be used. */
export function startOf(chosen: Options, machine: Machine, log: ShellLog): Start {
  const usual = usualDataFolder(machine);
  const dataFolder = resolve(chosen.data ?? usual);
  const earlier = earlierDataFolders(machine, app.isPackaged ? null : app.getAppPath());
  const { report, terminal } = log;
  const version = app.getVersion();
  app.setAboutPanelOptions(
    aboutPanel({ version, dataFolder, iconPath: APP_ICON, platform: process.platform }),
  );
  return {
    dataFolder,
    report,
    async startHost(): Promise<Host> {
      const { importFolders, moved } = chooseEveningsFolder(chosen.data, usual, earlier);
      if (moved !== null) log.report(moved);
      const host = await createHost({
        dataFolder,
        importFolders,
        port: chosen.port,
        mdns: chosen.mdns,
        allowHosts: chosen.allowHosts,
        pagesFolder: join(import.meta.dirname, '../../pages'),
        version,
        chosenAddress: chosen.address,
        rehearse,
      });
      log.follow(host);
      return host;
    },
    onReady(host) {
      if (chosen.json) terminal.tell(readyLine(host, process.pid));
      if (chosen.demo !== null) void runDemo(host, chosen.demo, terminal.say);
    },
  };
}
