/** Reads firewalld, of Fedora, openSUSE and their kin. Pure; firewall-cmd speaks English everywhere. */
import type { Packet } from './packet-filter.ts';

export interface FirewalldReading {
  /** Null: that cannot be told. */
  readonly isOpen: boolean | null;
  /** The zone of the network interface; null: the default one. */
  readonly zone: string | null;
}

/** `firewall-cmd --list-all-zones` and `--get-default-zone`. Null: these are no zones. */
export function readFirewalldZones(
  output: string,
  defaultZone: string | null,
  packet: Packet,
): FirewalldReading | null {
  const zones = output.split(/\n(?=\S)/).flatMap((block) => {
    const [, name, attributes = ''] = /^(\S+)(?: \(([^)]*)\))?\s*$/m.exec(block) ?? [];
    return name === undefined || !/^ {2}target: /m.test(block) ? [] : [{ name, attributes, block }];
  });
  if (zones.length === 0) return null;
  const own = zones.find(({ block }) => wordsOf(block, 'interfaces').includes(packet.interfaceName));
  const usual = zones.find(({ name, attributes }) => name === defaultZone || /\bdefault\b/.test(attributes));
  const zone = own ?? usual;
  // Zones by the sender's address come first.
  const hasSources = zones.some(({ block }) => wordsOf(block, 'sources').length > 0);
  if (zone === undefined || hasSources) return { isOpen: null, zone: own?.name ?? null };
  return { isOpen: isOpen(zone.block, packet.port), zone: own === undefined ? null : zone.name };
}

function wordsOf(block: string, field: string): readonly string[] {
  const [, text = ''] = new RegExp(`^ {2}${field}:[ \\t]*(.*)$`, 'm').exec(block) ?? [];
  return text.split(/\s+/).filter((word) => word !== '');
}

function isOpen(block: string, port: number): boolean | null {
  if (wordsOf(block, 'target').includes('ACCEPT')) return true;
  const isListed = wordsOf(block, 'ports').some((entry) => {
    const [, from, to = from, protocol] = /^(\d+)(?:-(\d+))?\/(\w+)$/.exec(entry) ?? [];
    return protocol === 'tcp' && port >= Number(from) && port <= Number(to);
  });
  // Such as a rule that drops what the list of ports lets in; or a service that has this port.
  const hasRichRules = /^ {2}rich rules:[ \t]*\S|^ {2}rich rules:[ \t]*\n\s+\S/m.test(block);
  if (hasRichRules) return null;
  return isListed || wordsOf(block, 'protocols').includes('tcp');
}
