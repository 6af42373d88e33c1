/** What systems tell about their power, read as on them; no program of theirs is run, so the tests pass everywhere. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakePrograms, fakeExecFile } from '../lan/firewall/exec-file.fake.ts';
import { COMMAND_LIMIT_MS } from '../lan/firewall/run-command.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { type PowerSupply, readBattery, readLidSwitch } from './linux.ts';
import { readPmset } from './macos.ts';
import { createPowerReader } from './power-access.ts';
import { LIDS, PMSET, SUPPLIES, WIN32_BATTERIES } from './power.fixtures.ts';
import { readBatteries, readLidAction } from './windows.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

/** Writes power supplies as Linux shows them. */
function suppliesFolder(supplies: Readonly<Record<string, PowerSupply>>): string {
  for (const [name, files] of Object.entries(supplies)) {
    mkdirSync(join(folder.path, name));
    for (const [file, text] of Object.entries(files))
      writeFileSync(join(folder.path, name, file), `${text}\n`);
  }
  return folder.path;
}

function read(platform: NodeJS.Platform, programs: FakePrograms, supplies: Record<string, PowerSupply> = {}) {
  const clock = createManualClock();
  const { execFile, calls } = fakeExecFile(programs);
  const readPower = createPowerReader({
    platform,
    environment: { SystemRoot: 'D:\\Win' },
    execFile,
    clock,
    suppliesFolder: suppliesFolder(supplies),
  });
  const reading = readPower(new AbortController().signal);
  // Programs that answer do so at once.
  setImmediate(() => clock.advance(COMMAND_LIMIT_MS));
  return { reading, calls };
}

describe('Linux', () => {
  it.each(Object.entries(SUPPLIES))('reads %s', (_, { supplies, battery }) => {
    expect(readBattery(Object.values(supplies))).toEqual(battery);
  });

  it.each([
    ['s "suspend"\n', true],
    ['s "hibernate"\n', true],
    ['s "suspend-then-hibernate"\n', true],
    ['s "poweroff"\n', true],
    ['s "ignore"\n', false],
    ['s "lock"\n', false],
  ])('reads of the lid %j', (output, sleeps) => {
    expect(readLidSwitch(output)).toEqual({ sleeps });
  });

  it('reads both from the system', async () => {
    const { supplies, battery } = SUPPLIES['a laptop that runs on its battery'];
    const { reading, calls } = read('linux', { busctl: { stdout: 's "suspend"\n' } }, supplies);
    expect(await reading).toEqual({ battery, sleepsWithLid: true });
    expect(calls.map(([file]) => file)).toEqual(['busctl']);
  });

  it('asks nothing about the lid of a computer without a battery, or without the folder', async () => {
    const { reading, calls } = read('linux', { busctl: { stdout: 's "suspend"\n' } });
    expect(await reading).toEqual({ battery: null, sleepsWithLid: null });
    expect(calls).toEqual([]);
  });
});

describe('macOS', () => {
  it.each(Object.entries(PMSET))('reads %s', (_, { output, battery }) => {
    expect(readPmset(output)).toEqual({ battery });
  });

  it('takes every Mac with a battery for one that sleeps with its lid closed', async () => {
    const { output, battery } = PMSET['a MacBook that runs on its battery'];
    const { reading } = read('darwin', { pmset: { stdout: output } });
    expect(await reading).toEqual({ battery, sleepsWithLid: true });
  });
});

describe('Windows', () => {
  it.each(Object.entries(WIN32_BATTERIES))('reads %s', (_, { output, battery }) => {
    expect(readBatteries(output)).toEqual({ battery });
  });

  it.each(Object.entries(LIDS))('reads the lid of %s', (_, { output, lid }) => {
    expect(readLidAction(output)).toEqual(lid);
  });

  it('tells what the lid does on the mains and on the battery apart', async () => {
    const lid = {
      'powercfg.exe': { stdout: LIDS['Windows 11 in German, asleep on the battery alone'].output },
    };
    const powershell = (status: number) => ({
      'powershell.exe': { stdout: `[{"EstimatedChargeRemaining":50,"BatteryStatus":${status}}]` },
    });
    const onBattery = read('win32', { ...lid, ...powershell(1) });
    expect((await onBattery.reading).sleepsWithLid).toBe(true);
    expect(onBattery.calls.map(([file]) => file)).toEqual([
      'D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      'D:\\Win\\System32\\powercfg.exe',
    ]);
    folder.dispose();
    folder = temporaryFolder();
    expect((await read('win32', { ...lid, ...powershell(2) }).reading).sleepsWithLid).toBe(false);
  });
});

const PROGRAMS = { linux: ['busctl'], darwin: ['pmset'], win32: ['powershell.exe', 'powercfg.exe'] } as const;

describe.each(Object.entries(PROGRAMS))('on %s, a program', (platform, programs) => {
  it.each([
    ['is missing', { code: 'ENOENT' }],
    ['may not be run', { code: 'EACCES' }],
    ['hangs', 'hangs'],
    ['prints nonsense', { stdout: '<html>Zugriff verweigert</html>' }],
    ['prints nothing', { stdout: '' }],
    ['fails', { exitCode: 1, stderr: 'Failed to connect to bus: No such file or directory\n' }],
  ] as const)('that %s costs what it alone tells', async (_, output) => {
    const broken = Object.fromEntries(programs.map((program) => [program, output]));
    const { supplies, battery } = SUPPLIES['a laptop that runs on its battery'];
    const { reading } = read(platform as NodeJS.Platform, broken, platform === 'linux' ? supplies : {});
    expect(await reading).toEqual({ battery: platform === 'linux' ? battery : null, sleepsWithLid: null });
  });
});

it('readers make sense of anything, or nothing', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.dictionary(fc.constantFrom('type', 'status', 'capacity', 'energy_now'), fc.string()),
      (text, supply) => {
        expect(() => [readPmset(text), readLidSwitch(text), readLidAction(text)]).not.toThrow();
        const battery = readBattery([{ ...supply, type: 'Battery' }]);
        expect(battery === null || (battery.percent >= 0 && battery.percent <= 100)).toBe(true);
      },
    ),
  );
});
