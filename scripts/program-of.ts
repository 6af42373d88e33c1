import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package that brings a program, where it is not called the same. */
const PACKAGE_OF: Readonly<Record<string, string>> = { tsc: 'typescript', playwright: '@playwright/test' };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What a package's `bin` says: one file, or one for each program. */
function fileIn(about: unknown, name: string): unknown {
  if (!isRecord(about)) return undefined;
  return isRecord(about['bin']) ? about['bin'][name] : about['bin'];
}

/**
 * The file that a program of node_modules consists of, to be run by Node itself: the command beside it in `.bin` is a shell script
 * on Windows, which splits arguments at their spaces and leaves its child alive when it is stopped.
 * @throws one sentence where there is no such program.
 */
export function programOf(root: string, name: string): string {
  const folder = join(root, 'node_modules', PACKAGE_OF[name] ?? name);
  try {
    const about: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = fileIn(about, name);
    if (typeof file === 'string') return join(folder, file);
  } catch (cause) {
    throw new Error(`There is no program "${name}" in node_modules. Run npm ci first.`, { cause });
  }
  throw new Error(`The package of "${name}" names no such program.`);
}
