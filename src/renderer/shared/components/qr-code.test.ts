import jsQr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { scannedLink } from '../../../protocol/scanned-link.ts';
import { wifiCode, type WifiNetwork } from '../../../protocol/wifi-network.ts';
import { qrPath, QUIET_ZONE } from './qr-code.tsx';

const LINK = 'http://192.168.178.34:4747/j/ABC234';
const HALL: WifiNetwork = { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false };

const modulesOf = (path: string) =>
  [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]): readonly [number, number] => [Number(x), Number(y)]);

/** What a decoder that is not ours reads in the picture that we draw, 4 pixels a module. */
function scan(text: string): string | null {
  const { path, side } = qrPath(text);
  const [scale, width] = [4, side * 4];
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [x, y] of modulesOf(path))
    for (let dy = 0; dy < scale; dy += 1)
      for (let dx = 0; dx < scale; dx += 1)
        pixels.set([0, 0, 0, 255], ((y * scale + dy) * width + x * scale + dx) * 4);
  return jsQr.default(pixels, width, width, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

describe('a code', () => {
  it('has four empty modules around it', () => {
    const { path, side } = qrPath(LINK);
    const all = modulesOf(path).flat();
    expect(Math.min(...all)).toBe(QUIET_ZONE);
    expect(Math.max(...all)).toBe(side - QUIET_ZONE - 1);
    expect(all.length).toBeGreaterThan(400);
  });

  it('has as few modules as the link allows', () => {
    expect(qrPath(scannedLink(LINK)).side).toBe(25 + 2 * QUIET_ZONE);
    expect(qrPath(LINK).side).toBeGreaterThan(25 + 2 * QUIET_ZONE);
  });

  it.each([LINK, 'http://[fe80::1]:4747/j/ABC234', 'http://night-1a2b.local:4747/banker/#ticket=aB_c-1'])(
    'is read as the link it was made of: %s',
    (link) => expect(scan(scannedLink(link))?.toLowerCase()).toBe(link.toLowerCase()),
  );

  it.each<WifiNetwork>([
    HALL,
    { ...HALL, ssid: String.raw`a\b;c,d:e"f`, password: String.raw`\;,:"\\;;::""` },
    { ...HALL, ssid: 'Jugendhütte 🏕 网', hidden: true },
    { ssid: 'Guests', security: 'open', password: '', hidden: false },
    { ...HALL, security: 'sae', ssid: 'ü'.repeat(16), password: ';'.repeat(63) },
    { ...HALL, password: '0123456789abcdef'.repeat(4) },
  ])('is read as the Wi-Fi it was made of: %o', (network) => {
    expect(scan(wifiCode(network))).toBe(wifiCode(network));
  });
});
