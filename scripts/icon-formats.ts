/** ICO and ICNS: both are just a short table followed by PNGs, so no library is needed. */

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Width and height of a square PNG, in pixels.
 * @throws if it is not a PNG, or not square.
 */
export function pngSize(png: Buffer): number {
  if (!png.subarray(0, 8).equals(PNG_SIGNATURE)) throw new Error('This is not a PNG.');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (width !== height) throw new Error(`The image is ${width} by ${height}, not square.`);
  return width;
}

const ICO_HEADER = 6;
const ICO_ENTRY = 16;

/** A Windows icon made of PNGs of at most 256 pixels, smallest first. */
export function ico(pngs: Buffer[]): Buffer {
  const header = Buffer.alloc(ICO_HEADER);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pngs.length, 4);
  let offset = ICO_HEADER + ICO_ENTRY * pngs.length;
  const entries = pngs.map((png) => {
    const entry = Buffer.alloc(ICO_ENTRY);
    const size = pngSize(png);
    if (size > 256) throw new Error(`${size} pixels are too large for a Windows icon.`);
    // One byte: 256 is written as 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pngs]);
}

/**
 * The ICNS types that hold a PNG, by its size in pixels, for ordinary and Retina displays. The two oldest, 16 and 32 pixels on an
 * ordinary display, are left out: macOS displays them wrongly as PNGs, but scales others down correctly.
 */
const ICNS_TYPES: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** A Mac icon made of PNGs of 32, 64, 128, 256, 512 and 1024 pixels. */
export function icns(pngs: Buffer[]): Buffer {
  const chunks = pngs.flatMap((png) =>
    (ICNS_TYPES[pngSize(png)] ?? []).map((type) => Buffer.concat([chunkHeader(type, png.length), png])),
  );
  const body = Buffer.concat(chunks);
  return Buffer.concat([chunkHeader('icns', body.length), body]);
}

/** Type and length; the length includes these eight bytes. */
function chunkHeader(type: string, length: number): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(length + header.length, 4);
  return header;
}
