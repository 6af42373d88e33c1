/** Which modules load TypeBox when they are loaded, themselves or by what they import. */
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Imports and re-exports but those of types alone, which are gone at run time. */
const LOADS = /^(?:import|export)\s+(?!type\b)(?:[^;'"]*?\sfrom\s+)?'([^']+)'/gm;

/** The modules of these rooms, tests left out, as `src/game/limits.ts`. */
export function modulesOf(root: string, rooms: string[]): string[] {
  return rooms
    .flatMap((room) => globSync(`src/${room}/**/*.ts`, { cwd: root }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.test.ts'));
}

/** Those of the rules and the wire that load TypeBox. */
export function schemaModules(root: string): ReadonlySet<string> {
  const loads = new Map(modulesOf(root, ['game', 'protocol']).map((file) => [file, loadedBy(root, file)]));
  const found = new Set<string>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const [file, loaded] of loads) {
      if (loaded.some((name) => found.has(name) || /^typebox(\/|$)/.test(name))) found.add(file);
    }
  }
  return found;
}

function loadedBy(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(LOADS)].map(([, name = '']) =>
    name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
  );
}
