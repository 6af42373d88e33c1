import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the test of the laptop's name needs besides us: network namespaces and somebody else's mDNS. */
export interface Witness {
  /** A Python that has python-zeroconf. */
  readonly python: string;
  readonly ip: string;
}

const PACKAGES = ['iproute2', 'python3-zeroconf'];
const PYTHON = '/usr/bin/python3';
const IPS = ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip'];

function installed(): Witness | null {
  const ip = IPS.find((path) => existsSync(path));
  const hasZeroconf = existsSync(PYTHON) && runs(PYTHON, ['-c', 'import zeroconf']);
  return ip === undefined || !hasZeroconf ? null : { python: PYTHON, ip };
}

function install(): void {
  runs('apt-get', ['update']);
  runs('apt-get', ['install', '--yes', '--no-install-recommends', ...PACKAGES]);
}

function runs(program: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { stdio: 'ignore', timeout: 120_000, env }).status === 0;
}

/** The witness, installed on Debian where this user may; else a sentence that says why there is none. */
export function findAWitness(): Witness | string {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux alone';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  if (installed() === null && existsSync('/etc/debian_version')) install();
  const witness = installed();
  if (witness === null) return `it needs ${PACKAGES.join(' and ')}`;
  return runs(witness.ip, ['netns', 'list']) ? witness : 'this kernel has no network namespaces';
}
