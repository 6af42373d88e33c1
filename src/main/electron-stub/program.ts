/** Runs an app as Electron's program would: `node --import register.ts program.ts [switches] FOLDER [arguments]`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith('-')) ?? '';
const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
if (typeof manifest !== 'object' || manifest === null || !('main' in manifest))
  throw new Error(`There is no app in ${folder}.`);
process.argv = [process.execPath, ...args];
await import(pathToFileURL(join(folder, String(manifest.main))).href);
