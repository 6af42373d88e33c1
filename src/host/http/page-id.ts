/** Finds out which build of the pages a folder holds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../storage/folders/error-code.ts';

const BUILD_FILE = 'build.json';

/** The id that the build wrote and that the pages send along; null if the folder holds no finished build. */
export function readPageId(folder: string): string | null {
  try {
    const build: unknown = JSON.parse(readFileSync(join(folder, BUILD_FILE), 'utf8'));
    return typeof build === 'object' && build !== null && 'id' in build && typeof build.id === 'string'
      ? build.id
      : null;
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}
