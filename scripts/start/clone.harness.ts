/** A separate checkout whose Electron package has no runtime yet, as on a fresh laptop after `npm ci`. */
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder, removeFolder } from '../temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['scripts', 'src', 'resources', 'package.json', 'package-lock.json', 'tsconfig.json'];
const CONFIG_FILES = readdirSync(ROOT).filter((name) => name.endsWith('.config.ts'));
const PAGES = 'dist/pages';

export interface Clone {
  readonly path: string;
  /** Its own Electron package, shared with nobody. */
  readonly electron: string;
  dispose(): void;
}

export function makeClone(): Clone {
  const path = makeTemporaryFolder('clone-');
  for (const name of [...SOURCES, ...CONFIG_FILES, PAGES]) {
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(path, name), { recursive: true });
  }
  const electron = linkPackages(path);
  return {
    path,
    electron,
    dispose: () => removeFolder(path),
  };
}

function linkPackages(path: string): string {
  const packages = join(path, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name === 'electron' || name.startsWith('.')) continue;
    symlinkSync(join(ROOT, 'node_modules', name), join(packages, name), 'junction');
  }
  const electron = join(packages, 'electron');
  cpSync(join(ROOT, 'node_modules/electron'), electron, {
    recursive: true,
    filter: (from) => !/[\\/]electron[\\/](dist|path\.txt)/.test(from.slice(ROOT.length)),
  });
  return electron;
}

/** Makes the package expect this runtime. */
export function expectRuntime(clone: Clone, name: string, sha256: string): void {
  writeFileSync(join(clone.electron, 'checksums.json'), JSON.stringify({ [name]: sha256 }));
}
