/**
 * `node run-installed.mjs start.ts [arguments]`: runs a script in this folder, or says what to do first. Plain JavaScript without
 * imports, because any version of Node must be able to run it, even before the packages are installed.
 */
import { existsSync } from 'node:fs';

const [script] = process.argv.splice(2, 1);
if (existsSync(new URL('../node_modules/node/package.json', import.meta.url))) {
  await import(new URL(script, import.meta.url).href);
} else {
  console.error('The packages are not installed yet. Run "npm ci" first, with an internet connection.');
  process.exitCode = 1;
}
