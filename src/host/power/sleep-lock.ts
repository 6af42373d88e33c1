/** Asks the system not to sleep, by a program of its own that does so while it runs, and ends with the host. */
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { win32 } from 'node:path';

/** `spawn` of node:child_process, as far as it is used. */
export type Spawn = (
  file: string,
  args: readonly string[],
  options: SpawnOptions,
) => Pick<ChildProcess, 'on' | 'kill' | 'stdin' | 'stdout' | 'stderr'>;

/** `held`: the system does not sleep by itself. `refused`: it may. `none`: not asked, or nothing there would let it sleep. */
export type LockState = 'none' | 'held' | 'refused';

export interface SleepLock {
  readonly state: LockState;
  /** Whether closing the lid does nothing while the lock is held. */
  readonly coversLid: boolean;
  hold(): void;
  release(): void;
}

export interface SleepLockOptions {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly spawn: Spawn;
  /** Whether the desktop app keeps the laptop awake already. It cannot keep the lid from putting it to sleep. */
  readonly isKeptAwake: boolean;
  readonly onChange: () => void;
}

interface Locker {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly coversLid: boolean;
}

export function createSleepLock(options: SleepLockOptions): SleepLock {
  const locker = lockerOf(options);
  let state: LockState = 'none';
  let child: ReturnType<Spawn> | null = null;
  const become = (next: LockState) => {
    if (state === next) return;
    state = next;
    options.onChange();
  };

  const start = ({ file, args, environment }: Locker) => {
    const stdio = ['pipe', 'pipe', 'pipe'] as const;
    const started = options.spawn(file, args, { env: environment, stdio: [...stdio], windowsHide: true });
    child = started;
    let said = '';
    const ended = (isThere: boolean) => {
      if (child !== started) return;
      child = null;
      become(isThere && isRefusal(options.platform, said) ? 'refused' : 'none');
    };
    // Whoever ends at once no longer reads.
    started.stdin?.on('error', () => ended(true));
    started.stderr?.on('data', (data: Buffer) => (said += data.toString('latin1')));
    started.stdout?.on('data', () => child === started && become('held'));
    started.on('error', () => ended(false));
    started.on('exit', () => ended(true));
  };

  return {
    get state() {
      return state;
    },
    get coversLid() {
      return state === 'held' && locker?.coversLid === true;
    },
    hold() {
      if (child === null && locker !== null) start(locker);
    },
    release() {
      const held = child;
      child = null;
      held?.stdin?.end();
      held?.kill();
      become('none');
    },
  };
}

/** Without logind, nothing puts a Linux computer to sleep. Elsewhere the program is always there. */
function isRefusal(platform: NodeJS.Platform, said: string): boolean {
  return platform !== 'linux' || /denied|authentication|not authorized/i.test(said);
}

/** Says so once it holds the lock, and ends with its input. */
const WAIT = 'echo held && exec cat > /dev/null';

/** The state lasts as long as the thread that asked for it: ES_CONTINUOUS and ES_SYSTEM_REQUIRED. */
const WINDOWS_SCRIPT = `$ErrorActionPreference = 'Stop'
$power = Add-Type -Name Power -Namespace TradingGameNight -PassThru -MemberDefinition '[DllImport("kernel32.dll")] public static extern uint SetThreadExecutionState(uint flags);'
if ($power::SetThreadExecutionState(2147483649) -eq 0) { exit 1 }
'held'
[Console]::In.ReadToEnd() | Out-Null`;

function lockerOf({ platform, environment, isKeptAwake }: SleepLockOptions): Locker | null {
  switch (platform) {
    case 'linux':
      return {
        file: 'systemd-inhibit',
        args: [
          '--what=idle:handle-lid-switch',
          '--who=Trading Game Night',
          '--why=A game is running',
          '--mode=block',
          'sh',
          '-c',
          WAIT,
        ],
        environment: { ...environment, LC_ALL: 'C', LANGUAGE: 'C' },
        coversLid: true,
      };
    case 'darwin':
      if (isKeptAwake) return null;
      return { file: '/usr/bin/caffeinate', args: ['-i', 'sh', '-c', WAIT], environment, coversLid: false };
    case 'win32':
      if (isKeptAwake) return null;
      return {
        file: win32.join(
          environment['SystemRoot'] ?? 'C:\\Windows',
          'System32',
          'WindowsPowerShell',
          'v1.0',
          'powershell.exe',
        ),
        args: ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_SCRIPT],
        environment,
        coversLid: false,
      };
    default:
      return null;
  }
}
