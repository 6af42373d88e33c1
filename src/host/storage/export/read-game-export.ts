/** Reads an export file of this version or an older one: checks and validates every line, then folds the events. */
import { isUtf8 } from 'node:buffer';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { LoggedEvent } from '../../../game/events.ts';
import { createLogChecker } from '../../../game/log-checker.ts';
import { readEvent } from '../../../game/read-event.ts';
import type { Why } from '../../../protocol/problem-reasons.ts';
import { parseJson } from '../../parse-json.ts';
import { JsonLineError, LongKeyError, parseWithLines } from '../../parse-with-lines.ts';
import type { Interruptible } from '../../time/time-slices.ts';
import { hasCleanText } from './clean-text.ts';
import { EVENT_SCHEMAS, EventLine, SealedEventLine } from './game-export-schemas.ts';
import {
  EXPORT_FORMAT,
  EXPORT_VERSION,
  Header,
  HeaderStart,
  NewerStart,
  SEALED_VERSION,
} from './game-export.ts';
import { ImportError } from './import-error.ts';
import { endsWithSeal, LineSeals } from './line-seal.ts';

/** Many times as long as any event: a longer line is none, and to read one of 40 MB would hold everybody up. */
const MAX_LINE_BYTES = 256 * 1_024;
/** Too long, or not UTF-8: no line of an export, whichever it would have been. */
const NO_LINE = '';
const COPY_OR_EXPORT_AGAIN = 'Copy it again from where it was made, or export the game again.';

const headerStartValidator = Compile(HeaderStart);
const newerStartValidator = Compile(NewerStart);
const headerValidator = Compile(Header);
const eventLineValidator = Compile(EventLine);
const sealedEventLineValidator = Compile(SealedEventLine);
const eventValidators = new Map([...EVENT_SCHEMAS].map(([type, schema]) => [type, lazyValidator(schema)]));

/** The events in the file, which is UTF-8. Throws `ImportError`. */
export function* readGameExport(file: Uint8Array): Interruptible<LoggedEvent[]> {
  const lines = linesOf(file);
  const seals = new LineSeals();
  const header = readHeader(lines.next().value?.text ?? NO_LINE, seals);
  const { events: count, event_version: version = 1 } = header;
  const isSealed = header.version >= SEALED_VERSION;
  const found = (yield* countLines(file)) - 1;
  if (found !== count)
    throw new ImportError(
      { reason: 'file_incomplete', params: { said: count, found } },
      `The file says it holds ${count} events, but ${found} are there. ${COPY_OR_EXPORT_AGAIN}`,
    );
  const checker = createLogChecker();
  const events: LoggedEvent[] = [];
  for (const { text, number: lineNumber } of lines) {
    yield;
    if (text === null) continue;
    if (isSealed && !seals.isIntact(text)) throw damagedLine(lineNumber);
    const logged = readLine(text, { lineNumber, version, isSealed });
    refuseImpossible({ reason: 'file_line_impossible', params: { line: lineNumber } }, () =>
      checker.add(logged),
    );
    events.push(logged);
  }
  refuseImpossible('file_impossible', () => checker.finish());
  return events;
}

function* countLines(file: Uint8Array): Interruptible<number> {
  let count = 0;
  for (const { text } of linesOf(file)) {
    if (text !== null) count += 1;
    yield;
  }
  return count;
}

interface FileLine {
  /** Without a byte order mark; null if it is blank, unless it is the first. */
  readonly text: string | null;
  /** From 1, blank ones included, as an editor counts them. */
  readonly number: number;
}

function* linesOf(file: Uint8Array): Generator<FileLine, undefined> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const LINE_FEED = 10;
  let number = 1;
  for (let begin = 0; begin < bytes.length; number += 1) {
    const found = bytes.indexOf(LINE_FEED, begin);
    const end = found < 0 ? bytes.length : found;
    if (end - begin > MAX_LINE_BYTES || !isUtf8(bytes.subarray(begin, end))) yield { text: NO_LINE, number };
    else {
      const line = bytes.toString('utf8', begin, end).replace(/^\uFEFF/, '');
      yield { text: begin > 0 && line.trim() === '' ? null : line, number };
    }
    begin = end + 1;
  }
  return undefined;
}

