/** Reads what macOS tells about the battery. Its program speaks English on every Mac. */
import type { Command, CommandRunner } from '../lan/firewall/run-command.ts';
import type { Battery, ReadPower } from './power-reading.ts';

/** A Mac with a battery has a lid, and sleeps when it is closed, whatever programs ask for. */
export function createMacosPower(runner: CommandRunner): ReadPower {
  return async (signal) => {
    const read = await runner.run(BATTERY, signal);
    const battery = read.isRead ? read.answer.battery : null;
    return { battery, sleepsWithLid: battery === null ? null : true };
  };
}

const BATTERY: Command<{ readonly battery: Battery | null }> = {
  file: '/usr/bin/pmset',
  args: ['-g', 'batt'],
  read: ({ stdout }) => readPmset(stdout),
};

/** Null: it makes no sense. Other batteries listed there are those of a UPS. */
export function readPmset(output: string): { readonly battery: Battery | null } | null {
  const source = /^Now drawing from '([^']+)'/m.exec(output)?.[1];
  if (source === undefined) return null;
  const line = /^\s*-InternalBattery-\d+.*?\s(\d{1,3})%;\s*([^;]*);?/m.exec(output);
  if (line === null) return { battery: null };
  const percent = Number(line[1]);
  if (percent > 100) return null;
  // "AC attached; not charging" is neither.
  return {
    battery: { percent, isDischarging: line[2]?.trim() === 'discharging' || source === 'Battery Power' },
  };
}
