import { delimiter } from 'node:path';
import { type Machine, thisMachine } from './machine.ts';

interface Tool {
  /** The Debian package. */
  package: string;
  /** Names on the PATH, or glob patterns for full paths. The first one that exists is used. */
  files: string[];
  /** The program to run, if it is not the file itself. */
  program?: string;
  /** Arguments with which it succeeds if it is able to do what the tests need. */
  probe?: string[];
  rootOnly?: true;
  /** What is left untested without it. */
  untested: string;
}

/** Programs that some tests need but do not install. */
const TOOLS = {
  strace: {
    package: 'strace',
    files: ['strace'],
    probe: ['-o', '/dev/null', 'true'],
    untested: 'that the log is on the disk before an answer leaves',
  },
  ip: {
    package: 'iproute2',
    files: ['ip'],
    probe: ['netns', 'list'],
    rootOnly: true,
    untested: 'the name on the network',
  },
  zeroconf: {
    package: 'python3-zeroconf',
    files: ['/usr/lib/python3/dist-packages/zeroconf/__init__.py'],
    program: '/usr/bin/python3',
    untested: 'the name on the network, as others hear it',
  },
  nft: {
    package: 'nftables',
    files: ['nft'],
    rootOnly: true,
    untested: 'networks that lose and block packets',
  },
  firefox: {
    package: 'firefox-esr',
    files: [
      'firefox',
      'firefox-esr',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:/Program Files/Mozilla Firefox/firefox.exe',
    ],
    untested: 'the pages in Firefox',
  },
  webkit: {
    package: 'webkit2gtk-driver',
    files: ['WebKitWebDriver'],
    untested: 'the pages in WebKit',
  },
  // WebKit's browser has no headless mode.
  xvfb: {
    package: 'xvfb',
    files: ['Xvfb'],
    untested: 'the pages in WebKit, without a display',
  },
  postgres: {
    package: 'postgresql',
    files: ['postgres', '/usr/lib/postgresql/*/bin/postgres'],
    untested: 'the store on PostgreSQL',
  },
  redis: {
    package: 'redis-server',
    files: ['redis-server'],
    untested: 'what hosts tell each other through Redis',
  },
  haproxy: {
    package: 'haproxy',
    files: ['haproxy'],
    untested: 'several hosts behind a load balancer',
  },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

/** Folders for root's programs, which a user's PATH may not include. */
const ROOTS_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

function whereIs(file: string, machine: Machine): string | undefined {
  if (/^(?:\/|[A-Z]:)/.test(file)) return machine.glob(file)[0];
  const folders = [...(machine.env['PATH'] ?? '').split(delimiter), ...ROOTS_FOLDERS];
  return folders.map((folder) => `${folder}/${file}`).find((path) => machine.exists(path));
}

/** The tools missing from this machine, with their Debian packages and what is left untested without them. */
export function missingTools(machine: Machine): { name: ToolName; package: string; untested: string }[] {
  const names = Object.keys(TOOLS).filter((name): name is ToolName => name in TOOLS);
  return names
    .map((name) => ({ name, ...TOOLS[name] }))
    .filter(({ files }) => files.every((file) => whereIs(file, machine) === undefined));
}

/** The path of a program for a test; or null, and a note to add to the title of the test that cannot run. */
export function findTool(
  name: ToolName,
  machine: Machine = thisMachine,
): { path: string | null; note: string } {
  const tool: Tool = TOOLS[name];
  const file = tool.files.map((each) => whereIs(each, machine)).find((path) => path !== undefined);
  if (file === undefined) return missing(`${name} is not installed, on Debian ${tool.package}`);
  if (tool.rootOnly && !machine.isRoot) return missing(`only root may use ${name}`);
  const path = tool.program ?? file;
  if (tool.probe && !machine.run(path, tool.probe).ok) return missing(`${name} does not work here`);
  return { path, note: '' };
}

const missing = (why: string) => ({ path: null, note: ` (not run: ${why})` });
