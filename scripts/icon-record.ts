import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { IconFile } from './icon-files.ts';

/** SHA-256 hashes of what a file was drawn from, and of the file itself. */
export interface IconHashes {
  from: string;
  file: string;
}

/** Keyed by the file's path in `resources`. */
export type IconRecord = Record<string, IconHashes>;

/** Where `npm run icons` writes its record. */
export const recordPath = (root: string): string => join(root, 'resources/icons/record.json');

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** What is recorded about a file, for checking later whether it still matches its drawings. */
export function hashesOf({ drawings }: IconFile, file: Buffer): IconHashes {
  return { from: sha256(JSON.stringify(drawings)), file: sha256(file) };
}
