import { describe, expect, it } from 'vitest';
import { readBridges, readHardwarePorts, readIpconfigSummary, readNetstatRoutes } from './macos.ts';

describe('networksetup -listallhardwareports', () => {
  it.each([
    [
      'of macOS 14',
      `
Hardware Port: Ethernet Adapter (en4)
Device: en4
Ethernet Address: 1e:2f:3a:00:00:01

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 36:2d:1b:00:00:00

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 3c:22:fb:00:00:01

Hardware Port: iPhone USB
Device: en8
Ethernet Address: 0a:2f:3a:00:00:01

VLAN Configurations
===================
`,
      { en4: 'ethernet', bridge0: 'doubtful', en0: 'wifi', en8: 'tethered' },
    ],
    [
      'of OS X 10.11',
      `
Hardware Port: Bluetooth DUN
Device: Bluetooth-Modem
Ethernet Address: N/A

Hardware Port: Ethernet
Device: en0
Ethernet Address: a8:20:66:31:95:57

Hardware Port: Wi-Fi
Device: en1
Ethernet Address: 8c:2d:aa:33:03:e9

Hardware Port: Bluetooth PAN
Device: en4
Ethernet Address: 8c:2d:aa:33:03:ea

Hardware Port: Thunderbolt 1
Device: en2
Ethernet Address: 32:00:1b:25:92:c0

VLAN Configurations
===================
`,
      { en0: 'ethernet', en1: 'wifi', en4: 'tethered', en2: 'ethernet' },
    ],
    [
      'of OS X 10.6',
      'Hardware Port: AirPort\nDevice: en1\nEthernet Address: 00:1f:5b:00:00:01\n\n',
      { en1: 'wifi' },
    ],
    [
      'where ports have names in German',
      'Hardware Port: WLAN\nDevice: en0\nEthernet Address: 3c:22:fb:00:00:01\n\nHardware Port: USB 10/100/1000 LAN\nDevice: en7\nEthernet Address: 00:e0:4c:00:00:01\n',
      { en0: 'wifi', en7: 'ethernet' },
    ],
    [
      'with labels in another language, and line ends of another system',
      'Port matériel: Wi-Fi\r\nAppareil: en0\r\nAdresse Ethernet: 3c:22:fb:00:00:01\r\n\r\n',
      { en0: 'wifi' },
    ],
    ['of a Mac without any', '\nVLAN Configurations\n===================\n', {}],
    ['that is nonsense', 'You are not allowed to do this.\n::\n\n\n', {}],
    ['that is empty', '', {}],
  ])('%s', (_name, output, expected) => {
    const found = readHardwarePorts(output).map(({ interfaceName, kind }) => [interfaceName, kind]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

const bridge = (name: string, ...members: readonly string[]) => `lo0: flags=8049<UP,LOOPBACK> mtu 16384
	inet 127.0.0.1 netmask 0xff000000
${name}: flags=8a63<UP,BROADCAST,SMART,RUNNING,ALLMULTI,SIMPLEX,MULTICAST> mtu 1500
	options=3<RXCSUM,TXCSUM>
	ether 3e:22:fb:00:00:64
	inet 192.168.2.1 netmask 0xffffff00 broadcast 192.168.2.255
	Configuration:
		id 0:0:0:0:0:0 priority 0 hellotime 0 fwddelay 0
		ipfilter disabled flags 0x0
${members.map((member) => `\tmember: ${member} flags=3<LEARNING,DISCOVER>\n\t        ifmaxaddr 0 port 15 priority 0 path cost 0\n`).join('')}	media: autoselect
	status: active
utun0: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 1380
	inet6 fe80::1%utun0 prefixlen 64 scopeid 0x10
`;

describe('ifconfig', () => {
  it.each([
    ['an access point', bridge('bridge100', 'ap1'), [{ interfaceName: 'bridge100', kind: 'hotspot' }]],
    [
      'an access point and a virtual machine',
      bridge('bridge101', 'vmenet0', 'ap1'),
      [{ interfaceName: 'bridge101', kind: 'hotspot' }],
    ],
    [
      'Internet Sharing of older systems',
      bridge('bridge100', 'en1'),
      [{ interfaceName: 'bridge100', kind: 'hotspot' }],
    ],
    ['a virtual machine', bridge('bridge100', 'vmenet0'), [{ interfaceName: 'bridge100', kind: 'internal' }]],
    [
      'a virtual machine in the Wi-Fi',
      bridge('bridge100', 'vmenet0', 'en0'),
      [{ interfaceName: 'bridge100', kind: 'internal' }],
    ],
    ['nothing yet', bridge('bridge100'), []],
    ['Thunderbolt', bridge('bridge0', 'en1', 'en2'), []],
    ['no bridge', 'en0: flags=8863<UP> mtu 1500\n\tinet 10.0.0.7 netmask 0xffffff00\n', []],
    ['nonsense', 'member: ap1 flags=3\nbridge100\n', []],
    ['nothing at all', '', []],
  ])('tells what is in a bridge: %s', (_name, output, expected) => {
    expect(readBridges(output)).toEqual(expected);
  });
});

describe('ipconfig getsummary', () => {
  const summary = (ssid: string) => `<dictionary> {
  BSSID : 00:11:22:33:44:55
  Hashed-BSSID : 00:00:00:00:00:00
  InterfaceType : WiFi
  LinkStatusActive : TRUE
  NetworkID : 1D9C4E9B-0000-4000-8000-000000000000
  SSID : ${ssid}
  Security : WPA2_PSK
}
`;
  it.each([
    [
      'of macOS 13: the Wi-Fi’s name',
      summary('Jugendhütte: oben'),
      [{ interfaceName: 'en0', ssid: 'Jugendhütte: oben' }],
    ],
    ['of macOS 15: that it withholds it', summary('<redacted>'), []],
    ['of a cable', '<dictionary> {\n  InterfaceType : Ethernet\n}\n', []],
    ['that is nonsense', 'SSID\n', []],
    ['that is empty', '', []],
  ])('%s', (_name, output, expected) => expect(readIpconfigSummary('en0', output)).toEqual(expected));
});

describe('netstat -rn', () => {
  it('of macOS 14: a shared Wi-Fi, a VPN and the real one', () => {
    const output = `Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
default            192.168.1.1        UGScg                 en0       
default            192.168.7.1        UGScIg                en7       
default            link#19            UCSIg           bridge100      !
default            link#21            UCSIg               utun4       
127                127.0.0.1          UCS                   lo0       
192.168.1          link#11            UCS                   en0      !

Internet6:
Destination                             Gateway                                 Flags               Netif Expire
default                                 fe80::1%en0                             UGcg                  en0       
default                                 fe80::%utun0                            UGcIg               utun0       
::1                                     ::1                                     UHL                   lo0       
`;
    expect(readNetstatRoutes(output).map(({ interfaceName }) => interfaceName)).toEqual([
      'en0',
      'en7',
      'en0',
      'utun0',
    ]);
  });

  it.each([
    [
      'OS X 10.9, which counts its use',
      'default            10.0.0.1           UGSc           57        0     en1\n',
      ['en1'],
    ],
    ['line ends of another system', 'default 10.0.0.1 UGSc en1\r\n', ['en1']],
    ['nonsense', 'default\ndefault x\ndefault 10.0.0.1 UGSc\nnetstat: sysctl: Operation not permitted\n', []],
    ['nothing', '', []],
  ])('of %s', (_name, output, names) => {
    expect(readNetstatRoutes(output).map(({ interfaceName }) => interfaceName)).toEqual(names);
  });
});
