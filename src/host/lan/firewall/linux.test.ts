import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import { cause } from '../doctor/causes.ts';
import { createFirewallReader } from './create-firewall-reader.ts';
import { type FakePrograms, fakeExecFile } from './exec-file.fake.ts';
import { FIREWALLD, IPTABLES, NFT, UFW } from './linux.fixtures.ts';
import { COMMAND_LIMIT_MS } from './run-command.ts';

const QUESTION = { interfaceName: 'wlan0', port: 4747 };
const NOT_ROOT: FakePrograms = {
  ufw: { stderr: UFW.refused, exitCode: 1 },
  nft: { stderr: NFT.refused, exitCode: 1 },
  'iptables-save': { stderr: IPTABLES.refused, exitCode: 4 },
};

function laptop(programs: FakePrograms, ufwConfiguration: string | null = null) {
  const clock = createManualClock();
  const { execFile, calls } = fakeExecFile(programs);
  const readFirewall = createFirewallReader({
    platform: 'linux',
    environment: { PATH: '/usr/bin' },
    program: '/usr/bin/node',
    execFile,
    clock,
    readTextFile: (path) => (path === '/etc/ufw/ufw.conf' ? ufwConfiguration : null),
  });
  return { clock, calls, read: () => readFirewall(QUESTION, new AbortController().signal) };
}

const closed = (firewall: string, command: string | null) =>
  cause('firewall_closed', { firewall, port: '4747' }, command);
const UFW_FIX = 'sudo ufw allow 4747/tcp';

describe('Linux', () => {
  it('without any firewall is open', async () => {
    expect(await laptop({}).read()).toEqual({ isOpen: true, causes: [], unread: [] });
  });

  it.each<[string, FakePrograms, string | null]>([
    ['ufw', { ufw: { stdout: UFW.fresh }, nft: { stdout: NFT.ofIptables } }, UFW_FIX],
    [
      'firewalld',
      { 'firewall-cmd --list-all-zones': { stdout: FIREWALLD.server } },
      'sudo firewall-cmd --zone=public --add-port=4747/tcp',
    ],
    [
      'firewalld',
      {
        'firewall-cmd --list-all-zones': { stdout: FIREWALLD.old },
        'firewall-cmd --get-default-zone': { stdout: 'home\n' },
      },
      'sudo firewall-cmd --add-port=4747/tcp',
    ],
    [
      'nftables',
      { nft: { stdout: NFT.rule('drop', { counter: null }) } },
      'sudo nft insert rule inet filter input tcp dport 4747 accept',
    ],
    ['nftables', { nft: { stdout: NFT.twoTables } }, null],
    [
      'iptables',
      { 'iptables-save': { stdout: IPTABLES.rules('-i lo -j ACCEPT') } },
      'sudo iptables -I INPUT -p tcp --dport 4747 -j ACCEPT',
    ],
  ])('is closed by %s, and says how to open it (%#)', async (firewall, programs, command) => {
    const reading = await laptop(programs).read();
    expect(reading).toMatchObject({ isOpen: false, causes: [closed(firewall, command)] });
  });

  it('quotes the names of tables that somebody made up', async () => {
    const odd = NFT.rule('drop', { counter: null })
      .replaceAll('"filter"', '"a b; c"')
      .replace('"type":"a b; c"', '"type":"filter"');
    const { causes } = await laptop({ nft: { stdout: odd } }).read();
    expect(causes[0]?.command).toBe("sudo nft insert rule inet 'a b; c' input tcp dport 4747 accept");
  });

  it.each<[string, FakePrograms]>([
    ['ufw', { ufw: { stdout: UFW.openInGerman }, 'iptables-save': { stdout: IPTABLES.real } }],
    [
      'firewalld',
      {
        'firewall-cmd --list-all-zones': { stdout: FIREWALLD.trusted },
        nft: { stderr: NFT.refused, exitCode: 1 },
      },
    ],
    ['nftables', { nft: { stdout: NFT.real } }],
    [
      'iptables, which nftables cannot read',
      { nft: { stdout: NFT.ofIptables }, 'iptables-save': { stdout: IPTABLES.real } },
    ],
  ])('is open where %s lets phones in', async (_name, programs) => {
    expect(await laptop(programs).read()).toMatchObject({ isOpen: true, causes: [] });
  });

  it('tells nothing to people who are not root, but ufw’s switch', async () => {
    expect(await laptop(NOT_ROOT).read()).toEqual({
      isOpen: null,
      causes: [cause('firewall_unread', { firewall: null })],
      unread: ['ufw', 'nft', 'iptables-save'].map((program) => ({ program, reason: 'not_allowed' })),
    });
    const { causes, unread } = await laptop(NOT_ROOT, 'ENABLED=yes\n').read();
    expect(causes).toEqual([cause('firewall_unread', { firewall: 'ufw' }, UFW_FIX)]);
    expect(unread.map(({ program }) => program)).toEqual(['nft', 'iptables-save']);
  });

  it.each<[string, FakePrograms[string], string]>([
    ['prints nonsense', { stdout: '<html>' }, 'nonsense'],
    ['crashes', { exitCode: 139 }, 'failed'],
    ['may not be run', { code: 'EACCES' }, 'not_allowed'],
    ['prints without end', { code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' }, 'nonsense'],
  ])('a program that %s costs its own line', async (_name, output, reason) => {
    for (const program of ['ufw', 'nft', 'iptables-save']) {
      const programs = { 'firewall-cmd --list-all-zones': { stdout: FIREWALLD.server }, [program]: output };
      const reading = await laptop(programs).read();
      expect(reading).toMatchObject({ isOpen: false, unread: [{ program, reason }] });
    }
  });

  it('does not wait longer than 15 s for programs that hang', async () => {
    const hanging = laptop({ ufw: 'hangs', 'firewall-cmd': 'hangs', nft: 'hangs', 'iptables-save': 'hangs' });
    const reading = hanging.read();
    hanging.clock.advance(COMMAND_LIMIT_MS);
    const programs = ['ufw', 'firewall-cmd', 'nft', 'iptables-save'];
    expect(await reading).toEqual({
      isOpen: null,
      causes: [cause('firewall_unread', { firewall: null })],
      unread: programs.map((program) => ({ program, reason: 'too_slow' })),
    });
  });

  it('is not asked about firewalld if that is installed but not running', async () => {
    const { unread } = await laptop({
      'firewall-cmd': { stderr: 'FirewallD is not running', exitCode: 252 },
    }).read();
    expect(unread).toEqual([]);
  });
});
