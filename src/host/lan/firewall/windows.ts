/** Asks Windows' firewall whether phones get in: PowerShell, and netsh where PowerShell tells nothing. */
import { win32 } from 'node:path';
import type { Cause } from '../../../protocol/doctor-codes.ts';
import { cause } from '../doctor/causes.ts';
import type { FirewallQuestion, FirewallReading, ReadFirewall } from './firewall-reading.ts';
import type { Command, CommandResult, CommandRunner } from './run-command.ts';
import { quoteForPowerShell } from './shell-quote.ts';
import {
  type Profile,
  PROFILES,
  type ProfileState,
  readFirewallJson,
  readNetshProfiles,
  type WindowsNetwork,
  type WindowsReading,
  type WindowsRule,
} from './windows-readers.ts';

export interface WindowsOptions {
  readonly runner: CommandRunner;
  readonly environment: NodeJS.ProcessEnv;
  /** The program that listens: `process.execPath`. */
  readonly program: string;
}

/** As the installer calls its rules: resources/installer.nsh. */
const RULE_NAME = "'Trading Game Night'";

export function createWindowsFirewall({ runner, environment, program }: WindowsOptions): ReadFirewall {
  const system32 = win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32');
  return async (question, signal) => {
    const [powershell, netsh] = await Promise.all([
      runner.run(powershellCommand(system32, program, question.port), signal),
      runner.run(netshCommand(system32), signal),
    ]);
    const unread = [
      ...(powershell.isRead ? [] : [{ program: 'PowerShell', reason: powershell.reason }]),
      ...(netsh.isRead ? [] : [{ program: 'netsh', reason: netsh.reason }]),
    ];
    return { ...judge(combine(powershell, netsh), question, program), unread };
  };
}

type Verdict = Omit<FirewallReading, 'unread'>;

function combine(
  powershell: CommandResult<WindowsReading>,
  netsh: CommandResult<NonNullable<WindowsReading['profiles']>>,
): WindowsReading {
  const { networks, profiles, rules } = powershell.isRead
    ? powershell.answer
    : { networks: null, profiles: null, rules: null };
  return { networks, rules, profiles: profiles ?? (netsh.isRead ? netsh.answer : null) };
}

/** The profile of the interface whose address phones are shown decides; if that is not known, all that agree do. */
function judge(reading: WindowsReading, question: FirewallQuestion, program: string): Verdict {
  const network = reading.networks?.find(({ interfaceName }) => interfaceName === question.interfaceName);
  const verdicts = (network === undefined ? PROFILES : [network.profile]).map((profile) =>
    judgeProfile(profile, reading, question, program),
  );
  const [first] = verdicts;
  if (first === undefined || verdicts.some(({ isOpen }) => isOpen !== first.isOpen))
    return unknown(question, program);
  if (network?.profile !== 'public' || first.isOpen !== false) return first;
  const isOpenAtHome = judgeProfile('private', reading, question, program).isOpen === true;
  return { isOpen: false, causes: [...first.causes, ...publicNetwork(network, isOpenAtHome)] };
}

function judgeProfile(
  profile: Profile,
  { profiles, rules }: WindowsReading,
  question: FirewallQuestion,
  program: string,
): Verdict {
  const state: ProfileState | undefined = profiles?.[profile];
  if (state === undefined) return unknown(question, program);
  if (!state.isOn) return { isOpen: true, causes: [] };
  if (!state.takesAllowRules)
    return { isOpen: false, causes: [cause('firewall_blocks_all', {}, allowRules(profile))] };
  if (rules === null)
    return state.allowsByDefault ? { isOpen: null, causes: [] } : unknown(question, program);
  const own = rules.filter(({ profiles: where }) => where.includes(profile));
  const blocking = own.filter(({ allows }) => !allows);
  // A blocking rule overrides every allowing one.
  if (blocking.length > 0) return { isOpen: false, causes: blockedBy(blocking) };
  if (state.allowsByDefault || own.length > 0) return { isOpen: true, causes: [] };
  return { isOpen: false, causes: [closed(question, program)] };
}

function unknown(question: FirewallQuestion, program: string): Verdict {
  return {
    isOpen: null,
    causes: [cause('firewall_unread', { firewall: null }, allowProgram(program, question.port))],
  };
}

const closed = ({ port }: FirewallQuestion, program: string) =>
  cause('firewall_closed', { firewall: 'Windows Firewall', port: String(port) }, allowProgram(program, port));

