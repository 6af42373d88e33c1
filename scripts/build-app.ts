import { join } from 'node:path';
import { appId } from './build-ids.ts';
import { buildIfStale } from './build-if-stale.ts';
import { runOrExit } from './run-or-exit.ts';
import { runTool } from './run-tool.ts';

const ROOT = join(import.meta.dirname, '..');
const TOOL = 'electron-vite/bin/electron-vite.js';

/**
 * Builds main and preload of the desktop app into dist/app unless they are up to date; says what goes wrong on standard error.
 * @throws when they do not build.
 */
export function buildApp(): void {
  buildIfStale({
    folder: join(ROOT, 'dist/app'),
    id: () => appId(ROOT),
    build: (folder) => runTool(TOOL, ['build', '--outDir', folder], 'The desktop app does not build'),
  });
}

if (import.meta.main) await runOrExit(buildApp);
