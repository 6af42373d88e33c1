/** Packages the desktop app: `npm run dist`; `npm run dist -- --help` lists its options. */
import { join } from 'node:path';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import config from '../electron-builder.config.ts';
import { buildApp } from './build-app.ts';
import { buildPages } from './build-pages.ts';
import { type DistPlan, HELP, planDist, type System, whyNotBuildable } from './dist-plan.ts';

const ROOT = join(import.meta.dirname, '..');
const PLATFORMS: Record<System, Platform> = {
  linux: Platform.LINUX,
  win32: Platform.WINDOWS,
  darwin: Platform.MAC,
};

/** The configuration for this run. */
function configFor({ runtime, output, feed }: DistPlan): Configuration {
  return {
    ...config,
    directories: { ...config.directories, ...(output !== null && { output }) },
    ...(feed !== null && { extraMetadata: { newerVersionFeed: feed } }),
    // We don't know what somebody else's Electron is, so we don't sign it.
    ...(runtime !== null && { electronDist: runtime, mac: { ...config.mac, identity: null } }),
  };
}

/** Builds the packages for one system and prints their paths. */
async function pack(system: System, plan: DistPlan): Promise<void> {
  const arch = system === 'darwin' ? Arch.arm64 : Arch.x64;
  const targets = plan.folderOnly
    ? PLATFORMS[system].createTarget('dir', arch)
    : PLATFORMS[system].createTarget();
  const made = await build({ targets, config: configFor(plan), projectDir: ROOT, publish: 'never' });
  for (const path of plan.folderOnly ? [plan.output ?? join(ROOT, 'dist/packages')] : made) console.log(path);
}

async function run(plan: DistPlan): Promise<void> {
  buildPages();
  buildApp();
  for (const system of plan.systems) {
    const why = whyNotBuildable(system, plan.folderOnly, process.platform);
    if (why === null) await pack(system, plan);
    else {
      console.error(why);
      process.exitCode = 1;
    }
  }
}

/** The error's message; for a failed download, also where it should have come from. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.test(message);
  return isOffline
    ? `${message}\nElectron and the packaging tools are downloaded from github.com, which cannot be reached.`
    : message;
}

try {
  const plan = planDist(process.argv.slice(2), process.platform);
  if (plan === null) console.log(HELP);
  else await run(plan);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
