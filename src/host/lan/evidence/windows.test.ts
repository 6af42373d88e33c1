import { describe, expect, it } from 'vitest';
import { interfacesOf } from '../laptops.fixtures.ts';
import { readAdapters, readRoutePrint, readWlanInterfaces } from './windows.ts';

const reportOf = (adapters: unknown, hotspot: number | null = null) => JSON.stringify({ hotspot, adapters });
const kindOf = (adapter: object, hotspot: number | null = null) =>
  readAdapters(reportOf([{ Name: 'Ethernet 3', ...adapter }], hotspot))[0]?.kind ?? null;

describe('the adapters that PowerShell lists', () => {
  it.each([
    ['Intel(R) Wi-Fi 6E AX211 160MHz', 71, 9, 'wifi'],
    ['Qualcomm Atheros QCA61x4A', 71, 9, 'wifi'],
    ['Marvell AVASTAR', 6, 9, 'wifi'],
    ['Realtek PCIe GbE Family Controller', 6, 14, 'ethernet'],
    ['ASIX USB to Gigabit Ethernet Family Adapter', 6, 0, 'ethernet'],
    ['Surface Ethernet Adapter', 6, null, 'ethernet'],
    ['vmxnet3 Ethernet Adapter', 6, 14, 'ethernet'],
    ['Red Hat VirtIO Ethernet Adapter', 6, 14, 'ethernet'],
    ['TAP-Windows Adapter V9', 6, 0, 'tunnel'],
    ['TAP-ProtonVPN Windows Adapter V9', 53, 0, 'tunnel'],
    ['Wintun Userspace Tunnel', 53, 0, 'tunnel'],
    ['OpenVPN Data Channel Offload', 53, 0, 'tunnel'],
    ['Cisco AnyConnect Virtual Miniport Adapter for Windows x64', 6, 14, 'tunnel'],
    ['Cisco Secure Client Virtual Miniport Adapter for Windows x64', 6, 14, 'tunnel'],
    ['Fortinet Virtual Ethernet Adapter (NDIS 6.30)', 6, 14, 'tunnel'],
    ['Fortinet SSL VPN Virtual Ethernet Adapter', 6, 14, 'tunnel'],
    ['PANGP Virtual Ethernet Adapter Secure', 6, 0, 'tunnel'],
    ['Juniper Networks Virtual Adapter', 6, 0, 'tunnel'],
    ['Check Point Virtual Network Adapter For Endpoint VPN Client', 6, 0, 'tunnel'],
    ['SonicWall NetExtender Adapter', 6, 0, 'tunnel'],
    ['Zscaler Network Adapter 1.0.2.0', 6, 0, 'tunnel'],
    ['WAN Miniport (IKEv2)', 23, 0, 'tunnel'],
    ['Teredo Tunneling Pseudo-Interface', 131, 0, 'tunnel'],
    ['Some Brand Virtual Network', 53, 0, 'tunnel'],
    ['VirtualBox Host-Only Ethernet Adapter #2', 6, 14, 'internal'],
    ['VMware Virtual Ethernet Adapter for VMnet1', 6, 14, 'internal'],
    ['Npcap Loopback Adapter', 6, 0, 'internal'],
    ['Microsoft KM-TEST Loopback Adapter', 6, 0, 'internal'],
    ['Hyper-V Virtual Ethernet Adapter', 6, 14, 'doubtful'],
    ['Remote NDIS based Internet Sharing Device', 6, 0, 'tethered'],
    ['Apple Mobile Device Ethernet', 6, 0, 'tethered'],
    ['Bluetooth Device (Personal Area Network)', 6, 10, 'tethered'],
    ['Generic Mobile Broadband Adapter', 243, 8, 'mobile'],
    ['Fibocom L850-GL', 243, 8, 'mobile'],
    ['Hersteller unbekannt', null, null, null],
  ])('%s (%s, %s): %s', (InterfaceDescription, InterfaceType, NdisPhysicalMedium, kind) => {
    const HardwareInterface = kind === 'ethernet' || null;
    expect(kindOf({ InterfaceDescription, InterfaceType, NdisPhysicalMedium, HardwareInterface })).toBe(kind);
  });

  it.each([
    ['a VPN that nobody has heard of', 'Acme Secure Adapter', false, 'doubtful'],
    ['a cable', 'Killer E2600', true, 'ethernet'],
    ['a Wi-Fi card in a driver of its own', 'Acme 802.11ac', false, 'wifi'],
    ['a card of which Windows does not say it', 'Killer E2600', null, null],
  ])('are hardware or not: %s', (_name, InterfaceDescription, HardwareInterface, kind) => {
    expect(kindOf({ InterfaceDescription, InterfaceType: 6, HardwareInterface })).toBe(kind);
  });

  it.each([
    ['tap0901', 'tunnel'],
    ['ft_vnic', 'tunnel'],
    ['vwifimp_wfd', 'doubtful'],
    ['vms_mp', 'doubtful'],
  ])('are known by their component where the description is translated: %s', (ComponentID, kind) => {
    const adapter = { InterfaceDescription: '虚拟适配器', ComponentID, InterfaceType: 6 };
    expect(kindOf(adapter)).toBe(kind);
  });

  it.each([
    [1, 'hotspot'],
    [2, 'doubtful'],
    [3, 'doubtful'],
    [0, 'doubtful'],
    [null, 'doubtful'],
  ])("tell Windows' own hotspot in state %s: %s", (state, kind) => {
    const direct = { InterfaceDescription: 'Microsoft Wi-Fi Direct Virtual Adapter #2', InterfaceType: 71 };
    expect(kindOf(direct, state)).toBe(kind);
    expect(kindOf({ InterfaceDescription: 'Intel(R) Wi-Fi 6 AX201', InterfaceType: 71 }, state)).toBe('wifi');
  });

  it.each([
    ['a list', [{ Name: 'Wi-Fi', InterfaceType: 71 }]],
    ['one alone', { Name: 'Wi-Fi', InterfaceType: 71 }],
    ['a list in a wrapping of PowerShell 5', { value: [{ Name: 'Wi-Fi', InterfaceType: 71 }], Count: 1 }],
    ['a list with nonsense in it', [null, 7, { Name: 7 }, {}, { Name: 'Wi-Fi', InterfaceType: 71 }]],
  ])('come as %s', (_name, adapters) => {
    expect(readAdapters(`\uFEFF${reportOf(adapters)}\r\n`)).toEqual([
      { interfaceName: 'Wi-Fi', kind: 'wifi' },
    ]);
  });

  it.each([null, [], {}])('may be missing: %j', (adapters) => {
    expect(readAdapters(reportOf(adapters))).toEqual([]);
  });

  it.each([
    '',
    '7',
    'null',
    '[]',
    '{}',
    'Get-NetAdapter : Die Benennung wurde nicht erkannt.',
    '{"adapters":[',
  ])('are refused where they are nonsense: %j', (output) =>
    expect(() => readAdapters(output)).toThrow(SyntaxError),
  );
});

