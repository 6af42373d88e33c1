/** Asks this system's firewall whether phones get in. */
import type { ReadFirewall } from './firewall-reading.ts';
import { createLinuxFirewall } from './linux.ts';
import { createMacosFirewall } from './macos.ts';
import { type CommandRunnerOptions, createCommandRunner } from './run-command.ts';
import { createWindowsFirewall } from './windows.ts';

export interface FirewallReaderOptions extends CommandRunnerOptions {
  readonly platform: NodeJS.Platform;
  /** The program that listens: `process.execPath`. */
  readonly program: string;
  /** Reads a text file; null: it cannot be read. */
  readonly readTextFile: (path: string) => string | null;
}

export function createFirewallReader(options: FirewallReaderOptions): ReadFirewall {
  const { platform, environment, program, readTextFile } = options;
  switch (platform) {
    case 'linux':
      return createLinuxFirewall({
        runner: createCommandRunner({ ...options, environment: inEnglish(environment) }),
        readTextFile,
      });
    case 'darwin':
      return createMacosFirewall({ runner: createCommandRunner(options), program });
    case 'win32':
      return createWindowsFirewall({ runner: createCommandRunner(options), environment, program });
    default:
      return async () => ({ isOpen: null, causes: [], unread: [] });
  }
}

/** Firewalls are in folders that are not on everybody's path. */
function inEnglish(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, LC_ALL: 'C', LANGUAGE: 'C', PATH: `${environment['PATH'] ?? ''}:/usr/sbin:/sbin` };
}
