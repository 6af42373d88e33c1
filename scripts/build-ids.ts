import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTestFile } from './test-support.ts';

/** Everything the built pages are made of. */
const PAGES = [
  'src/renderer',
  'src/client',
  'src/protocol',
  'src/game',
  'package-lock.json',
  'vite.config.ts',
  'scripts/compress.ts',
  'scripts/lean-icons.ts',
  'scripts/jsx-aliases.ts',
  'scripts/opening-parts.ts',
  'scripts/phone-chunk.ts',
];
/** Everything the built app is made of. */
const APP = [
  'src/main',
  'src/preload',
  'src/host',
  'src/rehearsal',
  'src/client',
  'src/protocol',
  'src/game',
  'package-lock.json',
  'electron.vite.config.ts',
];

function filesIn(root: string, path: string): string[] {
  const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !isTestFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** The same names in the same order on every system: Windows writes backslashes, which also sort differently. */
export function portableNames(names: readonly string[]): string[] {
  return names.map((name) => name.replaceAll('\\', '/')).toSorted();
}

/** The id of what is built from these sources: the same sources give the same id on every machine. */
function idOf(root: string, sources: string[]): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((path) => (/\.\w+$/.test(path) ? [path] : filesIn(root, path)));
  for (const name of portableNames(files)) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(root, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The id of the pages as their sources stand now. */
export const pageId = (root: string): string => idOf(root, PAGES);

/** The id of the app's main and preload as their sources stand now. */
export const appId = (root: string): string => idOf(root, APP);
