import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** A system that packages are built for, as Node calls it. */
export type System = 'linux' | 'win32' | 'darwin';

/** What one run of `npm run dist` should do. */
export interface DistPlan {
  systems: System[];
  /** Build only the unpacked app, in a folder, for inspection. */
  folderOnly: boolean;
  /** An unpacked Electron for those systems; null: electron-builder downloads it. */
  runtime: string | null;
  /** Where the packages go; null: dist/packages. */
  output: string | null;
  /** Where the app looks for a newer version; null: nowhere. */
  feed: string | null;
}

export const HELP = `npm run dist                 packages for this system, into dist/packages
  -- --linux --win --mac     for these systems
  -- --dir                   only the unpacked app, in a folder
  -- --runtime FOLDER        use this unpacked Electron instead of downloading one
  -- --output FOLDER         put them in another folder
  -- --feed URL              let the app look for newer versions at this https address`;

const OPTIONS = {
  linux: { type: 'boolean' },
  win: { type: 'boolean' },
  mac: { type: 'boolean' },
  dir: { type: 'boolean' },
  runtime: { type: 'string' },
  output: { type: 'string' },
  feed: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const FLAGS: [flag: 'linux' | 'win' | 'mac', system: System][] = [
  ['linux', 'linux'],
  ['win', 'win32'],
  ['mac', 'darwin'],
];

function currentSystem(platform: NodeJS.Platform): System {
  const current = FLAGS.find(([, system]) => system === platform)?.[1];
  if (current === undefined)
    throw new Error(`There are no packages for ${platform}: choose another system.\n${HELP}`);
  return current;
}

function checkedFeed(feed: string): string {
  if (!URL.canParse(feed) || new URL(feed).protocol !== 'https:') {
    throw new Error(`--feed takes an https address, not "${feed}".`);
  }
  return feed;
}

/**
 * Parses the arguments of `npm run dist`; null: help was asked for.
 * @throws an error of one sentence if there is an unknown argument.
 */
export function planDist(args: string[], platform: NodeJS.Platform): DistPlan | null {
  const { values } = parseArgs({ args, options: OPTIONS, strict: true });
  if (values.help === true) return null;
  const named = FLAGS.filter(([flag]) => values[flag] === true).map(([, system]) => system);
  return {
    systems: named.length > 0 ? named : [currentSystem(platform)],
    folderOnly: values.dir === true,
    runtime: values.runtime === undefined ? null : resolve(values.runtime),
    output: values.output === undefined ? null : resolve(values.output),
    feed: values.feed === undefined ? null : checkedFeed(values.feed),
  };
}

const NAMES: Record<System, string> = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };
const TOOLS: Record<System, string> = {
  linux: 'the deb and the AppImage need tools that only Linux has',
  win32: 'elsewhere the installer would need Wine',
  darwin: 'a dmg, signing and notarisation need a Mac',
};

/** Why packages for a system cannot be built on this one, as a sentence; null if they can. */
export function whyNotBuildable(
  system: System,
  folderOnly: boolean,
  platform: NodeJS.Platform,
): string | null {
  if (system === platform) return null;
  if (!folderOnly) {
    return `Packages for ${NAMES[system]} can only be built on ${NAMES[system]}: ${TOOLS[system]}. --dir builds the unpacked app.`;
  }
  const isMacOnWindows = system === 'darwin' && platform === 'win32';
  return isMacOnWindows
    ? 'A Mac app is full of symbolic links, which Windows does not create for everyone.'
    : null;
}
