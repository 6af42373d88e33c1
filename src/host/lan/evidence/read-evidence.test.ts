import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../storage/events.fixtures.ts';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import { interfacesOf } from '../laptops.fixtures.ts';
import { rankAddresses } from '../rank-addresses.ts';
import { COMMAND_LIMIT_MS, createEvidenceReader, type RunCommand } from './read-evidence.ts';

type Callback = Parameters<RunCommand>[3];
type Behaviour = string | Error | ((callback: Callback) => void);

const MISSING = Object.assign(new Error('spawn nmcli ENOENT'), { code: 'ENOENT' });
const HANGS: Behaviour = () => undefined;
const THROWS: Behaviour = () => {
  throw new Error('spawn EPERM');
};

const REPORT = JSON.stringify({
  adapters: [{ Name: 'Ethernet 3', InterfaceDescription: 'TAP-Windows Adapter V9', InterfaceType: 6 }],
});
const WLAN = `
    Name        : Wi-Fi
    Description : Intel
    GUID        : 8f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8
`;

/** By the end of the command's path and its arguments. */
type Behaviours = readonly (readonly [command: RegExp, behaviour: Behaviour])[];

const SYSTEMS: Readonly<Record<'linux' | 'darwin' | 'win32', Behaviours>> = {
  linux: [
    [/^ip -4/, 'default via 192.168.1.1 dev wlan0 \n'],
    [/^ip -6/, ''],
    [/^iw dev/, '\tInterface ap0\n\t\ttype AP\n'],
    [/^nmcli .* device show/, 'GENERAL.DEVICE:home\nGENERAL.TYPE:wireguard\n'],
    [/^nmcli .* device wifi/, 'yes:wlan0:Hall\n'],
  ],
  darwin: [
    [/^\/sbin\/ifconfig -a/, 'bridge100: flags=8a63<UP> mtu 1500\n\tmember: ap1 flags=3<LEARNING>\n'],
    [/networksetup -list/, 'Hardware Port: Wi-Fi\nDevice: en0\nEthernet Address: x\n'],
    [/netstat -rn/, 'default 192.168.1.1 UGScg en0\n'],
    [/ipconfig getsummary en0/, '  SSID : Hall\n'],
  ],
  win32: [
    [/powershell\.exe -NoProfile/, REPORT],
    [/netsh\.exe wlan/, WLAN],
    [/ROUTE\.EXE print/, ' 0.0.0.0 0.0.0.0 192.168.1.1 192.168.1.5 35\n'],
  ],
};
const LAPTOP = interfacesOf({ 'Wi-Fi': '192.168.1.5', 'Ethernet 3': '192.168.99.6' });

const EXPECTED = {
  linux: { wlan0: { hasGateway: true, ssid: 'Hall' }, ap0: { kind: 'hotspot' }, home: { kind: 'tunnel' } },
  darwin: { bridge100: { kind: 'hotspot' }, en0: { kind: 'wifi', hasGateway: true, ssid: 'Hall' } },
  win32: { 'Ethernet 3': { kind: 'tunnel' }, 'Wi-Fi': { kind: 'wifi', hasGateway: true } },
} as const;

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.dispose());

function scene(platform: NodeJS.Platform, behaviours: Behaviours) {
  const clock = createManualClock();
  const notes: string[] = [];
  const calls: { readonly command: string; readonly options: Parameters<RunCommand>[2] }[] = [];
  const killed: unknown[] = [];
  const children: WeakRef<object>[] = [];
  const read = createEvidenceReader({
    platform,
    environment: { PATH: '/usr/bin', SystemRoot: 'D:\\Win' },
    clock,
    note: (line) => notes.push(line),
    sysfsRoot: folder.path,
    run(file, args, options, callback) {
      const command = [file, ...args].join(' ');
      calls.push({ command, options });
      const behaviour = behaviours.find(([pattern]) => pattern.test(command))?.[1] ?? MISSING;
      if (typeof behaviour === 'function') behaviour(callback);
      else if (typeof behaviour === 'string') callback(null, behaviour, '');
      else callback(behaviour, '', '');
      const child = { kill: (signal?: number | NodeJS.Signals) => killed.push(signal) > 0 };
      children.push(new WeakRef(child));
      return child;
    },
  });
  const ask = async (signal = new AbortController().signal) => Object.fromEntries(await read(LAPTOP, signal));
  return { clock, notes, calls, killed, children, ask };
}

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

describe.each(PLATFORMS)('on %s, what the system tells', (platform) => {
  const behaviours = SYSTEMS[platform];

  it('is gathered from all its commands', async () => {
    const { ask, notes } = scene(platform, behaviours);
    expect(await ask()).toEqual(EXPECTED[platform]);
    expect(notes).toEqual([]);
  });

  const broken = behaviours.flatMap(([pattern], index) =>
    (
      [
        ['is missing', MISSING],
        ['cannot be started', THROWS],
        ['prints nonsense', '\u0000{"adapters":GENERAL.DEVICE:default dev Interface\n::'],
        ['prints nothing', ''],
        ['prints far too much', Object.assign(new Error('stdout maxBuffer length exceeded'), { code: 'X' })],
        ['hangs', HANGS],
      ] as const
    ).map(([what, behaviour]) => ({ command: pattern.source, what, index, behaviour })),
  );

  it.each(broken)('is the same but for what $command tells, if that $what', async ({ index, behaviour }) => {
    const changed = behaviours.map(
      ([pattern, good], at) => [pattern, at === index ? behaviour : good] as const,
    );
    const { ask, clock } = scene(platform, changed);
    const asked = ask();
    if (behaviour === HANGS) clock.advance(COMMAND_LIMIT_MS);
    const without = await scene(
      platform,
      behaviours.filter((_each, at) => at !== index),
    ).ask();
    expect(await asked).toEqual(without);
  });

  it('is nothing where every command hangs: after 8 s the question is over', async () => {
    const { ask, clock, notes, calls, killed } = scene(platform, [[/./, HANGS]]);
    const asked = ask();
    clock.advance(COMMAND_LIMIT_MS);
    expect(await asked).toEqual({});
    expect(killed).toEqual(calls.map(() => 'SIGKILL'));
    expect(new Set(notes).size).toBe(calls.length);
    expect(notes.every((line) => line.endsWith('it took more than 8 s'))).toBe(true);
  });
});

