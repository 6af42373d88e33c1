/** Asks Linux's firewalls whether phones get in: ufw and firewalld, which people switch on, and nftables and iptables below them. */
import { cause } from '../doctor/causes.ts';
import type { FirewallQuestion, FirewallReading, ReadFirewall, Unread } from './firewall-reading.ts';
import { type FirewalldReading, readFirewalldZones } from './firewalld.ts';
import { type IptablesReading, readIptablesSave } from './iptables.ts';
import { type NftChain, type NftReading, readNftRuleset } from './nft.ts';
import type { Packet } from './packet-filter.ts';
import type { Command, CommandOutput, CommandResult, CommandRunner } from './run-command.ts';
import { quoteForShell } from './shell-quote.ts';
import { type ManagerReading, readUfwConfiguration, readUfwStatus } from './ufw.ts';

export interface LinuxOptions {
  readonly runner: CommandRunner;
  /** Reads a text file; null: it cannot be read. */
  readonly readTextFile: (path: string) => string | null;
}

const UFW_CONFIGURATION = '/etc/ufw/ufw.conf';

export function createLinuxFirewall({ runner, readTextFile }: LinuxOptions): ReadFirewall {
  return async (question, signal) => {
    const packet: Packet = question;
    const [ufw, zones, defaultZone, nft, iptables] = await Promise.all([
      runner.run(ufwCommand(packet), signal),
      runner.run(ZONES, signal),
      runner.run(DEFAULT_ZONE, signal),
      runner.run(NFT, signal),
      runner.run(iptablesCommand(packet), signal),
    ]);
    const ownTables = iptables.isRead && iptables.answer.isUsed;
    const ruleset = nft.isRead ? nftReading(nft.answer.text, packet, ownTables) : nft;
    const configured = readUfwConfiguration(readTextFile(UFW_CONFIGURATION) ?? '');
    return judge(question, {
      ufw: ufw.isRead || configured === null ? ufw : { isRead: true, answer: configured },
      firewalld: firewalldReading(zones, defaultZone, packet),
      nft: ruleset,
      iptables,
    });
  };
}

interface Readings {
  readonly ufw: CommandResult<ManagerReading>;
  readonly firewalld: CommandResult<FirewalldReading>;
  readonly nft: CommandResult<NftReading>;
  readonly iptables: CommandResult<IptablesReading>;
}

/** One that is certain to keep phones out is enough. All is well if the kernel's own rules say so, or nobody has any. */
function judge(question: FirewallQuestion, readings: Readings): FirewallReading {
  const { ufw, firewalld, nft, iptables } = readings;
  const port = String(question.port);
  const unread = unreadOf(readings);
  const verdict = (
    isOpen: boolean | null,
    firewall: string | null,
    command: string | null,
  ): FirewallReading => ({
    isOpen,
    causes:
      isOpen === false
        ? [cause('firewall_closed', { firewall: firewall ?? '', port }, command)]
        : isOpen === null
          ? [cause('firewall_unread', { firewall }, command)]
          : [],
    unread,
  });

  const isUfwOn = ufw.isRead && ufw.answer.isOn;
  if (isUfwOn && ufw.answer.isOpen === false) return verdict(false, 'ufw', ufwFix(port));
  if (firewalld.isRead && firewalld.answer.isOpen === false) {
    return verdict(false, 'firewalld', firewalldFix(port, firewalld.answer.zone));
  }
  const nftIsOpen = nft.isRead ? nft.answer.isOpen : isMissing(nft) ? true : null;
  const iptablesIsOpen = iptables.isRead ? iptables.answer.isOpen : isMissing(iptables) ? true : null;
  if (nftIsOpen === false)
    return verdict(false, 'nftables', nft.isRead ? nftFix(port, nft.answer.inputs) : null);
  if (iptablesIsOpen === false) return verdict(false, 'iptables', iptablesFix(port));
  const wasKernelRead = nft.isRead || iptables.isRead || (isMissing(nft) && isMissing(iptables));
  if (wasKernelRead && nftIsOpen === true && iptablesIsOpen === true) return verdict(true, null, null);
  if (isUfwOn)
    return ufw.answer.isOpen === true ? verdict(true, null, null) : verdict(null, 'ufw', ufwFix(port));
  if (firewalld.isRead) {
    if (firewalld.answer.isOpen === true) return verdict(true, null, null);
    return verdict(null, 'firewalld', firewalldFix(port, firewalld.answer.zone));
  }
  return verdict(null, null, null);
}