const LAPTOP = interfacesOf({ 'Wi-Fi': '192.168.1.5', Ethernet: '10.0.0.4', 'Ethernet 3': '10.8.0.6' });

describe('route print', () => {
  const english = `===========================================================================
Interface List
 12...3c 22 fb 00 00 01 ......Intel(R) Wi-Fi 6 AX201 160MHz
  1...........................Software Loopback Interface 1
===========================================================================

IPv4 Route Table
===========================================================================
Active Routes:
Network Destination        Netmask          Gateway       Interface  Metric
          0.0.0.0          0.0.0.0      192.168.1.1      192.168.1.5     35
          0.0.0.0          0.0.0.0         On-link          10.8.0.6      5
        127.0.0.0        255.0.0.0         On-link         127.0.0.1    331
      192.168.1.0    255.255.255.0         On-link       192.168.1.5    291
===========================================================================
Persistent Routes:
  Network Address          Netmask  Gateway Address  Metric
          0.0.0.0          0.0.0.0         10.0.0.1  Default 
`;

  it.each([
    ['in English', english],
    [
      'in German',
      'IPv4-Routentabelle\r\nAktive Routen:\r\n     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik\r\n          0.0.0.0          0.0.0.0      192.168.1.1      192.168.1.5     35\r\n          0.0.0.0          0.0.0.0   Auf Verbindung         10.8.0.6      5\r\n',
    ],
    [
      'in Chinese',
      'IPv4 路由表\r\n活动路由:\r\n网络目标        网络掩码          网关       接口   跃点数\r\n          0.0.0.0          0.0.0.0      192.168.1.1      192.168.1.5     35\r\n          0.0.0.0          0.0.0.0            在链路上          10.8.0.6      5\r\n',
    ],
  ])('%s: only what leads to a router', (_name, output) => {
    expect(readRoutePrint(output, LAPTOP)).toEqual([{ interfaceName: 'Wi-Fi', hasGateway: true }]);
  });

  it('with two routers', () => {
    const output = ' 0.0.0.0 0.0.0.0 192.168.1.1 192.168.1.5 35\n 0.0.0.0 0.0.0.0 10.0.0.1 10.0.0.4 25\n';
    expect(readRoutePrint(output, LAPTOP).map(({ interfaceName }) => interfaceName)).toEqual([
      'Wi-Fi',
      'Ethernet',
    ]);
  });

  it.each(['', 'Zugriff verweigert\r\n', ' 0.0.0.0 0.0.0.0 1.2.3.4 9.9.9.9 1\r\n'])(
    'tells nothing by %j',
    (output) => expect(readRoutePrint(output, LAPTOP)).toEqual([]),
  );
});

