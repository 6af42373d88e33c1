import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything the built pages are made of. */
const SOURCES = [
  'src/renderer',
  'src/client',
  'src/protocol',
  'src/game',
  'package-lock.json',
  'vite.config.ts',
];

function filesIn(root: string, path: string): string[] {
  const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** As every system writes and sorts them; Windows parts folders with a backslash, which sorts behind the letters. */
export function portableNames(names: readonly string[]): string[] {
  return names.map((name) => name.replaceAll('\\', '/')).toSorted();
}

/** The id of the pages as their sources stand now: the same sources give the same id on every machine. */
export function pageId(root: string): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((path) => (/\.\w+$/.test(path) ? [path] : filesIn(root, path)));
  for (const name of portableNames(files)) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(root, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
