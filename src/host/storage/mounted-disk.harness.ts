/** A small disk of its own for a test, which can be full or write-protected. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, statfsSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './events.fixtures.ts';

/** Whether this process may mount a disk: as root on Linux, unless a container forbids it. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = temporaryFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe.path]);
  if (status === 0) execFileSync('umount', [probe.path]);
  probe.dispose();
  return status === 0;
}

export const canMount = mayMount();
/** For the title of a test that needs one; empty if there can be one. */
export const noDisk = canMount ? '' : ' (not run: only root on Linux may mount a disk)';

export interface MountedDisk {
  /** Where it is mounted; until then, an ordinary folder. */
  readonly path: string;
  /** With `mount`'s options for a tmpfs, such as `size=16m`. */
  mount(...options: readonly string[]): void;
  remount(how: 'ro' | 'rw'): void;
  /** Leaves no byte on it, or so many. */
  fill(left?: number): void;
  makeRoom(): void;
  /** Bytes. */
  free(): number;
  dispose(): void;
}

export function makeDisk(): MountedDisk {
  const place = temporaryFolder();
  const filler = join(place.path, 'filler');
  return {
    path: place.path,
    mount: (...options) =>
      void execFileSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', place.path]),
    remount: (how) => void execFileSync('mount', ['-o', `remount,${how}`, place.path]),
    fill(left = 0) {
      const handle = spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096']);
      if (!existsSync(filler)) throw new Error(String(handle.stderr));
      truncateSync(filler, statSync(filler).size - left);
    },
    makeRoom: () => rmSync(filler),
    free() {
      const { bavail, bsize } = statfsSync(place.path);
      return bavail * bsize;
    },
    dispose() {
      if (canMount) spawnSync('umount', ['--lazy', place.path]);
      place.dispose();
    },
  };
}
