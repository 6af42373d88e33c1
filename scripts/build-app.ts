import { join } from 'node:path';
import { appId } from './build-ids.ts';
import { buildIfStale } from './build-if-stale.ts';
import { runOrExit } from './run-or-exit.ts';
import { runTool } from './run-tool.ts';

const ROOT = join(import.meta.dirname, '..');
const TOOL = 'electron-vite/bin/electron-vite.js';

/**
 * Builds the desktop app's main and preload into dist/app unless they are up to date. Reports errors on standard error.
 * @throws if the build fails.
 */
export function buildApp(): void {
  buildIfStale({
    folder: join(ROOT, 'dist/app'),
    id: () => appId(ROOT),
    build: (folder) => runTool(TOOL, ['build', '--outDir', folder], 'The desktop app could not be built'),
  });
}

if (import.meta.main) await runOrExit(buildApp);
