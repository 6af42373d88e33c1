import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orSayWhy } from './or-say-why.ts';
import { appId } from './page-id.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const APP = join(DIST, 'app');
const CLI = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
const STDERR = 2;

/** True when dist/app was built from the sources as they are now. */
function isBuilt(): boolean {
  const seal = join(APP, 'build.json');
  return existsSync(seal) && readFileSync(seal, 'utf8').includes(`"${appId(ROOT)}"`);
}

function buildInto(folder: string): void {
  const id = appId(ROOT);
  const run = spawnSync(process.execPath, [CLI, 'build', '--outDir', folder, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', STDERR, STDERR],
  });
  if (run.status !== 0) throw new Error('The desktop app does not build; the reason is above.');
  writeFileSync(join(folder, 'build.json'), `${JSON.stringify({ id })}\n`);
}

/**
 * Builds main and preload of the desktop app into dist/app unless they are up to date; says what goes wrong on standard
 * error. Builds aside and swaps at the end: whoever runs or packs the app never finds half of it.
 * @throws when they do not build.
 */
export function buildApp(): void {
  if (isBuilt()) return;
  mkdirSync(DIST, { recursive: true });
  const aside = mkdtempSync(join(DIST, 'building-'));
  try {
    buildInto(aside);
    // Somebody else may have built the same app meanwhile.
    if (isBuilt()) return;
    rmSync(APP, { recursive: true, force: true });
    renameSync(aside, APP);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

if (import.meta.main) await orSayWhy(buildApp);