describe('asking the system', () => {
  it('notes once why a command tells nothing', async () => {
    const { ask, notes } = scene('linux', [
      [/^(ip|iw) /, ''],
      [/^nmcli/, MISSING],
    ]);
    await ask();
    await ask();
    expect(notes).toEqual(
      ['-t', '-g'].map((first) => `nmcli ${first} tells nothing about the network: spawn nmcli ENOENT`),
    );
  });

  it('ends, and notes nothing, when it is no longer wanted', async () => {
    const { ask, notes } = scene('linux', [[/./, HANGS]]);
    const closing = new AbortController();
    const asked = ask(closing.signal);
    closing.abort();
    expect(await asked).toEqual({});
    expect(notes).toEqual([]);
  });

  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;

  it('keeps nothing of a command that has ended, however long the host goes on', async () => {
    const { ask, children } = scene('linux', [[/./, 'nothing']]);
    const closing = new AbortController();
    for (let times = 0; times < 3; times += 1) await ask(closing.signal);
    expect(getEventListeners(closing.signal, 'abort')).toEqual([]);
    await vi.waitFor(() => {
      collect();
      expect(children.filter((child) => child.deref() !== undefined)).toEqual([]);
    });
    expect(children.length).toBeGreaterThan(3);
  });

  it("finds Windows' programs in its own folder, and leaves its environment alone", async () => {
    const { ask, calls } = scene('win32', SYSTEMS.win32);
    await ask();
    expect(calls.every(({ command }) => command.startsWith('D:\\Win\\System32\\'))).toBe(true);
    expect(calls[0]?.options.env).toEqual({ PATH: '/usr/bin', SystemRoot: 'D:\\Win' });
    expect(calls[0]?.options).toMatchObject({ windowsHide: true });
  });

  it('asks nothing of a system that it does not know', async () => {
    const { ask, calls } = scene('freebsd', []);
    expect(await ask()).toEqual({});
    expect(calls).toEqual([]);
  });

  it("on Linux reads the kernel's files, which know a driver better than NetworkManager", async () => {
    mkdirSync(join(folder.path, 'Wi-Fi'));
    writeFileSync(join(folder.path, 'Wi-Fi/uevent'), 'DEVTYPE=wwan\n');
    const { ask } = scene('linux', [[/^nmcli/, 'GENERAL.DEVICE:Wi-Fi\nGENERAL.TYPE:wifi\n']]);
    expect(await ask()).toEqual({ 'Wi-Fi': { kind: 'mobile' } });
  });

  it('believes whoever says that a card is a hotspot', async () => {
    mkdirSync(join(folder.path, 'Wi-Fi'));
    writeFileSync(join(folder.path, 'Wi-Fi/uevent'), 'DEVTYPE=wlan\n');
    const { ask } = scene('linux', [
      [/^ip -4/, 'default via 10.0.0.1 dev Wi-Fi \n'],
      [/^iw/, 'Interface Wi-Fi\n\ttype AP\n'],
    ]);
    expect(await ask()).toEqual({ 'Wi-Fi': { kind: 'hotspot', hasGateway: true } });
  });

  it('is over on the real system, and a program that ignores the end is killed', async () => {
    const clock = createManualClock();
    const started: (number | undefined)[] = [];
    const exits: Promise<unknown>[] = [];
    const run: RunCommand = (_file, _args, options, callback) => {
      const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
      const child = execFile(process.execPath, ['-e', script], options, callback);
      started.push(child.pid);
      exits.push(new Promise((resolve) => void child.on('exit', (_code, signal) => resolve(signal))));
      return child;
    };
    const read = createEvidenceReader({
      platform: 'linux',
      environment: process.env,
      clock,
      note: () => {},
      sysfsRoot: folder.path,
      run,
    });
    const asked = read(LAPTOP, new AbortController().signal);
    clock.advance(COMMAND_LIMIT_MS);
    expect((await asked).size).toBe(0);
    expect(new Set(await Promise.all(exits))).toEqual(new Set(['SIGKILL']));
    expect(started.length).toBe(5);
  });

  it('never loses an address of this very system', async () => {
    const read = createEvidenceReader({
      platform: process.platform,
      environment: process.env,
      clock: createManualClock(),
      note: () => {},
      sysfsRoot: '/sys/class/net',
      run: execFile,
    });
    const interfaces = networkInterfaces();
    const evidence = await read(interfaces, new AbortController().signal);
    expect(rankAddresses(interfaces, evidence).length).toBe(rankAddresses(interfaces, new Map()).length);
  });
});
