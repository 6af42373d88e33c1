/** Runs an app as Electron's program would: `node --import register.ts program.ts [switches] FOLDER [arguments]`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const given = process.argv.slice(2);
const folder = given.find((arg) => !arg.startsWith('-')) ?? '';
const about: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
if (typeof about !== 'object' || about === null || !('main' in about)) throw new Error('No app there.');
process.argv = [process.execPath, ...given];
await import(pathToFileURL(join(folder, String(about.main))).href);
