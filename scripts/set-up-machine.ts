import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { binScript } from './bin-script.ts';
import { findBrowser, whereBrowserIs } from './find-browser.ts';
import { missingTools } from './find-tool.ts';
import { type Machine, thisMachine } from './machine.ts';
import { runOrExit } from './run-or-exit.ts';

const ROOT = join(import.meta.dirname, '..');

/** Installs a package of Debian's; null where that went well, else apt's complaint. */
type Install = (name: string) => string | null;

const PATIENCE = ['--option', 'DPkg::Lock::Timeout=120'];

/** Debian's installer, which fetches its lists once, when the first package is asked for. */
function aptOf(machine: Machine): Install {
  let isFresh = false;
  return (name) => {
    if (!isFresh) machine.run('apt-get', ['update', ...PATIENCE]);
    isFresh = true;
    const args = ['install', '--yes', '--no-install-recommends', ...PATIENCE, name];
    const { ok, output } = machine.run('apt-get', args);
    return ok ? null : (/^E: (?<complaint>.+)$/m.exec(output)?.groups?.['complaint'] ?? 'apt-get failed');
  };
}

/** Playwright's own browser, else Debian's. */
function installBrowser(machine: Machine, playwrightPath: string, apt: Install | null): void {
  const isThere = () => whereBrowserIs(machine, playwrightPath) !== undefined;
  if (isThere()) return;
  machine.run(process.execPath, [binScript(ROOT, 'playwright'), 'install', '--only-shell', 'chromium']);
  if (!isThere()) apt?.('chromium-headless-shell');
}

function installTools(machine: Machine, apt: Install, say: (line: string) => void): void {
  for (const tool of missingTools(machine)) {
    const complaint = apt(tool.package);
    if (complaint === null) say(`Installed ${tool.package}.`);
    else say(`NOT INSTALLED: ${tool.package} (${complaint}). Not tested: ${tool.untested}.`);
  }
}

/**
 * Installs what tests want and this machine lacks: a browser anywhere; on Debian, as root and with `CI` set, the tools of
 * the optional suites as well. One that cannot be had costs a line. Servers are neither started nor stopped.
 * @throws one sentence that says what to install when there is no browser.
 */
export function setUpMachine(machine: Machine, playwrightPath: string, say: (line: string) => void): void {
  const apt = machine.isRoot && machine.exists('/etc/debian_version') ? aptOf(machine) : null;
  if (apt !== null && (machine.env['CI'] ?? '') !== '') installTools(machine, apt, say);
  installBrowser(machine, playwrightPath, apt);
  findBrowser(machine, playwrightPath);
}

if (import.meta.main)
  await runOrExit(() => setUpMachine(thisMachine, chromium.executablePath(), (line) => console.log(line)));
