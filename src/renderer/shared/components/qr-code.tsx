import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { scannedLink } from '../../../protocol/scanned-link.ts';
import { wifiCode, type WifiNetwork } from '../../../protocol/wifi-network.ts';
import { isolate } from '../locales/bidi-text.tsx';
import css from './qr-code.module.css';

/** Scanners need empty space around a code: four modules, says ISO/IEC 18004. */
export const QUIET_ZONE = 4;

/** The dark modules of a text's code as one path, one unit per module. */
export function qrPath(text: string): { readonly path: string; readonly side: number } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { path, side: size };
}

/** A link to scan, as large as its container. */
export function QrCode({ url }: { readonly url: string }) {
  const { t } = useTranslation('shared');
  return <Code text={scannedLink(url)} label={t('qr.label', { url })} />;
}

/** A Wi-Fi to join by scanning, as large as its container. The label names no password. */
export function WifiQrCode({ network }: { readonly network: WifiNetwork }) {
  const { t } = useTranslation('shared');
  return <Code text={wifiCode(network)} label={t('qr.wifi', { ssid: isolate(network.ssid) })} />;
}

/** Always dark on white, because scanners fail on inverted codes. */
function Code({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, side } = qrPath(text);
  return (
    <svg
      className={css.code}
      viewBox={`0 0 ${side} ${side}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <img> would need a data: URL, which the policy refuses
      role="img"
      aria-label={label}
      data-modules={side}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
