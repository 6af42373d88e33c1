/** Laptops with Windows, and the address that phones should be shown there. */
import type { Laptop } from './laptops.fixtures.ts';

const WIFI = 71;
const TUNNEL = 53;
const MODEM = 243;
const INTEL = { driver: 'Intel(R) Wi-Fi 6 AX201 160MHz', type: WIFI };
const REALTEK = { driver: 'Realtek PCIe GbE Family Controller' };
const DIRECT = { driver: 'Microsoft Wi-Fi Direct Virtual Adapter #2', type: WIFI };

export const WINDOWS: readonly Laptop[] = [
  {
    system: 'Windows with a hotspot that is off',
    cards: {
      'Wi-Fi': { address: '192.168.1.5', ...INTEL, gateway: true },
      'Local Area Connection* 2': { address: '192.168.137.1', ...DIRECT },
    },
    hotspot: 2,
    first: '192.168.1.5',
    why: '192.168.137.1 stays behind when a hotspot is switched off',
  },
  {
    system: 'Windows with a hotspot that is on',
    cards: {
      'Wi-Fi': { address: '192.168.1.5', ...INTEL, gateway: true },
      'LAN-Verbindung* 2': { address: '192.168.137.1', ...DIRECT },
    },
    hotspot: 1,
    first: '192.168.137.1',
    why: 'somebody switched it on for tonight',
  },
  {
    system: 'Windows that says nothing about its hotspot',
    cards: { 'Wi-Fi': '172.16.4.4', 'Conexión de área local* 2': '192.168.137.1' },
    first: '172.16.4.4',
    why: 'a wireless screen has that address, too',
  },
  {
    system: 'Windows with nothing but a hotspot, and no evidence',
    cards: { 'Local Area Connection* 10': '192.168.137.1' },
    first: '192.168.137.1',
    why: 'there is nothing else that could be meant',
  },
  {
    system: 'Windows with a connection shared over the cable',
    cards: {
      'Wi-Fi': { address: '10.0.0.5', ...INTEL, gateway: true },
      'Ethernet 2': { address: '192.168.137.1', ...REALTEK },
    },
    hotspot: 2,
    first: '10.0.0.5',
    why: 'the address alone makes no hotspot',
  },
  {
    system: "Windows 7's hosted network",
    cards: {
      'Wireless Network Connection': { address: '192.168.0.7', ...INTEL, gateway: true },
      'Wireless Network Connection 3': {
        address: '192.168.173.1',
        driver: 'Microsoft Hosted Network Virtual Adapter',
        type: WIFI,
      },
    },
    first: '192.168.173.1',
    why: 'its card is only there while it is on',
  },
  {
    system: 'OpenVPN called "Ethernet 3"',
    cards: {
      'Ethernet 3': { address: '192.168.99.6', driver: 'TAP-Windows Adapter V9' },
      Ethernet: { address: '10.0.0.4', ...REALTEK, gateway: true },
    },
    first: '10.0.0.4',
    why: 'the driver tells',
  },
  {
    system: 'OpenVPN called "Ethernet 3", and PowerShell forbidden',
    cards: { 'Ethernet 3': { address: '192.168.99.6', mac: '00:ff:16:79:85:0b' }, Ethernet: '172.16.0.4' },
    first: '172.16.0.4',
    why: 'TAP makes its MAC address up in one way',
  },
  {
    system: 'AnyConnect called "Ethernet 3"',
    cards: {
      'Ethernet 3': {
        address: '192.168.50.9',
        driver: 'Cisco AnyConnect Virtual Miniport Adapter for Windows x64',
        gateway: true,
      },
      WLAN: { address: '172.20.10.2', ...INTEL },
    },
    first: '172.20.10.2',
    why: 'a VPN for everything has the default route',
  },
  {
    system: 'AnyConnect called "Ethernet 3", and PowerShell forbidden',
    cards: { 'Ethernet 3': { address: '192.168.50.9', mac: '00:05:9a:3c:7a:00' }, Ethernet: '10.0.0.4' },
    first: '10.0.0.4',
    why: 'AnyConnect has the same MAC address everywhere',
  },
  {
    system: 'FortiClient called "Ethernet 3"',
    cards: {
      'Ethernet 3': { address: '192.168.212.3', driver: 'Fortinet SSL VPN Virtual Ethernet Adapter' },
      'Wi-Fi 2': { address: '10.20.0.5', driver: 'MediaTek Wi-Fi 6 MT7921', type: WIFI, gateway: true },
    },
    first: '10.20.0.5',
    why: 'the driver tells',
  },
  {
    system: 'FortiClient called "Ethernet 3", and PowerShell forbidden',
    cards: { 'Ethernet 3': { address: '192.168.212.3', mac: '00:09:0f:fe:00:01' }, Ethernet: '10.0.0.4' },
    first: '10.0.0.4',
    why: "it has FortiClient's MAC address",
  },
  {
    system: 'WireGuard with a name of its own',
    cards: {
      office: { address: '192.168.9.2', driver: 'WireGuard Tunnel', type: TUNNEL },
      'Wi-Fi': { address: '10.1.1.1', ...INTEL, gateway: true },
    },
    first: '10.1.1.1',
    why: 'the driver tells',
  },
  {
    system: 'a cable that somebody called after the VPN',
    cards: {
      'Ethernet for the VPN': { address: '10.4.4.4', ...REALTEK, gateway: true },
      'Ethernet 5': { address: '192.168.100.1', driver: 'ASIX USB to Gigabit Ethernet Family Adapter' },
    },
    first: '10.4.4.4',
    why: 'the driver knows better than the name',
  },
  {
    system: 'a VPN that nobody has heard of, called "Ethernet 3"',
    cards: {
      'Ethernet 3': { address: '192.168.77.2', driver: 'Acme Secure Adapter', software: true },
      Ethernet: { address: '10.0.0.4', ...REALTEK },
    },
    first: '10.0.0.4',
    why: 'there is no hardware behind it',
  },
  {
    system: 'ZeroTier and Tailscale',
    cards: {
      'ZeroTier One [8056c2e21c000001]': { address: '192.168.191.4', driver: 'ZeroTier Virtual Port' },
      Tailscale: { address: '100.101.102.103', driver: 'Tailscale Tunnel', type: TUNNEL },
      'Беспроводная сеть': { address: '10.2.2.2', ...INTEL, gateway: true },
    },
    first: '10.2.2.2',
    why: 'phones are in neither',
  },
  {
    system: 'Hyper-V and WSL',
    cards: {
      'vEthernet (Default Switch)': { address: '172.28.16.1', driver: 'Hyper-V Virtual Ethernet Adapter' },
      'vEthernet (WSL (Hyper-V firewall))': {
        address: '192.168.160.1',
        driver: 'Hyper-V Virtual Ethernet Adapter #2',
      },
      Ethernet: { address: '10.0.0.11', ...REALTEK, gateway: true },
    },
    first: '10.0.0.11',
    why: 'both switches are inside the laptop',
  },
  {
    system: 'Hyper-V with a switch to the outside',
    cards: {
      'vEthernet (Default Switch)': { address: '172.28.16.1', driver: 'Hyper-V Virtual Ethernet Adapter' },
      'vEthernet (LAN)': {
        address: '192.168.0.11',
        driver: 'Hyper-V Virtual Ethernet Adapter #2',
        gateway: true,
      },
      'Ethernet 5': { address: '192.168.100.1', driver: 'ASIX USB to Gigabit Ethernet Family Adapter' },
    },
    first: '192.168.0.11',
    why: "the switch has taken over the card's address, and leads to the router",
  },
  {
    system: 'VirtualBox under a harmless name',
    cards: {
      'Ethernet 2': { address: '192.168.56.1', mac: '0a:00:27:00:00:0f' },
      'Wi-Fi': '10.20.0.5',
    },
    first: '10.20.0.5',
    why: 'VirtualBox gives its host that MAC address',
  },
  {
    system: 'VMware',
    cards: {
      'VMware Network Adapter VMnet8': {
        address: '192.168.80.1',
        driver: 'VMware Virtual Ethernet Adapter for VMnet8',
        mac: '00:50:56:c0:00:08',
      },
      Ethernet: { address: '10.0.0.4', ...REALTEK, gateway: true },
    },
    first: '10.0.0.4',
    why: 'only virtual machines are there',
  },
  {
    system: 'Windows inside a virtual machine',
    cards: {
      Ethernet: {
        address: '192.168.64.5',
        mac: '00:15:5d:01:02:03',
        driver: 'Microsoft Hyper-V Network Adapter',
        gateway: true,
      },
    },
    first: '192.168.64.5',
    why: "a guest's card is its real one",
  },
  {
    system: 'an Android phone on a USB cable beside the Wi-Fi',
    cards: {
      'Ethernet 4': {
        address: '192.168.42.129',
        driver: 'Remote NDIS based Internet Sharing Device',
        gateway: true,
      },
      'Wi-Fi': { address: '172.16.9.9', ...INTEL },
    },
    first: '172.16.9.9',
    why: 'that is a network of one phone',
  },
  {
    system: 'a modem beside the Wi-Fi',
    cards: {
      'Mobilfunk 2': {
        address: '10.112.4.9',
        driver: 'Sierra Wireless EM7455 Qualcomm Snapdragon X7 LTE-A',
        type: MODEM,
        gateway: true,
      },
      'Wi-Fi': { address: '192.168.4.2', ...INTEL },
    },
    first: '192.168.4.2',
    why: 'no phone can be behind the provider',
  },
  {
    system: 'two Wi-Fi cards in different networks',
    cards: {
      'Wi-Fi': { address: '192.168.223.100', ...INTEL },
      'Wi-Fi 2': { address: '10.3.3.3', driver: 'TP-Link Wireless USB Adapter', type: WIFI, gateway: true },
    },
    first: '10.3.3.3',
    why: 'a Wi-Fi without a router belongs to a printer or a projector',
  },
];
