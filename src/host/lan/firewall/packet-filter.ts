/** What rules of Linux's packet filter do to a phone's first packet. Pure; where a rule cannot be judged, both outcomes stay possible. */

/** The packet: TCP over IPv4, to this port, as the first of a connection. */
export interface Packet {
  /** The network interface it arrives on; empty: not known. */
  readonly interfaceName: string;
  readonly port: number;
}

/** Whether a rule's condition holds for the packet. */
export type Match = 'yes' | 'no' | 'maybe';

export type Action =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'continue' | 'unknown' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string };

export interface Rule {
  readonly match: Match;
  readonly action: Action;
}

type Chains = ReadonlyMap<string, readonly Rule[]>;

export interface BaseChain {
  readonly rules: readonly Rule[];
  readonly policy: 'accept' | 'drop';
  /** The chains that its rules may jump to. */
  readonly chains: Chains;
}

type Outcome = 'accept' | 'drop' | 'through';

/** Rules that jump in a circle are refused by the kernel; a reader may still be misled. */
const MAX_DEPTH = 16;

/** True: all of them let the packet in. False: one of them certainly keeps it out. Null: that cannot be told. */
export function letsIn(baseChains: readonly BaseChain[]): boolean | null {
  const outcomes = baseChains.map(({ rules, chains, policy }) => {
    const possible = walk(rules, chains, 0);
    return new Set([...possible].map((outcome) => (outcome === 'through' ? policy : outcome)));
  });
  if (outcomes.some((possible) => !possible.has('accept'))) return false;
  return outcomes.every((possible) => !possible.has('drop')) ? true : null;
}

function walk(rules: readonly Rule[], chains: Chains, depth: number): ReadonlySet<Outcome> {
  const possible = new Set<Outcome>();
  for (const { match, action } of rules) {
    if (match === 'no') continue;
    const outcomes = outcomesOf(action, chains, depth);
    for (const outcome of outcomes) if (outcome !== 'through') possible.add(outcome);
    const goesOn = outcomes.has('through') && action.kind !== 'return' && action.kind !== 'goto';
    if (match === 'yes' && !goesOn) return outcomes.has('through') ? possible.add('through') : possible;
    // It may have left this chain.
    if (outcomes.has('through') && !goesOn) possible.add('through');
  }
  return possible.add('through');
}

function outcomesOf(action: Action, chains: Chains, depth: number): ReadonlySet<Outcome> {
  switch (action.kind) {
    case 'accept':
    case 'drop':
      return new Set([action.kind]);
    case 'return':
    case 'continue':
      return new Set(['through']);
    case 'jump':
    case 'goto': {
      const target = chains.get(action.chain);
      return target === undefined || depth >= MAX_DEPTH ? anything() : walk(target, chains, depth + 1);
    }
    case 'unknown':
      return anything();
    default:
      return action satisfies never;
  }
}

const anything = () => new Set<Outcome>(['accept', 'drop', 'through']);

/** Holds only if all of them do. */
export function allOf(matches: readonly Match[]): Match {
  if (matches.includes('no')) return 'no';
  return matches.includes('maybe') ? 'maybe' : 'yes';
}

/** Holds if any of them does. */
export function anyOf(matches: readonly Match[]): Match {
  if (matches.includes('yes')) return 'yes';
  return matches.includes('maybe') ? 'maybe' : 'no';
}

export function negated(match: Match): Match {
  return match === 'maybe' ? match : when(match === 'no');
}

export function when(isTrue: boolean): Match {
  return isTrue ? 'yes' : 'no';
}

/** An interface by its name, which may end in a wildcard. */
export function matchInterface(packet: Packet, name: string, wildcard: '+' | '*'): Match {
  if (name === 'lo') return 'no';
  if (packet.interfaceName === '') return 'maybe';
  if (name.endsWith(wildcard)) return when(packet.interfaceName.startsWith(name.slice(0, -1)));
  return when(packet.interfaceName === name);
}
