/** Reads `iptables-save`: whether the filter table lets a phone in. Pure. */
import {
  type Action,
  allOf,
  anyOf,
  letsIn,
  type Match,
  matchInterface,
  negated,
  type Packet,
  type Rule,
  when,
} from './packet-filter.ts';

export interface IptablesReading {
  /** Null: that cannot be told. */
  readonly isOpen: boolean | null;
  /** Whether there is a filter table at all: without one, iptables decides nothing. */
  readonly isUsed: boolean;
}

/** Null: this is no output of iptables-save. An empty one is: no table was ever used. */
export function readIptablesSave(output: string, packet: Packet): IptablesReading | null {
  if (output.trim() === '') return { isOpen: true, isUsed: false };
  const tables = [...output.matchAll(/^\*(?<name>\w+)$(?<body>[\s\S]*?)^COMMIT$/gm)];
  if (tables.length === 0) return null;
  const filter = tables.find(({ groups }) => groups?.['name'] === 'filter')?.groups?.['body'];
  if (filter === undefined) return { isOpen: true, isUsed: false };
  const policy = /^:INPUT (?<policy>ACCEPT|DROP)\b/m.exec(filter)?.groups?.['policy'];
  if (policy === undefined) return null;
  const chains = readChains(filter, packet);
  const rules = chains.get('INPUT') ?? [];
  return {
    isOpen: letsIn([{ rules, chains, policy: policy === 'ACCEPT' ? 'accept' : 'drop' }]),
    isUsed: policy === 'DROP' || rules.length > 0,
  };
}

function readChains(filter: string, packet: Packet): ReadonlyMap<string, readonly Rule[]> {
  const chains = new Map<string, Rule[]>();
  for (const [, name = ''] of filter.matchAll(/^:(\S+) /gm)) chains.set(name, []);
  for (const [, name = '', text = ''] of filter.matchAll(/^(?:\[\d+:\d+\] )?-A (\S+)(.*)$/gm)) {
    chains.get(name)?.push(readRule(wordsOf(text), packet));
  }
  return chains;
}

/** As iptables-save quotes them: in double quotes, with backslashes. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '',
  );
}

const ACTIONS: ReadonlyMap<string, 'accept' | 'drop' | 'return' | 'continue'> = new Map([
  ['ACCEPT', 'accept'],
  ['DROP', 'drop'],
  ['REJECT', 'drop'],
  ['RETURN', 'return'],
  ['LOG', 'continue'],
  ['NFLOG', 'continue'],
  ['MARK', 'continue'],
  ['CONNMARK', 'continue'],
]);

/** Modules whose options are all known. What another one demands cannot be judged. */
const KNOWN_MODULES = new Set(['tcp', 'multiport', 'conntrack', 'state', 'comment']);

function readRule(words: readonly string[], packet: Packet): Rule {
  const matches: Match[] = [];
  let action: Action = { kind: 'continue' };
  for (let at = 0; at < words.length;) {
    const isNegated = words[at] === '!';
    if (isNegated) at += 1;
    const option = words[at] ?? '';
    const values: string[] = [];
    for (at += 1; at < words.length && !/^(-|!$)/.test(words[at] ?? ''); at += 1)
      values.push(words[at] ?? '');
    const [value = ''] = values;
    if (option === '-j' || option === '-g') {
      action = actionOf(option, value);
      // What follows describes the action.
      break;
    }
    const match = matchOption(option, value, packet);
    matches.push(isNegated ? negated(match) : match);
  }
  return { match: allOf(matches), action };
}

function actionOf(option: '-j' | '-g', target: string): Action {
  const kind = ACTIONS.get(target);
  if (kind !== undefined) return { kind };
  return { kind: option === '-j' ? 'jump' : 'goto', chain: target };
}

function matchOption(option: string, value: string, packet: Packet): Match {
  switch (option) {
    case '-p':
      return when(['tcp', '6', 'all', '0'].includes(value));
    case '-i':
      return matchInterface(packet, value, '+');
    case '-m':
      return value === 'udp' || value === 'icmp' ? 'no' : KNOWN_MODULES.has(value) ? 'yes' : 'maybe';
    case '--dport':
    case '--dports':
      return anyOf(value.split(',').map((range) => matchPort(range, packet.port)));
    case '--ctstate':
    case '--state':
      return when(value.split(',').includes('NEW'));
    case '--syn':
    case '--comment':
      return 'yes';
    default:
      return 'maybe';
  }
}

function matchPort(range: string, port: number): Match {
  const [from = '', to = from] = range.split(':');
  if (!/^\d*$/.test(from) || !/^\d*$/.test(to)) return 'maybe';
  return when(port >= Number(from) && port <= (to === '' ? 65_535 : Number(to)));
}
