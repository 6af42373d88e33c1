/** How a link is written in a QR code. */

/** The characters that a QR code packs more densely: two in 11 bits (ISO/IEC 18004, alphanumeric mode). */
const DENSE = /^[0-9A-Z $%*+\-./:]+$/;
/** The links whose capitals mean the same: scheme and host are caseless, and the host answers `/J/CODE` too. */
const CASELESS = /^https?:\/\/[^/?#@]+(?:\/|\/j\/[0-9A-Za-z]+)?$/;

/** The same link, in capitals where that makes the code smaller, which scans from further away. */
export function scannedLink(link: string): string {
  const capitals = link.toUpperCase();
  return CASELESS.test(link) && DENSE.test(capitals) ? capitals : link;
}
