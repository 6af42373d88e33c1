/** A library as one file: JSON Lines, the first of which says what it is. docs/protocol.md, "Library". */
import Type, { type TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { textFault } from '../../game/check-text.ts';
import { cleanText } from '../../game/clean-text.ts';
import { MAX_LIBRARY_EXERCISES, MAX_TEMPLATES } from '../../game/limits.ts';
import {
  DESCRIPTION_LIMIT,
  GAME_NAME_LIMIT,
  TEAM_NAME_LIMIT,
  type TextLimit,
  wayLimit,
} from '../../game/text-limits.ts';
import { LIBRARY_FORMAT, LIBRARY_VERSION, type LibraryMistakeCode } from '../../protocol/library-codes.ts';
import { LibraryExerciseBody, TemplateContents, type LibraryMistake } from '../../protocol/library.ts';
import { parseJson } from '../parse-json.ts';
import { completeExercise, completeTemplate, nameKey, type LibraryContents } from './library-contents.ts';

export interface LibraryFile {
  readonly exercises: readonly Required<LibraryExerciseBody>[];
  readonly templates: readonly TemplateContents[];
  /** With any, the rest is not to be used. */
  readonly mistakes: readonly LibraryMistake[];
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
const ExerciseLine = Type.Object({ exercise: LibraryExerciseBody });
const TemplateLine = Type.Object({ template: TemplateContents });

/** Reads everything that it can, so that every mistake is said at once. */
export function readLibraryFile(text: string): LibraryFile {
  const mistakes: LibraryMistake[] = [];
  const exercises: Required<LibraryExerciseBody>[] = [];
  const templates: TemplateContents[] = [];
  const names = new Map<string, number>();
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, number: index + 1 }))
    .filter((line) => line.text.trim() !== '');
  const [first] = lines;
  const header = first === undefined ? null : parsed(first.text);
  if (!Check(Header, header))
    return { exercises, templates, mistakes: [mistake('not_a_library', first?.number ?? 1)] };
  if (header.version > LIBRARY_VERSION)
    return { exercises, templates, mistakes: [mistake('newer_version', first?.number ?? 1)] };

  for (const { text: line, number } of lines.slice(1)) {
    const value = parsed(line);
    const read = value === undefined ? mistake('not_json', number) : readLine(value, number);
    if ('code' in read) {
      mistakes.push(read);
      continue;
    }
    const key = `${read.kind} ${nameKey(read.item.name)}`;
    if (names.has(key)) mistakes.push(mistake('name_twice', number, 'name'));
    names.set(key, number);
    if (read.kind === 'exercise') exercises.push(read.item);
    else templates.push(read.item);
    if (exercises.length > MAX_LIBRARY_EXERCISES) return tooMany('too_many_exercises', number);
    if (templates.length > MAX_TEMPLATES) return tooMany('too_many_templates', number);
  }
  return { exercises, templates, mistakes };

  function tooMany(code: LibraryMistakeCode, line: number): LibraryFile {
    return { exercises, templates, mistakes: [...mistakes, mistake(code, line)] };
  }
}

type ReadLine =
  | { readonly kind: 'exercise'; readonly item: Required<LibraryExerciseBody> }
  | { readonly kind: 'template'; readonly item: TemplateContents };

function readLine(value: unknown, line: number): ReadLine | LibraryMistake {
  if (typeof value !== 'object' || value === null) return mistake('kind_unknown', line);
  if ('exercise' in value) {
    if (!Check(ExerciseLine, value)) return invalidField(ExerciseLine, value, line);
    const item = completeExercise(cleanExercise(value.exercise));
    return faultIn(line, exerciseTexts(item)) ?? { kind: 'exercise', item };
  }
  if ('template' in value) {
    if (!Check(TemplateLine, value)) return invalidField(TemplateLine, value, line);
    const item = completeTemplate(cleanTemplate(value.template));
    return faultIn(line, templateTexts(item)) ?? { kind: 'template', item };
  }
  return mistake('kind_unknown', line);
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

function cleanExercise(body: LibraryExerciseBody): LibraryExerciseBody {
  const { name, ways } = body;
  return {
    ...body,
    name: cleanText(name),
    ...(ways !== undefined && { ways: ways.map((way) => ({ ...way, how: cleanText(way.how) })) }),
  };
}

function cleanTemplate(contents: TemplateContents): TemplateContents {
  const cleaned = <Item extends { readonly name: string | null }>(item: Item): Item => ({
    ...item,
    name: item.name === null ? null : cleanText(item.name),
  });
  return {
    ...contents,
    name: cleanText(contents.name),
    teams: contents.teams.map(cleaned),
    exercises: contents.exercises.map(cleaned),
  };
}

function faultIn(line: number, texts: readonly PlacedText[]): LibraryMistake | null {
  const bad = texts.find(({ text, limit }) => textFault(text, limit) !== null);
  return bad === undefined ? null : mistake('text_invalid', line, bad.field);
}

/** The path of the first field that does not fit, without the kind of the line. */
function invalidField(schema: TSchema, value: unknown, line: number): LibraryMistake {
  const [error] = Errors(schema, value);
  const path = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const missing = error?.keyword === 'required' ? (error.params.requiredProperties[0] ?? '') : '';
  const field = [...path.split('.').slice(1), missing].filter((part) => part !== '').join('.');
  return mistake('field_invalid', line, field === '' ? null : field);
}

/** Undefined if it is not JSON. */
function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const DETAILS: Readonly<Record<LibraryMistakeCode, string>> = {
  not_a_library: 'This file is no exercise library. Choose one that was saved as such.',
  newer_version: 'A newer version of this program saved this library. Update this program.',
  not_json: 'This line is not valid JSON. Check its brackets, commas and quotes.',
  kind_unknown: 'This line is neither an exercise nor a template. Remove it.',
  field_invalid: 'is missing, or has a value that cannot be. Correct it.',
  text_invalid: 'is empty, too long, or cannot be read. Correct it.',
  name_twice: 'Another line has the same name. Rename or remove one of them.',
  too_many_exercises: `A library holds ${MAX_LIBRARY_EXERCISES} exercises at most. Remove some.`,
  too_many_templates: `A library holds ${MAX_TEMPLATES} templates at most. Remove some.`,
};

export function mistake(code: LibraryMistakeCode, line: number, field: string | null = null): LibraryMistake {
  const about = field === null || code === 'name_twice' ? '' : `"${field}" `;
  return { code, line, field, detail: `Line ${line}: ${about}${DETAILS[code]}` };
}
