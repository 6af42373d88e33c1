import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages whose name differs from their program's. */
const PACKAGE_NAMES: Readonly<Record<string, string>> = { tsc: 'typescript', playwright: '@playwright/test' };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A package's `bin` entry: one file, or one per program. */
function binEntry(manifest: unknown, name: string): unknown {
  if (!isRecord(manifest)) return undefined;
  return isRecord(manifest['bin']) ? manifest['bin'][name] : manifest['bin'];
}

/**
 * The script of a program in node_modules, for Node to run directly: on Windows the command in `.bin` is a shell script, which
 * splits arguments at spaces and leaves its child running when it is killed.
 * @throws an error of one sentence if there is no such program.
 */
export function binScript(root: string, name: string): string {
  const folder = join(root, 'node_modules', PACKAGE_NAMES[name] ?? name);
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = binEntry(manifest, name);
    if (typeof file === 'string') return join(folder, file);
  } catch (cause) {
    throw new Error(`There is no program "${name}" in node_modules. Run npm ci first.`, { cause });
  }
  throw new Error(`The package "${name}" has no program of that name.`);
}
