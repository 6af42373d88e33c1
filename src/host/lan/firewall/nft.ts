/** Reads `nft -j list ruleset`: whether nftables lets a phone in. Pure. */
import {
  type Action,
  allOf,
  anyOf,
  type BaseChain,
  letsIn,
  type Match,
  matchInterface,
  negated,
  type Packet,
  type Rule,
  when,
} from './packet-filter.ts';

/** The base chain to add a rule to, so that the phone gets in. */
export interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
}

export interface NftReading {
  /** Null: that cannot be told. */
  readonly isOpen: boolean | null;
  /** The chains that may keep phones out. */
  readonly inputs: readonly NftChain[];
}

export interface NftOptions {
  /** Leaves out the tables of iptables, which shows its own rules more clearly. */
  readonly withoutIptables: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const FAMILIES = new Set(['ip', 'inet']);
const IPTABLES_TABLES = new Set(['filter', 'nat', 'mangle', 'raw', 'security']);
/** What a packet to the laptop itself passes. */
const HOOKS = new Set(['prerouting', 'input', 'ingress']);

/** Null: this is no ruleset. Throws where JSON or shape are broken. */
export function readNftRuleset(output: string, packet: Packet, options: NftOptions): NftReading | null {
  const parsed: unknown = JSON.parse(output);
  if (!isJson(parsed) || !Array.isArray(parsed['nftables'])) return null;
  const items = parsed['nftables'].filter(isJson);
  const isWanted = ({ family, table, name }: Json) =>
    FAMILIES.has(String(family)) &&
    !(options.withoutIptables && family === 'ip' && IPTABLES_TABLES.has(String(table ?? name)));
  const chains = items
    .map(({ chain }) => chain)
    .filter(isJson)
    .filter(isWanted);
  const rules = items
    .map(({ rule }) => rule)
    .filter(isJson)
    .filter(isWanted);
  const rulesOf = (family: unknown, table: unknown, name: unknown) =>
    rules
      .filter((rule) => rule['family'] === family && rule['table'] === table && rule['chain'] === name)
      .flatMap((rule) => readRule(rule['expr'], packet));

  const bases = chains.filter(({ hook, type }) => HOOKS.has(String(hook)) && type === 'filter');
  const baseChains = bases.map(({ family, table, name, policy }): BaseChain => {
    const own = chains.filter((chain) => chain['family'] === family && chain['table'] === table);
    return {
      rules: rulesOf(family, table, name),
      policy: policy === 'drop' ? 'drop' : 'accept',
      chains: new Map(own.map((chain) => [String(chain['name']), rulesOf(family, table, chain['name'])])),
    };
  });
  const inputs = bases
    .filter((_chain, index) => letsIn(baseChains.slice(index, index + 1)) !== true)
    .map(({ family, table, name }) => ({
      family: String(family),
      table: String(table),
      chain: String(name),
    }));
  return { isOpen: letsIn(baseChains), inputs };
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A statement is an object with one field, its name. */
function firstEntry(statement: Json): readonly [name: string, content: unknown] {
  return Object.entries(statement)[0] ?? ['', null];
}

/** None if it is no list. */
function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.map((item: unknown) => item) : [];
}

const VERDICTS: ReadonlyMap<string, Action> = new Map([
  ['accept', { kind: 'accept' }],
  ['drop', { kind: 'drop' }],
  ['reject', { kind: 'drop' }],
  ['return', { kind: 'return' }],
  ['continue', { kind: 'continue' }],
  ['queue', { kind: 'unknown' }],
]);

/** Statements that let every packet pass on. */
const NEUTRAL = new Set(['counter', 'log', 'mangle', 'comment', 'notrack', 'set', 'ct helper', 'flow']);

/** A rule is a row of statements: each condition narrows what follows. A verdict map becomes a rule per entry. */
function readRule(expression: unknown, packet: Packet): readonly Rule[] {
  if (!Array.isArray(expression)) return [{ match: 'maybe', action: { kind: 'unknown' } }];
  const rules: Rule[] = [];
  let match: Match = 'yes';
  for (const statement of expression) {
    if (!isJson(statement)) continue;
    const [name, content] = firstEntry(statement);
    const verdict = verdictOf(name, content);
    if (verdict !== null) rules.push({ match, action: verdict });
    else if (name === 'match') match = allOf([match, matchStatement(content, packet)]);
    else if (name === 'vmap') {
      const before = match;
      rules.push(
        ...readVerdictMap(content, packet).map((rule) => ({ ...rule, match: allOf([before, rule.match]) })),
      );
    } else if (!NEUTRAL.has(name)) match = allOf([match, 'maybe']);
  }
  return rules;
}

function verdictOf(name: string, content: unknown): Action | null {
  if ((name === 'jump' || name === 'goto') && isJson(content)) {
    return { kind: name, chain: String(content['target']) };
  }
  return VERDICTS.get(name) ?? null;
}

function readVerdictMap(content: unknown, packet: Packet): readonly Rule[] {
  const data = isJson(content) && isJson(content['data']) ? content['data']['set'] : null;
  if (!isJson(content) || !Array.isArray(data)) return [{ match: 'maybe', action: { kind: 'unknown' } }];
  return data.map((entry: unknown): Rule => {
    const [key, verdict] = itemsOf(entry);
    const [name, target] = firstEntry(isJson(verdict) ? verdict : {});
    return {
      match: matchValue(content['key'], key, packet),
      action: verdictOf(name, target) ?? { kind: 'unknown' },
    };
  });
}

/** What a TCP packet over IPv4 has not. */
const OTHER_HEADERS = new Set([
  'ip6',
  'udp',
  'udplite',
  'icmp',
  'icmpv6',
  'igmp',
  'sctp',
  'dccp',
  'esp',
  'ah',
]);

function matchStatement(content: unknown, packet: Packet): Match {
  if (!isJson(content)) return 'maybe';
  const { op, left, right } = content;
  // A condition on another protocol's header holds for none of our packets, negated or not.
  if (isJson(left) && isJson(left['payload']) && OTHER_HEADERS.has(String(left['payload']['protocol'])))
    return 'no';
  const match = matchValue(left, right, packet);
  if (op === '==' || op === 'in') return match;
  return op === '!=' ? negated(match) : 'maybe';
}

/** Whether this property of the packet is, or is among, `right`. */
function matchValue(left: unknown, right: unknown, packet: Packet): Match {
  if (!isJson(left)) return 'maybe';
  const { meta, payload, ct } = left;
  if (isJson(meta)) return matchMeta(meta['key'], right, packet);
  if (isJson(payload)) return matchPayload(payload, right, packet);
  if (isJson(ct) && ct['key'] === 'state') return matchWord(right, 'new');
  return 'maybe';
}

function matchMeta(key: unknown, right: unknown, packet: Packet): Match {
  switch (key) {
    case 'iifname':
    case 'iif':
      return anyOf(
        listOf(right).map((name) => (typeof name === 'string' ? matchInterface(packet, name, '*') : 'maybe')),
      );
    case 'l4proto':
      return anyOf([matchWord(right, 'tcp'), matchNumber(right, 6)]);
    case 'nfproto':
      return matchWord(right, 'ipv4');
    case 'protocol':
      return matchWord(right, 'ip');
    default:
      return 'maybe';
  }
}

function matchPayload({ protocol, field }: Json, right: unknown, packet: Packet): Match {
  switch (protocol) {
    case 'tcp':
    case 'th':
      return field === 'dport' ? matchNumber(right, packet.port) : 'maybe';
    case 'ip':
      return field === 'protocol' ? matchWord(right, 'tcp') : 'maybe';
    default:
      return OTHER_HEADERS.has(String(protocol)) ? 'no' : 'maybe';
  }
}

function listOf(right: unknown): readonly unknown[] {
  if (Array.isArray(right)) return right;
  return isJson(right) && Array.isArray(right['set']) ? right['set'] : [right];
}

/** Named sets begin with an @, and are not looked up. */
function matchWord(right: unknown, word: string): Match {
  return anyOf(
    listOf(right).map((each) =>
      typeof each === 'string' && !each.startsWith('@')
        ? when(each === word)
        : typeof each === 'number'
          ? 'no'
          : 'maybe',
    ),
  );
}

function matchNumber(right: unknown, number: number): Match {
  return anyOf(
    listOf(right).map((each) => {
      if (typeof each === 'number') return when(each === number);
      if (typeof each === 'string') return each.startsWith('@') ? 'maybe' : 'no';
      const [from, to] = itemsOf(isJson(each) ? each['range'] : null);
      if (typeof from !== 'number' || typeof to !== 'number') return 'maybe';
      return when(from <= number && number <= to);
    }),
  );
}
