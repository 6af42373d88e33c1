/** A library as one file: JSON Lines, the first of which says what it is. docs/protocol.md, "Library". */
import { isUtf8 } from 'node:buffer';
import Type, { type TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { textFault } from '../../game/check-text.ts';
import { cleanText } from '../../game/clean-text.ts';
import { MAX_LIBRARY_EXERCISES, MAX_TEMPLATES, MAX_TYPED_LENGTH } from '../../game/limits.ts';
import {
  DESCRIPTION_LIMIT,
  GAME_NAME_LIMIT,
  TEAM_NAME_LIMIT,
  type TextLimit,
  wayLimit,
} from '../../game/text-limits.ts';
import { LIBRARY_FORMAT, LIBRARY_VERSION, type LibraryMistakeCode } from '../../protocol/library-codes.ts';
import { LibraryExerciseBody, TemplateContents, type LibraryMistake } from '../../protocol/library.ts';
import { faultFinder } from '../first-fault.ts';
import { JsonLineError, LongKeyError, type ParsedJson, parseWithLinesInSteps } from '../parse-with-lines.ts';
import type { Interruptible } from '../time/time-slices.ts';
import { completeExercise, completeTemplate, nameKey, type LibraryContents } from './library-contents.ts';
import { shortened, unknownFields } from './unknown-field.ts';

const MOST_MISTAKES = 100;
const LINE_FEED = 10;
/** Many times as long as a template with the longest names: to read a line of 4 MB would hold everybody up. */
const MAX_LINE_LENGTH = 256 * 1_024;

export interface LibraryFile {
  readonly exercises: readonly Required<LibraryExerciseBody>[];
  readonly templates: readonly TemplateContents[];
  /** The first of them. With any, the rest is not to be used. */
  readonly mistakes: readonly LibraryMistake[];
  /** How many mistakes there are besides. */
  readonly more: number;
}

/** One line each: what it is, then exercises, then templates. */
export function writeLibraryFile({ exercises, templates }: LibraryContents): string {
  const lines = [
    { format: LIBRARY_FORMAT, version: LIBRARY_VERSION },
    ...exercises.map((exercise) => ({ exercise: completeExercise(exercise) })),
    ...templates.map((template) => ({ template: completeTemplate(template) })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const Header = Type.Object({
  format: Type.Literal(LIBRARY_FORMAT),
  version: Type.Integer({ minimum: 1 }),
});
/** What is read of such a line. */
const TOO_LONG = Symbol('a line that is too long');
const ExerciseLine = Type.Object({ exercise: LibraryExerciseBody });
const TemplateLine = Type.Object({ template: TemplateContents });
const LINES = { exercise: ExerciseLine, template: TemplateLine } as const;
const FIRST_FAULT = { exercise: faultFinder(ExerciseLine), template: faultFinder(TemplateLine) } as const;

/** The same of a file as it came. In another encoding nothing of it can be read: the mistake names the first line that shows it. */
export function* readLibraryBytes(file: Uint8Array): Interruptible<LibraryFile> {
  if (isUtf8(file)) return yield* readLibraryFile(new TextDecoder().decode(file));
  let line = 1;
  for (let begin = 0; ; line += 1) {
    const lineFeed = file.indexOf(LINE_FEED, begin);
    if (lineFeed < 0 || !isUtf8(file.subarray(begin, lineFeed))) break;
    begin = lineFeed + 1;
    yield;
  }
  return { exercises: [], templates: [], mistakes: [mistake('not_utf8', line)], more: 0 };
}

/** Reads everything that it can, so that every mistake is said at once. */
export function* readLibraryFile(text: string): Interruptible<LibraryFile> {
  const mistakes: LibraryMistake[] = [];
  let more = 0;
  const exercises: Required<LibraryExerciseBody>[] = [];
  const templates: TemplateContents[] = [];
  const names = new Set<string>();
  const add = (code: LibraryMistakeCode, line: number, field: string | null = null) => {
    if (mistakes.length < MOST_MISTAKES) mistakes.push(mistake(code, line, field));
    else more += 1;
  };
  const found = () => ({ exercises, templates, mistakes, more });

  let isHeaderRead = false;
  for (const { text: line, number } of linesOf(text)) {
    yield;
    if (line.trim() === '') continue;
    const json = line.length > MAX_LINE_LENGTH ? { value: TOO_LONG, repeated: [] } : yield* parsed(line);
    if (!isHeaderRead) {
      const fault = headerFault(json.value);
      if (fault !== null) {
        add(fault, number);
        return found();
      }
      isHeaderRead = true;
      for (const { code, field } of overlooked(Header, json, '')) add(code, number, field);
      continue;
    }
    const read = readLine(json.value);
    if ('code' in read) {
      add(read.code, number, read.field);
      continue;
    }
    const { kind } = read;
    for (const { code, field } of overlooked(LINES[kind], json, `${kind}.`)) add(code, number, field);
    const key = `${read.kind} ${nameKey(read.item.name)}`;
    if (names.has(key)) add('name_twice', number, 'name');
    names.add(key);
    if (read.kind === 'exercise') exercises.push(read.item);
    else templates.push(read.item);
    const isTooMany = exercises.length > MAX_LIBRARY_EXERCISES || templates.length > MAX_TEMPLATES;
    if (isTooMany) {
      add(exercises.length > MAX_LIBRARY_EXERCISES ? 'too_many_exercises' : 'too_many_templates', number);
      return found();
    }
  }
  if (!isHeaderRead) add('not_a_library', 1);
  return found();
}

/** Each with its number, from 1. */
function* linesOf(text: string): Generator<{ readonly text: string; readonly number: number }> {
  let number = 1;
  for (let begin = text.startsWith('\uFEFF') ? 1 : 0; begin < text.length; number += 1) {
    const lineFeed = text.indexOf('\n', begin);
    const end = lineFeed < 0 ? text.length : lineFeed;
    yield { text: text.slice(begin, end), number };
    begin = end + 1;
  }
}

function headerFault(header: unknown): LibraryMistakeCode | null {
  if (!Check(Header, header)) return 'not_a_library';
  return header.version > LIBRARY_VERSION ? 'newer_version' : null;
}

type ReadLine =
  | { readonly kind: 'exercise'; readonly item: Required<LibraryExerciseBody> }
  | { readonly kind: 'template'; readonly item: TemplateContents };

type LineMistake = Pick<LibraryMistake, 'field'> & { readonly code: LibraryMistakeCode };

function readLine(value: unknown): ReadLine | LineMistake {
  if (value === TOO_LONG) return { code: 'line_too_long', field: null };
  if (value === undefined) return { code: 'not_json', field: null };
  if (typeof value !== 'object' || value === null) return { code: 'kind_unknown', field: null };
  if ('exercise' in value) {
    if (!Check(ExerciseLine, value)) return invalidField('exercise', value);
    const item = completeExercise(cleanExercise(value.exercise));
    return faultIn(exerciseTexts(item)) ?? { kind: 'exercise', item };
  }
  if ('template' in value) {
    if (!Check(TemplateLine, value)) return invalidField('template', value);
    const item = completeTemplate(cleanTemplate(value.template));
    return faultIn(templateTexts(item)) ?? { kind: 'template', item };
  }
  return { code: 'kind_unknown', field: null };
}

/** A text, and where it is. */
interface PlacedText {
  readonly field: string;
  readonly text: string;
  readonly limit: TextLimit;
}

function exerciseTexts({ name, ways }: Required<LibraryExerciseBody>): readonly PlacedText[] {
  return [
    { field: 'name', text: name, limit: DESCRIPTION_LIMIT },
    ...ways.map(({ how }, index) => ({ field: `ways.${index}.how`, text: how, limit: wayLimit(name) })),
  ];
}

function templateTexts({ name, teams, exercises }: TemplateContents): readonly PlacedText[] {
  const named = (items: readonly { readonly name: string | null }[], field: string, limit: TextLimit) =>
    items.flatMap((item, index) =>
      item.name === null ? [] : [{ field: `${field}.${index}.name`, text: item.name, limit }],
    );
  return [
    { field: 'name', text: name, limit: GAME_NAME_LIMIT },
    ...named(teams, 'teams', TEAM_NAME_LIMIT),
    ...named(exercises, 'exercises', DESCRIPTION_LIMIT),
  ];
}

/** What is much longer than any limit is refused as it is. */
const cleanTyped = (text: string) => (text.length > MAX_TYPED_LENGTH ? text : cleanText(text));

function cleanExercise(body: LibraryExerciseBody): LibraryExerciseBody {
  const { name, ways } = body;
  return {
    ...body,
    name: cleanTyped(name),
    ...(ways !== undefined && { ways: ways.map((way) => ({ ...way, how: cleanTyped(way.how) })) }),
  };
}

function cleanTemplate(contents: TemplateContents): TemplateContents {
  const cleaned = <Item extends { readonly name: string | null }>(item: Item): Item => ({
    ...item,
    name: item.name === null ? null : cleanTyped(item.name),
  });
  return {
    ...contents,
    name: cleanTyped(contents.name),
    teams: contents.teams.map(cleaned),
    exercises: contents.exercises.map(cleaned),
  };
}

function faultIn(texts: readonly PlacedText[]): LineMistake | null {
  const bad = texts.find(({ text, limit }) => textFault(text, limit) !== null);
  return bad === undefined ? null : { code: 'text_invalid', field: bad.field };
}

/** What would be lost of a line that is otherwise as it should be. `prefix`: what the paths of its fields begin with. */
function* overlooked(
  schema: TSchema,
  { value, repeated }: Pick<ParsedJson, 'value' | 'repeated'>,
  prefix: string,
): Generator<LineMistake> {
  const within = (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  for (const path of unknownFields(schema, value)) yield { code: 'field_unknown', field: within(path) };
  for (const { key } of repeated)
    yield { code: 'field_twice', field: shortened(within(key.replaceAll('[]', ''))) };
}

/** The path of the first field that does not fit, without the kind of the line. */
function invalidField(kind: keyof typeof LINES, value: unknown): LineMistake {
  const error = FIRST_FAULT[kind](value);
  const path = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const missing = error?.keyword === 'required' ? (error.params.requiredProperties[0] ?? '') : '';
  const field = [...path.split('.').slice(1), missing].filter((part) => part !== '').join('.');
  return { code: 'field_invalid', field: field === '' ? null : field };
}

/** The value is undefined if it is not JSON, or has a key longer than any of ours. */
function* parsed(text: string): Interruptible<Pick<ParsedJson, 'value' | 'repeated'>> {
  try {
    return yield* parseWithLinesInSteps(text);
  } catch (error) {
    if (error instanceof JsonLineError || error instanceof LongKeyError)
      return { value: undefined, repeated: [] };
    throw error;
  }
}

const DETAILS: Readonly<Record<LibraryMistakeCode, string>> = {
  not_utf8: 'The file is not UTF-8. Save it as UTF-8.',
  not_a_library: 'This file is no exercise library. Choose one that was saved as such.',
  newer_version: 'A newer version of this program saved this library. Update this program.',
  not_json: 'This line is not valid JSON. Check its brackets, commas and quotes.',
  line_too_long: 'This line is too long for an exercise or a template. Give each of them a line of its own.',
  kind_unknown: 'This line is neither an exercise nor a template. Remove it.',
  field_invalid: 'is missing, or has a value that cannot be. Correct it.',
  field_unknown:
    'is nothing that this program knows there. Correct or remove it, or update this program if a newer version saved the file.',
  field_twice: 'appears more than once. Keep one of them.',
  text_invalid: 'is empty, too long, or cannot be read. Correct it.',
  name_twice: 'Another line has the same name. Rename or remove one of them.',
  too_many_exercises: `A library holds ${MAX_LIBRARY_EXERCISES} exercises at most. Remove some.`,
  too_many_templates: `A library holds ${MAX_TEMPLATES} templates at most. Remove some.`,
};

export function mistake(code: LibraryMistakeCode, line: number, field: string | null = null): LibraryMistake {
  const about = field === null || code === 'name_twice' ? '' : `"${field}" `;
  return { code, line, field, detail: `Line ${line}: ${about}${DETAILS[code]}` };
}
