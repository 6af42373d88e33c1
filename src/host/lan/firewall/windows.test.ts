import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import { cause } from '../doctor/causes.ts';
import { createFirewallReader } from './create-firewall-reader.ts';
import { type FakePrograms, fakeExecFile } from './exec-file.fake.ts';
import { asJson, CANCELLED, network, NETSH, profiles, rule } from './windows.fixtures.ts';

const PROGRAM = "C:\\Program Files\\Bea's Night\\night.exe";
const ALLOW =
  "New-NetFirewallRule -DisplayName 'Trading Game Night' -Direction Inbound -Action Allow -Protocol TCP -LocalPort 4747 -RemoteAddress LocalSubnet -Profile Any -Program 'C:\\Program Files\\Bea''s Night\\night.exe'";
const CLOSED = cause('firewall_closed', { firewall: 'Windows Firewall', port: '4747' }, ALLOW);
const AS_AT_HOME = cause(
  'public_network',
  { network: 'Hall' },
  'Set-NetConnectionProfile -InterfaceIndex 12 -NetworkCategory Private',
);
const UNREAD = cause('firewall_unread', { firewall: null }, ALLOW);

function laptop(programs: FakePrograms) {
  const { execFile, calls } = fakeExecFile(programs);
  const readFirewall = createFirewallReader({
    platform: 'win32',
    environment: { SystemRoot: 'D:\\Windows' },
    program: PROGRAM,
    execFile,
    clock: createManualClock(),
    readTextFile: () => null,
  });
  const question = { interfaceName: 'Wi-Fi', port: 4747 };
  return { calls, read: () => readFirewall(question, new AbortController().signal) };
}

const read = (stdout: string, netsh = NETSH.english()) =>
  laptop({ 'powershell.exe': { stdout }, 'netsh.exe': { stdout: netsh } }).read();

describe('Windows', () => {
  it('is closed where nobody has answered its question', async () => {
    expect(await read(asJson())).toEqual({ isOpen: false, causes: [CLOSED], unread: [] });
  });

  it('is open where it was answered with "Allow", or by the installer', async () => {
    const rules = [rule({ Profile: 'Domain, Private' }), rule({ Profile: 'Public' })];
    expect(await read(asJson({ rules }))).toEqual({ isOpen: true, causes: [], unread: [] });
  });

  it('is closed where it was answered with "Cancel", whatever else allows it', async () => {
    const { causes, isOpen } = await read(asJson({ rules: [...CANCELLED, rule()] }));
    const id = CANCELLED[0]?.Name ?? '';
    expect(isOpen).toBe(false);
    expect(causes).toEqual([
      cause('firewall_blocks_program', { rules: ['night.exe'] }, `Disable-NetFirewallRule -Name '${id}'`),
      AS_AT_HOME,
    ]);
  });

  it('is open at home after a "Cancel" for public networks', async () => {
    const networks = [network('Home', 'Wi-Fi', 'Private')];
    expect(await read(asJson({ networks, rules: [...CANCELLED, rule()] }))).toMatchObject({ isOpen: true });
  });

  it('is told last that the Wi-Fi is no public place, where phones get in at home: that opens more than the game', async () => {
    const rules = [rule({ Profile: 'Private' })];
    expect((await read(asJson({ rules }))).causes).toEqual([CLOSED, AS_AT_HOME]);
  });

  it('is not told so where that would not help', async () => {
    const rules = [rule({ Profile: 'Private' }), rule({ Profile: 'Private', Action: 'Block' })];
    expect((await read(asJson({ rules }))).causes).toEqual([CLOSED]);
  });

  it('quotes the names of rules that somebody made up', async () => {
    const rules = [rule({ Name: "x' ; Remove-Item ’", Action: 'Block' })];
    expect((await read(asJson({ rules }))).causes[0]?.command).toBe(
      "Disable-NetFirewallRule -Name 'x'' ; Remove-Item ’’'",
    );
    const twoLines = [rule({ Name: 'x\nreboot', Action: 'Block' })];
    expect((await read(asJson({ rules: twoLines }))).causes[0]?.command).toBeNull();
  });

  it('has no command against what a company has set', async () => {
    const rules = [rule({ Action: 'Block', Source: 'GroupPolicy' })];
    expect((await read(asJson({ rules }))).causes).toEqual([
      cause('firewall_blocks_program', { rules: ['Trading Game Night'] }),
      cause('firewall_managed', {}),
    ]);
  });

  it('is closed where it takes no rules that allow anything', async () => {
    const blocking = profiles({ AllowInboundRules: 'False' });
    expect((await read(asJson({ profiles: blocking, rules: [rule()] }))).causes).toEqual([
      cause('firewall_blocks_all', {}, 'Set-NetFirewallProfile -Name Public -AllowInboundRules True'),
    ]);
  });

  it.each([{ Enabled: 'False' }, { DefaultInboundAction: 'Allow' }])(
    'is open where it is off, or lets all in (%j)',
    async (change) => {
      expect(await read(asJson({ profiles: profiles(change) }))).toMatchObject({ isOpen: true, causes: [] });
    },
  );

  it('goes by all three kinds of network where this one is not known, if they agree', async () => {
    expect(await read(asJson({ networks: [] }))).toMatchObject({ isOpen: false, causes: [CLOSED] });
    expect(await read(asJson({ networks: null, rules: [rule()] }))).toMatchObject({ isOpen: true });
    const rules = [rule({ Profile: 'Private' })];
    expect(await read(asJson({ networks: [], rules }))).toMatchObject({ isOpen: null, causes: [UNREAD] });
  });

  it('goes by netsh where PowerShell is forbidden', async () => {
    const forbidden = { 'powershell.exe': { code: 'EACCES' } };
    const unread = [{ program: 'PowerShell', reason: 'not_allowed' }];
    const off = laptop({ ...forbidden, 'netsh.exe': { stdout: NETSH.german(['AUS']) } });
    expect(await off.read()).toEqual({ isOpen: true, causes: [], unread });
    const on = laptop({ ...forbidden, 'netsh.exe': { stdout: NETSH.french() } });
    expect(await on.read()).toEqual({ isOpen: null, causes: [UNREAD], unread });
    const all = laptop({
      ...forbidden,
      'netsh.exe': { stdout: NETSH.english(['ON'], 'BlockInboundAlways,AllowOutbound') },
    });
    expect(await all.read()).toMatchObject({ isOpen: false, causes: [{ code: 'firewall_blocks_all' }] });
  });

  it('cannot tell without either', async () => {
    expect(await laptop({}).read()).toEqual({
      isOpen: null,
      causes: [UNREAD],
      unread: [
        { program: 'PowerShell', reason: 'missing' },
        { program: 'netsh', reason: 'missing' },
      ],
    });
  });

  it('is asked by the whole path of its programs, with this program’s path as one quoted word', async () => {
    const { calls, read: ask } = laptop({});
    await ask();
    expect(calls.map(([file]) => file)).toEqual([
      'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      'D:\\Windows\\System32\\netsh.exe',
    ]);
    const script = Buffer.from(calls[0]?.at(-1) ?? '', 'base64').toString('utf16le');
    expect(script).toContain("$program = 'C:\\Program Files\\Bea''s Night\\night.exe'");
    expect(script).toContain("-contains '4747'");
  });
});
