/** Reads what Windows tells about the battery (CIM, by PowerShell) and the lid (powercfg). */
import { win32 } from 'node:path';
import Type from 'typebox';
import Value from 'typebox/value';
import type { Command, CommandRunner } from '../lan/firewall/run-command.ts';
import { parseJson } from '../parse-json.ts';
import type { Battery, ReadPower } from './power-reading.ts';

export interface WindowsPowerOptions {
  readonly runner: CommandRunner;
  readonly environment: NodeJS.ProcessEnv;
}

export function createWindowsPower({ runner, environment }: WindowsPowerOptions): ReadPower {
  const system32 = win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32');
  const batteries: Command<{ readonly battery: Battery | null }> = {
    file: win32.join(system32, 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    args: ['-NoProfile', '-NonInteractive', '-Command', BATTERY_SCRIPT],
    read: ({ stdout }) => readBatteries(stdout),
  };
  const lid: Command<LidAction> = {
    file: win32.join(system32, 'powercfg.exe'),
    // Also where the maker of the laptop has hidden the setting.
    args: ['/qh', 'SCHEME_CURRENT', 'SUB_BUTTONS', 'LIDACTION'],
    read: ({ stdout }) => readLidAction(stdout),
  };
  return async (signal) => {
    const [power, action] = await Promise.all([runner.run(batteries, signal), runner.run(lid, signal)]);
    const battery = power.isRead ? power.answer.battery : null;
    // Computers without a battery have the setting, too.
    const sleeps =
      action.isRead && (battery?.isDischarging === true ? action.answer.onBattery : action.answer.onMains);
    return { battery, sleepsWithLid: battery === null || !action.isRead ? null : sleeps };
  };
}

const BATTERY_SCRIPT =
  'ConvertTo-Json -Compress -InputObject @(Get-CimInstance Win32_Battery -ErrorAction Stop | ' +
  'Select-Object EstimatedChargeRemaining, BatteryStatus)';

const Batteries = Type.Array(
  Type.Object({
    EstimatedChargeRemaining: Type.Integer({ minimum: 0 }),
    BatteryStatus: Type.Integer(),
  }),
);

/** `Win32_Battery.BatteryStatus`: discharging, low and critical; with others the mains are there. */
const DISCHARGING = new Set([1, 4, 5]);

/** Null: it makes no sense. */
export function readBatteries(output: string): { readonly battery: Battery | null } | null {
  const read = parseJson(output.replace(/^\uFEFF/, ''));
  if (!Value.Check(Batteries, read)) return null;
  if (read.length === 0) return { battery: null };
  const percents = read.map(({ EstimatedChargeRemaining: percent }) => Math.min(100, percent));
  return {
    battery: {
      percent: Math.round(percents.reduce((sum, percent) => sum + percent, 0) / percents.length),
      isDischarging: read.some(({ BatteryStatus: status }) => DISCHARGING.has(status)),
    },
  };
}

/** Whether closing the lid ends the game. */
export interface LidAction {
  readonly onMains: boolean;
  readonly onBattery: boolean;
}

const LID_ACTION = '5ca83367-6e45-459f-a27b-476b1d01c936';

/** In every language, the last two numbers are what is chosen on the mains and on the battery; 0 does nothing. Null: no sense. */
export function readLidAction(output: string): LidAction | null {
  const [, section] = output.split(LID_ACTION);
  const [onMains, onBattery] = [...(section ?? '').matchAll(/0x([0-9a-f]{8})/g)]
    .slice(-2)
    .map(([, hex]) => Number.parseInt(hex ?? '', 16));
  if (onMains === undefined || onBattery === undefined) return null;
  return { onMains: onMains !== 0, onBattery: onBattery !== 0 };
}
