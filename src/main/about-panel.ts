import type { AboutPanelOptionsOptions } from 'electron';
import { say, TITLE } from './strings.ts';

export interface AboutDetails {
  readonly version: string;
  readonly dataFolder: string;
  readonly iconPath: string;
  readonly platform: NodeJS.Platform;
}

/** The About panel: the version, and where the evenings are kept. Linux shows no credits, so the folder goes in the copyright line. */
export function aboutPanel({
  version,
  dataFolder,
  iconPath,
  platform,
}: AboutDetails): AboutPanelOptionsOptions {
  const folderLine = say('about', { folder: dataFolder });
  const shared = { applicationName: TITLE, applicationVersion: version };
  if (platform === 'linux') return { ...shared, copyright: folderLine, iconPath };
  return { ...shared, credits: folderLine, ...(platform === 'win32' && { iconPath }) };
}
