import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The command that prints a process's resident memory, and the unit of its output in bytes. */
function countedBy(pid: number, platform: NodeJS.Platform): [program: string, args: string[], bytes: number] {
  if (platform === 'win32')
    return ['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).WorkingSet64`], 1];
  return ['ps', ['-o', 'rss=', '-p', String(pid)], 1024];
}

/** A process's resident memory in KB, as the system counts it. Throws if there is no such process. */
export function residentKb(pid: number, platform: NodeJS.Platform = process.platform): number {
  // A bare Debian has no ps.
  if (platform === 'linux')
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const [program, args, bytes] = countedBy(pid, platform);
  return (Number(execFileSync(program, args, { encoding: 'utf8' })) * bytes) / 1024;
}
