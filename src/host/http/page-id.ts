/** Which build of the pages a folder holds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../storage/folders/system-error.ts';

const SEAL = 'build.json';

/** The id that the build wrote and the pages send along; null where no finished build is. */
export function readPageId(folder: string): string | null {
  try {
    const seal: unknown = JSON.parse(readFileSync(join(folder, SEAL), 'utf8'));
    return typeof seal === 'object' && seal !== null && 'id' in seal && typeof seal.id === 'string'
      ? seal.id
      : null;
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
}
