import { join } from 'node:path';
import { pageId } from './build-ids.ts';
import { buildIfStale, isUpToDate } from './build-if-stale.ts';
import { runOrExit } from './run-or-exit.ts';
import { runTool } from './run-tool.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGES = join(ROOT, 'dist/pages');

/**
 * Builds the pages unless they are up to date. Reports on standard error: standard output is the caller's.
 * @throws if the build fails.
 */
export function buildPages(): void {
  if (isUpToDate(PAGES, pageId(ROOT))) return;
  console.error('Building the pages...');
  buildIfStale({
    folder: PAGES,
    id: () => pageId(ROOT),
    build: (folder) =>
      runTool('vite/bin/vite.js', ['build', '--outDir', folder], 'The pages could not be built'),
  });
}

if (import.meta.main) await runOrExit(buildPages);
