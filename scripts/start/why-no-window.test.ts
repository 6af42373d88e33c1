import { describe, expect, it } from 'vitest';
import type { WindowFailure } from './run-window.ts';
import { type DesktopEnvironment, rootWarning, explainFailure, whyNoAttempt } from './why-no-window.ts';

const DESKTOP: DesktopEnvironment = {
  platform: 'linux',
  env: { DISPLAY: ':99' },
  isRoot: false,
  program: '/night/node_modules/electron/dist/electron',
};
const FAILURE: WindowFailure = { code: 1, signal: null, hasTimedOut: false, wasReady: false, stderr: '' };

describe('no window is attempted', () => {
  it.each([
    ['linux', {}, 'there is no display'],
    ['linux', { DISPLAY: '' }, 'there is no display'],
    ['linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }, 'there is no display'],
    ['linux', { DISPLAY: ':0' }, null],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, null],
    ['darwin', {}, null],
    ['win32', {}, null],
  ] as const)('without a display: %s with %j', (platform, env, expected) => {
    expect(whyNoAttempt({ platform, env, isRoot: false }, [])).toBe(expected);
  });

  it('as root on Linux, except with --no-sandbox, which brings a warning', () => {
    const root = { ...DESKTOP, isRoot: true };
    expect(whyNoAttempt(root, ['--port', '0'])).toContain('start it as an ordinary user');
    expect(whyNoAttempt(root, ['--no-sandbox'])).toBeNull();
    expect(rootWarning(root, ['--no-sandbox'])).toContain('It is safer to start it as an ordinary user.');
    expect(rootWarning(DESKTOP, ['--no-sandbox'])).toBeNull();
    expect(rootWarning({ ...root, platform: 'darwin' }, ['--no-sandbox'])).toBeNull();
  });
});

describe('a window that failed', () => {
  it.each([
    [
      "[4127:1126/200102.1:FATAL:sandbox/linux/suid/client/setuid_sandbox_host.cc:163] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I'm aborting now. You need to make sure that /night/node_modules/electron/dist/chrome-sandbox is owned by root and has mode 4755.",
      'sudo chown root:root /night/node_modules/electron/dist/chrome-sandbox && sudo chmod 4755',
    ],
    [
      '[1:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with AppArmor, see https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md.',
      "this Linux system does not allow Electron's sandbox (install the deb package",
    ],
    [
      'Failed to move to new namespace: PID namespaces supported, Network namespace supported, but failed: errno = Operation not permitted',
      "does not allow Electron's sandbox",
    ],
    [
      '[7:FATAL:electron_main_delegate.cc(294)] Running as root without --no-sandbox is not supported. See https://crbug.com/638180.',
      'refuses to run as root',
    ],
    [
      '/night/electron: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory',
      'libnss3.so is missing (install the package that contains it)',
    ],
    [
      "/night/electron: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /night/electron)",
      'too old for it (GLIBC_2.34 is missing)',
    ],
    [
      '[9:ERROR:ui/ozone/platform/x11/ozone_platform_x11.cc:249] Missing X server or $DISPLAY',
      'the display :99 does not answer',
    ],
    ['[9:ERROR] The platform failed to initialize.  Exiting.', 'the display :99 does not answer'],
    ['Authorization required, but no authorization protocol specified', 'the display :99 does not answer'],
    ['[3:ERROR] Failed to connect to Wayland display: No such file', 'the display :99 does not answer'],
    [
      "[5:FATAL:gpu_data_manager_impl_private.cc(415)] GPU process isn't usable. Goodbye.",
      'its graphics do not work',
    ],
  ])('says what went wrong: %s', (said, expected) => {
    expect(explainFailure({ ...FAILURE, stderr: `noise\n${said}\nmore noise` }, DESKTOP)).toContain(expected);
  });

  it('names the Wayland display if that was tried', () => {
    const env = { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-1' };
    const stderr = 'Failed to connect to Wayland display';
    expect(explainFailure({ ...FAILURE, stderr }, { ...DESKTOP, env })).toContain('the display wayland-1');
  });

  it.each([
    [{ hasTimedOut: true, signal: 'SIGKILL', code: null }, 'it did not open in time'],
    [{ wasReady: true, signal: 'SIGSEGV', code: null }, 'it crashed (SIGSEGV)'],
    [{ code: 'ENOENT' }, 'it closed before it was ready (ENOENT: the file is missing, run npm ci again)'],
    [{ code: 'EACCES' }, 'does not let programs run from that folder'],
    [{ code: 'ENOEXEC' }, 'for another kind of processor'],
    [{ code: 0xc0000135 }, 'install its updates'],
    [{ code: 7 }, 'it closed before it was ready (exit code 7)'],
    [{ signal: 'SIGABRT', code: null }, 'it closed before it was ready (SIGABRT)'],
  ] satisfies [Partial<WindowFailure>, string][])('otherwise says how it ended: %j', (end, expected) => {
    expect(explainFailure({ ...FAILURE, ...end }, DESKTOP)).toContain(expected);
  });

  it('on macOS says where blocked programs can be allowed', () => {
    const killed = { ...FAILURE, code: null, signal: 'SIGKILL' } as const;
    expect(explainFailure(killed, { ...DESKTOP, platform: 'darwin' })).toContain('Privacy & Security');
  });
});
