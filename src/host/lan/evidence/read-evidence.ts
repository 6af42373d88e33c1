/** Asks the system about its network interfaces. A command that is missing, hangs or prints nonsense costs its own findings alone. */
import {
  type ChildProcess,
  execFile,
  type ExecFileException,
  type ExecFileOptionsWithStringEncoding,
} from 'node:child_process';
import { win32 } from 'node:path';
import type { Clock } from '../../time/clock.ts';
import type { Interfaces } from '../addresses.ts';
import { type Finding, mergeFindings, type ReadEvidence } from '../network-evidence.ts';
import { readIpRoutes, readIwDevices, readNmcliDevices, readNmcliNetworks, readSysfs } from './linux.ts';
import { readBridges, readHardwarePorts, readIpconfigSummary, readNetstatRoutes } from './macos.ts';
import { ADAPTER_SCRIPT, readAdapters, readRoutePrint, readWlanInterfaces } from './windows.ts';

/** A PowerShell that starts cold on an old laptop takes some seconds. */
export const COMMAND_LIMIT_MS = 8_000;
const MAX_OUTPUT_BYTES = 1_000_000;

type RunOptions = ExecFileOptionsWithStringEncoding;

/** `execFile` of node:child_process, as far as it is used. */
export type RunCommand = (
  file: string,
  args: readonly string[],
  options: RunOptions,
  callback: (error: ExecFileException | null, stdout: string, stderr: string) => void,
) => Pick<ChildProcess, 'kill'>;

export interface EvidenceOptions {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly run: RunCommand;
  readonly clock: Pick<Clock, 'after'>;
  /** Receives, once for each command, why it told nothing. */
  readonly note: (line: string) => void;
  /** /sys/class/net */
  readonly sysfsRoot: string;
}

interface EvidenceCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** May throw where the output makes no sense. */
  readonly read: (output: string, interfaces: Interfaces) => readonly Finding[];
}

/** The real system. */
export function systemEvidence(options: Pick<EvidenceOptions, 'clock' | 'note'>): ReadEvidence {
  return createEvidenceReader({
    ...options,
    platform: process.platform,
    environment: process.env,
    run: execFile,
    sysfsRoot: '/sys/class/net',
  });
}

export function createEvidenceReader(options: EvidenceOptions): ReadEvidence {
  const { platform, environment, run, clock, sysfsRoot } = options;
  const commands = commandsOf(platform, environment);
  const runOptions = optionsFor(platform, environment);
  const noted = new Set<string>();
  const note = (command: string, reason: string) => {
    if (!noted.has(command)) options.note(`${command} tells nothing about the network: ${reason}`);
    noted.add(command);
  };

  const ask = ({ file, args, read }: EvidenceCommand, interfaces: Interfaces, limit: TimeLimit) =>
    new Promise<readonly Finding[]>((resolve) => {
      const command = `${file} ${args[0] ?? ''}`;
      const fail = (reason: string) => {
        if (!limit.isClosing()) note(command, limit.signal.aborted ? TOO_SLOW : reason);
        resolve([]);
      };
      try {
        const child = run(file, args, runOptions, (error, output) => {
          if (error !== null) return fail(error.message.split('\n')[0] ?? '');
          resolve(readSafely(() => read(output, interfaces), fail));
        });
        const end = () => {
          fail(TOO_SLOW);
          // The option `signal` of execFile would only ask the program to end.
          child.kill('SIGKILL');
        };
        limit.signal.addEventListener('abort', end, { once: true });
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        fail(error.message);
      }
    });

  return async (interfaces, signal) => {
    const limit = new AbortController();
    const end = () => limit.abort();
    const cancel = clock.after(COMMAND_LIMIT_MS, end);
    // By hand: what `AbortSignal.any` makes is kept for as long as somebody listens to it, which is for ever here.
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const timeLimit = { signal: limit.signal, isClosing: () => signal.aborted };
    const files = platform === 'linux' ? readSysfs(sysfsRoot, Object.keys(interfaces)) : [];
    try {
      const answers = await Promise.all(commands.map((command) => ask(command, interfaces, timeLimit)));
      return mergeFindings([...files, ...answers.flat()]);
    } finally {
      cancel();
      signal.removeEventListener('abort', end);
    }
  };
}

interface TimeLimit {
  readonly signal: AbortSignal;
  /** True: nobody wants the answer any more. */
  readonly isClosing: () => boolean;
}

const TOO_SLOW = `it took more than ${COMMAND_LIMIT_MS / 1_000} s`;

function readSafely(read: () => readonly Finding[], fail: (reason: string) => void): readonly Finding[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    fail(error.message);
    return [];
  }
}

function optionsFor(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): RunOptions {
  // `iw` is in a folder that is not on everybody's path; words in one language are enough.
  const posix = { ...environment, LC_ALL: 'C', PATH: `${environment['PATH'] ?? ''}:/usr/sbin:/sbin` };
  return {
    encoding: 'utf8',
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
    env: platform === 'win32' ? environment : posix,
  };
}

/** The surest source first: `mergeFindings()` keeps the first kind. */
function commandsOf(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly EvidenceCommand[] {
  switch (platform) {
    case 'linux':
      return [
        { file: 'ip', args: ['-4', 'route', 'show', 'default'], read: readIpRoutes },
        { file: 'ip', args: ['-6', 'route', 'show', 'default'], read: readIpRoutes },
        { file: 'iw', args: ['dev'], read: readIwDevices },
        { file: 'nmcli', args: ['-t', '-f', NMCLI_FIELDS, 'device', 'show'], read: readNmcliDevices },
        {
          file: 'nmcli',
          args: ['-g', 'ACTIVE,DEVICE,SSID', 'device', 'wifi', 'list', '--rescan', 'no'],
          read: readNmcliNetworks,
        },
      ];
    case 'darwin':
      return [
        { file: '/sbin/ifconfig', args: ['-a'], read: readBridges },
        {
          file: '/usr/sbin/networksetup',
          args: ['-listallhardwareports'],
          read: readHardwarePorts,
        },
        { file: '/usr/sbin/netstat', args: ['-rn'], read: readNetstatRoutes },
        {
          file: '/usr/sbin/ipconfig',
          args: ['getsummary', MAC_WIFI],
          read: (output) => readIpconfigSummary(MAC_WIFI, output),
        },
      ];
    case 'win32':
      return windowsCommands(win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32'));
    default:
      return [];
  }
}

/** The Wi-Fi card of every Mac without a network socket, and of most others. */
const MAC_WIFI = 'en0';
const NMCLI_FIELDS = 'GENERAL.DEVICE,GENERAL.TYPE,IP4.ADDRESS,IP4.GATEWAY';

/** By their whole path: Windows would look in the current folder first. */
function windowsCommands(system32: string): readonly EvidenceCommand[] {
  return [
    {
      file: win32.join(system32, 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
      args: ['-NoProfile', '-NonInteractive', '-Command', ADAPTER_SCRIPT],
      read: readAdapters,
    },
    {
      file: win32.join(system32, 'netsh.exe'),
      args: ['wlan', 'show', 'interfaces'],
      read: readWlanInterfaces,
    },
    { file: win32.join(system32, 'ROUTE.EXE'), args: ['print', '-4'], read: readRoutePrint },
  ];
}
