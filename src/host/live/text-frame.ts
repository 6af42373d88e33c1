/**
 * WebSocket frames as bytes, built once and written to many sockets, bypassing `ws`'s own sender: RFC 6455, section 5.2. Safe as
 * long as `ws` never holds back half a frame, which it does only for compression and blobs. We use neither.
 * `ws` is pinned for that reason; text-frame.test.ts compares our bytes with its own.
 */

const FINAL_TEXT = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/** One whole text frame, unmasked as a server's frames are. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = headerLength(length);
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (start === 2) {
    frame[1] = length;
  } else if (start === 4) {
    frame[1] = LENGTH_IN_16_BITS;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_IN_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}

function headerLength(payloadLength: number): number {
  if (payloadLength < LENGTH_IN_16_BITS) return 2;
  return payloadLength < 65_536 ? 4 : 10;
}
