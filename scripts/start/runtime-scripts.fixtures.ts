/** Shell scripts that replace Electron's program in the start tests. Windows can't run them. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clone } from './clone.harness.ts';
import { programPath, requiredVersion } from './electron-runtime.ts';

const script = (...lines: string[]) => `#!/bin/sh\n${lines.join('\n')}\n`;

/** Runs the app on the Electron stub. */
export function workingScript({ path }: Clone): string {
  const stub = join(path, 'src/main/electron-stub');
  return script(
    `exec "${process.execPath}" --import "${join(stub, 'register.ts')}" "${join(stub, 'program.ts')}" "$@"`,
  );
}

/** Fails as Electron does on Ubuntu 24.04. */
export const ABORTING_SCRIPT = script(
  'echo "[1:FATAL:zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu 23.10+ ..." >&2',
  'kill -ABRT $$',
);

export const HANGING_SCRIPT = script('sleep 300');

/** Puts a runtime where the installer would have unpacked it. */
export function installRuntime(clone: Clone, program: string): void {
  const dist = join(clone.electron, 'dist');
  const file = join(dist, programPath(process.platform));
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'version'), requiredVersion(clone.path) ?? '');
  writeFileSync(file, program);
  chmodSync(file, 0o755);
  writeFileSync(join(clone.electron, 'path.txt'), programPath(process.platform));
}
