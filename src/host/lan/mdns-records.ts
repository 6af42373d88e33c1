/** The DNS records by which the laptop announces itself on the network. RFC 6762 and 6763. */
import { splitGraphemes } from 'unicode-segmenter/grapheme';

export interface DnsRecord {
  readonly name: string;
  readonly type: 'PTR' | 'SRV' | 'TXT' | 'A';
  readonly ttl: number;
  readonly data: string | { readonly port: number; readonly target: string } | readonly Buffer[];
  /** This record is ours alone, and replaces all others of its name. */
  readonly flush?: true;
}

export interface MdnsService {
  /** `night-3f2a.local`. */
  readonly hostName: string;
  readonly address: string;
  readonly port: number;
  /** What a list of services shows: the game's name. */
  readonly title: string;
}

const TYPE = '_http._tcp.local';
const ALL_TYPES = '_services._dns-sd._udp.local';
const LABEL_BYTES = 63;
const HOST_TTL = 120;
const SERVICE_TTL = 4_500;

/** The records of the service, and of its host name with the one address that phones are shown. */
export function recordsOf(service: MdnsService): readonly DnsRecord[] {
  const { hostName, address, port } = service;
  const instanceDomain = `${instanceName(service)}.${TYPE}`;
  return [
    { name: hostName, type: 'A', ttl: HOST_TTL, data: address, flush: true },
    { name: instanceDomain, type: 'SRV', ttl: HOST_TTL, data: { port, target: hostName }, flush: true },
    { name: instanceDomain, type: 'TXT', ttl: SERVICE_TTL, data: [Buffer.from('path=/')], flush: true },
    { name: TYPE, type: 'PTR', ttl: SERVICE_TTL, data: instanceDomain },
    { name: ALL_TYPES, type: 'PTR', ttl: SERVICE_TTL, data: TYPE },
  ];
}

/** The records that are ours to withdraw: other web servers may remain on the network. */
export function ownRecords(records: readonly DnsRecord[]): readonly DnsRecord[] {
  return records.filter(({ name }) => name !== ALL_TYPES);
}

/** Game and laptop in one label: two laptops may run games of the same name. Dots separate labels, so they are removed. */
export function instanceName({ title, hostName }: MdnsService): string {
  const suffix = ` (${hostName.replace(/\.local$/, '')})`;
  const plain = title.replaceAll('.', ' ').trim();
  let label = '';
  for (const character of splitGraphemes(plain)) {
    if (Buffer.byteLength(label + character + suffix) > LABEL_BYTES) break;
    label += character;
  }
  return label + suffix;
}
