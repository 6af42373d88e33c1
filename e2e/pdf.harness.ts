/** Reads what Chromium prints: enough of a PDF to know its pages, their texts and what is painted on them. */
import { inflateSync } from 'node:zlib';

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

/** Follows the operators that place text and fill areas. */
function paint(content: string, fonts: ReadonlyMap<string, Glyphs>, pageArea: number) {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let textMatrix = matrix;
  let grey = 0;
  let glyphs: Glyphs = new Map();
  let area = 0;
  let operands: string[] = [];
  const saved: { matrix: Matrix; grey: number }[] = [];
  const text: string[] = [];
  const textStarts: number[] = [];
  const largeFills: number[] = [];
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
      const [, , width = 0, height = 0] = numbers().slice(-4);
      area = Math.abs(width * height * (matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    },
    f: () => void (area > pageArea / 4 && largeFills.push(grey)),
    n: () => (area = 0),
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
  return { text: text.join('').replaceAll(/\s/g, ''), textStarts, largeFills };
}

/** Fonts number their glyphs in one byte or two. */
function decoded(operand: string, glyphs: Glyphs): string {
  const digits = Array.from(glyphs.keys(), ({ length }) => length)[0] ?? 4;
  const codes = operand.match(new RegExp(`[\\dA-F]{${digits}}`, 'gi')) ?? [];
  return codes.map((code) => glyphs.get(code.toUpperCase()) ?? '').join('');
}
