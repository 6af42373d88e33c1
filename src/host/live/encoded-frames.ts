/** Frames as bytes: each is encoded once for every format in which somebody needs it, and shared by all who get the same. */

/** Turns the text of a frame into bytes. `seq`: of the event in it; null for what is no event. */
type FrameEncoder = (text: string, seq: number | null) => Buffer;

/** One or more whole frames. */
export interface Frames {
  encodedBy(encode: FrameEncoder): Buffer;
}

/** @param seq of the (last) event in it; null: it has none. */
export function frameOf(text: string, seq: number | null = null): Frames {
  return new EncodedOnce((encode) => encode(text, seq));
}

/** One after the other, so that each client needs only one write. */
export function joinFrames(parts: readonly Frames[]): Frames {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  return new EncodedOnce((encode) => Buffer.concat(parts.map((part) => part.encodedBy(encode))));
}

class EncodedOnce implements Frames {
  readonly #build: (encode: FrameEncoder) => Buffer;
  readonly #built = new Map<FrameEncoder, Buffer>();

  constructor(build: (encode: FrameEncoder) => Buffer) {
    this.#build = build;
  }

  encodedBy(encode: FrameEncoder): Buffer {
    const known = this.#built.get(encode);
    if (known !== undefined) return known;
    const bytes = this.#build(encode);
    this.#built.set(encode, bytes);
    return bytes;
  }
}