function blockedBy(rules: readonly WindowsRule[]): readonly Cause[] {
  const names = [...new Set(rules.map(({ name }) => name))];
  const ids = rules.map(({ id }) => quoteForPowerShell(id));
  const isManaged = rules.some((rule) => rule.isManaged);
  const command = isManaged || ids.includes(null) ? null : `Disable-NetFirewallRule -Name ${ids.join(',')}`;
  return [
    cause('firewall_blocks_program', { rules: names }, command),
    ...(isManaged ? [cause('firewall_managed', {})] : []),
  ];
}

/**
 * Where phones would get in at home: telling Windows that this is such a network mends it, by the interface's number. It opens more
 * than the game, so it comes last.
 */
function publicNetwork(network: WindowsNetwork, isOpenAtHome: boolean): readonly Cause[] {
  if (!isOpenAtHome) return [];
  const command = `Set-NetConnectionProfile -InterfaceIndex ${network.interfaceIndex} -NetworkCategory Private`;
  return [cause('public_network', { network: network.name }, command)];
}

const allowRules = (profile: Profile) =>
  `Set-NetFirewallProfile -Name ${profile.charAt(0).toUpperCase()}${profile.slice(1)} -AllowInboundRules True`;

/** This program alone, on this port, and only from the same network, as the installer does. */
function allowProgram(program: string, port: number): string | null {
  const quoted = quoteForPowerShell(program);
  if (quoted === null) return null;
  return `New-NetFirewallRule -DisplayName ${RULE_NAME} -Direction Inbound -Action Allow -Protocol TCP -LocalPort ${port} -RemoteAddress LocalSubnet -Profile Any -Program ${quoted}`;
}

/**
 * Prints networks, profiles and the rules for this program or port as JSON, with every enumeration as its English word. A part that
 * Windows refuses is left out. The effective rules are read, those of a company's policy included.
 */
function firewallScript(program: string, port: number): string {
  return `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch {}
$networks = $null; $profiles = $null; $rules = $null
try { $networks = @(Get-NetConnectionProfile | ForEach-Object { @{ Name = "$($_.Name)"; InterfaceAlias = "$($_.InterfaceAlias)"; InterfaceIndex = [int]$_.InterfaceIndex; NetworkCategory = "$($_.NetworkCategory)" } }) } catch {}
try { $profiles = @(Get-NetFirewallProfile -PolicyStore ActiveStore | ForEach-Object { @{ Name = "$($_.Name)"; Enabled = "$($_.Enabled)"; AllowInboundRules = "$($_.AllowInboundRules)"; DefaultInboundAction = "$($_.DefaultInboundAction)" } }) } catch {}
try {
  $program = ${quoteForPowerShell(program) ?? "''"}
  $found = @{}
  Get-NetFirewallApplicationFilter -PolicyStore ActiveStore | Where-Object { [Environment]::ExpandEnvironmentVariables("$($_.Program)") -ieq $program } | Get-NetFirewallRule | ForEach-Object { $found[$_.InstanceID] = $_ }
  Get-NetFirewallPortFilter -PolicyStore ActiveStore -Protocol TCP | Where-Object { @($_.LocalPort) -contains '${port}' } | Get-NetFirewallRule | Where-Object { "$(($_ | Get-NetFirewallApplicationFilter).Program)" -ieq 'Any' } | ForEach-Object { $found[$_.InstanceID] = $_ }
  $rules = @($found.Values | Where-Object { "$($_.Direction)" -eq 'Inbound' -and "$($_.Enabled)" -eq 'True' } | ForEach-Object {
    $filter = $_ | Get-NetFirewallPortFilter
    @{ Name = "$($_.Name)"; DisplayName = "$($_.DisplayName)"; Action = "$($_.Action)"; Profile = "$($_.Profile)"; Protocol = "$($filter.Protocol)"; LocalPort = @($filter.LocalPort | ForEach-Object { "$_" }); Source = "$($_.PolicyStoreSourceType)" }
  })
} catch {}
ConvertTo-Json -Compress -Depth 4 @{ networks = $networks; profiles = $profiles; rules = $rules }
`;
}

/** By their whole path: Windows would look in the current folder first. */
function powershellCommand(system32: string, program: string, port: number): Command<WindowsReading> {
  return {
    file: win32.join(system32, 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    // Encoded, so that no layer in between takes the script's quotes for its own.
    args: ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded(firewallScript(program, port))],
    read: ({ stdout }) => (stdout.trim() === '' ? 'failed' : readFirewallJson(stdout, port)),
  };
}

const encoded = (script: string) => Buffer.from(script, 'utf16le').toString('base64');

function netshCommand(system32: string): Command<NonNullable<WindowsReading['profiles']>> {
  return {
    file: win32.join(system32, 'netsh.exe'),
    args: ['advfirewall', 'show', 'allprofiles'],
    read: ({ stdout }) => readNetshProfiles(stdout),
  };
}
