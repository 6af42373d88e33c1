/** Reads what Linux tells about the battery (/sys/class/power_supply) and the lid (logind, by busctl). */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, CommandRunner } from '../lan/firewall/run-command.ts';
import type { Battery, ReadPower } from './power-reading.ts';

/** The files of one power supply by their names; of these: `type`, `scope`, `status`, `capacity`, `energy_now`... */
export type PowerSupply = Readonly<Record<string, string>>;

export interface LinuxPowerOptions {
  readonly runner: CommandRunner;
  /** /sys/class/power_supply */
  readonly suppliesFolder: string;
}

export function createLinuxPower({ runner, suppliesFolder }: LinuxPowerOptions): ReadPower {
  return async (signal) => {
    const battery = readBattery(readSupplies(suppliesFolder));
    if (battery === null) return { battery, sleepsWithLid: null };
    const lid = await runner.run(LID, signal);
    return { battery, sleepsWithLid: lid.isRead ? lid.answer.sleeps : null };
  };
}

const FILES = [
  'type',
  'scope',
  'status',
  'capacity',
  'energy_now',
  'energy_full',
  'charge_now',
  'charge_full',
];

/** Empty where there is no such folder. What cannot be read is left out. */
function readSupplies(folder: string): readonly PowerSupply[] {
  const names = attempt(() => readdirSync(folder)) ?? [];
  return names.map((name) =>
    Object.fromEntries(
      FILES.flatMap((file) => {
        const path = join(folder, name, file);
        const text = attempt(() => (lstatSync(path).isFile() ? readFileSync(path, 'utf8') : null)) ?? null;
        return text === null ? [] : [[file, text.trim()]];
      }),
    ),
  );
}

/** A battery may vanish while it is read, and some drivers refuse. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** The laptop's batteries as one; those of mice and headsets have the scope "Device". Null: there is none. */
export function readBattery(supplies: readonly PowerSupply[]): Battery | null {
  const batteries = supplies.filter(({ type, scope }) => type === 'Battery' && scope !== 'Device');
  const percents = batteries.flatMap((each) => numberIn(each['capacity'], 100) ?? []);
  if (percents.length === 0) return null;
  const [now, full] = [sumOf(batteries, 'now'), sumOf(batteries, 'full')];
  const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length;
  // Of two batteries, the small one may be empty while the large one is full.
  const isWeighed = batteries.length > 1 && now !== null && full !== null && full > 0 && now <= full;
  return {
    percent: Math.round(isWeighed ? (100 * now) / full : mean),
    isDischarging: batteries.some(({ status }) => status === 'Discharging'),
  };
}

/** Null unless all batteries tell it, in one unit. */
function sumOf(batteries: readonly PowerSupply[], which: 'now' | 'full'): number | null {
  for (const unit of ['energy', 'charge']) {
    const amounts = batteries.map((each) => numberIn(each[`${unit}_${which}`], Number.MAX_SAFE_INTEGER));
    if (amounts.every((amount) => amount !== null)) return amounts.reduce((sum, amount) => sum + amount, 0);
  }
  return null;
}

function numberIn(text: string | undefined, most: number): number | null {
  if (text === undefined || !/^\d+$/.test(text)) return null;
  const number = Number(text);
  return number <= most ? number : null;
}

const MANAGER = ['org.freedesktop.login1', '/org/freedesktop/login1', 'org.freedesktop.login1.Manager'];

/** What logind does when the lid is closed. While our lock is held, it does nothing: `SleepLock`. */
const LID: Command<{ readonly sleeps: boolean }> = {
  file: 'busctl',
  args: ['--system', '--no-pager', 'get-property', ...MANAGER, 'HandleLidSwitch'],
  read: ({ stdout }) => readLidSwitch(stdout),
};

const KEEPS_RUNNING = new Set(['ignore', 'lock']);

/** Reads `s "suspend"`. Null: it makes no sense. */
export function readLidSwitch(output: string): { readonly sleeps: boolean } | null {
  const action = /^s "([a-z-]+)"\s*$/.exec(output)?.[1];
  return action === undefined ? null : { sleeps: !KEEPS_RUNNING.has(action) };
}
