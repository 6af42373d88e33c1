/** Schemas of what the owner keeps for all games: own exercises, and templates of games. docs/protocol.md, "Library". */
import Type, { type Static } from 'typebox';
import { MAX_TEAMS } from '../game/catalogue.ts';
import { EXERCISE_UNITS, MUSCLE_GROUPS, NEEDS, VARIANTS, type MuscleGroup } from '../game/enums.ts';
import {
  CODE_PATTERN,
  COLOUR_PATTERN,
  EXERCISE_TYPE_PATTERN,
  MAX_DURATION_SECONDS,
  MAX_TARGET,
  MAX_TEMPLATE_EXERCISES,
  MIN_DURATION_SECONDS,
  MIN_TARGET,
} from '../game/limits.ts';
import { NeedName, Settings, stringEnum, TeamShapeName, VariantName } from './entity-schemas.ts';
import { TypedName } from './typed-fields.ts';

const Target = Type.Integer({ minimum: MIN_TARGET, maximum: MAX_TARGET });
const Unit = stringEnum(EXERCISE_UNITS);
export const Needs = Type.Array(NeedName, { uniqueItems: true, maxItems: NEEDS.length });
const Duration = Type.Union([
  Type.Integer({ minimum: MIN_DURATION_SECONDS, maximum: MAX_DURATION_SECONDS }),
  Type.Null(),
]);

/** Another way of doing an exercise, of equal value and with the same amount. */
export const LibraryWay = Type.Object({
  variant: VariantName,
  meets: Needs,
  how: TypedName,
});
export type LibraryWay = Static<typeof LibraryWay>;
export const LibraryWays = Type.Array(LibraryWay, { maxItems: VARIANTS.length });

/** What may be left out: the amounts of the other tiers are then the usual one, and nothing is known of whom it suits. */
export const LibraryExerciseBody = Type.Object({
  name: TypedName,
  target: Target,
  easier: Type.Optional(Target),
  harder: Type.Optional(Target),
  unit: Type.Optional(Unit),
  duration_seconds: Type.Optional(Duration),
  muscles: Type.Optional(
    Type.Unsafe<MuscleGroup | null>(Type.Union([stringEnum(MUSCLE_GROUPS), Type.Null()])),
  ),
  meets: Type.Optional(Needs),
  ways: Type.Optional(LibraryWays),
  suggested: Type.Optional(
    Type.Boolean({ description: 'default: true; false: it is only given when the banker picks it' }),
  ),
});
export type LibraryExerciseBody = Static<typeof LibraryExerciseBody>;

/** What is left out stays. */
export const ChangeLibraryExerciseBody = Type.Object({
  ...Type.Partial(LibraryExerciseBody).properties,
  expected: Type.Optional(
    Type.Object(Type.Partial(LibraryExerciseBody).properties, {
      description:
        'the exercise that is meant, or some of it: refused if any of that is otherwise by now, unless it is as is wanted',
    }),
  ),
});
export type ChangeLibraryExerciseBody = Static<typeof ChangeLibraryExerciseBody>;

const Id = Type.Integer({ minimum: 1 });

export const LibraryExercise = Type.Object(
  { id: Id, ...Type.Required(LibraryExerciseBody).properties },
  { $id: 'LibraryExercise', title: 'LibraryExercise' },
);
export type LibraryExercise = Static<typeof LibraryExercise>;

const TemplateTeam = Type.Object({
  name: Type.Union([TypedName, Type.Null()], { description: 'null: as a new game calls it' }),
  colour: Type.String({ pattern: COLOUR_PATTERN }),
  shape: TeamShapeName,
});

/** A line of the desk's list of exercises. */
export const TemplateExercise = Type.Object({
  type: Type.String({ pattern: EXERCISE_TYPE_PATTERN }),
  name: Type.Union([TypedName, Type.Null()], { description: 'null: one of the catalogue' }),
  target: Target,
  easier: Target,
  harder: Target,
  unit: Unit,
  duration_seconds: Duration,
  used: Type.Boolean(),
});
export type TemplateExercise = Static<typeof TemplateExercise>;

const TemplateExercises = Type.Array(TemplateExercise, { maxItems: MAX_TEMPLATE_EXERCISES });

export const TemplateContents = Type.Object({
  name: TypedName,
  teams: Type.Array(TemplateTeam, { minItems: 1, maxItems: MAX_TEAMS }),
  settings: Type.Partial(Settings),
  exercises: TemplateExercises,
});
export type TemplateContents = Static<typeof TemplateContents>;

export const Template = Type.Object(
  { id: Id, ...TemplateContents.properties },
  { $id: 'Template', title: 'Template' },
);
export type Template = Static<typeof Template>;

/** Teams and settings are those of the game; no name of anybody comes along. */
export const SaveTemplateBody = Type.Object({
  name: TypedName,
  game_code: Type.String({ pattern: CODE_PATTERN }),
  exercises: TemplateExercises,
});
export type SaveTemplateBody = Static<typeof SaveTemplateBody>;
export const RenameTemplateBody = Type.Object({
  name: TypedName,
  expected_name: Type.Optional(
    Type.String({
      description: 'the name of the template that is meant: refused if it has another one by now',
    }),
  ),
});
export type RenameTemplateBody = Static<typeof RenameTemplateBody>;

export const Library = Type.Object({
  revision: Type.Integer({ description: 'one more with each change' }),
  exercises: Type.Array(LibraryExercise),
  templates: Type.Array(Template),
});
export type Library = Static<typeof Library>;

export const LibraryQuery = Type.Object({
  revision: Type.Optional(Type.Integer({ minimum: 0, description: 'the one that the caller has' })),
});
export type LibraryQuery = Static<typeof LibraryQuery>;
export const LibraryResponse = Type.Object({
  revision: Type.Integer(),
  library: Type.Union([Library, Type.Null()], { description: 'null: the caller has this revision' }),
});
export type LibraryResponse = Static<typeof LibraryResponse>;

export const LibraryMistake = Type.Object({
  code: Type.String({ description: 'what is wrong; more may come: then `detail` says it' }),
  line: Type.Integer({ description: 'from 1' }),
  field: Type.Union([Type.String(), Type.Null()]),
  detail: Type.String({ description: 'all of it in English, with what to do' }),
});
export type LibraryMistake = Static<typeof LibraryMistake>;

/** With any mistake, nothing was changed. */
export const LibraryImportReport = Type.Object({
  added: Type.Integer(),
  replaced: Type.Integer({ description: 'those of the same name' }),
  unchanged: Type.Integer({ description: 'those that were here just so' }),
  mistakes: Type.Array(LibraryMistake, { description: 'the first of them, in the order of the lines' }),
  more: Type.Integer({ description: 'mistakes that are not in the list' }),
});
export type LibraryImportReport = Static<typeof LibraryImportReport>;
