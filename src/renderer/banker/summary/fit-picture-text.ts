/** How a text fits into a picture: whole, in as few lines and as large as may be. Nothing is cut. */

export interface PictureText {
  readonly text: string;
  /** As large as it may be, px. */
  readonly size: number;
  readonly width: number;
  /** How many lines it may take. */
  readonly lines: number;
  /** How wide words are at a size, px. */
  readonly measure: (words: string, size: number) => number;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

/** How much smaller a text becomes before it takes another line. */
const SMALLER = 0.72;

/** Smaller first, then in two lines, then as small as it takes. */
export function fitText({ text, size, width, lines, measure }: PictureText): FittedText {
  const inOne = sizeFor([text], { size, width, measure });
  if (inOne >= size * SMALLER || lines < 2) return { lines: [text], size: inOne };
  const halves = halved(text);
  if (halves === null) return { lines: [text], size: inOne };
  const inTwo = sizeFor(halves, { size: size * SMALLER, width, measure });
  return inTwo > inOne ? { lines: halves, size: inTwo } : { lines: [text], size: inOne };
}

function sizeFor(
  lines: readonly string[],
  { size, width, measure }: Pick<PictureText, 'size' | 'width' | 'measure'>,
): number {
  const widest = Math.max(...lines.map((words) => measure(words, size)));
  return widest <= width ? size : (size * width) / widest;
}

/** At the space that is nearest to the middle; null: there is none. Marks of direction go around each half. */
function halved(text: string): readonly string[] | null {
  const isIsolated = text.startsWith('\u2068') && text.endsWith('\u2069');
  const words = (isIsolated ? text.slice(1, -1) : text).split(' ');
  if (words.length < 2) return null;
  const splits = words
    .slice(1)
    .map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
  const longest = (halves: readonly string[]) => Math.max(...halves.map((half) => half.length));
  const best = splits.reduce((one, other) => (longest(other) < longest(one) ? other : one));
  return isIsolated ? best.map((half) => `\u2068${half}\u2069`) : best;
}
