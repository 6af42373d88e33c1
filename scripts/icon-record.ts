import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { IconFile } from './icon-drawings.ts';

/** SHA-256 of what a file was drawn from, and of the file. */
export interface Made {
  from: string;
  file: string;
}

/** By the file's path inside `resources`. */
export type IconRecord = Record<string, Made>;

/** Where the record of the last `npm run icons` stands. */
export const recordPath = (root: string): string => join(root, 'resources/icons/record.json');

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** What is written down about a file, to see later whether it still belongs to its drawings. */
export function made({ drawings }: IconFile, file: Buffer): Made {
  return { from: sha256(JSON.stringify(drawings)), file: sha256(file) };
}
