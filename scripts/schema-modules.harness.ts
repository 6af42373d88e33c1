/** Finds the modules that load TypeBox, and the packages that a module loads, directly or through their imports. */
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isTestFile } from './test-support.ts';

/** Imports and re-exports, except for type-only ones, which are erased. */
const VALUE_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^;'"]*?\sfrom\s+)?'([^']+)'/gm;

/** The modules in these folders of src, without tests and their support, as `src/game/limits.ts`. */
export function modulesOf(root: string, folders: string[]): string[] {
  return folders
    .flatMap((folder) => globSync(`src/${folder}/**/*.ts`, { cwd: root }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !isTestFile(file));
}

/** The modules of `game` and `protocol` that load TypeBox. */
export function schemaModules(root: string): ReadonlySet<string> {
  const importsByFile = new Map(
    modulesOf(root, ['game', 'protocol']).map((file) => [file, importsOf(root, file)]),
  );
  const found = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const [file, imports] of importsByFile) {
      if (imports.some((name) => found.has(name) || /^typebox(\/|$)/.test(name))) found.add(file);
    }
  }
  return found;
}

/** The packages that a module of src loads as it is imported, directly or through its imports. */
export function packagesLoadedBy(root: string, start: string): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importsOf(root, file)) {
      if (name.startsWith('src/')) follow(name);
      else packages.add(name);
    }
  };
  follow(start);
  return packages;
}

function importsOf(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(VALUE_IMPORT)].map(([, name = '']) =>
    name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
  );
}
