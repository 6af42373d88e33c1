/** Reads Ubuntu's ufw. Pure, and independent of the language. */
import { allOf, letsIn, type Match, matchInterface, type Packet, type Rule, when } from './packet-filter.ts';

export interface ManagerReading {
  readonly isOn: boolean;
  /** Null: that cannot be told. */
  readonly isOpen: boolean | null;
}

/** `ufw status verbose`. One that is off says so in one line. Null: this is something else. */
export function readUfwStatus(output: string, packet: Packet): ManagerReading | null {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  if (!/^\S+\s?: \S+$/u.test(first)) return null;
  if (lines.length === 1) return { isOn: false, isOpen: true };
  const policy = /: (?<policy>allow|deny|reject) \(/.exec(output)?.groups?.['policy'];
  if (policy === undefined) return { isOn: true, isOpen: null };
  const rules = lines.flatMap((line) => readRule(line, packet));
  const isOpen = letsIn([{ rules, policy: policy === 'allow' ? 'accept' : 'drop', chains: new Map() }]);
  return { isOn: true, isOpen };
}

/** `ENABLED` of /etc/ufw/ufw.conf, which everybody may read; the rules are for administrators. */
export function readUfwConfiguration(text: string): ManagerReading | null {
  const value = /^\s*ENABLED\s*=\s*["']?(?<value>yes|no)\b/im.exec(text)?.groups?.['value']?.toLowerCase();
  if (value === undefined) return null;
  return value === 'yes' ? { isOn: true, isOpen: null } : { isOn: false, isOpen: true };
}

/** Three columns: to, what happens, from. Rules for IPv6 are in the same list. */
function readRule(line: string, packet: Packet): readonly Rule[] {
  const columns =
    /^(?<to>\S.*?) +(?<action>ALLOW|DENY|REJECT|LIMIT) IN +(?<from>\S.*?)\s*(?:\(log(?:-all)?\))?\s*(?:#.*)?$/.exec(
      line,
    )?.groups;
  if (columns === undefined) return [];
  const { to = '', action = '', from = '' } = columns;
  if (/\(v6\)/.test(to) || /\(v6\)/.test(from)) return [];
  const kind = action === 'ALLOW' || action === 'LIMIT' ? 'accept' : 'drop';
  return [{ match: allOf([matchTo(to, packet), from === 'Anywhere' ? 'yes' : 'maybe']), action: { kind } }];
}

/** "4747/tcp", "Anywhere", "80,443/tcp (Apache)", "4000:5000/tcp on wlan0", "192.168.1.5 22". */
function matchTo(to: string, packet: Packet): Match {
  const [place = '', name] = to.replace(/ \(.*\)/, '').split(' on ');
  const interfaceMatch = name === undefined ? 'yes' : matchInterface(packet, name, '+');
  return allOf([interfaceMatch, matchPlace(place, packet.port)]);
}

function matchPlace(place: string, port: number): Match {
  if (place === 'Anywhere' || place === 'Anywhere/tcp') return 'yes';
  const [, ports, protocol] = /^([\d,:]+)(?:\/(\w+))?$/.exec(place) ?? [];
  if (ports === undefined) return /^Anywhere\/\w+$/.test(place) ? 'no' : 'maybe';
  if (protocol !== undefined && protocol !== 'tcp') return 'no';
  const isIn = ports.split(',').some((range) => {
    const [from = '', to = from] = range.split(':');
    return port >= Number(from) && port <= Number(to);
  });
  return when(isIn);
}
