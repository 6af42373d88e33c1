/** What the network doctor needs to know of the system, and how it asks it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import type { System } from '../../../protocol/doctor-codes.ts';
import { systemClock } from '../../time/clock.ts';
import { createFirewallReader } from '../firewall/create-firewall-reader.ts';
import type { DoctorOptions } from './doctor.ts';

export type SystemAccess = Pick<DoctorOptions, 'system' | 'asksForLocalNetwork' | 'readFirewall'>;

/** The laptop that this runs on. */
export function thisSystem(): SystemAccess {
  const { platform, env } = process;
  return {
    system: systemOf(platform),
    asksForLocalNetwork: asksForLocalNetwork(platform, release()),
    readFirewall: createFirewallReader({
      platform,
      environment: env,
      program: process.execPath,
      execFile,
      clock: systemClock(),
      readTextFile,
    }),
  };
}

const SYSTEMS: Partial<Record<NodeJS.Platform, System>> = {
  win32: 'windows',
  darwin: 'macos',
  linux: 'linux',
};

export function systemOf(platform: NodeJS.Platform): System {
  return SYSTEMS[platform] ?? 'other';
}

/** Since macOS 15, whose kernel is Darwin 24. */
const FIRST_DARWIN_THAT_ASKS = 24;

/** @param kernel as `os.release()` gives it. */
export function asksForLocalNetwork(platform: NodeJS.Platform, kernel: string): boolean {
  return platform === 'darwin' && Number.parseInt(kernel, 10) >= FIRST_DARWIN_THAT_ASKS;
}

/** What cannot be read tells nothing. */
function readTextFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
