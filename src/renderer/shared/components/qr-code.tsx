import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { scannedLink } from '../../../protocol/scanned-link.ts';
import css from './qr-code.module.css';

/** Scanners need empty space around a code: four modules, says ISO/IEC 18004. */
const QUIET_ZONE = 4;

/** The dark modules of a link's code as one path, one unit per module. */
export function qrPath(url: string): { readonly path: string; readonly side: number } {
  const { data, size } = encode(scannedLink(url), { ecc: 'M', border: QUIET_ZONE });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { path, side: size };
}

/** A link to scan, as large as its container; always dark on white, because scanners fail on inverted codes. */
export function QrCode({ url }: { readonly url: string }) {
  const { t } = useTranslation('shared');
  const { path, side } = qrPath(url);
  return (
    <svg
      className={css.code}
      viewBox={`0 0 ${side} ${side}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <img> would need a data: URL, which the policy refuses
      role="img"
      aria-label={t('qr.label', { url })}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
