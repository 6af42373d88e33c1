/** Reads what Chromium prints: enough of a PDF to know its pages, their texts, what is painted on them and what codes say. */
import { inflateSync } from 'node:zlib';
import jsQr from 'jsqr';

/** In points, from the bottom left corner of the page. */
interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

interface PrintedPage {
  /** In points of 1/72 inch. */
  readonly width: number;
  readonly height: number;
  /** All that is written on it, without the spaces, in the order it was painted. */
  readonly text: string;
  /** The horizontal position of each piece of text, in points from the left edge. */
  readonly textStarts: readonly number[];
  /** Fill colours of areas larger than a quarter of the page, as grey from 0 (black) to 1 (white). */
  readonly largeFills: readonly number[];
  /** Rectangles filled with white, and with black, such as the grounds of codes and their modules. */
  readonly whites: readonly Box[];
  readonly blacks: readonly Box[];
}

type Objects = ReadonlyMap<number, { readonly head: string; readonly stream: string }>;
type Glyphs = ReadonlyMap<string, string>;

/** The pages of a PDF as Chromium writes it. */
export function readPdf(file: Buffer): readonly PrintedPage[] {
  const objects = readObjects(file.toString('latin1'));
  return [...objects.values()]
    .filter(({ head }) => /\/Type\s*\/Page\b(?!s)/.test(head))
    .map(({ head }) => readPage(head, objects));
}

function readObjects(pdf: string): Objects {
  const objects = new Map<number, { head: string; stream: string }>();
  for (const match of pdf.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const [, number = '', body = ''] = match;
    const begin = body.indexOf('stream\n');
    const head = begin === -1 ? body : body.slice(0, begin);
    objects.set(Number(number), { head, stream: begin === -1 ? '' : streamOf(head, body.slice(begin + 7)) });
  }
  return objects;
}

function streamOf(head: string, raw: string): string {
  const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
  const bytes = Buffer.from(raw.slice(0, length), 'latin1');
  return (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

function readPage(head: string, objects: Objects): PrintedPage {
  const [, , width = 0, height = 0] = (/\/MediaBox\s*\[([^\]]*)\]/.exec(head)?.[1] ?? '')
    .trim()
    .split(/\s+/)
    .map(Number);
  const content = numbersOf(/\/Contents\s+([^/>]*)/.exec(head)?.[1] ?? '')
    .map((number) => objects.get(number)?.stream ?? '')
    .join('\n');
  const fonts = new Map<string, Glyphs>();
  for (const [, name = '', number = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g))
    fonts.set(name, glyphsOf(objects.get(Number(number))?.head ?? '', objects));
  return { width, height, ...paint(content, fonts, width * height) };
}

const numbersOf = (references: string) => Array.from(references.matchAll(/(\d+) 0 R/g), ([, n]) => Number(n));

/** Which text each glyph of a font stands for. */
function glyphsOf(font: string, objects: Objects): Glyphs {
  const map = objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1]))?.stream ?? '';
  const glyphs = new Map<string, string>();
  const textOf = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', hex = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      glyphs.set(glyph.toUpperCase(), textOf(hex));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', hex = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1) {
        const shifted = (Number.parseInt(hex, 16) + code - Number.parseInt(from, 16)).toString(16);
        glyphs.set(
          code.toString(16).padStart(from.length, '0').toUpperCase(),
          textOf(shifted.padStart(4, '0')),
        );
      }
  return glyphs;
}

type Matrix = readonly [number, number, number, number, number, number];

/** The last six operands. */
function matrixOf(numbers: readonly number[]): Matrix {
  const [a, b, c, d, e, f] = numbers.slice(-6);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
  )
    throw new Error(`A matrix has six numbers, not these: ${numbers.join(' ')}`);
  return [a, b, c, d, e, f];
}

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
];

type Point = readonly [x: number, y: number];

const at = (x: number, y: number, m: Matrix): Point => [
  x * m[0] + y * m[2] + m[4],
  x * m[1] + y * m[3] + m[5],
];

/** Null for any other shape. */
function rectangleOf(outline: readonly Point[]): Box | null {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const box = {
    left: Math.min(...xs),
    bottom: Math.min(...ys),
    right: Math.max(...xs),
    top: Math.max(...ys),
  };
  const near = (one: number, other: number) => Math.abs(one - other) < 0.01;
  const isCorner = ([x, y]: Point) =>
    (near(x, box.left) || near(x, box.right)) && (near(y, box.bottom) || near(y, box.top));
  return outline.length >= 4 && outline.every(isCorner) ? box : null;
}

const MIN_CODE_POINTS = 50;
const PIXELS_A_POINT = 5;

