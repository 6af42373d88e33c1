import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { buildPages } from './build.ts';
import { whyNoElectron } from './electron-runtime.ts';
import { opener } from './open-link.ts';
import { orSayWhy } from './or-say-why.ts';
import { runHost } from './run-host.ts';
import { runProgram } from './run-program.ts';

const ROOT = join(import.meta.dirname, '..');
const ELECTRON = join(ROOT, 'node_modules/electron/cli.js');

/** `npm start`: the desktop app where Electron runs, else the headless host, which serves the same desk. */
orSayWhy(() => {
  const args = process.argv.slice(2);
  buildPages();
  const missing = whyNoElectron(ROOT, process.platform, process.env);
  if (missing === null) {
    buildApp();
    runProgram([ELECTRON, ROOT, ...args]);
    return;
  }
  const opens = opener(process.platform, process.env) !== null;
  const instead = opens ? 'The desk opens in the browser instead' : 'Open the desk by its link, in a browser';
  console.error(`No desktop window: ${missing}. ${instead}.`);
  runHost(args);
});
