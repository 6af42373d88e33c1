import type { Environment } from './electron-runtime.ts';
import { hasDisplay } from './has-display.ts';
import type { WindowFailure } from './run-window.ts';

/** What determines on this machine whether a window can open, and explains why it didn't. */
export interface DesktopEnvironment {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly isRoot: boolean;
  /** Electron's program. */
  readonly program: string;
}

const AS_ROOT =
  'Electron refuses to run as root with its sandbox on: start it as an ordinary user, or with --no-sandbox, which is less safe';

/** Why there is no point in trying, as the end of a sentence; null: it may work. */
export function whyNoAttempt(
  { platform, env, isRoot }: Omit<DesktopEnvironment, 'program'>,
  args: readonly string[],
): string | null {
  if (!hasDisplay(platform, env)) return 'there is no display';
  if (platform === 'linux' && isRoot && !args.includes('--no-sandbox')) return AS_ROOT;
  return null;
}

/** The warning for root with `--no-sandbox`; null if it does not apply. */
export function rootWarning(
  { platform, isRoot }: DesktopEnvironment,
  args: readonly string[],
): string | null {
  if (platform !== 'linux' || !isRoot || !args.includes('--no-sandbox')) return null;
  return 'Running as root without a sandbox: a page in the window could do anything on this computer. It is safer to start it as an ordinary user.';
}

/** Why the window failed and what would probably help, as the end of a sentence: "this system is too old for it (...)". */
export function explainFailure(failure: WindowFailure, desktop: DesktopEnvironment): string {
  for (const { pattern, explain } of SYMPTOMS) {
    const found = pattern.exec(failure.stderr);
    if (found !== null) return explain(desktop, found[1] ?? '');
  }
  if (failure.wasReady) return `it crashed (${describeExit(failure)})`;
  if (failure.hasTimedOut) return 'it did not open in time';
  return `it closed before it was ready (${describeExit(failure)}${remedyFor(failure, desktop)})`;
}

interface Symptom {
  readonly pattern: RegExp;
  readonly explain: (desktop: DesktopEnvironment, found: string) => string;
}

/** What Chromium, the dynamic linker and the display servers write, the most specific first. */
const SYMPTOMS: readonly Symptom[] = [
  { pattern: /Running as root without --no-sandbox/, explain: () => AS_ROOT },
  {
    pattern: /No usable sandbox|SUID sandbox helper|setuid sandbox|Failed to move to new namespace|userns/i,
    explain: ({ program }) =>
      `this Linux system does not allow Electron's sandbox (install the deb package, or run: sudo chown root:root ${sandboxOf(program)} && sudo chmod 4755 ${sandboxOf(program)})`,
  },
  {
    pattern: /error while loading shared libraries: ([^:\s]+)/,
    explain: (_desktop, library) => `${library} is missing (install the package that contains it)`,
  },
  {
    pattern: /version [`'"]?(GLIBC(?:XX)?_[\d.]+)['"]? not found/,
    explain: (_desktop, version) => `this system is too old for it (${version} is missing)`,
  },
  {
    pattern:
      /Missing X server|cannot open display|Unable to open X display|No protocol specified|Authorization required|Failed to connect to Wayland|platform failed to initialize/i,
    explain: ({ env }) =>
      `the display ${env['WAYLAND_DISPLAY'] || env['DISPLAY'] || ''} does not answer (start it from a terminal on this computer's own screen)`,
  },
  {
    pattern: /GPU process isn't usable/,
    explain: () => 'its graphics do not work (--disable-gpu-sandbox or a newer driver may help)',
  },
  {
    pattern: /No space left on device|ENOSPC/,
    explain: () => 'the disk is full (free some space)',
  },
];

/** The sandbox helper lies beside the program. */
function sandboxOf(program: string): string {
  return program.replace(/[^/]*$/, 'chrome-sandbox');
}

function describeExit({ code, signal }: WindowFailure): string {
  if (signal !== null) return signal;
  return typeof code === 'string' ? code : `exit code ${String(code)}`;
}

const DLL_MISSING = 0xc0000135;

function remedyFor({ code, signal }: WindowFailure, { platform }: DesktopEnvironment): string {
  if (code === 'EACCES' || code === 'EPERM')
    return ': this system does not let programs run from that folder';
  if (code === 'ENOENT') return ': the file is missing, run npm ci again';
  if (code === 'ENOEXEC') return ': it was built for another kind of processor';
  if (code === DLL_MISSING) return ': a part of Windows is missing, install its updates';
  if (signal === 'SIGKILL' && platform === 'darwin')
    return ': macOS blocked it, see Privacy & Security in System Settings';
  return '';
}
