/** Schemas for the Wi-Fi that phones join before they open the page. */
import Type, { type Static } from 'typebox';
import { WIFI_SECURITIES } from './wifi-network.ts';

const Security = Type.Enum([...WIFI_SECURITIES], {
  description: '`wpa`: WPA2, or WPA2 beside WPA3; `sae`: WPA3 alone, which older phones cannot join',
});

export const WifiNetwork = Type.Object(
  {
    ssid: Type.String({ description: "the network's name, 1 to 32 bytes of UTF-8" }),
    security: Security,
    password: Type.String({
      description: '8 to 63 visible ASCII characters, or the key as 64 hex digits; empty for an open network',
    }),
    hidden: Type.Boolean({ description: 'whether the network does not announce its name' }),
  },
  { title: 'WifiNetwork' },
);

export const WifiReport = Type.Object(
  {
    read_ssid: Type.Union([Type.String(), Type.Null()], {
      description:
        'the Wi-Fi that phones would reach this laptop through, as its system tells; null: it does not',
    }),
    network: Type.Union([WifiNetwork, Type.Null()], {
      description:
        'what the Wi-Fi code holds; null: there is none, or, for boards and assistants, they may not show it',
    }),
    on_board: Type.Boolean({
      description: 'whether boards and assistants show the code, and so the password',
    }),
    stored: Type.Boolean({ description: 'whether it is still there after the host has ended' }),
  },
  { $id: 'Wifi', title: 'Wifi' },
);
export type WifiReport = Static<typeof WifiReport>;

export const ChangeWifiBody = Type.Object({
  network: Type.Optional(
    Type.Union([WifiNetwork, Type.Null()], { description: 'null: forget it, and remove what is stored' }),
  ),
  expected_network: Type.Optional(
    Type.Union([WifiNetwork, Type.Null()], {
      description:
        'the `network` that is meant: refused if it is another one by now, unless it is as is wanted',
    }),
  ),
  on_board: Type.Optional(Type.Boolean()),
  stored: Type.Optional(Type.Boolean()),
});
export type ChangeWifiBody = Static<typeof ChangeWifiBody>;