const isMissing = (result: CommandResult<object>) => !result.isRead && result.reason === 'missing';

/** A firewall that is not installed, or not running, has nothing to tell. */
function unreadOf({ ufw, firewalld, nft, iptables }: Readings): readonly Unread[] {
  return Object.entries({ ufw, 'firewall-cmd': firewalld, nft, 'iptables-save': iptables }).flatMap(
    ([program, result]) =>
      result.isRead || result.reason === 'missing' ? [] : [{ program, reason: result.reason }],
  );
}

const ufwFix = (port: string) => `sudo ufw allow ${port}/tcp`;
const iptablesFix = (port: string) => `sudo iptables -I INPUT -p tcp --dport ${port} -j ACCEPT`;

/** Until the laptop is switched off; the zone's name is the system's. */
function firewalldFix(port: string, zone: string | null): string | null {
  const name = zone === null ? null : quoteForShell(zone);
  if (zone !== null && name === null) return null;
  return `sudo firewall-cmd ${name === null ? '' : `--zone=${name} `}--add-port=${port}/tcp`;
}

/** Before all other rules, in the one chain that keeps phones out; with several, somebody has to know what they are for. */
function nftFix(port: string, [input, another]: readonly NftChain[]): string | null {
  if (input === undefined || another !== undefined) return null;
  const words = [input.family, input.table, input.chain].map(quoteForShell);
  return words.includes(null) ? null : `sudo nft insert rule ${words.join(' ')} tcp dport ${port} accept`;
}

const isForAdministrators = ({ stdout, stderr }: CommandOutput) =>
  /\b(root|Permission denied|not permitted|Authorization failed|NOT_AUTHORIZED)\b/i.test(stdout + stderr);

/** Every program in English, whatever the laptop speaks: see `create-firewall-reader.ts`. */
function ufwCommand(packet: Packet): Command<ManagerReading> {
  return {
    file: 'ufw',
    args: ['status', 'verbose'],
    read: (output) => (output.exitCode === 0 ? readUfwStatus(output.stdout, packet) : refusal(output)),
  };
}

const ZONES: Command<{ readonly text: string }> = {
  file: 'firewall-cmd',
  args: ['--list-all-zones'],
  read: (output) => (output.exitCode === 0 ? { text: output.stdout } : firewalldRefusal(output)),
};

const DEFAULT_ZONE: Command<{ readonly text: string }> = {
  file: 'firewall-cmd',
  args: ['--get-default-zone'],
  read: (output) => (output.exitCode === 0 ? { text: output.stdout } : firewalldRefusal(output)),
};

/** 252 is the code for "not running". */
const firewalldRefusal = (output: CommandOutput) => (output.exitCode === 252 ? 'missing' : refusal(output));

const NFT: Command<{ readonly text: string }> = {
  file: 'nft',
  args: ['-j', 'list', 'ruleset'],
  read: (output) => (output.exitCode === 0 ? { text: output.stdout } : refusal(output)),
};

function iptablesCommand(packet: Packet): Command<IptablesReading> {
  return {
    file: 'iptables-save',
    args: [],
    read: (output) => (output.exitCode === 0 ? readIptablesSave(output.stdout, packet) : refusal(output)),
  };
}

const refusal = (output: CommandOutput) => (isForAdministrators(output) ? 'not_allowed' : 'failed');

function nftReading(text: string, packet: Packet, withoutIptables: boolean): CommandResult<NftReading> {
  try {
    const answer = readNftRuleset(text, packet, { withoutIptables });
    return answer === null ? { isRead: false, reason: 'nonsense' } : { isRead: true, answer };
  } catch (error) {
    // Broken JSON, or JSON of another shape.
    if (error instanceof Error) return { isRead: false, reason: 'nonsense' };
    throw error;
  }
}

function firewalldReading(
  zones: CommandResult<{ readonly text: string }>,
  defaultZone: CommandResult<{ readonly text: string }>,
  packet: Packet,
): CommandResult<FirewalldReading> {
  if (!zones.isRead) return zones;
  const usual = defaultZone.isRead ? defaultZone.answer.text.trim() : null;
  const answer = readFirewalldZones(zones.answer.text, usual, packet);
  return answer === null ? { isRead: false, reason: 'nonsense' } : { isRead: true, answer };
}
