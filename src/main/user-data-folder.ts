import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { App, CommandLine } from 'electron';
import { type Machine, programFolder } from '../host/storage/folders/data-folder-location.ts';
import { makeFolder } from '../host/storage/folders/make-folder.ts';

/**
 * Where the app keeps its window position and the pages' cookies, separate from the evenings. Only one instance runs per folder:
 * starting the app twice with the same evenings uses the same folder, so the second start just shows the first one's desk.
 * @param override Electron's `--user-data-dir`; empty if not given
 * @param dataOption `--data`; null: the usual evenings
 */
export function userDataFolder(
  programFolderPath: string,
  override: string,
  dataOption: string | null,
): string {
  if (override !== '') return resolve(override);
  if (dataOption === null) return join(programFolderPath, 'app');
  const evenings = createHash('sha256').update(resolve(dataOption)).digest('hex').slice(0, 8);
  return join(programFolderPath, `app-${evenings}`);
}

/**
 * Gives the app its folder; call before it is ready. False if another instance already has it: that one now shows its desk, and
 * this one has to exit.
 */
export function acquireUserDataFolder(
  app: Pick<App, 'setPath' | 'requestSingleInstanceLock'> & {
    readonly commandLine: Pick<CommandLine, 'getSwitchValue'>;
  },
  machine: Machine,
  dataOption: string | null,
): boolean {
  const override = app.commandLine.getSwitchValue('user-data-dir');
  const folder = userDataFolder(programFolder(machine), override, dataOption);
  makeFolder(folder);
  app.setPath('userData', folder);
  return app.requestSingleInstanceLock();
}
