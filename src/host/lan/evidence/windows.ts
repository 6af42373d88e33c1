/** Reads what Windows tells about network interfaces: PowerShell, `route` and `netsh`. Pure, and independent of the language. */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { Interfaces } from '../addresses.ts';
import { type InterfaceKind, kindOfWords } from '../interface-kind.ts';
import type { Finding } from '../network-evidence.ts';
import { readableSsid } from './readable-ssid.ts';

/**
 * Prints the adapters that are up, hidden ones included, and whether Windows' own hotspot is on, as JSON. Each part is left out
 * where Windows does not tell.
 */
export const ADAPTER_SCRIPT = `
$ErrorActionPreference = 'SilentlyContinue'
try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch {}
$adapters = @(Get-NetAdapter -IncludeHidden | Where-Object { $_.InterfaceOperationalStatus -eq 1 } |
  Select-Object Name, InterfaceDescription, ComponentID, InterfaceType, NdisPhysicalMedium, HardwareInterface)
$hotspot = $null
try {
  [void][Windows.Networking.Connectivity.NetworkInformation, Windows.Networking.Connectivity, ContentType = WindowsRuntime]
  [void][Windows.Networking.NetworkOperators.NetworkOperatorTetheringManager, Windows.Networking.NetworkOperators, ContentType = WindowsRuntime]
  foreach ($profile in [Windows.Networking.Connectivity.NetworkInformation]::GetConnectionProfiles()) {
    try {
      $manager = [Windows.Networking.NetworkOperators.NetworkOperatorTetheringManager]::CreateFromConnectionProfile($profile)
      $hotspot = [int]$manager.TetheringOperationalState
      if ($hotspot -eq 1) { break }
    } catch {}
  }
} catch {}
ConvertTo-Json -Compress -Depth 3 @{ adapters = $adapters; hotspot = $hotspot }
`;

const Text = Type.Union([Type.String(), Type.Null()]);
const Code = Type.Union([Type.Integer(), Type.Null()]);
const Adapter = Type.Object({
  Name: Type.String(),
  InterfaceDescription: Type.Optional(Text),
  ComponentID: Type.Optional(Text),
  InterfaceType: Type.Optional(Code),
  NdisPhysicalMedium: Type.Optional(Code),
  HardwareInterface: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
});
type Adapter = Static<typeof Adapter>;
const Report = Type.Object({ adapters: Type.Unknown(), hotspot: Type.Optional(Code) });
/** How PowerShell 5 may wrap a list. */
const Wrapped = Type.Object({ value: Type.Array(Type.Unknown()) });

/** `TetheringOperationalState.On`. */
const HOTSPOT_ON = 1;

/** IANA's ifType: Wi-Fi, modems, PPP and tunnels; 53 is Wintun's. Every other driver claims to be Ethernet. */
const TYPES: Readonly<Record<number, InterfaceKind>> = {
  71: 'wifi',
  243: 'mobile',
  244: 'mobile',
  23: 'tunnel',
  53: 'tunnel',
  131: 'tunnel',
};
/** NDIS_PHYSICAL_MEDIUM. */
const MEDIA: Readonly<Record<number, InterfaceKind>> = {
  1: 'wifi',
  8: 'mobile',
  9: 'wifi',
  10: 'tethered',
};
/** Kinds of which the driver's own words are surer than the type it claims. */
const SURE_WORDS: readonly (InterfaceKind | null)[] = [
  'tunnel',
  'internal',
  'doubtful',
  'tethered',
  'mobile',
  'hotspot',
];

/** The adapters that `ADAPTER_SCRIPT` prints. Throws a SyntaxError where it is no JSON. */
export function readAdapters(output: string): readonly Finding[] {
  const report: unknown = JSON.parse(output.replace(/^\uFEFF/, ''));
  if (!Check(Report, report)) throw new SyntaxError('the adapters are not listed as expected');
  const isHotspotOn = report.hotspot === HOTSPOT_ON;
  return listOf(report.adapters).flatMap((adapter) => {
    if (!Check(Adapter, adapter)) return [];
    const kind = kindOfAdapter(adapter, isHotspotOn);
    return kind === null ? [] : [{ interfaceName: adapter.Name, kind }];
  });
}

/** PowerShell unwraps a list of one, and wraps others at times. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return Check(Wrapped, value) ? value.value : [value];
}

function kindOfAdapter(adapter: Adapter, isHotspotOn: boolean): InterfaceKind | null {
  const words = `${adapter.InterfaceDescription ?? ''} ${adapter.ComponentID ?? ''}`;
  if (isHotspotOn && /wi-?fi direct|vwifimp_wfd/i.test(words)) return 'hotspot';
  const byWords = kindOfWords(words);
  if (SURE_WORDS.includes(byWords)) return byWords;
  const byType = TYPES[adapter.InterfaceType ?? -1] ?? MEDIA[adapter.NdisPhysicalMedium ?? -1];
  if (byType !== undefined || byWords === 'wifi') return byType ?? byWords;
  // A VPN that nobody has heard of, or a switch of Hyper-V that leads outside.
  if (adapter.HardwareInterface === false) return 'doubtful';
  return adapter.HardwareInterface === true ? 'ethernet' : null;
}

/** A default route of `route print`: its numbers are the same in every language. */
const DEFAULT_ROUTE = /^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+\d+(?:\.\d+){3}\s+(\d+(?:\.\d+){3})\s+\d+\s*$/gm;

/** The interfaces with a router, which `route print` tells by their address. */
export function readRoutePrint(output: string, interfaces: Interfaces): readonly Finding[] {
  return [...output.matchAll(DEFAULT_ROUTE)].flatMap(([, address]) => {
    const found = Object.entries(interfaces).find(([, infos = []]) =>
      infos.some((info) => info.address === address),
    );
    return found === undefined ? [] : [{ interfaceName: found[0], hasGateway: true }];
  });
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The Wi-Fi cards of `netsh wlan show interfaces`, and the Wi-Fi that each is in: in every language, name, description and GUID
 * follow one another, and SSID is called that.
 */
export function readWlanInterfaces(output: string): readonly Finding[] {
  const lines = output
    .split(/\r?\n/)
    .map((line) => /^\s+(\S.*?)\s*[:：]\s+(.*\S)\s*$/.exec(line))
    .flatMap((match) => (match === null ? [] : [{ label: match[1] ?? '', value: match[2] ?? '' }]));
  const cards = lines.flatMap(({ value }, index) => (GUID.test(value) ? [index] : []));
  return cards.flatMap((at, index) => {
    const interfaceName = lines[at - 2]?.value;
    if (interfaceName === undefined) return [];
    const ofCard = lines.slice(at, cards[index + 1] ?? lines.length);
    const ssid = readableSsid(ofCard.find(({ label }) => label === 'SSID')?.value ?? '');
    return [{ interfaceName, kind: 'wifi' as const, ...(ssid !== undefined && { ssid }) }];
  });
}