/** Draws each code on the page, pixel by pixel, and reads it with a decoder that is not ours. Null: it could not be read. */
export function scanCodes({ whites, blacks }: PrintedPage): readonly (string | null)[] {
  const grounds = whites.filter(
    ({ left, bottom, right, top }) =>
      right - left > MIN_CODE_POINTS && Math.abs(right - left - (top - bottom)) < 1,
  );
  return grounds.map((ground) => {
    const side = Math.ceil((ground.right - ground.left) * PIXELS_A_POINT);
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    const inside = blacks.filter(
      ({ left, bottom, right, top }) =>
        left >= ground.left && right <= ground.right && bottom >= ground.bottom && top <= ground.top,
    );
    for (const { left, bottom, right, top } of inside) {
      const [from, to] = [left, right].map((x) => Math.round((x - ground.left) * PIXELS_A_POINT));
      const [upper, lower] = [top, bottom].map((y) => Math.round((ground.top - y) * PIXELS_A_POINT));
      for (let y = upper ?? 0; y < (lower ?? 0); y += 1)
        for (let x = from ?? 0; x < (to ?? 0); x += 1) pixels.set([0, 0, 0, 255], (y * side + x) * 4);
    }
    return jsQr.default(pixels, side, side, { inversionAttempts: 'dontInvert' })?.data ?? null;
  });
}

/** Follows the operators that place text and fill areas. */
function paint(content: string, fonts: ReadonlyMap<string, Glyphs>, pageArea: number) {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let textMatrix = matrix;
  let grey = 0;
  let glyphs: Glyphs = new Map();
  let area = 0;
  let outlines: Point[][] = [];
  let operands: string[] = [];
  const saved: { matrix: Matrix; grey: number }[] = [];
  const text: string[] = [];
  const textStarts: number[] = [];
  const largeFills: number[] = [];
  const [whites, blacks]: [Box[], Box[]] = [[], []];
  const begin = (x: number, y: number) => outlines.push([at(x, y, matrix)]);
  const fill = () => {
    if (area > pageArea / 4) largeFills.push(grey);
    const boxes = outlines.flatMap((outline) => rectangleOf(outline) ?? []);
    if (grey > 0.99) whites.push(...boxes);
    if (grey < 0.01) blacks.push(...boxes);
    outlines = [];
  };
  const numbers = () => operands.map(Number);
  const operators: Readonly<Record<string, () => void>> = {
    q: () => saved.push({ matrix, grey }),
    Q: () => ({ matrix, grey } = saved.pop() ?? { matrix, grey }),
    cm: () => (matrix = times(matrixOf(numbers()), matrix)),
    rg: () =>
      (grey =
        numbers()
          .slice(-3)
          .reduce((sum, value) => sum + value, 0) / 3),
    g: () => (grey = numbers().at(-1) ?? grey),
    re: () => {
      const [x = 0, y = 0, width = 0, height = 0] = numbers().slice(-4);
      outlines.push(
        [
          [x, y],
          [x + width, y],
          [x + width, y + height],
          [x, y + height],
        ].map(([left = 0, bottom = 0]) => at(left, bottom, matrix)),
      );
      area = Math.abs(width * height * (matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    },
    m: () => {
      const [x = 0, y = 0] = numbers().slice(-2);
      begin(x, y);
    },
    l: () => {
      const [x = 0, y = 0] = numbers().slice(-2);
      outlines.at(-1)?.push(at(x, y, matrix));
    },
    // No rectangle, whatever else it is.
    c: () => outlines.pop(),
    f: fill,
    'f*': fill,
    n: () => {
      area = 0;
      outlines = [];
    },
    Tf: () => (glyphs = fonts.get((operands.at(-2) ?? '').slice(1)) ?? new Map()),
    Tm: () => (textMatrix = matrixOf(numbers())),
    Td: () => {
      const [x = 0, y = 0] = numbers().slice(-2);
      textMatrix = times([1, 0, 0, 1, x, y], textMatrix);
    },
    Tj: () => {
      textStarts.push(times(textMatrix, matrix)[4]);
      text.push(decoded(operands.at(-1) ?? '', glyphs));
    },
  };
  for (const [token] of content.matchAll(/<[\da-fA-F]*>|\/\S+|[^\s<>[\]()]+/g)) {
    const operator = operators[token];
    if (operator === undefined && /^[</\d.+-]/.test(token)) operands.push(token);
    else {
      operator?.();
      operands = [];
    }
  }
  return { text: text.join('').replaceAll(/\s/g, ''), textStarts, largeFills, whites, blacks };
}

/** Fonts number their glyphs in one byte or two. */
function decoded(operand: string, glyphs: Glyphs): string {
  const digits = Array.from(glyphs.keys(), ({ length }) => length)[0] ?? 4;
  const codes = operand.match(new RegExp(`[\\dA-F]{${digits}}`, 'gi')) ?? [];
  return codes.map((code) => glyphs.get(code.toUpperCase()) ?? '').join('');
}
