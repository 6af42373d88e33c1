/** What is in a library, as it is stored, and how it changes. Pure. */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { CUSTOM_EXERCISE } from '../../game/catalogue.ts';
import { cleanText } from '../../game/clean-text.ts';
import type { GivenExercise } from '../../game/commands.ts';
import { NEEDS, VARIANTS, type ExerciseTier, type Need } from '../../game/enums.ts';
import { normalised } from '../../game/normalised.ts';
import {
  LibraryExercise,
  Template,
  type LibraryExerciseBody,
  type LibraryWay,
  type TemplateContents,
} from '../../protocol/library.ts';
import { parseJson } from '../parse-json.ts';
import { DamagedDataError, StorageError } from '../storage/event-store.ts';

const STORED_VERSION = 1;

/** As it is stored. Ids are never used again. */
const StoredContents = Type.Object({
  version: Type.Literal(STORED_VERSION),
  last_id: Type.Integer({ minimum: 0 }),
  exercises: Type.Array(LibraryExercise),
  templates: Type.Array(Template),
});

export type LibraryContents = Omit<Static<typeof StoredContents>, 'version'>;

export const EMPTY_LIBRARY: LibraryContents = { last_id: 0, exercises: [], templates: [] };

/** Throws `DamagedDataError`, and `StorageError` if a newer version of this program wrote it. */
export function readContents(text: string): LibraryContents {
  const value = parsed(text);
  if (Check(StoredContents, value)) {
    const { last_id, exercises, templates } = value;
    return { last_id, exercises, templates };
  }
  if (Check(Type.Object({ version: Type.Integer({ minimum: STORED_VERSION + 1 }) }), value))
    throw new StorageError(
      'A newer version of this program wrote the exercise library: update this program.',
    );
  throw new DamagedDataError('The exercise library is damaged');
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function writeContents(contents: LibraryContents): string {
  return JSON.stringify({ version: STORED_VERSION, ...contents });
}

/** Names that differ in nothing but case or form are one. */
export function nameKey(name: string): string {
  return normalised(cleanText(name), 'NFKC').toLowerCase();
}

/** With everything that was left out, and in the order of the schemas, so that the same exercise is the same text. */
export function completeExercise(body: LibraryExerciseBody): Required<LibraryExerciseBody> {
  const { name, target, easier = target, harder = target, unit = 'repetitions' } = body;
  const { duration_seconds = null, muscles = null, meets = [], ways = [], suggested = true } = body;
  return {
    name,
    target,
    easier,
    harder,
    unit,
    duration_seconds,
    muscles,
    meets: completeNeeds(meets),
    ways: completeWays(ways),
    suggested,
  };
}

/** A change of an exercise, and what whoever makes it has seen of that. */
export interface ExerciseChange {
  readonly fields: Partial<LibraryExerciseBody>;
  readonly expected: Partial<LibraryExerciseBody>;
  /** What it makes of the exercise; may throw a refusal. */
  readonly applied: (before: LibraryExercise) => Required<LibraryExerciseBody>;
}

/** Whether an exercise is no longer as is expected; what is wanted may be true already. */
export function isChangedMeanwhile(
  exercise: LibraryExercise,
  { fields, expected }: Pick<ExerciseChange, 'fields' | 'expected'>,
  wanted: Required<LibraryExerciseBody>,
): boolean {
  const seen = completeExercise({ ...exercise, ...expected });
  const present = completeExercise(exercise);
  return FIELDS.some((field) => {
    const isAs = (other: Required<LibraryExerciseBody>) =>
      JSON.stringify(present[field]) === JSON.stringify(other[field]);
    return field in expected && !isAs(seen) && !(field in fields && isAs(wanted));
  });
}

const FIELDS = [
  'name',
  'target',
  'easier',
  'harder',
  'unit',
  'duration_seconds',
  'muscles',
  'meets',
  'ways',
  'suggested',
] as const satisfies readonly (keyof LibraryExerciseBody)[];

/** Each once, in one order. */
export function completeNeeds(needs: readonly Need[]): Need[] {
  return NEEDS.filter((need) => needs.includes(need));
}

/** Each variant once, in one order. */
export function completeWays(ways: readonly LibraryWay[]): LibraryWay[] {
  return VARIANTS.flatMap((variant) => {
    const way = ways.find((each) => each.variant === variant);
    return way === undefined ? [] : [{ variant, meets: completeNeeds(way.meets), how: way.how }];
  });
}

/** As it is given at this tier, with what is known of whom it suits. */
export function givenFromLibrary(exercise: LibraryExercise, tier: ExerciseTier): GivenExercise {
  const { name, unit, meets, ways } = exercise;
  const target = tier === 'usual' ? exercise.target : exercise[tier];
  const isKnown = meets.length > 0 || ways.length > 0;
  return {
    type: CUSTOM_EXERCISE,
    description: name,
    target,
    ...(unit === 'seconds' && { unit }),
    ...(isKnown && { meets, ways }),
  };
}

/** Without fields that nobody knows. */
export function completeTemplate({ name, teams, settings, exercises }: TemplateContents): TemplateContents {
  const { locked: _, ...kept } = settings;
  return {
    name,
    teams: teams.map((team) => ({ name: team.name, colour: team.colour, shape: team.shape })),
    settings: kept,
    exercises: exercises.map((each) => ({
      type: each.type,
      name: each.name,
      target: each.target,
      easier: each.easier,
      harder: each.harder,
      unit: each.unit,
      duration_seconds: each.duration_seconds,
      used: each.used,
    })),
  };
}

interface Named {
  readonly id: number;
  readonly name: string;
}

/** The one of that name, but for `exceptId`. */
export function sameNamed<Item extends Named>(
  items: readonly Item[],
  name: string,
  exceptId = 0,
): Item | undefined {
  return items.find((item) => item.id !== exceptId && nameKey(item.name) === nameKey(name));
}

/** With `next` in the place of the one that has its id, or else at the end. */
export function withItem<Item extends Named>(items: readonly Item[], next: Item): Item[] {
  return items.some(({ id }) => id === next.id)
    ? items.map((item) => (item.id === next.id ? next : item))
    : [...items, next];
}
