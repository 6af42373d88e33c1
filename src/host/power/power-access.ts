/** How this system is asked about its power, and asked not to sleep. */
import { execFile, spawn } from 'node:child_process';
import type { System } from '../../protocol/doctor-codes.ts';
import { systemOf } from '../lan/doctor/this-system.ts';
import { type CommandRunner, createCommandRunner, type ExecFile } from '../lan/firewall/run-command.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { createLinuxPower } from './linux.ts';
import { createMacosPower } from './macos.ts';
import type { ReadPower } from './power-reading.ts';
import { createSleepLock, type SleepLock } from './sleep-lock.ts';
import { createWindowsPower } from './windows.ts';

export interface PowerAccess {
  readonly system: System;
  readonly read: ReadPower;
  readonly createLock: (onChange: () => void) => SleepLock;
}

/** The laptop that this runs on. @param isKeptAwake whether the desktop app keeps it awake already */
export function thisPower(isKeptAwake: boolean): PowerAccess {
  const { platform, env } = process;
  return {
    system: systemOf(platform),
    read: createPowerReader({
      platform,
      environment: env,
      execFile,
      clock: systemClock(),
      suppliesFolder: '/sys/class/power_supply',
    }),
    createLock: (onChange) => createSleepLock({ platform, environment: env, spawn, isKeptAwake, onChange }),
  };
}

export interface PowerReaderOptions {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly execFile: ExecFile;
  readonly clock: Pick<Clock, 'after'>;
  /** /sys/class/power_supply */
  readonly suppliesFolder: string;
}

export function createPowerReader(options: PowerReaderOptions): ReadPower {
  const { platform, environment, suppliesFolder } = options;
  const runner: CommandRunner = createCommandRunner(options);
  switch (platform) {
    case 'linux':
      return createLinuxPower({ runner, suppliesFolder });
    case 'darwin':
      return createMacosPower(runner);
    case 'win32':
      return createWindowsPower({ runner, environment });
    default:
      return () => Promise.resolve({ battery: null, sleepsWithLid: null });
  }
}
