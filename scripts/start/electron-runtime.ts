import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The path of Electron's program in its folder. */
export function programPath(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** The version of Electron that the project needs; null if its npm package is not installed. */
export function requiredVersion(root: string): string | null {
  const manifest = textOf(join(root, 'node_modules/electron/package.json'));
  return manifest === null ? null : (/"version":\s*"([^"]+)"/.exec(manifest)?.[1] ?? null);
}

/**
 * The path of Electron's program: in the folder named by `ELECTRON_OVERRIDE_DIST_PATH`, otherwise where the package unpacks it, if
 * it is complete and the right version. Null: it has to be downloaded.
 */
export function installedRuntime(root: string, platform: NodeJS.Platform, env: Environment): string | null {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const unpacked = join(root, 'node_modules/electron/dist');
  const program = join(override || unpacked, programPath(platform));
  if (!existsSync(program)) return null;
  return override || isComplete(root, unpacked) ? program : null;
}

/** The installer writes `path.txt` last. */
function isComplete(root: string, unpacked: string): boolean {
  const version = textOf(join(unpacked, 'version'))?.trim().replace(/^v/, '');
  return version === requiredVersion(root) && existsSync(join(root, 'node_modules/electron/path.txt'));
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
