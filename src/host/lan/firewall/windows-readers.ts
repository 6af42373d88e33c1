/** Reads what PowerShell and netsh say about Windows' firewall. Pure, and independent of the language. */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';

/** The three that Windows knows; each network belongs to one. */
export const PROFILES = ['domain', 'private', 'public'] as const;
export type Profile = (typeof PROFILES)[number];

export interface WindowsNetwork {
  readonly name: string;
  /** The name of its network interface, as Node gives it, such as "Wi-Fi" or "WLAN". */
  readonly interfaceName: string;
  readonly interfaceIndex: number;
  readonly profile: Profile;
}

export interface ProfileState {
  readonly isOn: boolean;
  /** Whether rules that let something in count. */
  readonly takesAllowRules: boolean;
  /** What happens where no rule says anything. */
  readonly allowsByDefault: boolean;
}

/** An inbound rule for TCP that is on, and concerns this program and port. */
export interface WindowsRule {
  /** What commands call it. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly allows: boolean;
  readonly profiles: readonly Profile[];
  /** Set by whoever looks after the laptop: only they can change it. */
  readonly isManaged: boolean;
}

/** What is not known is null. */
export interface WindowsReading {
  readonly networks: readonly WindowsNetwork[] | null;
  readonly profiles: Readonly<Record<Profile, ProfileState>> | null;
  readonly rules: readonly WindowsRule[] | null;
}

const Word = Type.Union([Type.String(), Type.Integer()]);
const Network = Type.Object({
  Name: Type.String(),
  InterfaceAlias: Type.String(),
  InterfaceIndex: Type.Integer(),
  NetworkCategory: Word,
});
const FirewallProfile = Type.Object({
  Name: Word,
  Enabled: Word,
  AllowInboundRules: Word,
  DefaultInboundAction: Word,
});
const Rule = Type.Object({
  Name: Type.String(),
  DisplayName: Type.Union([Type.String(), Type.Null()]),
  Action: Word,
  Profile: Word,
  Protocol: Word,
  LocalPort: Type.Union([Type.Array(Word), Word, Type.Null()]),
  Source: Type.Optional(Type.Union([Word, Type.Null()])),
});
type Rule = Static<typeof Rule>;

/** Enumerations come as words or, from some versions, as numbers. */
const is = (value: Static<typeof Word>, word: string, number: number) =>
  value === number || (typeof value === 'string' && value.toLowerCase() === word);

/**
 * The JSON of `FIREWALL_SCRIPT`. A part that is missing or of another shape is null. Throws where it is no JSON.
 * @returns null if nothing could be read.
 */
export function readFirewallJson(output: string, port: number): WindowsReading | null {
  const parsed: unknown = JSON.parse(output.replace(/^\uFEFF/, ''));
  if (typeof parsed !== 'object' || parsed === null) return null;
  const part = (name: string): unknown => (name in parsed ? Reflect.get(parsed, name) : null);
  const reading = {
    networks: readNetworks(listOf(part('networks'))),
    profiles: readProfiles(listOf(part('profiles'))),
    rules: readRules(listOf(part('rules')), port),
  };
  return Object.values(reading).every((value) => value === null) ? null : reading;
}

/** Windows PowerShell writes a list with one item as that item. Null: the part is missing. */
function listOf(part: unknown): readonly unknown[] | null {
  if (part === null || part === undefined) return null;
  return Array.isArray(part) ? part.map((item: unknown) => item) : [part];
}

function readNetworks(items: readonly unknown[] | null): readonly WindowsNetwork[] | null {
  if (items === null) return null;
  return items
    .filter((item) => Check(Network, item))
    .flatMap(({ Name, InterfaceAlias, InterfaceIndex, NetworkCategory }) => {
      const profile = profileOfCategory(NetworkCategory);
      if (profile === null) return [];
      return [{ name: Name, interfaceName: InterfaceAlias, interfaceIndex: InterfaceIndex, profile }];
    });
}

function profileOfCategory(category: Static<typeof Word>): Profile | null {
  if (is(category, 'public', 0)) return 'public';
  if (is(category, 'private', 1)) return 'private';
  return is(category, 'domainauthenticated', 2) ? 'domain' : null;
}

