import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TEXT = /\.(html|js|css|svg|json)$/;

/**
 * Writes a `.gz` beside each text file, so that the host never compresses at run time. No Brotli: browsers accept it over https only,
 * and the laptop serves plain http.
 */
export function compress(folder: string, files: string[]): void {
  for (const file of files.filter((name) => TEXT.test(name))) {
    const path = join(folder, file);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}
