/** What kind of network an interface leads to, judged by the evidence, its MAC address and its name. Pure. */
import type { InterfaceEvidence } from './network-evidence.ts';

/**
 * `hotspot`: this laptop's own Wi-Fi, which phones join. `tethered`: a phone that shares its connection with this laptop over a
 * cable or Bluetooth. `mobile`: a modem. `tunnel`: a VPN. `internal`: virtual machines and containers inside this laptop.
 * `doubtful`: probably `internal`, but some such interfaces carry the laptop's real network.
 */
export type InterfaceKind =
  | 'hotspot'
  | 'wifi'
  | 'ethernet'
  | 'tethered'
  | 'mobile'
  | 'tunnel'
  | 'internal'
  | 'doubtful';

/** The kind of an interface; null: nothing tells. */
export function kindOf(
  interfaceName: string,
  mac: string,
  { kind: evident, hasGateway = false }: InterfaceEvidence = {},
): InterfaceKind | null {
  const kind = likelyKind(interfaceName, mac, evident);
  // What has a way out to a router is no network inside the laptop: a virtual machine's card, or a bridge to the real network.
  return kind === 'doubtful' && hasGateway ? 'ethernet' : kind;
}

function likelyKind(
  interfaceName: string,
  mac: string,
  evident: InterfaceKind | undefined,
): InterfaceKind | null {
  if (evident !== undefined && evident !== 'ethernet' && evident !== 'doubtful') return evident;
  const byMac = kindOfMac(mac);
  if (byMac !== null && byMac !== 'doubtful') return byMac;
  if (evident === 'ethernet') return evident;
  const byName = kindOfWords(interfaceName);
  const isDoubtful = evident === 'doubtful' || byMac === 'doubtful';
  return isDoubtful && byName !== 'internal' && byName !== 'tunnel' ? 'doubtful' : byName;
}

/** The kind that an interface's name, or the description of its driver, tells. */
export function kindOfWords(words: string): InterfaceKind | null {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** The first pattern that matches decides. Names by which Linux and macOS begin, then what people and vendors write. */
const WORDS: readonly (readonly [pattern: RegExp, kind: InterfaceKind])[] = [
  [
    /^(u?tun|tap|wg|ppp|ipsec|gpd|cscotun|gif|stf|sit|gre|vti|ip6tnl|clat|proton|feth)(?![a-z])|^zt[a-z0-9]{6}/i,
    'tunnel',
  ],
  [
    /tap-|tap0901|wintun|tunnel|tunneling|teredo|isatap|6to4|openvpn|ovpn|wireguard|anyconnect|cisco secure client|vpnva|forti|ft_vnic|ssl.?vpn|globalprotect|pangp|juniper|pulse secure|ivanti|check ?point|sonicwall|netextender|zscaler|nordlynx|expressvpn|surfshark|mullvad|tailscale|zerotier|hamachi|radmin|softether|netbird|cloudflare|\bwarp\b|f5 networks|big-?ip|barracuda|watchguard|sophos|kerio|l2tp|pptp|sstp|ikev2|wan miniport|vpn|ipsec/i,
    'tunnel',
  ],
  [
    /^(docker|virbr|vboxnet|vmnet|vmenet|lxcbr|lxdbr|incusbr|mpqemubr|podman|cni|cali|flannel|kube|vnet\d|vnic\d|dummy|awdl|llw|anpi)/i,
    'internal',
  ],
  [/^br-[0-9a-f]{12}$/, 'internal'],
  [/^vethernet \((wsl|default switch|nat|docker|minikube|multipass|podman)/i, 'internal'],
  [/virtualbox|vboxnet|vmware virtual|vmnet|parallels|loopback|npcap|kernel debug/i, 'internal'],
  [/hosted network virtual|^(ap|uap|xap)\d/i, 'hotspot'],
  // Windows' cards for its hotspot and for wireless screens have an asterisk in every language: "LAN-Verbindung* 2".
  [/wi-?fi direct|vwifimp_wfd|\*\s*\d+$/i, 'doubtful'],
  [/^(br-|veth|bridge\d)|vethernet|hyper-v virtual|vms_mp|thunderbolt bridge/i, 'doubtful'],
  [/bluetooth|^bnep|iphone|ipad|apple mobile device|remote ndis|\brndis/i, 'tethered'],
  [/^(wwan|rmnet|wwp)|mobile broadband|cellular|\bmodem\b|\blte\b/i, 'mobile'],
  [
    /^(wl|ra\d|ath\d)|wi-?fi|wlan|wireless|airport|802\.11|drahtlos|sans fil|inal[aá]mbric|senza fili|sem fios?|draadlo|tr[aå]dl[oøö]s|langaton|bezprzewod|bezdr[aá]t|vezeték nélküli|kablosuz|беспровод|бездрот|ασύρματ|无线|無線|ワイヤレス|무선|אלחוט|لاسلكي/i,
    'wifi',
  ],
  [/^(eth|en[ospx0-9]|lan)|ethernet/i, 'ethernet'],
];

function kindOfMac(mac: string): InterfaceKind | null {
  return MACS.find(([pattern]) => pattern.test(mac))?.[1] ?? null;
}

/** The addresses that programs give to the interfaces they add. */
const MACS: readonly (readonly [pattern: RegExp, kind: InterfaceKind])[] = [
  // TAP (OpenVPN and others), AnyConnect, FortiClient, Pulse Secure, GlobalProtect.
  [/^00:ff:|^00:05:9a:3c:7|^00:09:0f:(fe|aa):00|^02:05:85:7f:eb|^02:50:41:00:00/i, 'tunnel'],
  // VirtualBox, VMware, Parallels (not the cards of their guests), Microsoft's loopback, the second computer in some Macs.
  [/^0a:00:27:|^00:50:56:c0:|^00:1c:42:00:00:0[89]|^02:00:4c:4f:4f:50|^ac:de:48:00:11:22/i, 'internal'],
  // Docker and Hyper-V, on either side.
  [/^02:42:|^00:15:5d:/i, 'doubtful'],
];
