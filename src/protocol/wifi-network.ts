/** What a Wi-Fi is, and how it is written in a QR code. Separate from the schemas, so that pages need not load those. */

/** `wpa`: WPA2, or WPA2 beside WPA3; `sae`: WPA3 alone. */
export const WIFI_SECURITIES = ['wpa', 'sae', 'open'] as const;
type WifiSecurity = (typeof WIFI_SECURITIES)[number];

export interface WifiNetwork {
  readonly ssid: string;
  readonly security: WifiSecurity;
  /** Empty for an open network. */
  readonly password: string;
  readonly hidden: boolean;
}

/** IEEE 802.11: the element that carries the name. */
export const MAX_SSID_BYTES = 32;
export const MIN_PASSPHRASE = 8;
export const MAX_PASSPHRASE = 63;
/** IEEE 802.11i: a passphrase, or the key itself. */
const PASSPHRASE = /^[\x20-\x7e]{8,63}$/;
const KEY = /^[0-9a-f]{64}$/i;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

export type WifiFault =
  | 'ssid_empty'
  | 'ssid_too_long'
  | 'ssid_unprintable'
  | 'password_empty'
  | 'password_length'
  | 'password_characters'
  | 'password_unused';

/** What keeps phones from joining with this; null: nothing. */
export function wifiFault({ ssid, security, password }: WifiNetwork): WifiFault | null {
  if (ssid === '') return 'ssid_empty';
  if (UNPRINTABLE.test(ssid)) return 'ssid_unprintable';
  if (byteLength(ssid) > MAX_SSID_BYTES) return 'ssid_too_long';
  if (security === 'open') return password === '' ? null : 'password_unused';
  if (password === '') return 'password_empty';
  if (PASSPHRASE.test(password) || KEY.test(password)) return null;
  return /^[\x20-\x7e]*$/.test(password) ? 'password_length' : 'password_characters';
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * WPA3 alone is `SAE`: the Wi-Fi Alliance writes `WPA` there, too (WPA3 Specification, 7.1), but Android phones then look for WPA2 and
 * fail. They write `SAE` themselves; iPhones go by name and password.
 */
const TYPES: Readonly<Record<WifiSecurity, string>> = { wpa: 'WPA', sae: 'SAE', open: 'nopass' };

/** What phones read in a Wi-Fi's QR code (the format began in ZXing): `WIFI:T:WPA;S:Hall;P:open sesame;;` */
export function wifiCode({ ssid, security, password, hidden }: WifiNetwork): string {
  const fields = [
    `T:${TYPES[security]}`,
    `S:${escaped(ssid)}`,
    ...(security === 'open' ? [] : [`P:${escaped(password)}`]),
    ...(hidden ? ['H:true'] : []),
  ];
  return `WIFI:${fields.map((field) => `${field};`).join('')};`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,:"]/g, String.raw`\$&`);
}
