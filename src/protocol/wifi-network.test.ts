import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WIFI_SECURITIES, wifiCode, wifiFault, type WifiNetwork } from './wifi-network.ts';

const HALL: WifiNetwork = { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false };
/** Those that have a meaning in the code, and some that have none. */
const SIGNS = ['\\', ';', ',', ':', '"', 'a', 'Z', ' ', '9'];
const faultOf = (change: Partial<WifiNetwork>) => wifiFault({ ...HALL, ...change });

/** Reads a Wi-Fi code as ZXing describes it, knowing nothing of how it was written: field by field, sign by sign. */
function read(code: string): Record<string, string> {
  const [scheme, rest] = [code.slice(0, 5), code.slice(5)];
  if (scheme !== 'WIFI:') throw new Error(`no Wi-Fi code: ${code}`);
  const fields: Record<string, string> = {};
  let field = '';
  let isEscaped = false;
  for (const sign of rest) {
    if (isEscaped || !['\\', ';'].includes(sign)) {
      field += sign;
      isEscaped = false;
    } else if (sign === '\\') isEscaped = true;
    else {
      if (field !== '') fields[field.slice(0, 1)] = field.slice(2);
      field = '';
    }
  }
  if (!code.endsWith(';;') || field !== '') throw new Error(`not ended: ${code}`);
  return fields;
}

describe('a Wi-Fi code', () => {
  it.each([
    [HALL, 'WIFI:T:WPA;S:Hall;P:open sesame;;'],
    [{ ...HALL, security: 'sae' }, 'WIFI:T:SAE;S:Hall;P:open sesame;;'],
    [{ ...HALL, security: 'open', password: '' }, 'WIFI:T:nopass;S:Hall;;'],
    [{ ...HALL, hidden: true }, 'WIFI:T:WPA;S:Hall;P:open sesame;H:true;;'],
    [{ ...HALL, ssid: String.raw`a\b;c,d:e"f` }, String.raw`WIFI:T:WPA;S:a\\b\;c\,d\:e\"f;P:open sesame;;`],
  ] as const)('of %o is %s', (network, code) => expect(wifiCode(network)).toBe(code));

  it('says the same to whoever reads it, whatever signs name and password have', () => {
    const network = fc.record({
      ssid: fc.string({ unit: fc.constantFrom(...SIGNS, 'ü', '网', '🏕'), minLength: 1, maxLength: 8 }),
      security: fc.constantFrom(...WIFI_SECURITIES),
      password: fc.string({ unit: fc.constantFrom(...SIGNS), minLength: 8, maxLength: 63 }),
      hidden: fc.boolean(),
    });
    fc.assert(
      fc.property(network, ({ password, ...rest }) => {
        const isOpen = rest.security === 'open';
        const fields = read(wifiCode({ ...rest, password: isOpen ? '' : password }));
        expect(fields['S']).toBe(rest.ssid);
        expect(fields['P']).toBe(isOpen ? undefined : password);
        expect(fields['H']).toBe(rest.hidden ? 'true' : undefined);
      }),
    );
  });
});

describe('a Wi-Fi that phones', () => {
  it.each<[string, Partial<WifiNetwork>]>([
    ['has the longest name', { ssid: 'ü'.repeat(16) }],
    ['has a name in any script', { ssid: '网络 🏕' }],
    ['has the shortest password', { password: '12345678' }],
    ['has the longest password', { password: 'x'.repeat(63) }],
    ['has a key instead', { password: '0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdef0123' }],
    ['is open', { security: 'open', password: '' }],
  ])('can join %s', (_what, change) => expect(faultOf(change)).toBeNull());

  it.each<[string, Partial<WifiNetwork>]>([
    ['ssid_empty', { ssid: '' }],
    ['ssid_too_long', { ssid: `${'ü'.repeat(16)}x` }],
    ['ssid_unprintable', { ssid: 'Hall\n' }],
    ['ssid_unprintable', { ssid: 'Hall\uD83C' }],
    ['password_empty', { password: '' }],
    ['password_length', { password: '1234567' }],
    ['password_length', { password: 'x'.repeat(64) }],
    ['password_characters', { password: 'Schlüsselwort' }],
    ['password_characters', { password: 'with\ttabs' }],
    ['password_unused', { security: 'open' }],
  ])('cannot join: %s', (fault, change) => expect(faultOf(change)).toBe(fault));
});
