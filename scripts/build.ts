import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moveFolder } from './move-folder.ts';
import { orSayWhy } from './or-say-why.ts';
import { pageId } from './page-id.ts';
import { removeFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const PAGES = join(DIST, 'pages');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
const STDERR = 2;

/** True when dist/pages was built from the sources as they are now. */
function isBuilt(): boolean {
  const seal = join(PAGES, 'build.json');
  return existsSync(seal) && readFileSync(seal, 'utf8').includes(`"${pageId(ROOT)}"`);
}

function buildInto(folder: string): void {
  const run = spawnSync(process.execPath, [VITE, 'build', '--outDir', folder, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', STDERR, STDERR],
  });
  if (run.status !== 0) throw new Error('The pages do not build; the reason is above.');
}

/**
 * Builds the pages unless they are up to date. Says what it does on standard error, because standard output belongs to
 * whoever asked. Builds aside and swaps at the end: a running host never serves half a build.
 * @throws when the pages do not build.
 */
export function buildPages(): void {
  if (isBuilt()) return;
  console.error('Building the pages...');
  mkdirSync(DIST, { recursive: true });
  const aside = mkdtempSync(join(DIST, 'building-'));
  try {
    buildInto(aside);
    // Somebody else may have built the same pages meanwhile.
    if (isBuilt()) return;
    removeFolder(PAGES);
    moveFolder(aside, PAGES);
  } finally {
    removeFolder(aside);
  }
}

if (import.meta.main) await orSayWhy(buildPages);
