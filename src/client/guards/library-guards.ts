/** Guards for the owner's library. Separate, because only the desk asks for it. */
import { TEAM_SHAPES } from '../../game/catalogue.ts';
import {
  COMPLETIONS,
  EXERCISE_TIERS,
  JOIN_TEAMS,
  LANGUAGE_TAGS,
  MUSCLE_GROUPS,
  NEEDS,
  VARIANTS,
} from '../../game/enums.ts';
import type {
  Library,
  LibraryExercise,
  LibraryImportReport,
  LibraryMistake,
  LibraryResponse,
  LibraryWay,
  Template,
  TemplateExercise,
} from '../../protocol/library.ts';
import { array, boolean, integer, nullable, object, oneOf, optional, string } from './wire-guards.ts';

const isUnit = oneOf('repetitions', 'seconds');
const isNeeds = array(oneOf(...NEEDS));

export const isLibraryExercise = object<LibraryExercise>({
  id: integer,
  name: string,
  target: integer,
  easier: integer,
  harder: integer,
  unit: isUnit,
  duration_seconds: nullable(integer),
  muscles: nullable(oneOf(...MUSCLE_GROUPS)),
  meets: isNeeds,
  ways: array(object<LibraryWay>({ variant: oneOf(...VARIANTS), meets: isNeeds, how: string })),
  suggested: boolean,
});

const isTemplateExercise = object<TemplateExercise>({
  type: string,
  name: nullable(string),
  target: integer,
  easier: integer,
  harder: integer,
  unit: isUnit,
  duration_seconds: nullable(integer),
  used: boolean,
});

const isSomeSettings = object<Template['settings']>({
  duration_seconds: optional(integer),
  completion: optional(oneOf(...COMPLETIONS)),
  max_active_per_player: optional(integer),
  join_teams: optional(oneOf(...JOIN_TEAMS)),
  locked: optional(boolean),
  approve_names: optional(boolean),
  timers: optional(boolean),
  max_players: optional(integer),
  show_standings: optional(boolean),
  exercise_tier: optional(oneOf(...EXERCISE_TIERS)),
  own_name_in_play: optional(boolean),
  own_team_in_play: optional(boolean),
  language: optional(oneOf(...LANGUAGE_TAGS)),
  own_needs: optional(boolean),
  board_times: optional(boolean),
});

export const isTemplate = object<Template>({
  id: integer,
  name: string,
  teams: array(
    object<Template['teams'][number]>({
      name: nullable(string),
      colour: string,
      shape: oneOf(...TEAM_SHAPES),
    }),
  ),
  settings: isSomeSettings,
  exercises: array(isTemplateExercise),
});

export const isLibraryResponse = object<LibraryResponse>({
  revision: integer,
  library: nullable(
    object<Library>({ revision: integer, exercises: array(isLibraryExercise), templates: array(isTemplate) }),
  ),
});

export const isLibraryImportReport = object<LibraryImportReport>({
  added: integer,
  replaced: integer,
  unchanged: integer,
  mistakes: array(
    object<LibraryMistake>({ code: string, line: integer, field: nullable(string), detail: string }),
  ),
  more: integer,
});
