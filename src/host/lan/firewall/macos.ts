/** Asks macOS' application firewall whether phones get in. Its program speaks English on every Mac. */
import { cause } from '../doctor/causes.ts';
import type { FirewallReading, ReadFirewall, Unread } from './firewall-reading.ts';
import type { Command, CommandResult, CommandRunner } from './run-command.ts';
import { quoteForShell } from './shell-quote.ts';

export interface MacosOptions {
  readonly runner: CommandRunner;
  /** The program that listens: `process.execPath`. */
  readonly program: string;
}

const SOCKET_FILTER = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/** `on`: some programs are let in. `essential`: nothing is, but what the Mac itself needs. */
export type MacosFirewallState = 'off' | 'on' | 'essential';

/** A program's entry in the list. */
export interface MacosProgram {
  readonly path: string;
  readonly isAllowed: boolean;
}

export function createMacosFirewall({ runner, program }: MacosOptions): ReadFirewall {
  return async (_question, signal) => {
    const [state, blocksAll, programs] = await Promise.all([
      runner.run(STATE, signal),
      runner.run(BLOCK_ALL, signal),
      runner.run(PROGRAMS, signal),
    ]);
    return judge(program, { state, blocksAll, programs });
  };
}

interface Readings {
  readonly state: CommandResult<{ readonly state: MacosFirewallState }>;
  readonly blocksAll: CommandResult<{ readonly blocksAll: boolean }>;
  readonly programs: CommandResult<{ readonly programs: readonly MacosProgram[] }>;
}

function judge(program: string, { state, blocksAll, programs }: Readings): FirewallReading {
  const unread: readonly Unread[] = [state, blocksAll, programs].flatMap((result) =>
    result.isRead ? [] : [{ program: 'socketfilterfw', reason: result.reason }],
  );
  // One line is enough for one program.
  const told = { unread: unread.slice(0, 1) };
  if (state.isRead && state.answer.state === 'off') return { ...told, isOpen: true, causes: [] };
  const isEssential = state.isRead && state.answer.state === 'essential';
  if (isEssential || (blocksAll.isRead && blocksAll.answer.blocksAll)) {
    return {
      ...told,
      isOpen: false,
      causes: [cause('firewall_blocks_all', {}, `sudo ${SOCKET_FILTER} --setblockall off`)],
    };
  }
  const app = appOf(program);
  const quoted = quoteForShell(app);
  const allow = quoted === null ? null : `sudo ${SOCKET_FILTER} --add ${quoted} --unblockapp ${quoted}`;
  const own = programs.isRead
    ? programs.answer.programs.find(({ path }) => path === app || path === program)
    : undefined;
  if (own?.isAllowed === false) {
    return {
      ...told,
      isOpen: false,
      causes: [cause('firewall_blocks_program', { rules: [own.path] }, allow)],
    };
  }
  if (own !== undefined) return { ...told, isOpen: true, causes: [] };
  // Not in the list: signed programs are let in, others once somebody has said yes.
  const firewall = state.isRead ? 'Application Firewall' : null;
  return { ...told, isOpen: null, causes: [cause('firewall_unread', { firewall }, allow)] };
}

/** The app that a program belongs to, which is what the list shows. */
function appOf(program: string): string {
  return /^(?<app>.+?\.app)\/Contents\/MacOS\//.exec(program)?.groups?.['app'] ?? program;
}

/** "Firewall is enabled. (State = 1)". Null: this is something else. */
export function readGlobalState(output: string): MacosFirewallState | null {
  switch (/\(State = (?<state>\d)\)/.exec(output)?.groups?.['state']) {
    case '0':
      return 'off';
    case '1':
      return 'on';
    case '2':
      return 'essential';
    default:
      return null;
  }
}

/** "Block all DISABLED!", or since macOS 13 "Firewall has block all state set to disabled." Null: this is something else. */
export function readBlockAll(output: string): boolean | null {
  if (/block all non-essential/i.test(output)) return true;
  const word = /block all\b.*\b(?<word>enabled|disabled)\b/i.exec(output)?.groups?.['word'];
  return word === undefined ? null : word.toLowerCase() === 'enabled';
}

/** Numbered paths, each followed by what happens, on the same line or the next. Null: this is something else. */
export function readPrograms(output: string): readonly MacosProgram[] | null {
  if (!/total number of apps = \d+|^\s*\d+\s*:/im.test(output)) return null;
  const entries = output.matchAll(
    /^\s*\d+\s*:[ \t]*(?<path>\/[^\n]*?)\s*\(\s*(?<word>Allow|Block) incoming connections\s*\)/gim,
  );
  return [...entries].map(({ groups }) => ({
    path: groups?.['path'] ?? '',
    isAllowed: groups?.['word']?.toLowerCase() === 'allow',
  }));
}

const STATE: Command<{ readonly state: MacosFirewallState }> = {
  file: SOCKET_FILTER,
  args: ['--getglobalstate'],
  read({ stdout }) {
    const state = readGlobalState(stdout);
    return state === null ? null : { state };
  },
};

const BLOCK_ALL: Command<{ readonly blocksAll: boolean }> = {
  file: SOCKET_FILTER,
  args: ['--getblockall'],
  read({ stdout }) {
    const blocksAll = readBlockAll(stdout);
    return blocksAll === null ? null : { blocksAll };
  },
};

const PROGRAMS: Command<{ readonly programs: readonly MacosProgram[] }> = {
  file: SOCKET_FILTER,
  args: ['--listapps'],
  read({ stdout }) {
    const programs = readPrograms(stdout);
    return programs === null ? null : { programs };
  },
};