describe('netsh wlan show interfaces', () => {
  it.each([
    [
      'in English',
      `
There is 1 interface on the system:

    Name                   : Wi-Fi
    Description            : Intel(R) Wi-Fi 6 AX201 160MHz
    GUID                   : 8f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8
    Physical address       : 3c:22:fb:00:00:01
    Interface type         : Primary
    State                  : connected
    SSID                   : Hall
    BSSID                  : 00:11:22:33:44:55
    Hosted network status  : Not available
`,
      ['Wi-Fi'],
      'Hall',
    ],
    [
      'in German, with two',
      `
Es sind 2 Schnittstellen auf dem System vorhanden:

    Name                   : WLAN
    Beschreibung           : Intel(R) Wi-Fi 6 AX201 160MHz
    GUID                   : 8f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8
    Physische Adresse      : 3c:22:fb:00:00:01
    Status                 : Verbunden

    Name                   : WLAN 2
    Beschreibung           : TP-Link Wireless USB Adapter
    GUID                   : 9f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8
    Physische Adresse      : 50:3e:aa:00:00:01
    Status                 : Nicht verbunden

    Status des gehosteten Netzwerks: Nicht verfügbar
`,
      ['WLAN', 'WLAN 2'],
    ],
    [
      'in French',
      '\r\n    Nom                   : Wi-Fi\r\n    Description           : Intel(R) Dual Band Wireless-AC 8265\r\n    GUID                  : 8F2C1B3A-4D5E-6F70-8192-A3B4C5D6E7F8\r\n    Adresse physique      : 3c:22:fb:00:00:01\r\n',
      ['Wi-Fi'],
    ],
    [
      'in Chinese',
      '\r\n    名称                   : WLAN\r\n    说明                   : Intel(R) Wireless-AC 9560\r\n    GUID                   : 8f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8\r\n    物理地址               : 3c:22:fb:00:00:01\r\n',
      ['WLAN'],
    ],
    ['without the service', 'The Wireless AutoConfig Service (wlansvc) is not running.\r\n', []],
    ['without a card', '\r\nThere is no wireless interface on the system.\r\n', []],
    ['that is nonsense', '    GUID : 8f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8\r\n', []],
    ['that is empty', '', []],
    [
      'whose name has letters that the console garbles',
      '\r\n    Name : WLAN\r\n    Beschreibung : Intel\r\n    GUID : 8f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8\r\n    SSID : H\uFFFDtte\r\n',
      ['WLAN'],
    ],
  ])('%s', (_name, output, names, ssid?: string) => {
    expect(readWlanInterfaces(output)).toEqual(
      names.map((interfaceName) => ({ interfaceName, kind: 'wifi', ...(ssid !== undefined && { ssid }) })),
    );
  });

  it('tells the Wi-Fi of each card', () => {
    const card = (name: string, guid: string, ssid: string) =>
      `    Name : ${name}\r\n    Description : Intel\r\n    GUID : ${guid}\r\n    SSID : ${ssid}\r\n    AP BSSID : 00:11:22:33:44:55\r\n\r\n`;
    const output =
      card('Wi-Fi', '8f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8', 'Hall: upstairs') +
      card('Wi-Fi 2', '9f2c1b3a-4d5e-6f70-8192-a3b4c5d6e7f8', 'Garden');
    expect(readWlanInterfaces(output).map(({ ssid }) => ssid)).toEqual(['Hall: upstairs', 'Garden']);
  });
});
