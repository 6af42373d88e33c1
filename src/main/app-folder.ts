import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App, CommandLine } from 'electron';
import { type Machine, programFolder } from '../host/evenings-folder.ts';

const OWNER_ONLY = 0o700;

/**
 * Where the app keeps its windows' place and the pages' cookies, apart from the evenings. One app runs in each such folder: two
 * starts over the same evenings share it, and the second shows the first one's desk.
 * @param demanded Electron's `--user-data-dir`; empty: not given
 * @param chosenData `--data`; null: the usual evenings
 */
export function appFolder(program: string, demanded: string, chosenData: string | null): string {
  if (demanded !== '') return resolve(demanded);
  if (chosenData === null) return join(program, 'app');
  const evenings = createHash('sha256').update(resolve(chosenData)).digest('hex').slice(0, 8);
  return join(program, `app-${evenings}`);
}

/**
 * Gives the app its folder, before it is ready. False when another start has it already: that one shows its desk now, and this one
 * is to end.
 */
export function moveIn(
  app: Pick<App, 'setPath' | 'requestSingleInstanceLock'> & {
    readonly commandLine: Pick<CommandLine, 'getSwitchValue'>;
  },
  machine: Machine,
  chosenData: string | null,
): boolean {
  const demanded = app.commandLine.getSwitchValue('user-data-dir');
  const folder = appFolder(programFolder(machine), demanded, chosenData);
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  app.setPath('userData', folder);
  return app.requestSingleInstanceLock();
}