function readProfiles(items: readonly unknown[] | null): WindowsReading['profiles'] {
  const known = (items ?? []).filter((item) => Check(FirewallProfile, item));
  const stateOf = (profile: Profile): ProfileState | null => {
    const found = known.find(({ Name }) => String(Name).toLowerCase() === profile);
    if (found === undefined) return null;
    return {
      // "Not configured" is what Windows comes with: on, with rules, closed otherwise.
      isOn: !is(found.Enabled, 'false', 0),
      takesAllowRules: !is(found.AllowInboundRules, 'false', 0),
      allowsByDefault: is(found.DefaultInboundAction, 'allow', 2),
    };
  };
  return allThree(stateOf('domain'), stateOf('private'), stateOf('public'));
}

function allThree(
  domain: ProfileState | null,
  atHome: ProfileState | null,
  inPublic: ProfileState | null,
): WindowsReading['profiles'] {
  if (domain === null || atHome === null || inPublic === null) return null;
  return { domain, private: atHome, public: inPublic };
}

function readRules(items: readonly unknown[] | null, port: number): readonly WindowsRule[] | null {
  if (items === null) return null;
  return items
    .filter((item) => Check(Rule, item))
    .filter((rule) => concernsTcp(rule) && concernsPort(rule, port))
    .flatMap(({ Name, DisplayName, Action, Profile: profile, Source }) => {
      const allows = is(Action, 'allow', 2);
      if (!allows && !is(Action, 'block', 4)) return [];
      const isManaged = Source !== null && Source !== undefined && is(Source, 'grouppolicy', 2);
      return [{ id: Name, name: DisplayName ?? Name, allows, profiles: profilesOf(profile), isManaged }];
    });
}

const concernsTcp = ({ Protocol }: Rule) =>
  ['tcp', '6', 'any', '256'].includes(String(Protocol).toLowerCase());

function concernsPort({ LocalPort }: Rule, port: number): boolean {
  const ports = listOf(LocalPort) ?? ['Any'];
  return ports.some((each) => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(String(each)) ?? [];
    if (from === undefined) return String(each).toLowerCase() === 'any';
    return port >= Number(from) && port <= Number(to);
  });
}

/** "Any", "Domain, Private", or a sum of 1, 2 and 4. */
function profilesOf(value: Static<typeof Word>): readonly Profile[] {
  if (typeof value === 'number') {
    const chosen = PROFILES.filter((_profile, index) => Math.floor(value / 2 ** index) % 2 === 1);
    return chosen.length === 0 ? PROFILES : chosen;
  }
  const words = value.toLowerCase().split(/[\s,]+/);
  return words.includes('any') ? PROFILES : PROFILES.filter((profile) => words.includes(profile));
}

/**
 * `netsh advfirewall show allprofiles`, which speaks the laptop's language: what counts are the order of its three blocks, and the
 * policy, which is never translated. A word for "on" or "off" that is not known leaves that profile, and so all, unknown.
 * @returns null if this is something else.
 */
export function readNetshProfiles(output: string): WindowsReading['profiles'] {
  const blocks = output.split(/^-{20,}\s*$/m).slice(1);
  const [domain, atHome, inPublic] = blocks.map(readNetshBlock);
  return allThree(domain ?? null, atHome ?? null, inPublic ?? null);
}

function readNetshBlock(block: string): ProfileState | null {
  const [state = ''] = block.trimStart().split(/\r?\n/);
  const isOn = isOnWord(state.trim().split(/\s{2,}/)[1] ?? '');
  const policy = /\b(?<policy>(?:Block|Allow)Inbound(?:Always)?),/.exec(block)?.groups?.['policy'];
  if (isOn === null || policy === undefined) return null;
  return {
    isOn,
    takesAllowRules: policy !== 'BlockInboundAlways',
    allowsByDefault: policy === 'AllowInbound',
  };
}

/** In English, German, French, Spanish, Italian, Dutch, Portuguese. The console's code page may garble letters outside ASCII. */
const ON = /^(on|ein|aan|acti|attiv|ligad|ativ)/i;
const OFF = /^(off|aus|uit|inacti|d.{1,3}sactiv|desactiv|inattiv|disattiv|desligad|inativ)/i;

function isOnWord(word: string): boolean | null {
  if (ON.test(word)) return true;
  return OFF.test(word) ? false : null;
}
