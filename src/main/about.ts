import type { AboutPanelOptionsOptions } from 'electron';
import { WORDS } from './words.ts';

export interface AboutParts {
  readonly version: string;
  readonly dataFolder: string;
  readonly iconPath: string;
  readonly platform: NodeJS.Platform;
}

/** The About panel: the version, and where the evenings are. Linux shows no credits, so the folder goes in the copyright line. */
export function aboutPanel({
  version,
  dataFolder,
  iconPath,
  platform,
}: AboutParts): AboutPanelOptionsOptions {
  const where = WORDS.about(dataFolder);
  const shared = { applicationName: WORDS.title, applicationVersion: version };
  if (platform === 'linux') return { ...shared, copyright: where, iconPath };
  return { ...shared, credits: where, ...(platform === 'win32' && { iconPath }) };
}
