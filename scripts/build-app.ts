import { join } from 'node:path';
import { appId } from './build-ids.ts';
import { buildIfStale } from './build-if-stale.ts';
import { orSayWhy } from './or-say-why.ts';
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
    into: (folder) => runTool(TOOL, ['build', '--outDir', folder], 'The desktop app does not build'),
  });
}

if (import.meta.main) await orSayWhy(buildApp);
