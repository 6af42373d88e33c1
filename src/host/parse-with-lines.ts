/** JSON that people write by hand: the value, and the line of every key in it, for messages that say where to look. */
import { NestingError, parseJson } from './parse-json.ts';
import { type Interruptible, runAtOnce } from './time/time-slices.ts';

export interface ParsedJson {
  readonly value: unknown;
  /** Where each key of an object is, from 1. Keys in each other are joined by dots; of those that are there twice, the last. */
  readonly lines: ReadonlyMap<string, number>;
  /** Keys that their object has more than once: only the last counts. */
  readonly repeated: readonly { readonly key: string; readonly line: number }[];
}

/** The text is not JSON. */
export class JsonLineError extends Error {
  override readonly name = 'JsonLineError';
  readonly line: number;

  constructor(line: number, options?: ErrorOptions) {
    super(`Line ${line} is not JSON.`, options);
    this.line = line;
  }
}

/** An object has a key that, with those above it, is longer than any that the program has. */
export class LongKeyError extends Error {
  override readonly name = 'LongKeyError';
  readonly line: number;

  constructor(line: number) {
    super(`The key in line ${line} is too long.`);
    this.line = line;
  }
}

/** Of a key with those above it, in UTF-16 units: each key below repeats them, so they would add up to far more than the file. */
const MAX_KEY = 300;
/** A string, a number, a word, or one of the signs between them: what is between tokens in JSON is white space alone. */
const TOKEN = /[ \t\r\n]*(?:("(?:[ !#-[\]-\uffff]|\\.)*")|([-+.\w]+)|([{}[\]:,]))/y;
const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;
const ESCAPES = /^"(?:[^\\]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"$/;
/** What stands for the keys within lists: no text is there, so nothing has to find it. */
const IN_LIST = '[]';

/**
 * Takes the same texts as JSON.parse, but says where the others go wrong.
 * @throws `JsonLineError`, or `LongKeyError`
 */
export function parseWithLines(text: string): ParsedJson {
  return runAtOnce(parseWithLinesInSteps(text));
}

/** The same for a text of many keys, interruptible at each. */
export function* parseWithLinesInSteps(text: string): Interruptible<ParsedJson> {
  const reader = new TokenReader(text);
  const lines = new Map<string, number>();
  const repeated: { key: string; line: number }[] = [];

  function* readValue(path: string): Interruptible<void> {
    const { kind, source } = reader.take();
    if (kind === 'string' || kind === 'word') return;
    if (source === '{') yield* readObject(path);
    else if (source === '[') yield* readList(path);
    else reader.fail();
  }
  function* readObject(path: string): Interruptible<void> {
    if (reader.takeIf('}')) return;
    const own = new Set<string>();
    do {
      yield;
      const { kind, source, line } = reader.take();
      if (kind !== 'string') reader.fail();
      const name = String(JSON.parse(source));
      const key = path === '' ? name : `${path}.${name}`;
      if (key.length > MAX_KEY) throw new LongKeyError(line);
      if (own.has(name)) repeated.push({ key, line });
      own.add(name);
      lines.set(key, line);
      reader.expect(':');
      yield* readValue(key);
    } while (reader.takeIf(','));
    reader.expect('}');
  }
  function* readList(path: string): Interruptible<void> {
    if (reader.takeIf(']')) return;
    do {
      yield;
      yield* readValue(`${path}${IN_LIST}`);
    } while (reader.takeIf(','));
    reader.expect(']');
  }

  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The messages of engines differ, and not all say where it is. What is nested too deeply is not read any further.
    if (!(error instanceof NestingError)) {
      yield* readValue('');
      reader.expectEnd();
    }
    throw new JsonLineError(1, { cause: error });
  }
  yield* readValue('');
  return { value, lines, repeated };
}

interface Token {
  readonly kind: 'string' | 'word' | 'sign';
  readonly source: string;
  /** Where it begins. */
  readonly line: number;
}

class TokenReader {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #countedTo = 0;
  /** Where the line at `#countedTo` ends; kept, because a file may be one long line. */
  #nextBreak: number;

  constructor(text: string) {
    this.#text = text;
    this.#nextBreak = this.#breakFrom(0);
  }

  take(): Token {
    const token = this.#peek();
    if (token === null) return this.fail();
    this.#at = TOKEN.lastIndex;
    return token;
  }

  takeIf(sign: string): boolean {
    const token = this.#peek();
    if (token?.source !== sign) return false;
    this.#at = TOKEN.lastIndex;
    return true;
  }

  expect(sign: string): void {
    if (!this.takeIf(sign)) this.fail();
  }

  expectEnd(): void {
    if (this.#text.slice(this.#at).trim() !== '') this.fail();
  }

  /** Names the line of what comes next. */
  fail(): never {
    const next = this.#text.slice(this.#at).search(/[^ \t\r\n]/);
    throw new JsonLineError(this.#lineAt(next === -1 ? this.#text.trimEnd().length : this.#at + next));
  }

  /** Null: something that is no token, or the end. */
  #peek(): Token | null {
    TOKEN.lastIndex = this.#at;
    const [all = '', string, word, sign] = TOKEN.exec(this.#text) ?? [];
    const source = string ?? word ?? sign;
    if (source === undefined) return null;
    if (string !== undefined && !ESCAPES.test(string)) return null;
    if (word !== undefined && !WORD.test(word)) return null;
    const line = this.#lineAt(this.#at + all.length - source.length);
    return { kind: string !== undefined ? 'string' : word !== undefined ? 'word' : 'sign', source, line };
  }

  /** Counts on from where it counted last: looked at in order, each character is counted once. */
  #lineAt(position: number): number {
    if (position < this.#countedTo) {
      this.#line = 1;
      this.#nextBreak = this.#breakFrom(0);
    }
    while (this.#nextBreak < position) {
      this.#line += 1;
      this.#nextBreak = this.#breakFrom(this.#nextBreak + 1);
    }
    this.#countedTo = position;
    return this.#line;
  }

  /** Where the next line ends; behind the end, of the last one. */
  #breakFrom(position: number): number {
    const at = this.#text.indexOf('\n', position);
    return at === -1 ? this.#text.length + 1 : at;
  }
}