function readHeader(line: string, seals: LineSeals): Header {
  const found = parsedOnce(line);
  // Of our own checksum, which says whether the version itself was damaged, there may be nothing left in versions to come.
  if (newerStartValidator.Check(found) && !endsWithSeal(line)) throw newerFile();
  if (!headerStartValidator.Check(found))
    throw new ImportError(
      'file_not_a_game',
      `This is not an exported game, or it is damaged: its first line does not say "${EXPORT_FORMAT}". Choose another file.`,
    );
  const isSealed = found.version >= SEALED_VERSION || found.checksum !== undefined;
  if (isSealed && !(seals.isIntact(line) && found.version >= SEALED_VERSION)) throw damagedLine(1);
  if (found.version > EXPORT_VERSION) throw newerFile();
  if (!headerValidator.Check(found)) throw invalidLine(1);
  return found;
}

interface LineContext {
  readonly lineNumber: number;
  /** Which version of the events the file was written in. */
  readonly version: number;
  readonly isSealed: boolean;
}

function readLine(line: string, { lineNumber, version, isSealed }: LineContext): LoggedEvent {
  // What was sealed says everything once. To look for it in every line would take longer than the rest.
  const found = isSealed ? parsed(line) : parsedOnce(line);
  const validator = isSealed ? sealedEventLineValidator : eventLineValidator;
  if (!validator.Check(found)) throw invalidLine(lineNumber);
  const { seq, at, play_ms: playMs, by } = found;
  const event = readEvent(found.event, version);
  if (event === 'newer') throw newerFile();
  if (event === 'damaged' || eventValidators.get(event.type)?.(event) !== true) throw invalidLine(lineNumber);
  if (!hasCleanText(event))
    throw new ImportError(
      { reason: 'file_line_text', params: { line: lineNumber } },
      `Line ${lineNumber} holds a name or text that this program never writes. Nothing was imported.`,
    );
  return { seq, at, playMs, by, event };
}

function parsed(line: string): unknown {
  try {
    return parseJson(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** The same; null also if an object in it says something twice, of which only the last would count. */
function parsedOnce(line: string): unknown {
  try {
    const { value, repeated } = parseWithLines(line);
    return repeated.length === 0 ? value : null;
  } catch (error) {
    if (error instanceof JsonLineError || error instanceof LongKeyError) return null;
    throw error;
  }
}

function newerFile(): ImportError {
  return new ImportError(
    'file_newer',
    'A newer version of this program wrote the file: update this program, then import it again.',
  );
}

function invalidLine(lineNumber: number): ImportError {
  return new ImportError(
    { reason: 'file_line_invalid', params: { line: lineNumber } },
    `Line ${lineNumber} is not as an export writes it. ${COPY_OR_EXPORT_AGAIN}`,
  );
}

function damagedLine(lineNumber: number): ImportError {
  return new ImportError(
    { reason: 'file_line_damaged', params: { line: lineNumber } },
    `Line ${lineNumber} is no longer as it was exported: the file was damaged or changed. ${COPY_OR_EXPORT_AGAIN}`,
  );
}

/** Rejects logs that no rules can have produced, and games that nobody could run. */
function refuseImpossible(why: Why, check: () => unknown): void {
  try {
    check();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new ImportError(why, `The events in the file do not follow each other. ${cause.message}`, {
      cause,
    });
  }
}

/** Compiles the schema when it is first used. */
function lazyValidator(schema: TSchema): (value: unknown) => boolean {
  let validator: ReturnType<typeof Compile> | null = null;
  return (value) => {
    validator ??= Compile(schema);
    return validator.Check(value);
  };
}
